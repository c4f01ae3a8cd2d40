"""Answers read from the clauses nearest to a question, whatever its kind, where no record and no special form answers.

A clause answers only when it holds a value of the kind asked for: who, by when, by which document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.agencies import AgencyRegistry
from ingest.records import Level
from search.answer import Kind
from search.compose import Draft, Fact, Refusal
from search.compose_clauses import from_passages
from search.compose_values import names_document
from search.evidence.clauses import introduction, is_dated, is_heading_only, naming_persons, statements
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.evidence.nearness import near_enough, nearest, reachable
from search.evidence.types import every_type, types_asked
from search.question.lexicon import states
from search.question.query import Query
from search.question.values import attribute_asked

# A part of an agency, or one that the registry need not know.
_UNIT = re.compile(
    r"\b(?:Phòng|Ban|Chi cục|Cục|Trung tâm|Tổ|Đội|Văn phòng|Hội đồng|Viện|Quỹ)\s+[A-ZĐÀ-Ỹ]"
)  # part of an agency
_SURER = 0.04  # nearer than a clause must be that was sought as what it is


def reading(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses nearest to the question that state a value of the kind it asks for."""
    fits, query = _stating(inquiry), inquiry.query
    if fits is None or "value" in query.facets or attribute_asked(query.rewritten) is not None:
        return Refusal("")
    least = near_enough(inquiry) + _SURER
    near = reachable(inquiry, statements(inquiry.library, inquiry.near_ids), least)
    said = [each for each in near if not is_heading_only(each)]
    best = [each for each in nearest(inquiry, filter(fits, said)) if each.score >= least]
    return from_passages(inquiry, best) if best else Refusal("")


def with_introductions(inquiry: Inquiry, draft: Draft) -> Draft:
    """``draft``, of clauses that are items of a list and do not say what is asked, who acts or what follows, with what
    introduces the list and says it."""
    facts: dict[str, Fact] = {}
    for fact in draft.facts:
        above = introduction(inquiry.library, fact.evidence[0].clause)
        if above and not fact.value and _is_said_above(inquiry.query, fact.text, above):
            facts.setdefault(above.text, Fact(above.text, (above,)))
        facts.setdefault(fact.text, fact)
    return replace(draft, facts=tuple(facts.values()))


def _is_said_above(query: Query, text: str, above: Evidence) -> bool:
    if query.kind is Kind.LEAD:
        return not states("names_actor", text) and _names_who(above)
    asks = query.kind is Kind.OPEN and states("asks_consequence", query.rewritten)
    return asks and not states("consequence", text) and states("consequence", above.text)


def _stating(inquiry: Inquiry) -> Callable[[Evidence], bool] | None:
    """What a clause must state to answer; None where nothing but records answers."""
    types = types_asked(inquiry.query.rewritten) or every_type()
    agencies = set(inquiry.query.agency_ids)
    by_kind: dict[Kind, Callable[[Evidence], bool]] = {
        Kind.LEAD: lambda evidence: _names_who(evidence) or _is_of_actor(inquiry, evidence),
        Kind.DEADLINE: _is_due,
        Kind.LEGAL_BASIS: lambda evidence: names_document(evidence.text, types),
        Kind.DUTY: lambda evidence: bool(agencies & _agencies(evidence)),
        Kind.LIST: lambda evidence: True,
        Kind.REPORT: lambda evidence: True,
    }
    return by_kind.get(inquiry.query.kind)


def _is_due(evidence: Evidence) -> bool:
    """Whether it names a time; the day of what a document rests on is none."""
    return is_dated(evidence) and evidence.clause.provision.level is not Level.BASIS


def _names_who(evidence: Evidence) -> bool:
    return bool(_agencies(evidence) or _UNIT.search(evidence.text) or naming_persons([evidence]))


def _is_of_actor(inquiry: Inquiry, evidence: Evidence) -> bool:
    """Whether it is an item of a list whose introduction names who acts."""
    above = introduction(inquiry.library, evidence.clause)
    return above is not None and _names_who(above)


def _agencies(evidence: Evidence) -> set[str | None]:
    return {mention.id for mention in AgencyRegistry.load().find(evidence.text)}
