"""Answers to "vì sao": the clause that gives a reason, by what the question is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from search.compose import Draft, Fact, Refusal
from search.compose_clauses import open_question
from search.evidence.clauses import statements
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.evidence.nearness import near_enough, nearest, reachable
from search.question.lexicon import states

_BESIDE = 2  # headings that a reason and what it is of stand under together


def reason(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses that say that they give a reason, those that stand by what is asked about: a reason does not repeat
    what it is of. Where none does, the clauses nearest."""
    said = list(statements(inquiry.library, inquiry.near_ids))
    about = next(iter(nearest(inquiry, reachable(inquiry, said, near_enough(inquiry)))), None)
    if about is None or about.score < near_enough(inquiry):
        return open_question(inquiry)
    beside = {each.key: _in_common(each, about.evidence) for each in said if states("why", each.text)}
    most = max(beside.values(), default=0)
    told = [each for each in said if beside.get(each.key) == most >= _BESIDE]
    told = told or _only_one(about.evidence, said)
    return Draft(tuple(Fact(each.text, (each,)) for each in told)) if told else open_question(inquiry)


def _only_one(about: Evidence, said: Sequence[Evidence]) -> list[Evidence]:
    """The reason that the document of ``about`` gives, where it gives one."""
    reasons = [each for each in said if states("why", each.text) and each.clause.document is about.clause.document]
    return reasons if len(reasons) == 1 else []


def _in_common(one: Evidence, other: Evidence) -> int:
    """How many headings both stand under."""
    pairs = zip(one.clause.path, other.clause.path, strict=False)
    same = (first.address == second.address for first, second in pairs)
    return sum(1 for _ in takewhile(bool, same)) if one.clause.document.id == other.clause.document.id else 0
