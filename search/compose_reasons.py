"""Answers to "vì sao": the clause that gives a reason, of what the headings above it say."""

from __future__ import annotations

from search.compose import Draft, Fact, Refusal
from search.compose_clauses import open_question
from search.evidence.clauses import statements
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.question.lexicon import states

_HELD = 0.45  # of the topic, by a reason with the headings above it: a reason does not repeat what it is of
_AS_GOOD = 0.95


def reason(inquiry: Inquiry) -> Draft | Refusal:
    """The clauses that say that they give a reason of what is asked about; where none does, those nearest."""
    found = [each for each in statements(inquiry.library, inquiry.near_ids) if states("why", each.text)]
    held = [(inquiry.topic.coverage(f"{each.clause.headings} {each.text}"), each) for each in found]
    best = max((share for share, _ in held), default=0.0)
    told: list[Evidence] = [each for share, each in held if share >= _AS_GOOD * best >= _AS_GOOD * _HELD]
    return Draft(tuple(Fact(each.text, (each,)) for each in told)) if told else open_question(inquiry)
