"""Times tell different things: how long something holds, from when on a rule applies, in what time an authority must
act, by which day. What a question asks for is preferred to what merely stands nearer; and where it asks for the most or
the least that is allowed, what tells of more or of less does not answer it."""

from __future__ import annotations

from collections.abc import Sequence

from search.evidence.clauses import Passage
from search.question.lexicon import states

# What a question asks -> what clauses state.
_SORTS = {"asks_validity": "validity", "asks_condition": "condition", "asks_day": "day"}
_BEYOND = {"asks_most": "exceeded", "asks_least": "undercut"}
_AS_NEAR = 0.85  # of the nearest, from which one of the sort asked is preferred
LESS = 0.03  # how much less near than any other clause one of the sort asked may be


def of_length_asked(question: str, found: Sequence[Passage], least: float) -> list[Passage]:
    """Those of ``found`` (sorted by score) from ``least`` on; where the question asks for a time of one sort
    and nearly as near ones are of it, these alone; where it asks for a limit, without those beyond it."""
    sort = next((told for asked, told in _SORTS.items() if states(asked, question)), None)
    enough = max(_AS_NEAR * found[0].score, least - LESS) if found else least
    meant = [each for each in found if sort and each.score >= enough and states(sort, each.evidence.text)]
    near = meant or [each for each in found if each.score >= least]
    beyond = [told for asked, told in _BEYOND.items() if states(asked, question)]
    return [each for each in near if not any(states(told, each.evidence.text) for told in beyond)] or near
