"""An agency as its page shows it: duties in sections, what it was called before and after, the matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.agencies import AgencyRegistry
from ingest.errors import NotFound
from ingest.reorganisations import Succession
from search.citation import printed_date
from search.deadline_grammar import read_beside
from search.deadlines import Frame, Timing
from search.duties import Duties, Duty, succession_notes
from search.engine import Engine
from search.evidence.library import Library
from web.schedule_view import KIND_NAMES
from web.views import ROLE_NAMES, label

GROUPINGS = (("", "Văn bản"), ("role", "Vai trò"), ("deadline", "Thời hạn"))
DEADLINES = (("", "Tất cả"), *((kind.value, name) for kind, name in KIND_NAMES.items()))


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty with its deadline as read; ``is_general`` when it is given to a group that the agency belongs to."""

    duty: Duty
    timing: Timing
    is_general: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Duties under one heading; ``document_id`` when the heading is a document."""

    heading: str
    document_id: str
    duties: tuple[DutyView, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A reorganisation: which agency's work (``scope`` of it) went to which, since when, by what document.
    Ids are "" where there is no agency in the registry; ``new_name`` then says what became of the work."""

    old_id: str
    old_name: str
    new_id: str
    new_name: str
    scope: str
    since: str
    legal_basis: str


def filtered(engine: Engine, duties: Duties, deadline: str, document: str) -> Duties:
    """``duties`` of one document, or with a deadline of one kind; "" for any."""
    frames = _frames(engine)

    def fits(one: Duty) -> bool:
        kind = _timing(one, frames).kind
        return deadline in ("", kind.value) and document in ("", one.citation.document_id)

    kept, general = tuple(filter(fits, duties.duties)), tuple(filter(fits, duties.group_duties))
    return replace(duties, duties=kept, group_duties=general)


def duty_views(engine: Engine, duties: Duties) -> list[DutyView]:
    """The duties by name, then those through groups, each with its deadline read."""
    frames = _frames(engine)
    every = [(one, False) for one in duties.duties] + [(one, True) for one in duties.group_duties]
    return [DutyView(one, _timing(one, frames), general) for one, general in every]


def labels(engine: Engine, document_ids: Iterable[str]) -> list[tuple[str, str]]:
    """These documents for a choice: id and label, in order of labels."""
    wanted = set(document_ids)
    known = [one for one in Library.of(engine.archive).catalogue if one.id in wanted]
    return sorted(((one.id, label(one.metadata, one.source_file)) for one in known), key=lambda one: one[1])


def sections(engine: Engine, found: Iterable[DutyView], grouping: str) -> list[Section]:
    """``found`` by document, by role or by kind of deadline, sections in the order of their first duty."""
    names = {one.id: label(one.metadata, one.source_file) for one in Library.of(engine.archive).catalogue}
    keys: dict[str, Callable[[DutyView], str]] = {
        "role": lambda one: ROLE_NAMES[one.duty.role],
        "deadline": lambda one: KIND_NAMES[one.timing.kind],
    }
    key = keys.get(grouping)
    made: dict[str, list[DutyView]] = {}
    for one in found:
        made.setdefault(key(one) if key else one.duty.citation.document_id, []).append(one)
    if key:
        return [Section(heading, "", tuple(duties)) for heading, duties in made.items()]
    return [Section(names.get(one, one), one, tuple(duties)) for one, duties in made.items()]


def history(agency_id: str) -> list[Change]:
    """What the agency was before and what became of it; [] when the registry knows of no change."""
    registry = AgencyRegistry.load()
    try:
        registry.get(agency_id)
    except NotFound:
        return []
    changes = (*registry.predecessors(agency_id), *registry.successions(agency_id))
    return [_change(registry, one) for one in changes]


def _change(registry: AgencyRegistry, one: Succession) -> Change:
    return Change(
        one.old,
        registry.get(one.old).name,
        one.new or "",
        registry.get(one.new).name if one.new else one.note or "đã được sắp xếp lại",
        one.scope or "",
        printed_date(one.from_date) if one.from_date else "",
        one.legal_basis or "",
    )


def notes(duties: Duties) -> Sequence[str]:
    """The notes of ``duties`` but those that the history tells."""
    told = set(succession_notes(AgencyRegistry.load(), duties.agency.id)) if history(duties.agency.id) else set()
    return [note for note in duties.notes if note not in told]


def general_names(agency_id: str) -> list[tuple[str, str]]:
    """The groups that the agency belongs to: id and name."""
    registry = AgencyRegistry.load()
    return [(one.id, one.name) for one in registry.groups_of(agency_id) if one.id != agency_id]


def members(agency_id: str) -> list[tuple[str, str]]:
    """The members of a group; [] for an agency that is none, or one that documents leave open."""
    registry = AgencyRegistry.load()
    known = next((one for one in registry.all() if one.id == agency_id), None)
    return [(one, registry.get(one).name) for one in known.members] if known else []


def _frames(engine: Engine) -> dict[str, Frame]:
    return {one.id: Frame.of(one.metadata) for one in Library.of(engine.archive).catalogue}


def _timing(one: Duty, frames: dict[str, Frame]) -> Timing:
    return read_beside(one.deadline, one.task, frames[one.citation.document_id])
