"""Answers for an amount that the question states: the clause whose printed range holds it, with what introduces it.

"Nhận hối lộ 600 triệu đồng" is answered by the point "từ 500.000.000 đồng đến dưới 1.000.000.000 đồng" and the words
above it that say the penalty; a clause of another range is no answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Level
from search.compose import Draft, Fact, Refusal
from search.evidence.clauses import is_heading_only, statements
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence
from search.evidence.nearness import near_enough
from search.question.amounts import Amount, ranges, stated_amount
from search.question.values import without

_OWN = 0.5  # what the words of an article weigh beside the index, which weighs 1
_AS_GOOD = 0.97  # of the best score, from which another clause of the same article answers as well
_MOST = 3
_IN_RANGE = 0.08  # less near than any clause needs one be that tells what the amount falls under
_Scored = tuple[float, Evidence]


def ranged(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses of the article nearest to the question whose ranges hold the amount that it states."""
    amount = stated_amount(inquiry.query.rewritten)
    if amount is None:
        return Refusal("")
    found = sorted(_holding(inquiry, amount), key=lambda each: -each[0])
    if not found or found[0][0] < near_enough(inquiry) - _IN_RANGE:
        return Refusal("")
    best, article = found[0][0], _article(found[0][1].clause)
    told = [each for score, each in found if score >= _AS_GOOD * best and _article(each.clause) == article][:_MOST]
    shown = {(one.clause.key, one.span): one for each in told for one in _with_lead(inquiry, each)}
    return Draft(tuple(Fact(each.text, (each,)) for each in shown.values()))


def _holding(inquiry: Inquiry, amount: Amount) -> Iterator[_Scored]:
    said = amount.span.of(inquiry.query.rewritten)
    topic = inquiry.library.topic(without(inquiry.query.runs, [said]), inquiry.ids)
    near: dict[tuple[str, str], float] = {}
    for (document_id, address), score in inquiry.nearness.items():
        key = document_id, address.split("/")[0]
        near[key] = max(score, near.get(key, 0.0))
    for each in statements(inquiry.library, inquiry.near_ids):
        if not is_heading_only(each) and any(one.holds(amount) for one in ranges(each.text)):
            document_id, address = each.clause.key
            own = topic.coverage(f"{each.clause.headings} {each.text}")
            index = near.get((document_id, address.split("/")[0]), 0.0)
            yield ((index + _OWN * own) / (1 + _OWN) if near else own), each


def _article(clause: Clause) -> tuple[str, str]:
    document_id, address = clause.key
    return document_id, address.split("/")[0]


def _with_lead(inquiry: Inquiry, evidence: Evidence) -> list[Evidence]:
    """``evidence`` behind the sentence above it that introduces its list."""
    clause = evidence.clause
    if clause.provision.level not in (Level.POINT, Level.DASH) or len(clause.path) < 2:
        return [evidence]
    above = Clause(clause.document, clause.path[:-1])
    lead = [each for each in above.sentences if each.text.endswith(":")]
    return [*lead[-1:], evidence]
