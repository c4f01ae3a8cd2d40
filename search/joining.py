"""A question that asks several things is answered part by part over the same documents, and told as one answer.

The answer to the whole stands where it holds what each part asks: "ai chủ trì, ai phối hợp, khi nào xong?" is one row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.agencies import AgencyRegistry
from ingest.records import Level
from search.answer import Kind
from search.compose import Draft, Fact, Refusal
from search.compose_values import prints_period
from search.evidence.inquiry import Inquiry
from search.evidence.library import is_told
from search.further import further
from search.question.lexicon import states
from search.question.parted import OF_DOCUMENTS
from search.question.query import Part, Query
from search.question.spans import asks_span, prints_span
from search.question.topic import asks_place
from search.question.values import number_asked, unit_asked
from search.relevance import RELEVANT, Topic, syllables

Inquire = Callable[[Query], Inquiry | Refusal]
Compose = Callable[[Inquiry], Draft | Refusal]
_TELLING = 3  # words of a topic that need not be sought together with that of the part before
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
        said = next((each.result for each in answers[::-1] if isinstance(each.result, Draft)), None)
        answers.append(_Answered(part, _answer(part, said, inquire, compose)))
    if isinstance(whole, Draft) and all(_holds(whole, each, inquire) for each in answers):
        return whole
    found = [each.result for each in answers if isinstance(each.result, Draft)]
    if not found:
        return whole
    draft = _told(found)
    silent = [
        _not_found(each.part, each.result)
        for each in answers
        if isinstance(each.result, Refusal) and not _holds(draft, each, inquire)
    ]
    return Draft(draft.facts, draft.lead, (*draft.notes, *silent))


def _answer(part: Part, said: Draft | None, inquire: Inquire, compose: Compose) -> Draft | Refusal:
    """The first of the readings of ``part`` that has an answer: a detail needs none that the clauses ``said`` hold."""
    if part.is_detail and said is not None and _prints(said, part.query):
        return said
    if part.is_detail and said is None and part.query.kind in OF_DOCUMENTS:
        return Refusal("không có câu trả lời mà ý này hỏi thêm")
    result: Draft | Refusal | None = None
    for inquiry in _inquiries(part, said, inquire):
        tried = _tried(part, inquiry, compose) if isinstance(inquiry, Inquiry) else inquiry
        if isinstance(tried, Draft):
            return tried
        result = result or tried
    reread = inquire(part.query) if said is not None else None
    if said is not None and isinstance(reread, Inquiry):
        result = further(part.query, reread, said) or result
    return result or Refusal(f"các văn bản trong phạm vi câu hỏi không nêu về “{part.query.topic}”")


def _tried(part: Part, inquiry: Inquiry, compose: Compose) -> Draft | Refusal | None:
    """What ``inquiry`` finds for ``part``; nothing where that is only about the part before."""
    result = compose(inquiry)
    topic = inquiry.library.topic(part.query.runs, inquiry.ids)
    is_other = part.has_own_topic and not _repeats(part)
    is_about_it = isinstance(result, Refusal) or not is_other or _speaks_of(result, topic, RELEVANT)
    return result if is_about_it else None


def _inquiries(part: Part, said: Draft | None, inquire: Inquire) -> Iterator[Inquiry | Refusal]:
    """Where ``part`` may be answered: in the documents of the part before, then in all that it may mean; with its own
    topic, then with that of the part before as well."""
    own = part.query
    both = own
    if part.has_own_topic:
        both = replace(own, runs=(*part.before, *own.runs), sought=" ".join((*part.before, own.question)))
    queries = (both, own) if part.is_alike or _repeats(part) else (own, both)
    if said is not None and not part.is_placed:
        documents = tuple(dict.fromkeys(each.clause.document.id for fact in said.facts for each in fact.evidence))
        for query in queries:
            yield inquire(replace(query, scope=replace(query.scope, documents=documents, missing=())))
    is_telling = said is not None and len(own.topic.split()) >= _TELLING
    independent = not part.before or is_telling or part.is_placed or bool(own.scope.documents)
    yield from map(inquire, queries if independent else (both,))


def _repeats(part: Part) -> bool:
    """Whether it says again, in fewer words, what the part before is about: "còn kế hoạch của B nêu mấy trạm?"."""
    return set(syllables(part.query.topic)) < set(syllables(" ".join(part.before)))


def _holds(draft: Draft, answer: _Answered, inquire: Inquire) -> bool:
    """Whether ``draft`` tells what ``answer`` does: the clause of its first fact, of a detail what it asks for, and
    without an answer enough of what it is about."""
    if answer.part.is_detail and (_prints(draft, answer.part.query) or isinstance(answer.result, Refusal)):
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
    return any(is_told(each, told) for each in first.evidence)


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
    if query.kind is Kind.DEADLINE and asks_span(query.rewritten):
        return any(map(prints_span, texts))
    if query.kind is Kind.DEADLINE:
        return any(states("times", text) or states("periodic", text) for text in texts)
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
        facts += [fact for fact in draft.facts if not any(_is_within(fact, other) for other in facts)]
    leads = list(dict.fromkeys(draft.lead.rstrip(":.") for draft in found if draft is found[0] or _counts(draft.lead)))
    notes = dict.fromkeys(note for draft in found for note in draft.notes)
    return Draft(tuple(facts), f"{'; '.join(filter(None, leads))}:" if any(leads) else "", tuple(notes))


def _counts(lead: str) -> bool:
    """Whether ``lead`` says how many there are rather than what follows."""
    return any(letter.isdigit() for letter in lead)


def _is_within(fact: Fact, other: Fact) -> bool:
    """Whether ``other`` stands on the same clauses and says as much."""
    places = {each.clause.key for each in other.evidence}
    return {each.clause.key for each in fact.evidence} <= places and fact.text in other.text


def _not_found(part: Part, refusal: Refusal) -> str:
    return f"Về ý “{part.query.question}”: không tìm thấy trong kho văn bản ({refusal.reason})."
