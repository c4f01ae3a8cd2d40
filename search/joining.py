"""A question that asks several things is answered part by part over the same documents, and told as one answer.

The answer to the whole stands where it holds what each part asks: "ai chủ trì, ai phối hợp, khi nào xong?" is one row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ingest.agencies import AgencyRegistry
from ingest.records import Level
from search.answer import Kind
from search.asked_for import asks_same_sort, printed, prints_time
from search.compose import Draft, Fact, Refusal
from search.compose_values import prints_period
from search.evidence.inquiry import Inquiry
from search.evidence.library import is_told
from search.forms_asked import wordings
from search.further import Told, further, is_far, together
from search.question.lexicon import states
from search.question.parted import OF_DOCUMENTS
from search.question.parts import goes_on
from search.question.query import Part, Query
from search.question.spans import asks_span, prints_span
from search.question.topic import asks_place
from search.question.values import attribute_asked, number_asked, unit_asked
from search.relevance import RELEVANT, Topic, syllables

Inquire = Callable[[Query], Inquiry | Refusal]
Compose = Callable[[Inquiry], Draft | Refusal]
_TELLING = 3  # words of a topic that need not be sought together with that of the part before
_OFFICE = re.compile(r"\b(?:Sở|Bộ|Ủy ban|Uỷ ban|UBND|Ban|Cục|Hội đồng|HĐND) \w")
_MOST_OF_IT = 0.6  # of the topic of a part, from which a fact is taken to be about it


@dataclass(frozen=True, slots=True)
class _Answered:
    part: Part
    result: Draft | Refusal


def joined(parts: Sequence[Part], whole: Draft | Refusal, inquire: Inquire, compose: Compose) -> Draft | Refusal:
    """The answers to ``parts`` as one, those that have one, with a note for each that has none; ``whole``, the answer
    to all in one, where it holds them all or none has an answer."""
    answers: list[_Answered] = []
    for part in parts:
        last = next((each for each in answers[::-1] if isinstance(each.result, Draft)), None)
        lacks = bool(answers) and _is_of_none(part, answers[-1])
        answers.append(_Answered(part, answers[-1].result if lacks else _answer(part, last, inquire, compose)))
    answers = _settled(answers, inquire)
    if isinstance(whole, Draft) and all(_holds(whole, each, inquire) for each in answers):
        return whole
    found = [each.result for each in answers if isinstance(each.result, Draft)]
    if not found:
        return answers[0].result if _is_of_none(answers[-1].part, answers[0]) else _together(parts, whole, inquire)
    draft = _told(found)
    silent = [
        _not_found(each.part, each.result)
        for each in answers
        if isinstance(each.result, Refusal) and not _holds(draft, each, inquire)
    ]
    return Draft(draft.facts, draft.lead, (*draft.notes, *silent))


def _together(parts: Sequence[Part], whole: Draft | Refusal, inquire: Inquire) -> Draft | Refusal:
    """``whole``, or where it is none either what states all that ``parts`` ask."""
    inquiry = inquire(parts[0].query) if isinstance(whole, Refusal) else whole
    return (isinstance(inquiry, Inquiry) and together(parts, inquiry)) or whole


def _is_of_none(part: Part, last: _Answered) -> bool:
    """Whether ``part`` asks for a figure of what ``last`` did not find ("xã nào đứng nhất, mấy điểm?")."""
    is_unheld = isinstance(last.result, Refusal) and attribute_asked(last.part.query.rewritten) is not None
    return is_unheld and part.is_detail and "value" in part.query.facets


def _answer(part: Part, last: _Answered | None, inquire: Inquire, compose: Compose) -> Draft | Refusal:
    """The first of the readings of ``part`` that has an answer, or what the documents of the ``last`` answer tell
    further where that is nearer; a detail needs none that this holds."""
    said = last.result if last and isinstance(last.result, Draft) else None
    if last is None or said is None:
        if part.is_detail and part.query.kind in OF_DOCUMENTS:
            return Refusal("không có câu trả lời mà ý này hỏi thêm")
        return _first(part, said, map(inquire, _anywhere(part, said)), compose)
    here = [inquire(each) for each in _within(part, said)]
    if part.is_detail and _prints(said, part.query):
        result: Draft | Refusal = said
    else:
        result = _first(part, said, chain(here, map(inquire, _anywhere(part, said))), compose)
    return _further(_Answered(part, result), last, here)


def _further(answer: _Answered, other: _Answered, here: Sequence[Inquiry | Refusal]) -> Draft | Refusal:
    """What the documents of the ``other`` answer tell of the part of ``answer``, read ``here`` over them, where that is
    nearer than its own; a refusal where its own is not near."""
    found = answer.result if isinstance(answer.result, Draft) else None
    readings = [each for each in here if isinstance(each, Inquiry)]
    of_record = found and answer.part.query.kind in (Kind.SIGNER, Kind.METADATA)
    if not isinstance(other.result, Draft) or answer.part.is_placed or of_record or (answer.part.is_alike and found):
        return answer.result
    told = Told(answer.part, other.result, other.part.query, readings)
    nearer = further(told, found)
    if nearer is None and found and is_far(told, found):
        return _nothing(answer.part)
    return nearer or answer.result


def _settled(answers: Sequence[_Answered], inquire: Inquire) -> list[_Answered]:
    """``answers``, the first asked again where it has none and another part has, or where the second has but what was
    said to the first, and something else of the sort is nearer to the first than to the second."""
    first, *rest = answers
    other = next((each for each in rest if isinstance(each.result, Draft)), None)
    if other is None or not isinstance(other.result, Draft) or not _is_open(first, other, other.result):
        return list(answers)
    here = [inquire(each) for each in _within(first.part, other.result)]
    again = _further(replace(first, result=_nothing(first.part)), other, here)
    return [replace(first, result=again), *rest] if isinstance(again, Draft) else list(answers)


def _is_open(first: _Answered, other: _Answered, said: Draft) -> bool:
    """Whether ``first`` has no answer, or asks for the same sort of thing as ``other`` and has no other."""
    if not isinstance(first.result, Draft):
        return True
    if first.part.query.aspect is Kind.LEAD and not _names_any(first.result, first.part.query):
        return True
    same = asks_same_sort(first.part.query, other.part.query) and not other.part.is_alike
    return same and bool(first.result.facts) and _is_all_told(Draft(first.result.facts[:1]), said)


def _names_any(draft: Draft, query: Query) -> bool:
    """Whether a fact of ``draft`` names such an agency as ``query`` asks for, or prints the name of an office."""
    return any(printed(fact.text, query) or _OFFICE.search(fact.text) for fact in draft.facts)


def _is_all_told(draft: Draft, said: Draft) -> bool:
    told = [each for fact in said.facts for each in fact.evidence]
    return all(is_told(each, told) for fact in draft.facts for each in fact.evidence)


def _first(part: Part, said: Draft | None, inquiries: Iterable[Inquiry | Refusal], compose: Compose) -> Draft | Refusal:
    """The first answer to ``part`` from ``inquiries``, or why there is none; to one in words of the part before, what
    was ``said`` to that is none where there is another."""
    results: list[Draft | Refusal] = []
    for inquiry in inquiries:
        tried = _tried(part, inquiry, compose) if isinstance(inquiry, Inquiry) else inquiry
        if isinstance(tried, Draft) and not (said and _repeats(part) and _is_all_told(tried, said)):
            return tried
        results += [tried] if tried else []
    drafts = (each for each in results if isinstance(each, Draft))
    return next(drafts, next(iter(results), _nothing(part)))


def _nothing(part: Part) -> Refusal:
    return Refusal(f"các văn bản trong phạm vi câu hỏi không nêu về “{part.query.topic}”")


def _tried(part: Part, inquiry: Inquiry, compose: Compose) -> Draft | Refusal | None:
    """What ``inquiry`` finds for ``part``; nothing where that is only about the part before."""
    result = compose(inquiry)
    topic = inquiry.library.topic(part.query.runs, inquiry.ids)
    is_other = part.has_own_topic and not _repeats(part)
    is_about_it = isinstance(result, Refusal) or not is_other or _speaks_of(result, topic, RELEVANT)
    return result if is_about_it else None


def _readings(part: Part) -> tuple[Query, ...]:
    """``part`` with its own topic and with that of the part before as well, the likelier first."""
    own = part.query
    if not part.has_own_topic:
        return (own,)
    both = replace(own, runs=(*part.before, *own.runs), sought=" ".join((*part.before, own.question)))
    return (both, own) if part.is_alike or _repeats(part) else (own, both)


def _within(part: Part, said: Draft | None) -> Iterator[Query]:
    """The readings of ``part`` over the documents of what is ``said``, unless it names its own."""
    if said is None or part.is_placed:
        return
    documents = tuple(dict.fromkeys(each.clause.document.id for fact in said.facts for each in fact.evidence))
    for query in _readings(part):
        yield replace(query, scope=replace(query.scope, documents=documents, missing=()))


def _anywhere(part: Part, said: Draft | None) -> tuple[Query, ...]:
    """The readings of ``part`` over all documents that it may mean; what tells little alone is not sought alone."""
    own, readings = part.query, _readings(part)
    is_telling = said is not None and len(own.topic.split()) >= _TELLING and not goes_on(own.question)
    independent = not part.before or is_telling or part.is_placed or bool(own.scope.documents)
    return readings if independent else tuple(each for each in readings if each is not own) or readings


def _repeats(part: Part) -> bool:
    """Whether it says again, in fewer words, what the part before is about: "còn kế hoạch của B nêu mấy trạm?"."""
    return set(syllables(part.query.topic)) < set(syllables(" ".join(part.before)))


def _holds(draft: Draft, answer: _Answered, inquire: Inquire) -> bool:
    """Whether ``draft`` tells what ``answer`` does: the clause of its first fact, of a detail what it asks for, and
    without an answer enough of what it is about."""
    if answer.part.is_detail and isinstance(answer.result, Refusal):
        return True
    if isinstance(answer.result, Refusal):
        inquiry = inquire(answer.part.query) if answer.part.has_own_topic else answer.result
        return isinstance(inquiry, Inquiry) and _speaks_of(draft, inquiry.topic, _MOST_OF_IT)
    if not answer.result.facts:
        return set(answer.result.notes) <= set(draft.notes)
    first = _telling(answer.result, answer.part.query)
    if any(each.clause.provision.level is Level.PART for each in first.evidence):  # what a document says of itself
        return any(first.text in fact.text for fact in draft.facts)
    told = [each for fact in draft.facts for each in fact.evidence]
    return any(is_told(each, told) for each in first.evidence) and _says_as_much(draft, first, answer.part.query)


def _says_as_much(draft: Draft, first: Fact, query: Query) -> bool:
    """Whether ``draft`` prints what ``query`` asks for where the ``first`` fact of the answer does."""
    return not printed(first.text, query) or any(printed(fact.text, query) for fact in draft.facts)


def _telling(draft: Draft, query: Query) -> Fact:
    """The first fact of ``draft`` that says what ``query`` asks: where money comes from, not only what it is for."""
    sources = [fact for fact in draft.facts if states("names_source", fact.text)] if "source" in query.facets else []
    return next(iter(sources), draft.facts[0])


def _speaks_of(draft: Draft, topic: Topic, share: float) -> bool:
    """Whether a fact of ``draft``, with the headings above it, holds a ``share`` of ``topic``."""
    told = (" ".join([fact.text, *(each.clause.headings for each in fact.evidence)]) for fact in draft.facts)
    return any(topic.coverage(text) >= share for text in told)


def _prints(draft: Draft, query: Query) -> bool:
    """Whether the facts of ``draft`` print such a thing as ``query`` asks for: a time, an agency, a figure."""
    texts = [fact.text for fact in draft.facts]
    if "product" in query.facets:
        return any("sản phẩm:" in text.casefold() for text in texts)
    if query.kind is Kind.DEADLINE:
        return any(map(prints_span if asks_span(query.rewritten) else prints_time, texts))
    if wordings(query):
        return any(printed(text, query) for text in texts)
    if query.kind in (Kind.LEAD, Kind.COORDINATE):
        return any(AgencyRegistry.load().find(text) for text in texts)
    if "value" not in query.facets:
        return query.kind is not Kind.OPEN or asks_place(query.question)
    return _prints_value(texts, query)


def _prints_value(texts: Sequence[str], query: Query) -> bool:
    """Whether ``texts`` print such a figure as ``query`` asks for, of the period that it names itself."""
    period = query.scope.period
    if period and str(period[1]) in query.question and not any(prints_period(text, period) for text in texts):
        return False
    wanted = unit_asked(query.asking) or number_asked(query.asking)
    return wanted is None or any(wanted.is_in(text) for text in texts)


def _told(found: Sequence[Draft]) -> Draft:
    """The facts of all, each once, the first part's first."""
    facts: list[Fact] = []
    for draft in found:
        new = [fact for fact in draft.facts if not any(_is_within(fact, other) for other in facts)]
        facts = [*(fact for fact in facts if not any(_is_within(fact, other) for other in new)), *new]
    leads = list(dict.fromkeys(draft.lead.rstrip(":.") for draft in found if draft is found[0] or _counts(draft.lead)))
    notes = dict.fromkeys(note for draft in found for note in draft.notes)
    return Draft(tuple(facts), f"{'; '.join(filter(None, leads))}:" if any(leads) else "", tuple(notes))


def _counts(lead: str) -> bool:
    """Whether ``lead`` says how many there are rather than what follows."""
    return any(letter.isdigit() for letter in lead)


def _is_within(fact: Fact, other: Fact) -> bool:
    """Whether ``other`` stands on the same clauses and says as much."""
    places = {each.clause.key for each in other.evidence}
    return {each.clause.key for each in fact.evidence} <= places and fact.text.rstrip(" .;:") in other.text


def _not_found(part: Part, refusal: Refusal) -> str:
    return f"Về ý “{part.query.question}”: không tìm thấy trong kho văn bản ({refusal.reason})."
