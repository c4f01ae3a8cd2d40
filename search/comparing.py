"""A comparison answered side by side, each side over the documents that it names; and places that are asked about
alike, each answered where the answer to all in one leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.folding import fold
from search.answer import Kind
from search.compose import Draft, Fact, Refusal
from search.compose_compare import compared
from search.evidence.clauses import terms_explained
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.joining import Compose, Inquire
from search.question.lexicon import states
from search.question.places_apart import places_apart
from search.question.query import Query

_TOLD_BY_WORDS = (Kind.OPEN, Kind.DEFINITION, Kind.LEAD)  # what the words for two things may tell of them

_SILENT = "Về phía “{}”: không tìm thấy trong kho văn bản ({})."


def beside(query: Query, whole: Draft | Refusal, inquire: Inquire, compose: Compose) -> Draft | Refusal:
    """What each side of ``query`` has for answer, with a note for one that has none; ``whole``, the answer to all in
    one, where none has, or where it tells of more documents than the sides do; what both are, where the document that
    tells of them explains the words and that says how they differ."""
    sides = query.sides
    found = [inquire(side) for side in sides]
    results = [compose(each) if isinstance(each, Inquiry) else each for each in found]
    result = compared(results)
    if isinstance(result, Refusal):
        return whole
    if query.kind is Kind.COMPARE and query.aspect in _TOLD_BY_WORDS and (words := _explained(found, result)):
        return words
    silent = [(side, each) for side, each in zip(sides, results, strict=True) if isinstance(each, Refusal)]
    if silent and isinstance(whole, Draft) and _documents(whole) > _documents(result):
        return whole
    told = tuple(_SILENT.format(side.question, each.reason) for side, each in silent)
    return Draft(result.facts, result.lead, (*result.notes, *told))


def _explained(found: Sequence[Inquiry | Refusal], result: Draft) -> Draft | None:
    """What the sides are, as a document of ``result`` explains all of them; None where none does, or where it is asked
    who does it and that is not said."""
    sides = [each for each in found if isinstance(each, Inquiry)]
    for document_id in sorted(_documents(result)) if len(sides) == len(found) else ():
        terms = terms_explained(sides[0].library, (document_id,))
        told = [each for side in sides if (each := _explaining(side.query, terms)) is not None]
        if len({each.key for each in told}) == len(sides) and _tell(sides[0].query.kind, told):
            return Draft(tuple(Fact(each.text, (each,)) for each in told), "Đối chiếu các phía:")
    return None


def _tell(kind: Kind, told: Sequence[Evidence]) -> bool:
    return kind is not Kind.LEAD or all(states("names_actor", each.text) for each in told)


def _explaining(side: Query, terms: Sequence[tuple[str, Evidence]]) -> Evidence | None:
    """The sentence that explains the longest term with which words of the topic begin."""
    runs = [f"{fold(run)} " for run in side.runs]
    fitting = [(len(term), each) for term, each in terms if any(run.startswith(f"{term} ") for run in runs)]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


def with_each_place(
    query: Query, whole: Draft | Refusal, inquire: Inquire, answer: Callable[[Inquiry], Draft | Refusal]
) -> Draft | Refusal:
    """``whole`` with the answer for each of the places of which ``query`` asks the same that it tells nothing of, and a
    note for one that has none; ``whole`` itself where it tells of each or none has an answer."""
    told = _documents(whole) if isinstance(whole, Draft) else set()
    found = ((place, inquire(place.query)) for place in places_apart(query))
    left = [(place, each) for place, each in found if isinstance(each, Refusal) or not told & set(each.ids)]
    results = [(place, answer(each) if isinstance(each, Inquiry) else each) for place, each in left]
    drafts = [*([whole] if isinstance(whole, Draft) else []), *(each for _, each in results if isinstance(each, Draft))]
    if not left or not drafts:
        return whole
    said = " ".join(note for draft in drafts for note in draft.notes)
    silent = [(place.name, each) for place, each in results if isinstance(each, Refusal) and place.name not in said]
    joined = compared(drafts)
    notes = (note for draft in drafts for note in draft.notes)
    told_so = (_SILENT.format(name, each.reason) for name, each in silent)
    return Draft(joined.facts, joined.lead, (*dict.fromkeys(notes), *told_so)) if isinstance(joined, Draft) else whole


def _documents(draft: Draft) -> set[str]:
    return {each.clause.document.id for fact in draft.facts for each in fact.evidence}
