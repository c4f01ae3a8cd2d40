"""Assignments that answer a question: all of an agency's, or those about a topic."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.folding import fold, squeeze
from ingest.records import AgencyMention, Assignment, Level, Role, Span
from search.evidence.library import Clause, Evidence, Library
from search.relevance import RELEVANT, Topic

# Of several about the topic, those that hold nearly as much of it as the best one.
NEAR_BEST = 0.86
_HEADING_SHARE = 0.8
_INDEX_BONUS = 0.12
# What joins two agencies in print, a bullet or a line's end besides.
_JOINT = re.compile(r"[\s*_+-]*(,|;|và|(?=[\s*_]*\n))[\s*_+-]*")
_PRINTED_JOINT = {",": ", ", ";": "; ", "và": " và "}


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment with its clause; ``score`` says how much of the topic it holds (1.0 without a topic)."""

    clause: Clause
    assignment: Assignment
    score: float = 1.0

    @property
    def evidence(self) -> Evidence:
        """The words that state the assignment, with the heading that names the agency where it stands right above."""
        return self._under_heading_above() or Evidence(self.clause, self._with_own_heading())

    def _under_heading_above(self) -> Evidence | None:
        """When the task is the text right under a heading, both together, cited as the heading's clause."""
        if len(self.clause.path) < 2 or self.clause.provision.level is not Level.PARAGRAPH:
            return None
        above, span = self.clause.path[-2], self.assignment.span
        if not above.heading or above.level is Level.PART or self._text(above.end, span.start):
            return None
        return Evidence(Clause(self.clause.document, self.clause.path[:-1]), Span(above.start, span.end))

    def _with_own_heading(self) -> Span:
        """The span of the assignment, from the clause's start when only its heading stands before ("9. Báo X: ...")."""
        provision, span = self.clause.provision, self.assignment.span
        before = fold(self._text(provision.start, span.start)).rstrip(" :.-")
        headed = bool(provision.heading) and before.endswith(fold(provision.heading).rstrip(" :.-"))
        return Span(provision.start, span.end) if headed else span

    def _text(self, start: int, end: int) -> str:
        return self.clause.document.text[start:end].strip()

    @property
    def text(self) -> str:
        """The task in the document's own words, on one line."""
        return squeeze(self.assignment.task.replace("*", "")).rstrip(" ;.")

    def names(self, role: Role) -> str:
        """The agencies in ``role`` as printed, with what is printed between them where that only joins them."""
        words = ""
        for before, agency in pairwise((None, *self.assignment.roles.get(role, ()))):
            words += self._between(before, agency) + squeeze(agency.name)  # type: ignore[union-attr]
        return words

    def _between(self, before: AgencyMention | None, agency: AgencyMention | None) -> str:
        if before is None or agency is None:
            return ""
        joint = _JOINT.fullmatch(self.clause.document.text[before.span.end : agency.span.start])
        return _PRINTED_JOINT[joint[1] or ";"] if joint else "; "

    def roles_of(self, who: Iterable[str]) -> list[Role]:
        """The roles in which one of ``who`` is named: ids, or names of agencies that the registry lacks."""
        wanted = set(who)
        return [role for role, named in self.assignment.roles.items() if any(_is_one(each, wanted) for each in named)]

    def mention(self, who: Iterable[str]) -> AgencyMention | None:
        """The first of ``who`` (as in ``roles_of``) that is named, as printed."""
        wanted = set(who)
        named = (agency for agencies in self.assignment.roles.values() for agency in agencies)
        return next((agency for agency in named if _is_one(agency, wanted)), None)


def _is_one(agency: AgencyMention, wanted: Collection[str]) -> bool:
    return agency.id in wanted if agency.id else any(fold(name) in fold(agency.name) for name in wanted if name)


def tasks(
    library: Library, document_ids: Sequence[str], agency_ids: Sequence[str] = (), roles: Sequence[Role] = ()
) -> list[Task]:
    """Every assignment of the documents to one of the agencies in one of the roles (empty: any), in reading order."""
    wanted, asked = set(agency_ids), set(roles)
    return [
        Task(clause, stored.assignment)
        for stored in library.assignments(document_ids)
        if _gives(stored.assignment, wanted, asked)
        if (clause := library.clause(stored.document_id, stored.assignment.address))
    ]


def _gives(assignment: Assignment, agency_ids: Collection[str], roles: Collection[Role]) -> bool:
    """Whether it names one of the agencies in one of the roles; empty means any."""
    named = [agencies for role, agencies in assignment.roles.items() if not roles or role in roles]
    if not agency_ids:
        return bool(named) or not roles
    return any(agency.id in agency_ids for agencies in named for agency in agencies)


def tasks_of_named(library: Library, document_ids: Sequence[str], name: str) -> list[Task]:
    """Every assignment to an agency that the registry lacks, by the name as printed (compared without marks)."""
    wanted = fold(name)
    return [
        task
        for task in tasks(library, document_ids)
        if any(wanted in fold(each.name) for named in task.assignment.roles.values() for each in named)
    ]


def scored(found: Iterable[Task], topic: Topic, ranks: Mapping[tuple[str, str], float]) -> list[Task]:
    """``found`` with their scores, best first; ``ranks`` (0 to 1, by document id and address) come from the index."""
    return sorted((_scored(task, topic, ranks) for task in found), key=lambda task: -task.score)


def _scored(task: Task, topic: Topic, ranks: Mapping[tuple[str, str], float]) -> Task:
    words = f"{task.text} {task.assignment.product or ''}"
    own = topic.score(words)
    around = topic.score(f"{words} {task.clause.headings} {_agencies(task)}")
    score = max(own, own + _HEADING_SHARE * (around - own)) + _INDEX_BONUS * ranks.get(task.clause.key, 0.0)
    return Task(task.clause, task.assignment, score)


def _agencies(task: Task) -> str:
    return " ; ".join(agency.name for named in task.assignment.roles.values() for agency in named)


def about(
    found: Iterable[Task], topic: Topic, ranks: Mapping[tuple[str, str], float], relevant: float = RELEVANT
) -> list[Task]:
    """Those of ``found`` that are about ``topic``, best first: that score ``relevant`` at least."""
    return [task for task in scored(found, topic, ranks) if task.score >= relevant]


def nearest_best(found: Sequence[Task]) -> list[Task]:
    """The best of ``found`` (sorted by score) and those that hold nearly as much of the topic."""
    return [task for task in found if task.score >= NEAR_BEST * found[0].score]


def distinct(found: Iterable[Task]) -> list[Task]:
    """``found`` without assignments that state the same words of the same clause again."""
    kept: dict[tuple[tuple[str, str], int, int], Task] = {}
    for task in found:
        kept.setdefault((task.clause.key, task.assignment.span.start, task.assignment.span.end), task)
    return list(kept.values())
