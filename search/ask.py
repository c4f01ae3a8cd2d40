"""From a question to a cited answer or a typed refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ingest.archive import Archive
from ingest.folding import strip_marks
from search import diacritics
from search.answer import Answer, Choice, Kind, ReasonType
from search.comparing import beside, with_each_place
from search.compose import Draft, Refusal, answer_from, refusal_from
from search.compose_notes import notes
from search.composing import composed
from search.coordinated import with_left_out
from search.evidence.absent import absent_plan
from search.evidence.bases import basis_asked_for
from search.evidence.doing import doing
from search.evidence.focus import described, focused, without
from search.evidence.inquiry import NEAR, Finder, Inquiry, Remembering
from search.evidence.library import Library
from search.evidence.selection import aiming, select, undated
from search.evidence.spelling import as_printed
from search.evidence.types import of_type, type_asked
from search.forms_asked import lists_documents
from search.joining import joined
from search.question.description import is_statute
from search.question.lay_words import in_printed_words
from search.question.overrides import AS_READ, Choices, admitted, overridden
from search.question.query import Query
from search.question.undoing import is_about_undoing
from search.question.years import aims
from search.unclear import MOST, doubt
from search.understand import understand, understand_typed

_Understood = Callable[[str, Library, Callable[[str], str]], Query]


def ask(
    question: str,
    archive: Archive,
    index: Finder | None,
    choices: Choices = AS_READ,
    near: float = NEAR,
) -> Answer:
    """The answer to ``question`` from the clauses of ``archive``; every citation's quote is literal.

    ``index`` adds nearness in meaning to nearness in words; without it words alone count. ``choices`` stand in the
    place of what is read from the question; ``near`` is the nearness to the question from which a clause answers it.

    Raises:
        BadInput: a year of ``choices`` is none, or (NotFound) there is no such province.
    """
    reading = _Reading(Library.of(archive), Remembering(index) if index else None, choices, near)
    answer = _asked(question, reading, understand)
    if answer.answerable or answer.reason_type is ReasonType.UNCLEAR or in_printed_words(question) == question:
        return answer
    as_typed = _asked(question, reading, understand_typed)  # these documents may print the everyday word
    return as_typed if as_typed.answerable else answer


def _asked(question: str, reading: _Reading, understood: _Understood) -> Answer:
    library, choices, archive = reading.library, reading.choices, reading.library.archive
    query = overridden(understood(question, library, diacritics.restore), choices, archive)
    inquiry = _inquiry(query, reading)
    if isinstance(inquiry, Refusal):
        return _of_parts(inquiry, query, reading)
    spelled = _as_printed(inquiry)
    if spelled != query.rewritten:
        query = overridden(understood(question, library, lambda _: spelled), choices, archive)
        again = _inquiry(query, reading)
        inquiry = again if isinstance(again, Inquiry) else inquiry
    result = _result(inquiry, reading)
    unclear = doubt(inquiry, result)
    meant = _answered(unclear.choices, reading) if unclear else ()
    if unclear and len(meant) > 1:
        return refusal_from(Refusal(unclear.reason, type=ReasonType.UNCLEAR, choices=meant), query)
    if isinstance(result, Refusal):
        return refusal_from(result, query)
    told = () if query.kind is Kind.SUCCESSION else notes(inquiry, result.facts)
    return answer_from(Draft(result.facts, result.lead, (*result.notes, *told)), query)


def _as_printed(inquiry: Inquiry) -> str:
    """The question with its marks; where none was typed, as the documents that it is put to print its words."""
    query = inquiry.query
    if strip_marks(query.question) != query.question:
        return query.rewritten
    return as_printed(query.rewritten, query.runs, inquiry.library, inquiry.ids)


_NONE_ABOUT = "trong phạm vi câu hỏi, kho không có văn bản nào về “{}”"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What questions are answered from, and how."""

    library: Library
    index: Finder | None
    choices: Choices
    near: float


def _answered(proposed: Sequence[Choice], reading: _Reading) -> tuple[Choice, ...]:
    """Those of ``proposed`` that are clear and have an answer, as many as are shown."""
    found: list[Choice] = []
    for choice in proposed:
        query = overridden(
            understand(choice.question, reading.library, _as_typed), reading.choices, reading.library.archive
        )
        inquiry = _inquiry(query, reading)
        result = inquiry if isinstance(inquiry, Refusal) else _result(inquiry, reading)
        if isinstance(inquiry, Inquiry) and isinstance(result, Draft) and doubt(inquiry, result) is None:
            found.append(choice)
        if len(found) == MOST:
            break
    return tuple(found)


def _as_typed(text: str) -> str:
    return text


