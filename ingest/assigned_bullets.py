"""Assignments that bullets with labels state: "- Cơ quan chủ trì: ...", "- Thời gian: ..." under a task."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ingest.address import Address
from ingest.agencies import AgencyRegistry
from ingest.assigned_rows import ROLE_OF_COLUMN
from ingest.folding import squeeze
from ingest.lines import plain_text
from ingest.own_text import marker_length
from ingest.records import AgencyMention, Assignment, Level, Provision, Role, Span
from ingest.tables import Column, column_of

_LABELLED = (Level.DASH, Level.POINT, Level.PARAGRAPH, Level.CLAUSE)
_NOT_LABELS = (None, Column.ORDINAL, Column.NOTE)
_LEADERS = (Role.LEAD, Role.IMPLEMENT)
_MAX_LABEL = 60
_QUOTED = 1200  # characters of a task with its bullets that are quoted as one
_NAMELESS = 5  # words of a unit that only numbers its task ("Hoạt động 1"); its "Nội dung: ..." says what it is
_LEADS = re.compile(r"(?<=\S)\s+chủ\s+trì\b", re.IGNORECASE)
_WITH = re.compile(r"phối\s+hợp\s+(?:với\s+)?", re.IGNORECASE)


def labelled_groups(provisions: Sequence[Provision]) -> dict[Address, list[Provision]]:
    """Task units, each with the labelled bullets below it; only groups that say who leads or implements."""
    groups: dict[Address, list[Provision]] = {}
    for provision in provisions:
        if provision.parent is not None and label_of(provision) is not None:
            groups.setdefault(provision.parent, []).append(provision)
    known = {provision.address for provision in provisions}
    return {task: members for task, members in groups.items() if task in known and any(map(_names_leader, members))}


def label_of(provision: Provision) -> Column | None:
    """What a "Label: value" bullet labels: a role, a deadline or a product; None for any other provision."""
    if provision.level not in _LABELLED:
        return None
    head, colon, _ = provision.text[marker_length(provision) :].partition(":")
    column = _column(plain_text(head)) if colon and len(head) <= _MAX_LABEL else None
    return None if column in _NOT_LABELS else column


def stated_deadline(provision: Provision) -> str | None:
    """The value of a line "Thời gian hoàn thành: ...", which dates the task above it; None for any other."""
    if label_of(provision) is not Column.DEADLINE:
        return None
    return squeeze(plain_text(_value(provision)[1])).rstrip(".;") or None


def texts_below(provisions: Sequence[Provision]) -> dict[Address, str]:
    """For each unit whose own words end with a colon, the words of the units right below it, joined by "; "."""
    opened = {each.address for each in provisions if each.text.rstrip(" *").endswith(":")}
    below: dict[Address, list[str]] = {}
    for each in provisions:
        if each.parent in opened and each.parent is not None:
            below.setdefault(each.parent, []).append(_own_words(each))
    return {address: "; ".join(words) for address, words in below.items()}


def from_labels(task: Provision, members: Sequence[Provision], below: Mapping[Address, str]) -> Iterable[Assignment]:
    """The assignments of a task unit: a new one each time a leader is named again; ``below`` as ``texts_below``."""
    start = 0
    for place, member in enumerate(members):
        if place > start and _names_leader(member) and any(map(_names_leader, members[start:place])):
            yield from _assignment(task, members[start:place], below)
            start = place
    yield from _assignment(task, members[start:], below)


def _assignment(task: Provision, members: Sequence[Provision], below: Mapping[Address, str]) -> Iterable[Assignment]:
    registry = AgencyRegistry.load()
    roles: dict[Role, tuple[AgencyMention, ...]] = {}
    for member in members:
        role = ROLE_OF_COLUMN.get(label_of(member) or Column.NOTE)
        for part_role, start, words in _role_parts(role, *_value(member)) if role else ():
            mentions = tuple(registry.split_cell(words, start))
            if mentions:
                roles[part_role] = roles.get(part_role, ()) + mentions
    if roles:
        values = {label_of(member): _said(member, below) for member in members}
        own = _own_words(task).rstrip(":").strip()
        stated = values.get(Column.TASK) if len(own.split()) <= _NAMELESS else None
        span = Span(task.start, max(task.end, members[-1].end) if _is_short(task, members) else task.end)
        deadline, product = values.get(Column.DEADLINE), values.get(Column.PRODUCT)
        yield Assignment(stated or own, roles, deadline or None, product or None, task.address, span, "bullets")


def _said(member: Provision, below: Mapping[Address, str]) -> str:
    """The value of a labelled bullet, or what stands below it when it only introduces that."""
    return squeeze(plain_text(_value(member)[1])).rstrip(".;") or below.get(member.address, "")


def _own_words(provision: Provision) -> str:
    return squeeze(plain_text(provision.text[marker_length(provision) :])).rstrip(";.").strip()


def _is_short(task: Provision, members: Sequence[Provision]) -> bool:
    """Whether the task and its bullets together are short enough to be quoted as one."""
    return members[-1].end - task.start <= _QUOTED


def _role_parts(role: Role, start: int, value: str) -> Iterable[tuple[Role, int, str]]:
    """A value that is a sentence ("Sở Nội vụ chủ trì, phối hợp với các sở") as its parts, each with its role."""
    lead = _LEADS.search(value) if role in _LEADERS else None
    if lead is None:
        yield role, start, value
        return
    yield Role.LEAD, start, value[: lead.start()]
    partners = _WITH.search(value, lead.end())
    if partners:
        yield Role.COORDINATE, start + partners.end(), value[partners.end() :]


def _names_leader(provision: Provision) -> bool:
    return ROLE_OF_COLUMN.get(label_of(provision) or Column.NOTE) in _LEADERS


def _value(member: Provision) -> tuple[int, str]:
    """Where the value begins in the document, and the value."""
    skip = marker_length(member)
    at = skip + member.text[skip:].index(":") + 1
    return member.start + at, member.text[at:]


@lru_cache(maxsize=4096)
def _column(head: str) -> Column | None:
    return column_of(head)
