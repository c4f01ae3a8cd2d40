"""The duties of one agency over the whole archive: by name, and apart from these through the groups it belongs to."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from ingest.agencies import Agency, AgencyRegistry
from ingest.archive import Archive, CatalogueEntry, StoredAssignment
from ingest.errors import BadInput, NotFound
from ingest.folding import fold, slugify, squeeze
from ingest.provinces import find_provinces_in_question, historic
from ingest.records import AgencyMention, Role
from ingest.reorganisations import Succession
from search.answer import Citation
from search.citation import printed_date
from search.citing import Citer
from search.evidence.library import Library

_Test = Callable[[AgencyMention], bool]


class RoleChoice(StrEnum):
    """Which duties are wanted: those led, those coordinated, or all."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    ANY = "any"

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that this choice admits; empty for all."""
        return () if self is RoleChoice.ANY else (Role(self.value),)


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """Which duties: their role, the province of their document, a year that the document covers."""

    role: RoleChoice = RoleChoice.ANY
    province: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class AgencyName:
    """An agency as the archive knows it; ``kind`` is empty for one that is not in the registry."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One assignment seen from one agency: ``agency`` is the name printed there, of the agency or of its group."""

    task: str
    role: Role
    agency: str
    deadline: str | None
    product: str | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Duties:
    """What an agency has to do. ``duties`` name it, ``group_duties`` name a group that it belongs to; both in the
    order of the archive's documents and of their text. ``notes`` say in Vietnamese what else a reader must know."""

    agency: AgencyName
    role: RoleChoice
    province: str | None
    year: int | None
    duties: tuple[Duty, ...]
    group_duties: tuple[Duty, ...]
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The object of ``cchc duties --json`` and ``GET /api/agencies/{slug}/duties``."""
        return {"total": len(self.duties), "group_total": len(self.group_duties), **asdict(self)}


def duties_of(archive: Archive, agency: str, wanted: DutyFilter) -> Duties:
    """The duties of ``agency``: an id, a name of the registry, an alias, or a name printed in some assignment.

    A province that the name itself states ("Sở Nội vụ tỉnh Đắk Nông") counts as asked for, unless another is.

    Raises:
        NotFound: there is no such agency; the message proposes near names.
        BadInput: the name fits several agencies; the message lists them.
    """
    registry = AgencyRegistry.load()
    wanted = replace(wanted, province=wanted.province or _stated_province(agency))
    documents = {one.id for one in Library.of(archive).catalogue if is_wanted(one, wanted)}
    known = _registered(registry, agency)
    if known is None:
        return _unregistered_duties(archive, agency, wanted, documents)
    return _registered_duties(_Maker(archive, documents), known, wanted, _reading(known, agency))


def _registered_duties(maker: _Maker, known: Agency, wanted: DutyFilter, reading: tuple[str, ...]) -> Duties:
    registry = AgencyRegistry.load()
    groups = {group.id for group in registry.groups_of(known.id)} - {known.id}
    return Duties(
        AgencyName(known.id, known.name, known.kind),
        wanted.role,
        wanted.province,
        wanted.year,
        maker.named({known.id}, wanted.role),
        maker.named(groups, wanted.role, but=known.id) if groups else (),
        (*reading, *succession_notes(registry, known.id)),
    )


def agency_names(archive: Archive) -> dict[str, list[tuple[AgencyName, Role]]]:
    """Every agency named in some assignment, keyed by id (for an unregistered one, its slug), each once a duty."""
    registry = AgencyRegistry.load()
    found: dict[str, list[tuple[AgencyName, Role]]] = {}
    for stored in archive.assignments():
        for role, mentions in stored.assignment.roles.items():
            for name in {_name_of(registry, mention) for mention in mentions}:
                found.setdefault(name.id, []).append((name, role))
    return found


def _name_of(registry: AgencyRegistry, mention: AgencyMention) -> AgencyName:
    if mention.id is None:
        return AgencyName(slugify(mention.name), squeeze(mention.name), "")
    agency = registry.get(mention.id)
    return AgencyName(agency.id, agency.name, agency.kind)


def _registered(registry: AgencyRegistry, text: str) -> Agency | None:
    by_id = [agency for agency in registry.all() if agency.id == text.strip()]
    found = by_id or registry.resolve(text)
    if not found:
        exact = {one.agency_id for one in registry.find_in_question(text) if one.exact and one.agency_id}
        found = [registry.get(one) for one in exact]
    if len(found) > 1:
        names = "; ".join(f"{agency.name} ({agency.id})" for agency in found)
        raise BadInput(f"“{text}” có thể là nhiều cơ quan: {names}. Hãy ghi rõ một tên hoặc mã.")
    return found[0] if found else None


def _reading(agency: Agency, text: str) -> tuple[str, ...]:
    """What must be said when ``text`` is not quite a name of the agency: which one was taken."""
    typed = fold(text)
    if typed == fold(agency.id) or any(fold(alias) in typed for alias in agency.aliases):
        return ()
    return (f"Hiểu “{squeeze(text)}” là {agency.name}.",)


def _unregistered_duties(archive: Archive, text: str, wanted: DutyFilter, documents: set[str]) -> Duties:
    """Duties of an agency that only the documents name, compared without marks, case and punctuation."""
    key = slugify(text)
    maker = _Maker(archive, documents)
    named = maker.printed(key, wanted.role)
    everywhere = named or _Maker(archive, {one.id for one in archive.catalogue()}).printed(key, RoleChoice.ANY)
    if not key or not everywhere:
        raise NotFound(f"Không có cơ quan “{squeeze(text)}” trong danh mục và kho văn bản.{_near_names(archive, text)}")
    name = AgencyName(key, everywhere[0].agency, "")
    return Duties(name, wanted.role, wanted.province, wanted.year, named, ())


def _stated_province(text: str) -> str | None:
    names = {mention.name for mention in find_provinces_in_question(text)}
    return names.pop() if len(names) == 1 else None


def _near_names(archive: Archive, text: str) -> str:
    names = {agency.name for agency in AgencyRegistry.load().all()}
    names |= {name.name for found in agency_names(archive).values() for name, _ in found[:1]}
    by_key = {fold(name): name for name in sorted(names)}
    near = difflib.get_close_matches(fold(text), by_key, n=5, cutoff=0.55)
    return f" Gần giống: {'; '.join(by_key[key] for key in near)}." if near else " Xem danh sách ở trang Cơ quan."


def is_wanted(document: CatalogueEntry, wanted: DutyFilter) -> bool:
    """Whether the province and year of ``wanted`` fit the document; a province stands for those merged into it too."""
    known = document.metadata
    if wanted.province and known.province not in historic(wanted.province):
        return False
    if wanted.year is None:
        return True
    if known.period and known.period[0] <= wanted.year <= known.period[1]:
        return True
    return known.issued_on is not None and known.issued_on.year == wanted.year


def succession_notes(registry: AgencyRegistry, agency_id: str) -> tuple[str, ...]:
    """What reorganisations mean for these duties: the reader may have to look under another name as well."""
    later = [_succession(registry, change) for change in registry.successions(agency_id)]
    earlier = [
        f"Văn bản trước đó có thể giao việc này cho {registry.get(change.old).name}"
        f"{_scope(change)}; hãy xem cả nhiệm vụ của cơ quan đó."
        for change in registry.predecessors(agency_id)
    ]
    return tuple(dict.fromkeys([*later, *earlier]))


def _succession(registry: AgencyRegistry, change: Succession) -> str:
    old = f"{registry.get(change.old).name}{_scope(change)}"
    if change.new is None:
        return f"{old}: {change.note or 'đã được sắp xếp lại'}"
    when = f", từ {printed_date(change.from_date)}" if change.from_date else ""
    basis = f" theo {change.legal_basis}" if change.legal_basis else ""
    return f"{old} nay là {registry.get(change.new).name}{when}{basis}."


def _scope(change: Succession) -> str:
    return f" ({change.scope})" if change.scope else ""


class _Maker:
    """Makes duties out of assignments of ``document_ids``."""

    def __init__(self, archive: Archive, document_ids: set[str]) -> None:
        self._archive = archive
        self._document_ids = document_ids
        self._citer = Citer(archive)

    def named(self, agency_ids: set[str], role: RoleChoice, but: str | None = None) -> tuple[Duty, ...]:
        """Duties of the agencies with these ids, leaving out assignments that name ``but`` as well."""
        found = self._archive.assignments(agency_ids=tuple(sorted(agency_ids)), roles=role.roles)
        kept = [one for one in found if but is None or not _names(one, but)]
        return self._make(kept, role, lambda mention: mention.id in agency_ids)

    def printed(self, key: str, role: RoleChoice) -> tuple[Duty, ...]:
        """Duties of the unregistered agency whose printed name has the slug ``key``."""
        found = self._archive.assignments(roles=role.roles)
        return self._make(found, role, lambda mention: mention.id is None and slugify(mention.name) == key)

    def _make(self, found: Iterable[StoredAssignment], role: RoleChoice, is_meant: _Test) -> tuple[Duty, ...]:
        wanted = (stored for stored in found if stored.document_id in self._document_ids)
        return tuple(duty for stored in wanted for duty in self._duties(stored, role.roles, is_meant))

    def _duties(self, stored: StoredAssignment, roles: Sequence[Role], is_meant: _Test) -> Iterator[Duty]:
        """One duty for each role in which a meant agency stands."""
        for role, mentions in stored.assignment.roles.items():
            meant = [squeeze(mention.name) for mention in mentions if is_meant(mention)]
            if meant and (not roles or role in roles):
                yield self._duty(stored, role, "; ".join(dict.fromkeys(meant)))

    def _duty(self, stored: StoredAssignment, role: Role, agency: str) -> Duty:
        one = stored.assignment
        cited = self._citer.cite(stored.document_id, one.address, one.span)
        return Duty(one.task, role, agency, one.deadline, one.product, cited)


def _names(stored: StoredAssignment, agency_id: str) -> bool:
    return any(mention.id == agency_id for mentions in stored.assignment.roles.values() for mention in mentions)