def _inquiry(query: Query, reading: _Reading) -> Inquiry | Refusal:
    """``query`` over the documents that it may be answered from, or why there are none."""
    library = reading.library
    if not library.catalogue:
        return Refusal("kho chưa có văn bản nào", type=ReasonType.EMPTY)
    allowed = admitted(library.catalogue, reading.choices)
    if query.kind is Kind.SUCCESSION:
        return Inquiry(query, library, reading.index, tuple(entry.id for entry in allowed))
    selection = select(query.scope, allowed)
    ids = selection.ids
    if not lists_documents(query):
        ids = (*ids, *undated(query.scope, allowed, library.plain))
    if not ids and aims(query.rewritten) and (ids := aiming(query.scope, allowed, library.plain)):
        runs = (*query.runs, *map(str, query.scope.years))
        query = replace(query, scope=replace(query.scope, years=()), runs=runs)
    if not ids:
        reason = _recalled(query.scope.missing, reading.library.archive) or f"trong kho không có {selection.missing}"
        return Refusal(reason, type=ReasonType.NO_DOCUMENT)
    inquiry = Inquiry(query, library, reading.index, ids, near=reading.near)
    if query.kind is Kind.COMPARE or is_about_undoing(query.facets):
        return inquiry
    if query.scope.title and not query.scope.documents and not is_statute(query.scope.title, allowed):
        untitled = select(replace(query.scope, title=""), allowed)
        inquiry = described(inquiry.within(untitled.ids), ids)
    return _narrowed(inquiry)


def _narrowed(inquiry: Inquiry) -> Inquiry | Refusal:
    """``inquiry`` over the documents that its words name, or why there are none."""
    query, plan = inquiry.query, absent_plan(inquiry)
    if plan:
        missing = f"trong kho không có {plan} của {', '.join(query.scope.provinces)}"
        return Refusal(missing, type=ReasonType.NO_DOCUMENT)
    focus = (_asks_for_doing(query) and doing(inquiry)) or focused(inquiry)
    return focus if focus.ids else Refusal(_NONE_ABOUT.format(query.topic), type=ReasonType.NO_DOCUMENT)


def _asks_for_doing(query: Query) -> bool:
    """Whether documents are asked for by what they do, none of them by its number."""
    return lists_documents(query) and bool(query.runs) and not query.names and not basis_asked_for(query.rewritten)


def _of_parts(refusal: Refusal, query: Query, reading: _Reading) -> Answer:
    """The answer to the parts of ``query``, of which no document can answer the whole; else the ``refusal``."""
    result = _joined(query, refusal, reading)
    return answer_from(result, query) if isinstance(result, Draft) else refusal_from(refusal, query)


def _result(inquiry: Inquiry, reading: _Reading) -> Draft | Refusal:
    result = _of_all(inquiry, reading)
    if inquiry.query.sides and isinstance(result, Draft):
        return with_left_out(inquiry, result, composed)
    return with_each_place(inquiry.query, result, partial(_admitted, reading), partial(_of_all, reading=reading))


def _of_all(inquiry: Inquiry, reading: _Reading) -> Draft | Refusal:
    return _joined(inquiry.query, _composed(inquiry), reading)


def _joined(query: Query, whole: Draft | Refusal, reading: _Reading) -> Draft | Refusal:
    inquire = partial(_admitted, reading)
    if query.sides:
        return beside(query, whole, inquire, _alone)
    return joined(query.parts, whole, inquire, _composed) if query.parts else whole


def _admitted(reading: _Reading, part: Query) -> Inquiry | Refusal:
    """``part`` of a question over the documents that are admitted."""
    return _inquiry(overridden(part, replace(reading.choices, documents=None), reading.library.archive), reading)


def _composed(inquiry: Inquiry) -> Draft | Refusal:
    result = _alone(inquiry)
    if isinstance(result, Refusal) or inquiry.query.parts or inquiry.query.sides:
        return result
    return with_left_out(inquiry, result, composed)


def _alone(inquiry: Inquiry) -> Draft | Refusal:
    query = inquiry.query
    lists = lists_documents(query) or (query.kind is Kind.MENTION and "documents" in query.facets)
    kind = type_asked(query.rewritten) if lists else ""
    if kind:
        inquiry = inquiry.within(of_type(inquiry, kind))
    if not inquiry.ids:
        return Refusal(f"trong phạm vi câu hỏi, kho không có {kind} nào", type=ReasonType.NO_DOCUMENT)
    result = composed(inquiry)
    if isinstance(result, Draft):
        return result
    for query in _in_other_words(inquiry):
        again = composed(replace(inquiry, query=query, whole=None))
        if isinstance(again, Draft):
            return again
    return result


def _in_other_words(inquiry: Inquiry) -> Iterator[Query]:
    """What a question that was refused may ask as well: with the words that named the documents as words of its topic;
    without the name of a former province, which not every clause about it repeats."""
    query = inquiry.query
    if query.kind is not Kind.COMPARE and inquiry.whole is not None:
        yield inquiry.whole
    if query.scope.former:
        yield replace(query, runs=without(query.runs, " ".join(query.scope.former)))


def _recalled(names: Sequence[str], archive: Archive) -> str:
    """What is said of the named documents that are recalled; "" when none is."""
    found = [(name, one.recall) for name in names for one in archive.find_documents(name, with_recalled=True)]
    said = [f"{name} đã bị thu hồi từ ngày {recall.on:%d/%m/%Y} ({recall.reason})" for name, recall in found if recall]
    return "; ".join(dict.fromkeys(said))
