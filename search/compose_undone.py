"""Answers about what became of a document: what undid it, what it undid, whether it is still in force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.archive.keys import number_key
from ingest.folding import fold
from search.compose import Draft, Fact, Refusal
from search.compose_documents import effect
from search.evidence.focus import without
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.evidence.selection import select
from search.evidence.undoings import AMENDING, Undoing, undoings
from search.question.lexicon import asked_fields, phrase_cue, states
from search.question.query import Query
from search.question.tokens import Line
from search.question.undoing import UNDOER
from search.relevance import Topic

_NEAR_BEST = 0.8
_NEAREST = 3
_OF_OLD = r"(?:cu|truoc day)\b"
_AND = r"(?:,| va|, va|,? cung) "
_STATUTES = ("luat ", "bo luat ", "phap lenh ")  # named in full wherever they are named
_HOW_MANY = re.compile(r"\b(?:bao nhieu|may) (?!so )\w")
# "06/2015": a number whose letters are left out.
_HEAD = re.compile(r"(?<![\w/])(?P<number>\d{1,5})\s*/\s*(?P<year>(?:19|20)\d\d)(?![\w/-])")


def undone(inquiry: Inquiry) -> Draft | Refusal:
    """What clauses say of the document that is asked about: of the one with its number, else of those that its words
    describe, else of all that a named document speaks of."""
    said = _of_others(inquiry)
    keys = _keys(inquiry)
    if keys:
        said = [each for each in said if any(_is_named(key, each.numbers) for key in keys)]
    said = _as_asked(said, inquiry.query.rewritten)
    topic = inquiry.library.topic(_described(inquiry), inquiry.ids)
    said = _of_former(said, inquiry.query, by_list=not topic.words)
    found = _about(said, topic, 0.0 if keys else inquiry.relevant) if topic.words else said
    is_named = bool(keys or inquiry.query.scope.documents or inquiry.query.scope.title)
    if not found and is_named and not keys and UNDOER not in inquiry.query.facets:
        found = said
    is_placed = bool(inquiry.query.scope.provinces) and "documents" in inquiry.query.facets
    if not found or not (is_named or topic.words or is_placed):
        return Refusal(_reason(inquiry), tuple(each.evidence for each in said[:_NEAREST]))
    return Draft((*_facts(found), *_effects(inquiry, found)), _counted(inquiry, found))


def _counted(inquiry: Inquiry, found: Sequence[Undoing]) -> str:
    """How many documents are undone, where that is asked: items of lists, and numbers named in sentences."""
    if not _HOW_MANY.search(fold(inquiry.query.rewritten)):
        return ""
    items = {each.evidence.key for each in found if each.heading}
    named = {number for each in found if not each.heading for number in each.numbers}
    return f"Có {len(items) + len(named)} văn bản được nêu:"


def _as_asked(said: Sequence[Undoing], question: str) -> list[Undoing]:
    """Those that say what is asked: amendments, or what ends documents or lets them go on; all where both are asked."""
    amends, ends = states("asks_amended", question), states("asks_ended", question)
    if amends == ends:
        return list(said)
    return [each for each in said if each.says(AMENDING) is amends]


def _of_former(said: Sequence[Undoing], query: Query, by_list: bool) -> list[Undoing]:
    """Those that name a former province asked about, or one of today as it was before ("Quảng Trị (cũ)", "Ninh Bình,
    Hà Nam"): ``by_list`` the whole lists that are introduced as theirs; all when none does."""
    names = [rf"\b{fold(name)}\b" for name in query.scope.former]
    names += _as_they_were(query)
    lists = [each for each in said if each.heading and _names(each.heading.text, names) == len(names) > 1]
    itself = [each for each in said if _names(each.evidence.text, names)]
    return (by_list and lists) or itself or [each for each in said if _names(each.text, names)] or list(said)


def _as_they_were(query: Query) -> list[str]:
    """Patterns of the provinces of today of which the question speaks as they were: called old, or listed beside a
    former one."""
    former, asked = "|".join(map(fold, query.scope.former)), fold(query.question)
    found = []
    for name in map(fold, query.scope.provinces):
        old, listed = rf"\b{name}\W+{_OF_OLD}", rf"\b(?:{name}{_AND}(?:{former})|(?:{former}){_AND}{name})\b"
        found += [old] if re.search(old, asked) else [rf"\b{name}\b"] if former and re.search(listed, asked) else []
    return found


def _names(text: str, names: Sequence[str]) -> int:
    return sum(1 for name in names if re.search(name, fold(text)))


def _of_others(inquiry: Inquiry) -> list[Undoing]:
    """What the documents in scope say; where it is asked what undid a document, what any other says."""
    scope, library = inquiry.query.scope, inquiry.library
    ids: Sequence[str] = inquiry.ids
    if UNDOER in inquiry.query.facets and scope.documents:
        ids = [entry.id for entry in library.catalogue if entry.id not in scope.documents]
    elif UNDOER in inquiry.query.facets and scope.title:
        ids = select(replace(scope, title=""), library.catalogue).ids
        statute = fold(scope.title) if fold(scope.title).startswith(_STATUTES) else ""
        return [each for each in undoings(library, ids) if statute in fold(each.text)]
    return list(undoings(library, ids))


def _keys(inquiry: Inquiry) -> list[str]:
    """Keys of the numbers that are asked about: of documents that are held only where it is asked what undid them."""
    query = inquiry.query
    held = query.scope.documents if UNDOER in query.facets else ()
    numbers = [inquiry.library.document(each).metadata.number or "" for each in held]
    numbers += [name.text for name in query.names if not name.ids]
    return [_key(number) for number in numbers if number]


def _key(number: str) -> str:
    """The key of a number, or the beginning of one, with a dash at the end, where its letters are left out."""
    head = _HEAD.search(number)
    return f"{int(head['number'])}-{head['year']}-" if head else number_key(number)


def _is_named(key: str, numbers: frozenset[str]) -> bool:
    return any(number.startswith(key) if key.endswith("-") else number == key for number in numbers)


def _described(inquiry: Inquiry) -> list[str]:
    """The words that describe what is asked about: its topic and the agencies in it, without those that say only that
    something was undone, and without the title of a named document that undoes it."""
    query = inquiry.query
    title = (query.scope.title,) if UNDOER in query.facets else ()
    runs = (*query.runs, *title, *(agency.name for agency in query.agencies))
    said = [run for each in without(runs, " ".join(query.scope.former)) for run in _without(each) if run.strip()]
    return said if UNDOER in query.facets else list(without(said, _titles(inquiry)))


def _titles(inquiry: Inquiry) -> str:
    named = map(inquiry.library.document, inquiry.query.scope.documents)
    return " ".join(each.metadata.title or "" for each in named)


def _without(run: str) -> Iterator[str]:
    line = Line.read(run)
    telling = list(line.matches(phrase_cue("kept_phrases")))
    spans = [
        span
        for span in line.matches(phrase_cue("undoing_words"))
        if not any(one.start <= span.start < one.end for one in telling)
    ]
    kept: list[str] = []
    for token in line.tokens:
        if any(span.start <= token.span.start < span.end for span in spans):
            yield " ".join(kept)
            kept = []
        else:
            kept.append(token.text)
    yield " ".join(kept)


def _about(said: Sequence[Undoing], topic: Topic, least: float) -> list[Undoing]:
    """Those that hold enough of ``topic``, and nearly as much as the best one."""
    scores = [topic.score(each.text) for each in said]
    enough = max(least, _NEAR_BEST * max(scores, default=0.0))
    return [each for each, score in zip(said, scores, strict=True) if score >= enough]


def _facts(found: Sequence[Undoing]) -> Iterator[Fact]:
    shown: dict[object, Evidence] = {}
    for each in found:
        for evidence in filter(None, (each.heading, each.evidence)):
            shown.setdefault(evidence.key, evidence)
    yield from (Fact(evidence.text, (evidence,)) for evidence in shown.values())


def _effects(inquiry: Inquiry, found: Sequence[Undoing]) -> Iterator[Fact]:
    """From when, where that is asked, as the documents that undo say it."""
    query = inquiry.query
    if "effect" not in asked_fields(query.rewritten) and "deadline" not in query.facets:
        return
    told = {each.evidence.key for each in found}
    for document_id in dict.fromkeys(each.evidence.clause.document.id for each in found):
        evidence = effect(inquiry.library, inquiry.library.document(document_id))
        if evidence is not None and evidence.key not in told:
            yield Fact(evidence.text, (evidence,))


def _reason(inquiry: Inquiry) -> str:
    query = inquiry.query
    names = [name.text for name in query.names]
    what = " và ".join(names) or " ".join(_described(inquiry))
    told = f" {what}" if names else f" văn bản về “{what}”"
    return f"trong phạm vi câu hỏi, không văn bản nào nêu việc bãi bỏ, thay thế, sửa đổi{told}"
