"""Comparisons: what each side says, then whether they say the same."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.folding import fold
from search.compose import Draft, Refusal


def compared(results: Sequence[Draft | Refusal]) -> Draft | Refusal:
    """The answers of the sides as one, those that have one; the refusal when none has."""
    drafts = [result for result in results if isinstance(result, Draft)]
    if not drafts:
        return next(result for result in results if isinstance(result, Refusal))
    facts = tuple(fact for draft in drafts for fact in draft.facts)
    if len(drafts) == 1:
        return Draft(facts, drafts[0].lead)
    told = {each.clause.document.id for fact in facts for each in fact.evidence}
    what = f"{len(drafts)} văn bản" if len(told) >= len(drafts) else "các phía"
    return Draft(facts, f"Đối chiếu {what}{_verdict(drafts)}:")


def _verdict(drafts: Sequence[Draft]) -> str:
    """Whether the sides state the same value (who leads, by when, who signed); nothing when a side states none."""
    sides = [{fold(fact.value) for fact in draft.facts if fact.value} for draft in drafts]
    if not all(sides):
        return ""
    return ", các bên ghi giống nhau" if all(side == sides[0] for side in sides) else ", các bên ghi khác nhau"
