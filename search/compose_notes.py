"""Notes under an answer: agencies and provinces whose names have changed since, never put into the documents' mouth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.agencies import AgencyRegistry
from ingest.provinces import Province, get_province
from ingest.records import AgencyMention
from search.citation import printed_date
from search.compose import Fact
from search.compose_becoming import succession
from search.evidence.inquiry import Inquiry
from search.evidence.tasks import Task, tasks


def notes(inquiry: Inquiry, facts: Iterable[Fact]) -> tuple[str, ...]:
    """What the reader must know of names: successors of agencies asked about or told as the answer, former provinces
    meant."""
    return tuple(dict.fromkeys((*_provinces(inquiry), *_agencies(inquiry), *_told(facts))))


def _told(facts: Iterable[Fact]) -> list[str]:
    """A note for each agency that is the answer and whose work has gone to another since."""
    registry = AgencyRegistry.load()
    named = dict.fromkeys(mention.id for fact in facts for mention in registry.split_cell(fact.value) if fact.value)
    steps = (step for agency_id in named if agency_id for step in registry.successions(agency_id))
    return [f"Lưu ý: {succession(step)}." for step in steps if step.new and step.legal_basis]


def _provinces(inquiry: Inquiry) -> list[str]:
    """A note for each former province that was asked about, or whose document was meant by the name of today's."""
    scope = inquiry.query.scope
    found = dict.fromkeys(document.metadata.province for document in inquiry.documents)
    meant = [name for name in found if name and scope.provinces and name not in scope.provinces]
    merged = map(get_province, dict.fromkeys((*scope.former, *meant)))
    return [_merged(each) for each in merged if each.name in scope.former or each.merged_into in scope.provinces]


def _merged(province: Province) -> str:
    since = f" từ ngày {printed_date(province.since)}" if province.since else ""
    basis = f" theo {province.legal_basis}" if province.legal_basis else ""
    return f"Lưu ý: {province.full_name} nay thuộc {province.merged_into}{since}{basis}."


def _agencies(inquiry: Inquiry) -> list[str]:
    """A note for each agency asked about whose work has gone to another since, or that took over another's."""
    registry, query = AgencyRegistry.load(), inquiry.query
    steps = [step for agency_id in query.agency_ids for step in registry.successions(agency_id)]
    taken_over = [step for agency_id in query.agency_ids for step in registry.predecessors(agency_id)]
    named = {each.id for task in tasks(inquiry.library, inquiry.ids) for each in _named(task)} if taken_over else set()
    steps += [step for step in taken_over if step.old in named and step.new not in named]
    certain = [step for step in steps if step.legal_basis or "today" in query.facets]
    return list(dict.fromkeys(f"Lưu ý: {succession(step)}." for step in certain if step.new))


def _named(task: Task) -> Iterator[AgencyMention]:
    for agencies in task.assignment.roles.values():
        yield from agencies
