"""What an administrator does with the registry of agencies: add one, give one names, a kind or a parent, merge one that
was only found in documents into a known one, and take that back. It counts at once, for questions and for reading, and
the assignments that are stored already are read again by their printed names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.agencies import Agency, AgencyRegistry
from ingest.archive import Archive
from ingest.datafolder import DataFolder
from ingest.errors import BadInput, NotFound
from ingest.folding import normalize, slugify
from ingest.own_agencies import OwnAgencies, OwnAgency, checked_name


@dataclass(frozen=True, slots=True)
class AgencyEdit:
    """What is said of the agency ``agency`` (id or name; a new name makes a new agency). Empty fields change nothing;
    ``parent`` is the id or name of the agency or group that it belongs to."""

    agency: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    parent: str = ""


class AgencyEditor:
    """The registry as the administrator of one data folder sees it."""

    def __init__(self, folder: DataFolder, archive: Archive) -> None:
        self._own = OwnAgencies(folder.path)
        self._archive = archive

    def own(self) -> tuple[OwnAgency, ...]:
        """What was added, in the order in which it was.

        Raises:
            BadDataFolder: the file cannot be read.
        """
        return self._own.entries()

    def kinds(self) -> list[str]:
        """The kinds that an agency may have, in alphabetical order."""
        return sorted({agency.kind for agency in AgencyRegistry.load().all() if agency.kind})

    def define(self, edit: AgencyEdit) -> Agency:
        """The agency as it is after ``edit``; a new one needs a kind.

        Raises:
            BadInput: a name is unfit or another agency's, there is no such kind, several agencies fit, or the agency
                would belong to itself; (NotFound) there is no such parent. Nothing was changed.
            BadDataFolder: it cannot be written.
        """
        known = _known(edit.agency)
        if edit.kind and edit.kind not in self.kinds():
            raise BadInput(f"Không có loại cơ quan “{edit.kind}”. Các loại: {'; '.join(self.kinds())}.")
        if known is None and not edit.kind:
            raise BadInput(f"Cơ quan mới “{edit.agency}” phải có loại. Các loại: {'; '.join(self.kinds())}.")
        entry = self._entry(known, edit)
        aliases = tuple(checked_name(name) for name in edit.aliases)
        _check_free(aliases, entry.id)
        parent = _required(edit.parent).id if edit.parent else entry.parent
        _check_above(entry.id, parent)
        names = tuple(dict.fromkeys((*entry.aliases, *aliases)))
        return self._keep(replace(entry, aliases=names, kind=edit.kind or entry.kind, parent=parent))

    def merge(self, found: str, into: str) -> Agency:
        """``into`` with the name ``found``, which documents print or which an administrator had added apart; what was
        found under it is its own from now on.

        Raises:
            BadInput: ``found`` is a name of the registry that ships, or is ``into`` itself; (NotFound) there is no
                agency ``into``.
            BadDataFolder: it cannot be written.
        """
        target, apart = _required(into), _known(found)
        if apart is None:
            return self.define(AgencyEdit(target.id, (found,)))
        entry = next((one for one in self.own() if one.id == apart.id), None)
        if apart.id == target.id or entry is None or not entry.name:
            raise BadInput(f"“{found}” là {apart.name} trong danh mục đi kèm chương trình nên không gộp được.")
        self._own.drop(entry.id)
        return self._keep_merged(target, entry)

    def withdraw(self, agency: str) -> OwnAgency:
        """What was added to ``agency``, now taken back; an agency that was added is gone.

        Raises:
            NotFound: nothing was added to it.
            BadDataFolder: it cannot be written.
        """
        known = _known(agency)
        entry = next((one for one in self.own() if known and one.id == known.id), None)
        if entry is None:
            raise NotFound(f"Không có gì được thêm cho cơ quan “{agency}”. Xem: cchc agencies --own.")
        self._own.drop(entry.id)
        self._read_again((entry.id,))
        return entry

    def _entry(self, known: Agency | None, edit: AgencyEdit) -> OwnAgency:
        """What was added so far to the agency that ``edit`` is about."""
        if known is None:
            name = checked_name(edit.agency)
            return OwnAgency(_free_id(slugify(name)), name)
        return next((one for one in self.own() if one.id == known.id), OwnAgency(known.id))

    def _keep_merged(self, target: Agency, entry: OwnAgency) -> Agency:
        so_far = next((one for one in self.own() if one.id == target.id), OwnAgency(target.id))
        names = tuple(dict.fromkeys((*so_far.aliases, entry.name, *entry.aliases)))
        return self._keep(replace(so_far, aliases=names), (entry.id,))

    def _keep(self, entry: OwnAgency, gone: Sequence[str] = ()) -> Agency:
        self._own.put(entry)
        self._read_again((entry.id, *gone))
        return AgencyRegistry.load().get(entry.id)

    def _read_again(self, touched: Sequence[str]) -> None:
        self._archive.identify_agencies(AgencyRegistry.load().identify, touched)


def _known(text: str) -> Agency | None:
    """The one agency that ``text`` names, None when none does.

    Raises:
        BadInput: several do.
    """
    wanted = normalize(text.strip())
    registry = AgencyRegistry.load()
    found = [each for each in registry.all() if each.id == text.strip() or wanted in map(normalize, each.aliases)]
    if len(found) > 1:
        raise BadInput(f"“{text}” có thể là: {'; '.join(f'{each.name} ({each.id})' for each in found)}. Hãy ghi mã.")
    return found[0] if found else None


def _required(text: str) -> Agency:
    known = _known(text)
    if known is None:
        raise NotFound(f"Không có cơ quan “{text}” trong danh mục. Xem danh sách ở trang Cơ quan.")
    return known


def _free_id(wanted: str) -> str:
    taken = {agency.id for agency in AgencyRegistry.load().all()}
    if not wanted or wanted in taken:
        raise BadInput(f"Tên này trùng mã với cơ quan “{wanted}” đã có; hãy thêm nó làm tên khác của cơ quan đó.")
    return wanted


def _check_free(names: Sequence[str], agency_id: str) -> None:
    for name in names:
        other = _known(name)
        if other is not None and other.id != agency_id:
            raise BadInput(f"“{name}” đã là tên của {other.name} ({other.id}).")


def _check_above(agency_id: str, parent: str) -> None:
    """Raises BadInput when ``agency_id`` is ``parent`` or stands above it."""
    registry, above = AgencyRegistry.load(), parent
    while above:
        if above == agency_id:
            raise BadInput(f"Cơ quan “{agency_id}” không thể trực thuộc chính nó.")
        above = registry.get(above).parent
