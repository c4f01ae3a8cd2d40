"""How near a sentence is to a question: what the index says of its provision, and how much of the topic it holds.

The index reads the whole question, synonyms and all, but knows provisions only; the topic's words tell their sentences
apart, and keep out what is near without speaking of the thing. Found on 85 questions for figures and 28 open ones of
which half are not answered by the documents: either alone puts fewer of the right sentences first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from search.evidence.clauses import MOST_SHARED, Passage, share_under_headings
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence
from search.evidence.tasks import Task, scored
from search.question.lexicon import states

_OWN = 0.5  # what the words of a sentence weigh beside the index, which weighs 1
# A sentence that promulgates, or that charges with carrying out, repeats the names of what and who; it says nothing of
# what that says.
_FORMULA = 0.85


def nearest(inquiry: Inquiry, evidence: Iterable[Evidence]) -> list[Passage]:
    """``evidence`` by nearness (0 to about 1), best first; without an index by words alone."""
    passages = [Passage(each, _nearness(inquiry, each)) for each in evidence]
    return sorted(passages, key=lambda passage: -passage.score)


def reachable(inquiry: Inquiry, evidence: Iterable[Evidence], least: float) -> Iterator[Evidence]:
    """``evidence`` without what cannot be ``least`` near however many words of the topic it holds: most of what the
    index did not find."""
    found = inquiry.nearness
    lowest = least * (1 + _OWN) - _OWN * MOST_SHARED
    if not found or lowest <= 0:
        yield from evidence
    else:
        yield from (each for each in evidence if found.get(each.clause.key, 0.0) >= lowest)


def _nearness(inquiry: Inquiry, evidence: Evidence) -> float:
    near = _joined(inquiry, evidence.clause, share_under_headings(evidence, inquiry.topic))
    is_formula = states("promulgates", evidence.text) or states("enforcement", evidence.text)
    return near * _FORMULA if is_formula else near


def nearest_tasks(inquiry: Inquiry, found: Iterable[Task]) -> list[Task]:
    """``found`` with their nearness as score, best first."""
    told = scored(found, inquiry.topic, {})
    near = [replace(task, score=_joined(inquiry, task.clause, task.score)) for task in told]
    return sorted(near, key=lambda task: -task.score)


def _joined(inquiry: Inquiry, clause: Clause, own: float) -> float:
    """``own``, the share of the topic that words of ``clause`` hold, with what the index says of the clause."""
    return (inquiry.nearness.get(clause.key, 0.0) + _OWN * own) / (1 + _OWN) if inquiry.nearness else own


def near_enough(inquiry: Inquiry) -> float:
    """The nearness from which a sentence is about what is asked."""
    return inquiry.near if inquiry.nearness else inquiry.relevant
