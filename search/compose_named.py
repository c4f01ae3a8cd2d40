"""Answers that are clauses named by their number: one with what stands under it, or several side by side."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.folding import fold
from search.answer import Kind
from search.compose import Draft, Fact, Refusal
from search.compose_documents import whole
from search.evidence.clauses import is_dated, is_heading_only, states_money, states_report
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence
from search.evidence.nearness import nearest
from search.question.clause_names import ClauseName

_SHORT = 1500  # characters of a clause that is shown whole in a comparison
_NEAR_BEST = 0.8


def clause_text(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses that the question names by their number, with what stands under them."""
    named = [clause for name in inquiry.query.clauses for clause in named_clauses(inquiry, name)]
    facts = {clause.key: Fact(whole(clause).text, (whole(clause),)) for clause in named}
    if not facts:
        return Refusal("văn bản trong phạm vi câu hỏi không có điều, khoản, mục được hỏi")
    return Draft(tuple(facts.values()))


def side_by_side(inquiry: Inquiry) -> Draft | Refusal:
    """What each of the clauses named says about what is compared; a long one only as far as it speaks of that."""
    sides = [_said(inquiry, named_clauses(inquiry, name)) for name in inquiry.query.clauses]
    facts = {each.key: Fact(each.text, (each,)) for side in sides for each in side}
    if not facts:
        return Refusal("văn bản trong phạm vi câu hỏi không có các điều, khoản, mục cần đối chiếu")
    texts = [{fold(each.text) for each in side} for side in sides]
    verdict = "nguyên văn giống nhau" if all(text == texts[0] for text in texts) else "nguyên văn khác nhau"
    return Draft(tuple(facts.values()), f"Đối chiếu {len(sides)} chỗ được hỏi, {verdict}:")


def named_clauses(inquiry: Inquiry, name: ClauseName) -> list[Clause]:
    """The clauses at and under the place that ``name`` gives: in the part that it says, where there is one there."""
    found = [clause for clause in inquiry.library.clauses(inquiry.ids) if _is_named(clause, name.steps.split("/"))]
    inside = [clause for clause in found if _part(clause).startswith(name.part)] if name.part else []
    return inside or found


def _part(clause: Clause) -> str:
    return str(clause.provision.address.steps[0])


def _is_named(clause: Clause, wanted: Sequence[str]) -> bool:
    """Whether the steps asked for stand in this order in the clause's path, the first of them at a step of its own."""
    steps = [str(step).casefold() for step in clause.provision.address.steps]
    place = 0
    for step in wanted:
        names = {step.casefold(), step.removeprefix("muc-").removeprefix("stt-").casefold()}
        following = [index for index in range(place, len(steps)) if steps[index] in names]
        if not following:
            return False
        place = following[0] + 1
    return True


def _said(inquiry: Inquiry, clauses: Sequence[Clause]) -> list[Evidence]:
    if sum(len(clause.provision.text) for clause in clauses) <= _SHORT:
        return [whole(clause) for clause in clauses if len(clauses) == 1 or not is_heading_only(whole(clause))]
    said = [each for clause in clauses for each in clause.sentences if not is_heading_only(each)]
    told = _of_aspect(said, inquiry.query.aspect) or said
    scores = nearest(inquiry, told)
    close = {id(each.evidence) for each in scores if each.score >= _NEAR_BEST * scores[0].score}
    near = [each for each in told if id(each) in close] if inquiry.topic.words else []
    return near or (told if told is not said else [])


def _of_aspect(said: Sequence[Evidence], aspect: Kind) -> list[Evidence]:
    if aspect is Kind.REPORT:
        return [each for each in said if states_report(each)]
    if aspect is Kind.FUNDING:
        return [each for each in said if states_money(each)]
    return [each for each in said if is_dated(each)] if aspect is Kind.DEADLINE else []
