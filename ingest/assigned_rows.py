"""Assignments that rows of task tables state, read by what their columns hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.agencies import AgencyRegistry
from ingest.folding import fold
from ingest.records import AgencyMention, Assignment, Cell, Provision, Role, Span
from ingest.roles import role_of
from ingest.tables import Column, column_of

ROLE_OF_COLUMN = {
    Column.LEAD: Role.LEAD,
    Column.IMPLEMENT: Role.IMPLEMENT,
    Column.COORDINATE: Role.COORDINATE,
    Column.APPRAISE: Role.APPRAISE,
    Column.ADVISE: Role.ADVISE,
    Column.MONITOR: Role.MONITOR,
}
_AMOUNTS = ("don gia", "so luong", "muc gia", "thanh tien", "dinh muc", "gia ", "muc thu", "kinh phi (")
_AFTER_NAME = 20  # characters after an agency in which "thẩm định" can stand


def from_row(row: Provision, text: str) -> Iterable[Assignment]:
    """The assignment of a row, when it names a task and at least one agency with a role."""
    by_column = _cells_by_column(row)
    roles = {
        role: mentions
        for column, role in ROLE_OF_COLUMN.items()
        if (mentions := tuple(_agencies(by_column.get(column, ()), text)))
    }
    appraisers = tuple(mention for mention in roles.get(Role.COORDINATE, ()) if _appraises(mention, text))
    if appraisers:
        roles[Role.APPRAISE] = roles.get(Role.APPRAISE, ()) + appraisers
    task = _joined(by_column.get(Column.TASK, ()))
    if roles and task and not _prices(row):
        deadline, product = (_joined(by_column.get(column, ())) for column in (Column.DEADLINE, Column.PRODUCT))
        yield Assignment(task, roles, deadline, product, row.address, Span(row.start, row.end), "row")


def _prices(row: Provision) -> bool:
    """Whether the row belongs to a table of amounts, in which "Đơn vị" is a unit of measure or an owner."""
    return any(fold(cell.name).startswith(_AMOUNTS) for cell in row.cells)


def _cells_by_column(row: Provision) -> dict[Column, list[Cell]]:
    """The row's filled cells by what their column's heading names."""
    found: dict[Column, list[Cell]] = {}
    for cell in row.cells:
        column = column_of(cell.name) if cell.name else None
        if cell.text and column:
            found.setdefault(column, []).append(cell)
    return found


def _agencies(cells: Sequence[Cell], text: str) -> Iterable[AgencyMention]:
    for span in (span for cell in cells for span in cell.spans):
        yield from AgencyRegistry.load().split_cell(span.of(text), span.start)


def _appraises(mention: AgencyMention, text: str) -> bool:
    """Whether a coordinating agency is named as the appraiser: "Sở Nội vụ thẩm định"."""
    after = text[mention.span.end : mention.span.end + _AFTER_NAME]
    return role_of(after.lstrip()) is Role.APPRAISE


def _joined(cells: Sequence[Cell]) -> str | None:
    return " ".join(cell.text for cell in cells) or None
