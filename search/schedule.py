"""Every assignment of the archive with its deadline read: what is due when, and for whom."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ingest.agencies import AgencyRegistry
from ingest.archive import Archive, CatalogueEntry
from ingest.folding import slugify
from ingest.records import AgencyMention, Assignment, Role
from search.deadline_grammar import read_beside
from search.deadlines import Frame, Timing
from search.duties import DutyFilter, is_wanted
from search.evidence.library import Library


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An assignment, the document that states it, and its deadline as read."""

    document: CatalogueEntry
    assignment: Assignment
    timing: Timing
    frame: Frame

    def agencies(self, role: Role | None = None) -> Iterator[AgencyMention]:
        """The agencies in one role, or in any, in printed order."""
        for own, mentions in self.assignment.roles.items():
            if role is None or own is role:
                yield from mentions

    def days(self, first: date, last: date) -> list[date]:
        """The days from ``first`` to ``last`` on which it falls due. What recurs does so while the document is known
        to run: from its date (or its first year) to the end of the years that it covers; not at all where neither is
        known."""
        due = {one.due for one in self.timing.periods if first <= one.due <= last}
        if self.frame.first is not None:
            begins, ends = max(first, self.frame.first), min(last, self.frame.last or last)
            due |= {day for one in self.timing.recurrences for day in one.days(begins, ends)}
        return sorted(due)


@dataclass(frozen=True, slots=True)
class Due:
    """A duty that falls due on a day."""

    day: date
    duty: Scheduled


def key_of(mention: AgencyMention) -> str:
    """The id of the agency, or for one outside the registry the slug of its printed name."""
    return mention.id or slugify(mention.name)


class Schedule:
    """The assignments of an archive, read again only when it has changed. Safe to share between threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._known: tuple[int, tuple[Scheduled, ...]] | None = None

    def everything(self) -> tuple[Scheduled, ...]:
        """Every assignment, by document and reading order."""
        generation = self._archive.generation()
        with self._lock:
            if self._known is None or self._known[0] != generation:
                self._known = (generation, tuple(_read(self._archive)))
            return self._known[1]

    def select(self, wanted: DutyFilter, agency: str = "", with_groups: bool = False) -> list[Scheduled]:
        """The assignments of the documents that ``wanted`` means in which ``agency`` (an id or slug; "" for any)
        has the role; ``with_groups`` adds those given to a group that it belongs to."""
        agencies = {agency, *(_groups(agency) if with_groups else ())} if agency else set()
        fitting = {one.id for one in Library.of(self._archive).catalogue if is_wanted(one, wanted)}
        return [
            one for one in self.everything() if one.document.id in fitting and _has(one, agencies, wanted.role.roles)
        ]


def due_between(found: Iterable[Scheduled], first: date, last: date) -> list[Due]:
    """What of ``found`` falls due from ``first`` to ``last``, by day."""
    every = (Due(day, one) for one in found for day in one.days(first, last))
    return sorted(every, key=lambda due: due.day)


def _read(archive: Archive) -> Iterator[Scheduled]:
    documents = {one.id: (one, Frame.of(one.metadata)) for one in archive.catalogue()}
    for stored in archive.assignments():
        if stored.document_id in documents:
            document, frame = documents[stored.document_id]
            own = stored.assignment
            yield Scheduled(document, own, read_beside(own.deadline, own.task, frame), frame)


def _groups(agency: str) -> Iterator[str]:
    registry = AgencyRegistry.load()
    if any(one.id == agency for one in registry.all()):
        yield from (group.id for group in registry.groups_of(agency))


def _has(one: Scheduled, agencies: set[str], roles: tuple[Role, ...]) -> bool:
    for role, mentions in one.assignment.roles.items():
        if roles and role not in roles:
            continue
        if not agencies or any(key_of(mention) in agencies for mention in mentions):
            return True
    return not agencies and not roles
