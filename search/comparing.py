"""A comparison answered side by side, each side over the documents that it names."""

from __future__ import annotations

from collections.abc import Sequence

from search.compose import Draft, Refusal
from search.compose_compare import compared
from search.joining import Compose, Inquire
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


def _documents(draft: Draft) -> set[str]:
    return {each.clause.document.id for fact in draft.facts for each in fact.evidence}
