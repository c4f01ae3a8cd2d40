"""Rows of a spreadsheet as text: what stands above and below the table as paragraphs, the table as lines with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.folding import fold, squeeze

MOST_ROWS = 200_000
MOST_COLUMNS = 200
_NARROWEST = 3  # filled cells that tell a row of a table from a title or a signature line
# Names that the program gave to a sheet say nothing.
_UNNAMED = re.compile(r"(?:(?:sheet|trang tinh|bang|trang) ?\d*)?")

Row = Sequence[str]


def sheet_text(name: str, rows: Sequence[Row]) -> str:
    """The sheet as text: its name as a heading (unless a program gave it), then its rows; blank rows are left out."""
    first, last = _table_bounds(rows)
    width = max((at + 1 for row in rows[first:last] for at, cell in enumerate(row) if cell), default=0)
    heading = [] if _UNNAMED.fullmatch(fold(name)) else [squeeze(name)]
    table = "\n".join("\t".join([*row[:width], *[""] * (width - len(row))]) for row in rows[first:last] if any(row))
    return "\n\n".join([*heading, *_paragraphs(rows[:first]), *filter(None, [table]), *_paragraphs(rows[last:])])


def bounded_rows(rows: Iterable[Iterable[str]], path: Path) -> list[Row]:
    """The rows with one line of text a cell and without empty cells at their ends.

    Raises:
        UnreadableFile: more rows than any table of tasks has.
    """
    kept: list[Row] = []
    for row in rows:
        if len(kept) >= MOST_ROWS:
            limit = f"{MOST_ROWS:,}".replace(",", ".")
            raise UnreadableFile(path, f"bảng có hơn {limit} dòng, vượt giới hạn; hãy tách thành nhiều tệp.")
        kept.append(_trimmed([squeeze(cell) for cell in row]))
    return kept


def _trimmed(cells: list[str]) -> list[str]:
    del cells[MOST_COLUMNS:]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _table_bounds(rows: Sequence[Row]) -> tuple[int, int]:
    """First and one past the last row of the table: from row to row with enough cells, and what follows closely."""
    filled = [sum(map(bool, row)) for row in rows]
    enough = min(_NARROWEST, max(filled, default=0))
    if enough < 2:
        return len(rows), len(rows)
    wide = [at for at, count in enumerate(filled) if count >= enough]
    last = wide[-1] + 1
    while last < len(rows) and filled[last]:
        last += 1
    return wide[0], last


def _paragraphs(rows: Sequence[Row]) -> list[str]:
    return [cell for row in rows for cell in row if cell]
