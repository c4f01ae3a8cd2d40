"""The responsibility matrix: in how many assignments of each document each agency leads, coordinates, or else acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.agencies import AgencyRegistry
from ingest.archive import CatalogueEntry
from ingest.folding import fold, squeeze
from ingest.records import AgencyMention, Role
from search.duties import AgencyName
from search.schedule import Scheduled, key_of


@dataclass(slots=True)
class MatrixCell:
    """Numbers of assignments of one agency in one document, by role."""

    counts: Counter[Role] = field(default_factory=Counter)

    @property
    def lead(self) -> int:
        """How many it leads."""
        return self.counts[Role.LEAD]

    @property
    def coordinate(self) -> int:
        """How many it coordinates."""
        return self.counts[Role.COORDINATE]

    @property
    def other(self) -> int:
        """How many it has any other part in."""
        return self.total - self.lead - self.coordinate

    @property
    def total(self) -> int:
        """All of them; an assignment in which it has two roles counts twice."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An agency with its cells by document id; documents that do not name it have none."""

    agency: AgencyName
    cells: dict[str, MatrixCell]
    whole: MatrixCell


@dataclass(frozen=True, slots=True)
class Matrix:
    """Agencies, the busiest first, against documents, the newest first."""

    documents: tuple[CatalogueEntry, ...]
    rows: tuple[MatrixRow, ...]


def matrix_of(found: Iterable[Scheduled]) -> Matrix:
    """The matrix of these assignments."""
    documents: dict[str, CatalogueEntry] = {}
    rows: dict[str, MatrixRow] = {}
    for one in found:
        documents[one.document.id] = one.document
        for role, mentions in one.assignment.roles.items():
            for mention in {key_of(mention): mention for mention in mentions}.values():
                _count(rows, mention, one.document.id, role)
    newest = sorted(documents.values(), key=lambda one: (str(one.metadata.issued_on or ""), one.id), reverse=True)
    busiest = sorted(rows.values(), key=lambda row: (-row.whole.total, fold(row.agency.name)))
    return Matrix(tuple(newest), tuple(busiest))


def _count(rows: dict[str, MatrixRow], mention: AgencyMention, document_id: str, role: Role) -> None:
    row = rows.setdefault(key_of(mention), MatrixRow(named(mention), {}, MatrixCell()))
    row.cells.setdefault(document_id, MatrixCell()).counts[role] += 1
    row.whole.counts[role] += 1


def named(mention: AgencyMention) -> AgencyName:
    """The agency that a mention means, by its name in the registry or as printed."""
    if mention.id is None:
        return AgencyName(key_of(mention), squeeze(mention.name), "")
    agency = AgencyRegistry.load().get(mention.id)
    return AgencyName(agency.id, agency.name, agency.kind)
