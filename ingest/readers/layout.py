"""Paragraphs and tables as text: what every reader of a laid-out format ends with.

Paragraphs are parted by a blank line; a table's rows are consecutive lines with a tab between cells. A table that
only places things on the page (the two columns of a letterhead or of a signature block) is read cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.folding import fold

_SPACES = re.compile(r"\s+")
_LAYOUT_COLUMNS = 3
_LAYOUT_ROWS = 8
# Words that stand in the letterhead or the signature block (Nghị định 30/2020/NĐ-CP, Phụ lục I), never in a table.
LETTERHEAD_WORDS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Nơi nhận:",
)
_LETTERHEAD = tuple(map(fold, LETTERHEAD_WORDS))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks that its author set stay."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell its blocks. A merged cell stands once; the places it covers are empty cells."""

    rows: tuple[tuple[tuple[Paragraph | Table, ...], ...], ...]


Block = Paragraph | Table


def to_text(blocks: Iterable[Block]) -> str:
    """The blocks as text; empty paragraphs and rows are left out."""
    pieces = (piece for block in blocks for piece in _pieces(block))
    return "\n\n".join(pieces) + "\n"


def is_layout(table: Table) -> bool:
    """Whether the table only places things on the page."""
    rows = [row for row in table.rows if any(_line(cell) for cell in row)]
    columns = {at for row in rows for at, cell in enumerate(row) if _line(cell)}
    if len(columns) <= 1 or any(_is_page(cell) for row in rows for cell in row):
        return True
    if len(columns) <= 2 and len(rows) == 1:
        return True
    small = len(columns) <= _LAYOUT_COLUMNS and len(rows) <= _LAYOUT_ROWS
    return small and any(words in fold(_line(cell)) for row in rows for cell in row for words in _LETTERHEAD)


def _pieces(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        text = "\n".join(filter(None, (_squeezed(line) for line in block.text.split("\n"))))
        return [text] if text else []
    if is_layout(block):
        return [piece for row in block.rows for cell in row for inner in cell for piece in _pieces(inner)]
    lines = ["\t".join(map(_line, row)) for row in block.rows if any(map(_line, row))]
    return ["\n".join(lines)]


def _is_page(cell: tuple[Block, ...]) -> bool:
    """Whether a cell holds a table with rows and columns of its own: the outer one then frames a page."""
    return any(isinstance(inner, Table) and not is_layout(inner) for inner in cell)


def _line(cell: tuple[Block, ...]) -> str:
    return " ".join(_squeezed(piece) for inner in cell for piece in _pieces(inner))


def _squeezed(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
