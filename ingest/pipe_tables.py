"""Tables whose cell borders are lone "|" lines, as web copies print them.

A cell stands between two borders; a row's end is followed by the next row's start, so two borders in a row part
rows, unless they part empty cells: the table's width and the look of an STT decide. Nothing marks the end of a
table but what comes after it: text that no border closes, or that cannot be a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.frame import is_page_tail, is_signature_line, type_line
from ingest.lines import Line
from ingest.markers import NAMED, Family, read_marker
from ingest.records import Span
from ingest.tables import CellText, Row, cell_text, opens_row

_EMPTY = CellText((), "")
_LONG_CELL = 12  # lines; a longer piece after a full row is the text below the table
_OPENING_FAMILIES = (*NAMED, Family.ROMAN, Family.CAPITAL)


@dataclass(slots=True)
class _Piece:
    """Content between borders: its lines, the borders before it, and whether a border follows."""

    start: int
    lines: list[Line]
    borders: int
    after_blank: bool
    closed: bool


@dataclass(slots=True)
class _Rows:
    """Rows read so far; ``width`` is the widest complete one."""

    text: str
    cells: list[list[CellText]] = field(default_factory=lambda: [[]])
    lines: list[list[Line]] = field(default_factory=lambda: [[]])
    width: int = 0
    signed: bool = False  # a signature stands in the table: it lays out the end of a document

    def empty(self, count: int) -> None:
        self.cells[-1] += [_EMPTY] * count

    def break_row(self, borders: list[Line]) -> None:
        """End the row within ``borders``: empty cells first fill the row above up to the width."""
        empties = len(borders) - 2
        trailing = min(empties, max(self.width - len(self.cells[-1]), 0)) if self.width else 0
        self.empty(trailing)
        self.lines[-1] += borders[: trailing + 1]
        self.width = max(self.width, len(self.cells[-1]))
        self.cells.append([_EMPTY] * (empties - trailing))
        self.lines.append(borders[trailing + 1 :])

    def add(self, piece: _Piece) -> None:
        span = Span(piece.lines[0].span.start, piece.lines[-1].span.end)
        self.cells[-1].append(cell_text(self.text, span))
        self.lines[-1] += piece.lines
        self.signed = self.signed or any(is_signature_line(line.plain) for line in piece.lines)

    def finish(self) -> tuple[Row, ...]:
        return tuple(
            Row(tuple(cells), (Span(own[0].span.start, own[-1].span.end),))
            for cells, own in zip(self.cells, self.lines, strict=True)
            if own
        )


def read_pipe_table(lines: Sequence[Line], start: int, text: str) -> tuple[tuple[Row, ...], int]:
    """The rows of the table that opens with the border ``lines[start]``, and the index of the first line after it.

    Every character of the lines in between that is not white space lies in exactly one row.
    """
    rows = _Rows(text)
    at = start
    while True:
        piece = _next_piece(lines, at)
        borders = [line for line in lines[at : piece.start] if line.is_pipe]
        if _ends_table(piece, rows):
            rows.lines[-1] += borders
            return rows.finish(), at + _through_last_border(lines[at : piece.start])
        _place(rows, piece, borders)
        at = piece.start + len(piece.lines)


def _next_piece(lines: Sequence[Line], at: int) -> _Piece:
    """The next content at or after ``at``; empty at the end of the text."""
    borders, blank, place = 0, False, at
    while place < len(lines) and (lines[place].is_blank or lines[place].is_pipe):
        borders += lines[place].is_pipe
        blank = lines[place].is_blank
        place += 1
    end = place
    while end < len(lines) and not lines[end].is_pipe:
        end += 1
    content = list(lines[place:end])
    while content and content[-1].is_blank:
        content.pop()
    return _Piece(place, content, borders, blank, end < len(lines))


def _ends_table(piece: _Piece, rows: _Rows) -> bool:
    if not piece.lines or not piece.closed or any(is_page_tail(line.plain) for line in piece.lines):
        return True
    filled = len(rows.cells[-1])
    if piece.borders != 1 or not filled:
        return False
    if piece.after_blank:
        return True
    if rows.signed:
        return filled >= rows.width
    complete = filled >= rows.width if rows.width else filled >= 2
    return complete and (len(piece.lines) > _LONG_CELL or _opens_text(piece.lines))


def _opens_text(lines: Sequence[Line]) -> bool:
    """Whether lines that follow a full row begin the text below the table."""
    first = next((line for line in lines if not line.is_blank), lines[0])
    marker = read_marker(first.plain)
    if not first.plain or first.is_rule or type_line(first.plain):
        return True
    return marker is not None and marker.family in _OPENING_FAMILIES


def _place(rows: _Rows, piece: _Piece, borders: list[Line]) -> None:
    """Put a piece into the row where its borders say it belongs."""
    filled = len(rows.cells[-1])
    if not filled or piece.borders < 2:
        rows.empty(max(piece.borders - 1, 0))
        rows.lines[-1] += borders
    elif filled + piece.borders - 1 < rows.width and not opens_row(piece.lines[0].plain):
        rows.empty(piece.borders - 1)
        rows.lines[-1] += borders
    else:
        rows.break_row(borders)
    rows.add(piece)


def _through_last_border(lines: Sequence[Line]) -> int:
    """How many of the lines go up to the last border."""
    return max((place + 1 for place, line in enumerate(lines) if line.is_pipe), default=0)
