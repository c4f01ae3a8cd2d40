"""The agencies that a question asks about: as it names them, as documents print them, those before them and above."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.agencies import AgencyRegistry
from ingest.folding import fold, squeeze
from search.evidence.inquiry import Inquiry
from search.evidence.tasks import Task


def predecessors(agency_ids: Sequence[str]) -> tuple[str, ...]:
    """Ids of the agencies whose whole work the given ones took over; a part of it is not enough to answer from."""
    registry = AgencyRegistry.load()
    steps = (step for each in agency_ids for step in registry.predecessors(each) if step.scope is None)
    return tuple(dict.fromkeys(step.old for step in steps))


def asked_groups(inquiry: Inquiry) -> tuple[str, ...]:
    """Ids of the groups that the agencies asked about belong to ("các sở, ban, ngành")."""
    registry, asked = AgencyRegistry.load(), inquiry.query.agency_ids
    groups = (group.id for agency_id in asked for group in registry.groups_of(agency_id))
    return tuple(dict.fromkeys(group for group in groups if group not in asked))


def asked_subject(inquiry: Inquiry, own: Sequence[Task] = ()) -> str:
    """The agencies asked about by name; one whose name the documents print otherwise ("Báo Đắk Nông") as printed."""
    names = []
    for agency in inquiry.query.agencies:
        printed = next((found.name for task in own if (found := task.mention([agency.agency_id or ""]))), agency.name)
        keeps = fold(agency.name) in fold(printed) or _is_group(agency.agency_id)
        names.append(agency.name if keeps else squeeze(printed))
    return ", ".join(dict.fromkeys(names))


def _is_group(agency_id: str | None) -> bool:
    return agency_id is not None and AgencyRegistry.load().get(agency_id).is_group


def former_subject(inquiry: Inquiry, former: Sequence[str]) -> str:
    """The agencies that the documents name for those asked about, which have taken over their work since."""
    names = ", ".join(AgencyRegistry.load().get(each).name for each in former)
    return f"Văn bản không nêu tên {asked_subject(inquiry)}; cơ quan trước đây ({names})"


def is_known(inquiry: Inquiry) -> bool:
    """Whether any document of the provinces in scope assigns anything to the agencies asked about by name."""
    asked, catalogue = inquiry.query.agency_ids, inquiry.library.catalogue
    provinces = {entry.metadata.province for entry in catalogue if entry.id in inquiry.ids}
    local = [entry.id for entry in catalogue if entry.metadata.province in provinces]
    return bool(asked and inquiry.library.archive.assignments(agency_ids=asked, document_ids=local))
