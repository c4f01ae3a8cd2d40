"""A comparison answered side by side, each side over the documents that it names; and places that are asked about
alike, each answered where the answer to all in one leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from search.compose import Draft, Refusal
from search.compose_compare import compared
from search.evidence.inquiry import Inquiry
from search.joining import Compose, Inquire
from search.question.places_apart import places_apart
from search.question.query import Query

_SILENT = "Về phía “{}”: không tìm thấy trong kho văn bản ({})."


def beside(sides: Sequence[Query], whole: Draft | Refusal, inquire: Inquire, compose: Compose) -> Draft | Refusal:
    """What each of ``sides`` has for answer, with a note for one that has none; ``whole``, the answer to all in one,
    where none has, or where it tells of more documents than the sides do."""
    results = [compose(found) if not isinstance(found, Refusal) else found for found in map(inquire, sides)]
    result = compared(results)
    if isinstance(result, Refusal):
        return whole
    silent = [(side, each) for side, each in zip(sides, results, strict=True) if isinstance(each, Refusal)]
    if silent and isinstance(whole, Draft) and _documents(whole) > _documents(result):
        return whole
    told = tuple(_SILENT.format(side.question, each.reason) for side, each in silent)
    return Draft(result.facts, result.lead, (*result.notes, *told))


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
