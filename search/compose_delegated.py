"""What an agency was given the power to do: "Giám đốc Sở Y tế được ủy quyền những việc gì?" is answered by the clause
that delegates, with its list. A delegation assigns no task: no duty is made of it."""

from __future__ import annotations

from ingest.agencies import AgencyRegistry
from search.compose import Draft, Refusal
from search.compose_clauses import from_passages
from search.evidence.clauses import rules
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.evidence.nearness import nearest
from search.question.lexicon import states
from search.question.query import Query


def asks_delegated(query: Query) -> bool:
    """Whether it is asked what was delegated to an agency."""
    return bool(query.agency_ids) and states("asks_delegated", query.rewritten)


def delegated(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses nearest to the question that delegate something to the agencies asked about, with their lists."""
    said = rules(inquiry.library, inquiry.near_ids)
    told = nearest(inquiry, [each for each in said if _delegates(each, set(inquiry.query.agency_ids))])
    return from_passages(inquiry, told) if told else Refusal("")


def _delegates(evidence: Evidence, agencies: set[str]) -> bool:
    named = {mention.id for mention in AgencyRegistry.load().find(evidence.text)}
    return states("delegates", evidence.text) and bool(named & agencies)
