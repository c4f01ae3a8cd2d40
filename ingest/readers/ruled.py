"""Tables on a printed page, by the lines drawn around their cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.layout import Block, Paragraph, Table
from ingest.readers.page import PrintedLine, Rule, Word, merged, rows_of
from ingest.readers.printed import measures, paragraphs

_NEAR = 3.0  # points; lines nearer than this are drawn as one
_SHORTEST = 6.0  # points of an upright line of a table
_ENOUGH = 0.35  # of a cell's side
_CENTRE = 0.3  # of its size that a letter's middle stands above the baseline
_MOST_RULES = 20_000  # on one page; more are a drawing


@dataclass(frozen=True, slots=True)
class Grid:
    """The places where a table's lines stand, and which of them are drawn where.

    ``xs`` from left to right, ``ys`` from top to bottom. ``region[row][column]`` numbers the merged cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    region: tuple[tuple[int, ...], ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    def region_of(self, word: Word) -> int | None:
        """The merged cell that the middle of the word lies in; None outside the table."""
        row = _interval([-y for y in self.ys], -(word.baseline + _CENTRE * word.size))
        column = _interval(self.xs, (word.left + word.right) / 2)
        return None if row is None or column is None else self.region[row][column]


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that the lines draw, from top to bottom; a frame around one cell is none."""
    if len(rules) > _MOST_RULES:
        return []
    level = [rule for rule in rules if rule.is_level]
    upright = [rule for rule in rules if not rule.is_level and rule.y1 - rule.y0 >= _SHORTEST and _meets(rule, level)]
    grids = (_grid(band, level) for band in _bands(upright))
    return [grid for grid in grids if grid is not None]


def table_of(grid: Grid, words: Sequence[Word]) -> Table | None:
    """The table with the words inside it; None when fewer than two of its cells hold any."""
    inside: dict[int, list[Word]] = {}
    for word in words:
        region = grid.region_of(word)
        if region is not None:
            inside.setdefault(region, []).append(word)
    if len(inside) < 2:
        return None
    seen: set[int] = set()
    return Table(tuple(tuple(_cell(region, inside, seen) for region in row) for row in grid.region))


def _cell(region: int, inside: dict[int, list[Word]], seen: set[int]) -> tuple[Block, ...]:
    """The cell's paragraphs where it begins; nothing in the places that it covers besides."""
    if region in seen or region not in inside:
        seen.add(region)
        return ()
    seen.add(region)
    lines: list[PrintedLine] = [merged(row) for row in rows_of(inside[region])]
    return tuple(Paragraph(each.text) for each in paragraphs(lines, measures(lines)))


def _meets(upright: Rule, level: Sequence[Rule]) -> bool:
    """Whether a level line ends at or crosses the upright one: a line that stands alone belongs to no table."""
    x = upright.x0
    return any(
        each.x0 - _NEAR <= x <= each.x1 + _NEAR and upright.y0 - _NEAR <= each.y0 <= upright.y1 + _NEAR
        for each in level
    )


def _bands(upright: Sequence[Rule]) -> list[list[Rule]]:
    """Upright lines by table: those whose heights overlap or touch."""
    bands: list[list[Rule]] = []
    lowest = 0.0
    for rule in sorted(upright, key=lambda each: -each.y1):
        if bands and rule.y1 >= lowest - _NEAR:
            bands[-1].append(rule)
            lowest = min(lowest, rule.y0)
        else:
            bands.append([rule])
            lowest = rule.y0
    return bands


def _grid(upright: Sequence[Rule], level: Sequence[Rule]) -> Grid | None:
    xs = _clustered(rule.x0 for rule in upright)
    bottom, top = min(rule.y0 for rule in upright), max(rule.y1 for rule in upright)
    inside = [rule for rule in level if bottom - _NEAR <= rule.y0 <= top + _NEAR]
    borders = [rule for rule in _collinear(inside) if _is_near_one(rule.x0, xs) and _is_near_one(rule.x1, xs)]
    ys = _clustered([*(rule.y0 for rule in borders), top, bottom])[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    return Grid(xs, ys, _regions(xs, ys, upright, borders))


def _collinear(rules: Iterable[Rule]) -> list[Rule]:
    """Level lines whose pieces are drawn cell by cell, put together."""
    whole: list[Rule] = []
    for rule in sorted(rules, key=lambda each: (round(each.y0 / _NEAR), each.x0)):
        last = whole[-1] if whole else None
        if last is not None and abs(last.y0 - rule.y0) <= _NEAR and rule.x0 <= last.x1 + _NEAR:
            whole[-1] = Rule(last.x0, last.y0, max(last.x1, rule.x1), last.y1)
        else:
            whole.append(rule)
    return whole


def _regions(
    xs: Sequence[float], ys: Sequence[float], upright: Sequence[Rule], level: Sequence[Rule]
) -> tuple[tuple[int, ...], ...]:
    """Cells between which no line is drawn are one."""
    width = len(xs) - 1
    parent = list(range(width * (len(ys) - 1)))
    for cell in range(len(parent)):
        row, column = divmod(cell, width)
        beside = [(r.y0, r.y1) for r in upright if abs(r.x0 - xs[column]) <= _NEAR]
        above = [(r.x0, r.x1) for r in level if abs(r.y0 - ys[row]) <= _NEAR]
        if column and not _is_drawn(beside, ys[row + 1], ys[row]):
            _unite(parent, cell - 1, cell)
        if row and not _is_drawn(above, xs[column], xs[column + 1]):
            _unite(parent, cell - width, cell)
    roots = [_root(parent, cell) for cell in range(len(parent))]
    return tuple(tuple(roots[at : at + width]) for at in range(0, len(roots), width))


def _is_drawn(lines: Iterable[tuple[float, float]], start: float, end: float) -> bool:
    """Whether the lines cover enough of a cell's side (those of a scan are broken)."""
    return sum(max(0.0, min(high, end) - max(low, start)) for low, high in lines) >= _ENOUGH * (end - start)


def _unite(parent: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first


def _root(parent: list[int], cell: int) -> int:
    while parent[cell] != cell:
        cell = parent[cell]
    return cell


def _clustered(places: Iterable[float]) -> tuple[float, ...]:
    """Places in rising order, those near each other as one."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return tuple(kept)


def _is_near_one(place: float, places: Iterable[float]) -> bool:
    return any(abs(place - other) <= _NEAR for other in places)


def _interval(places: Sequence[float], place: float) -> int | None:
    """Which of the intervals between the rising ``places`` holds ``place``."""
    return next((at for at, (low, high) in enumerate(pairwise(places)) if low <= place < high), None)
