"""Comparisons: what each side says, then whether they say the same."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.folding import fold
from ingest.provinces import historic
from search.compose import Draft, Refusal
from search.evidence.focus import focused_by_province
from search.evidence.inquiry import Inquiry
from search.evidence.selection import times_said

_FEW_SIDES = 3


def compared(results: Sequence[Draft | Refusal]) -> Draft | Refusal:
    """The answers of the sides as one, those that have one; the refusal when none has."""
    drafts = [result for result in results if isinstance(result, Draft)]
    if not drafts:
        return next(result for result in results if isinstance(result, Refusal))
    facts = tuple(dict.fromkeys(fact for draft in drafts for fact in draft.facts))
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


def sides(inquiry: Inquiry) -> list[Inquiry]:
    """``inquiry`` for each province in scope apart: its documents one by one, or all at once where there are many."""
    return [side for part in focused_by_province(inquiry) for side in _sides_of(part)]


def _sides_of(part: Inquiry) -> list[Inquiry]:
    return [part.within([each]) for each in part.ids] if len(part.ids) <= _FEW_SIDES else [part]


def with_absent(inquiry: Inquiry, result: Draft | Refusal) -> Draft | Refusal:
    """``result`` with a note on the provinces compared of which the archive holds nothing that fits."""
    held = {document.metadata.province for document in inquiry.documents}
    absent = [name for name in inquiry.query.scope.provinces if not held & {name, *historic(name)}]
    if isinstance(result, Refusal) or not absent:
        return result
    known = {entry.metadata.province for entry in inquiry.library.catalogue}
    has_others = any(known & {name, *historic(name)} for name in absent)
    which = times_said(inquiry.query.scope) or ("đúng với điều được hỏi" if has_others else "")
    what = " ".join(filter(None, ["văn bản", which, f"của {', '.join(absent)}"]))
    note = f"Trong kho không có {what} nên chỉ nêu được phía còn lại."
    return Draft(result.facts, result.lead, (*result.notes, note))
