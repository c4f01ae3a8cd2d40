"""Answers that are times: by when a task is due, or what a clause says of when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.folding import fold
from search.compose import Draft, Fact, Refusal
from search.compose_clauses import from_passages, reports
from search.compose_tasks import own_tasks, tasks_near
from search.compose_wording import deadline_fact, with_asked
from search.evidence.clauses import Passage, is_dated, is_heading_only, is_past, rules, timed, times
from search.evidence.inquiry import Inquiry
from search.evidence.lengths import LESS, of_length_asked
from search.evidence.library import Evidence, EvidenceKey
from search.evidence.nearness import near_enough, nearest, nearest_tasks, reachable
from search.evidence.reporters import of_reporter
from search.evidence.tasks import Task
from search.question.lexicon import is_slight, states
from search.refusals import not_stated

# How near, and how much nearer than a time, what says in which cases must be to tell when something is done.
_CASES_NEAR, _CASES_WIN = 0.75, 1.15
_CLAUSE_WINS = 1.04  # a clause must be nearer by this than the best row to answer instead of it
_CLAUSE_NEAR_BEST, _ROW_NEAR_BEST, _OWN_NEAR_BEST = 0.97, 0.88, 0.9
# What a time is of, in front of it: "Điều 2. Thời gian ủy quyền: ...", "Thời hạn bảo hành từ ngày ...".
_LABEL = re.compile(
    r"^\W*(?:dieu \d+\W+|\d+\W+)?thoi (?:gian|han) (?P<of>\w+(?: \w+){0,4}?)\s*(?::| (?:tu|ke|den|la)\b)"
)


def deadline(inquiry: Inquiry) -> Draft | Refusal:
    """By when: the deadline of the row about the topic, or the clause that names a time for it; of a whole document
    the time that it gives itself."""
    rows = _with_deadline(inquiry)
    of_reports = states("reports", inquiry.query.rewritten)
    if of_reports and is_slight(inquiry.query.topic) and isinstance(told := reports(inquiry), Draft):
        return told
    if of_reports:
        rows = [row for row in rows if states("reports", row.text)]
    if not inquiry.narrows and not of_reports and (own := _own_times(inquiry)):
        return Draft(tuple(Fact(each.text, (each,)) for each in own))
    stated = _stated_times(inquiry, of_reports)
    rows = [] if of_reports and _are_of_others(inquiry, rows, stated) else rows
    best_row = rows[0].score if rows else 0.0
    cases = [] if of_reports else _cases(inquiry)
    if cases and cases[0].score >= max(_CASES_NEAR, best_row, stated[0][0] * _CASES_WIN if stated else 0.0):
        return from_passages(inquiry, cases[:1])
    if stated and stated[0][0] > best_row * _CLAUSE_WINS:
        return Draft(tuple(fact for score, fact in stated if score >= stated[0][0] * _CLAUSE_NEAR_BEST))
    if best_row < near_enough(inquiry):
        labelled = _labelled(inquiry)
        return Draft(labelled) if labelled else not_stated(inquiry, rows)
    near = [task for task in rows if task.score >= _ROW_NEAR_BEST * best_row]
    return Draft(tuple(with_asked(deadline_fact(task), task, inquiry.query.facets) for task in near))


def _are_of_others(inquiry: Inquiry, rows: Sequence[Task], stated: Sequence[tuple[float, Fact]]) -> bool:
    """Whether ``stated`` tells it of who must report by the question, and ``rows`` only of others."""
    asking = inquiry.query.asking
    told = of_reporter(asking, [each for _, fact in stated for each in fact.evidence])
    return bool(told) and not of_reporter(asking, [row.evidence for row in rows])


def _own_times(inquiry: Inquiry) -> list[Evidence]:
    """What the documents say under a heading of time; where a day is asked for, those that name one."""
    told = times(inquiry.library, inquiry.near_ids)
    return [each for each in told if is_dated(each)] if states("asks_day", inquiry.query.rewritten) else told


def _stated_times(inquiry: Inquiry, of_reports: bool) -> list[tuple[float, Fact]]:
    """Clauses about the topic that name a time, or have one in the line below them, best first."""
    pairs = timed(inquiry.library, inquiry.near_ids)
    below = {one.key: time for one, time in pairs}
    said = [*rules(inquiry.library, inquiry.near_ids), *(one for one, _ in pairs)]
    near = reachable(inquiry, said, near_enough(inquiry) - LESS)
    found = {each.key: each for each in near if _tells_when(each) or each.key in below}
    if of_reports:
        found = {key: each for key, each in found.items() if states("reports", each.text)}
        named = of_reporter(inquiry.query.asking, found.values())
        found = {each.key: each for each in named} or found
    told = of_length_asked(inquiry.query.rewritten, nearest(inquiry, found.values()), near_enough(inquiry))
    return [(each.score, timed_fact(each.evidence, below)) for each in told]


def _labelled(inquiry: Inquiry) -> tuple[Fact, ...]:
    """Clauses that say of themselves that they are the time of what is asked about: "Thời gian ủy quyền: ..."."""
    asked = set(fold((inquiry.whole or inquiry.query).topic).split())
    said = ((each, _LABEL.match(fold(each.text))) for each in rules(inquiry.library, inquiry.near_ids))
    found = [each for each, label in said if label and set(label["of"].split()) <= asked and is_dated(each)]
    return tuple(Fact(each.text, (each,)) for each in found)


def _cases(inquiry: Inquiry) -> list[Passage]:
    """What says in which cases something is done ("bị khóa trong các trường hợp sau đây:"), the nearest first."""
    said = reachable(inquiry, rules(inquiry.library, inquiry.near_ids), _CASES_NEAR)
    return nearest(inquiry, [each for each in said if states("cases", each.text)])


def _tells_when(evidence: Evidence) -> bool:
    return is_dated(evidence) and not is_heading_only(evidence) and not is_past(evidence)


def timed_fact(evidence: Evidence, below: Mapping[EvidenceKey, Evidence]) -> Fact:
    """What ``evidence`` says, with its time from ``below`` in front where it has one."""
    time = below.get(evidence.key)
    if time is None:
        return Fact(evidence.text, (evidence,))
    told = (time.text.partition(":")[2] or time.text).strip(" .;")
    return Fact(f"{told}: {evidence.text}", (evidence, time), told)


def _with_deadline(inquiry: Inquiry) -> list[Task]:
    """Assignments with a deadline, nearest first: of the agencies asked about, when theirs are nearly as near as the
    nearest of all."""
    everything = nearest_tasks(inquiry, [each for each in tasks_near(inquiry) if each.assignment.deadline])
    named = {task.evidence.key for task in own_tasks(inquiry)} if inquiry.query.agencies else set()
    own = [task for task in everything if task.evidence.key in named]
    return own if own and own[0].score >= _OWN_NEAR_BEST * everything[0].score else everything
