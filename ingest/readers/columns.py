"""Two blocks side by side (agency and quốc hiệu, Nơi nhận and signature) are read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.readers.page import PrintedLine, Row, merged

_GUTTER = 4.0  # points that must stay free between the columns
_ALIGNED = 10.0  # points that the middles or the left ends of a column's lines may differ
_FARTHEST = 8.0  # sizes from a row to the next of the same block (a signature is left room for)
_CLOSE = 1.6  # sizes; what follows the left column at a greater distance is running text again
_ABOVE = 3  # rows of the right column that may stand above the first row of both


@dataclass(slots=True)
class _Block:
    """Rows with a free strip between a left and a right column."""

    free_from: float
    free_to: float
    left: list[PrintedLine] = field(default_factory=list)
    right: list[PrintedLine] = field(default_factory=list)
    rows: int = 0
    last_baseline: float = 0.0

    def takes(self, row: Row) -> bool:
        """Whether the row leaves the strip free and stands in line with its column."""
        left, right = self._halves(row)
        edge_left = max([self.free_from, *(piece.right for piece in left)])
        edge_right = min([self.free_to, *(piece.left for piece in right)])
        if edge_right - edge_left < _GUTTER:
            return False
        if left and right:
            return True
        if left and self.last_baseline - row[0].baseline > _CLOSE * row[0].size:
            return False  # only a signature may stand far below, and it stands on the right
        return _is_aligned(merged(row), self.left if left else self.right)

    def add(self, row: Row) -> None:
        """Put the row's pieces into the columns."""
        left, right = self._halves(row)
        self.free_from = max([self.free_from, *(piece.right for piece in left)])
        self.free_to = min([self.free_to, *(piece.left for piece in right)])
        self.left += [merged(left)] if left else []
        self.right += [merged(right)] if right else []
        self.rows += 1
        self.last_baseline = row[0].baseline

    def _halves(self, row: Row) -> tuple[Row, Row]:
        middle = (self.free_from + self.free_to) / 2
        left = tuple(piece for piece in row if piece.middle < middle)
        return left, row[len(left) :]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that are read one after the other: running text, or one column of a block."""

    lines: list[PrintedLine]
    is_column: bool


def in_reading_order(rows: Sequence[Row]) -> list[Group]:
    """The lines of the rows in groups, in the order in which the groups are read."""
    groups = [Group([], False)]
    at = 0
    while at < len(rows):
        block, after = _block(rows, at) if len(rows[at]) > 1 else (None, at + 1)
        if block is None or block.rows == 1:
            groups[-1].lines.append(merged(rows[at]))
            at += 1
        else:
            above = _rows_above(groups[-1].lines, block)
            groups += [Group(block.left, True), Group(above + block.right, True), Group([], False)]
            at = after
    return [group for group in groups if group.lines]


def _block(rows: Sequence[Row], start: int) -> tuple[_Block, int]:
    """The block whose first row with two pieces is ``rows[start]``, and where the rows after it begin."""
    gaps = [(after.left - before.right, before.right, after.left) for before, after in _neighbours(rows[start])]
    _, free_from, free_to = max(gaps)
    block = _Block(free_from, free_to)
    block.add(rows[start])
    at = start + 1
    while at < len(rows) and _is_near(rows[at - 1], rows[at]) and block.takes(rows[at]):
        block.add(rows[at])
        at += 1
    return block, at


def _neighbours(row: Row) -> list[tuple[PrintedLine, PrintedLine]]:
    return list(pairwise(row))


def _is_near(above: Row, below: Row) -> bool:
    return above[0].baseline - below[0].baseline <= _FARTHEST * max(above[0].size, below[0].size)


def _is_aligned(line: PrintedLine, column: Sequence[PrintedLine]) -> bool:
    if not column:
        return True
    middle, left = median(each.middle for each in column), median(each.left for each in column)
    return abs(line.middle - middle) <= _ALIGNED or abs(line.left - left) <= _ALIGNED


def _rows_above(group: list[PrintedLine], block: _Block) -> list[PrintedLine]:
    """Take the lines that head the right column alone ("TM. ỦY BAN NHÂN DÂN") from the end of what came before."""
    above: list[PrintedLine] = []
    while group and len(above) < _ABOVE and _heads_right_column(group[-1], block):
        above.insert(0, group.pop())
    return above


def _heads_right_column(line: PrintedLine, block: _Block) -> bool:
    first = block.right[0]
    is_right = line.left > block.free_from + _GUTTER and abs(line.middle - first.middle) <= _ALIGNED
    return is_right and line.baseline - first.baseline <= _ABOVE * 2 * line.size
