"""Answers read from the clauses nearest to a question, whatever its kind, where no record and no special form answers.

A clause answers only when it holds a value of the kind asked for: who, by when, by which document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from ingest.agencies import AgencyRegistry
from search.answer import Kind
from search.compose import Draft, Fact, Refusal
from search.compose_clauses import from_passages
from search.compose_values import names_document
from search.evidence.clauses import is_dated, is_heading_only, naming_persons, statements
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.evidence.nearness import near_enough, nearest
from search.evidence.types import every_type, types_asked
from search.question.lexicon import states
from search.question.values import attribute_asked

# A part of an agency, or one that the registry need not know.
_UNIT = re.compile(
    r"\b(?:Phòng|Ban|Chi cục|Cục|Trung tâm|Tổ|Đội|Văn phòng|Hội đồng|Viện|Quỹ)\s+[A-ZĐÀ-Ỹ]"
)  # part of an agency
_BESIDE = 2  # headings that a reason and what it is of stand under together
_SURER = 0.04  # nearer than a clause must be that was sought as what it is


def reading(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses nearest to the question that state a value of the kind it asks for."""
    answers, query = _stating(inquiry), inquiry.query
    if answers is None or "value" in query.facets or attribute_asked(query.rewritten) is not None:
        return Refusal("")
    said = [each for each in statements(inquiry.library, inquiry.near_ids) if not is_heading_only(each)]
    least = near_enough(inquiry) + _SURER
    best = [each for each in nearest(inquiry, filter(answers, said)) if each.score >= least]
    return from_passages(inquiry, best) if best else Refusal("")


def reason(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses that say of themselves that they are a reason, those that stand by what the question is about."""
    said = list(statements(inquiry.library, inquiry.near_ids))
    about = next(iter(nearest(inquiry, said)), None)
    if about is None or about.score < near_enough(inquiry):
        return Refusal("")
    beside = {id(each): _in_common(each, about.evidence) for each in said if states("reason", each.text)}
    most = max(beside.values(), default=0)
    told = [each for each in said if beside.get(id(each)) == most >= _BESIDE]
    return Draft(tuple(Fact(each.text, (each,)) for each in told)) if told else Refusal("")


def _in_common(one: Evidence, other: Evidence) -> int:
    """How many headings both stand under."""
    pairs = zip(one.clause.path, other.clause.path, strict=False)
    same = (first.address == second.address for first, second in pairs)
    return sum(1 for _ in takewhile(bool, same)) if one.clause.document.id == other.clause.document.id else 0


def _stating(inquiry: Inquiry) -> Callable[[Evidence], bool] | None:
    """What a clause must state to answer; None where nothing but records answers."""
    types = types_asked(inquiry.query.rewritten) or every_type()
    agencies = set(inquiry.query.agency_ids)
    by_kind: dict[Kind, Callable[[Evidence], bool]] = {
        Kind.LEAD: _names_who,
        Kind.DEADLINE: is_dated,
        Kind.LEGAL_BASIS: lambda evidence: names_document(evidence.text, types),
        Kind.DUTY: lambda evidence: bool(agencies & _agencies(evidence)),
        Kind.LIST: lambda evidence: True,
        Kind.REPORT: lambda evidence: True,
    }
    return by_kind.get(inquiry.query.kind)


def _names_who(evidence: Evidence) -> bool:
    return bool(_agencies(evidence) or _UNIT.search(evidence.text) or naming_persons([evidence]))


def _agencies(evidence: Evidence) -> set[str | None]:
    return {mention.id for mention in AgencyRegistry.load().find(evidence.text)}
