"""The level and upright lines drawn in a picture of a page: where the tables of a scan are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.readers.page import Rule
from ingest.readers.ruled import find_grids

_INK = 30  # of 255, darker than the paper; hair lines of a table are faint
_SHORTEST = 0.5  # inches of a line
_GAP = 0.015  # inches that a faint line may break
_BREAK = 0.4  # inches between two pieces of one line
_FILLED = 0.92  # of a line is ink; letters in a row leave more paper between them
_STEP = 0.015  # inches that a line of a crooked scan moves at once
_THICKEST = 0.05  # inches; more is a black margin or a photograph
_BESIDE = 6.0  # points that a line of a table may reach beyond its edges
_MOST_LINES = 5_000  # in one picture; more is no document


@dataclass(slots=True)
class _Stroke:
    """Runs of ink in neighbouring rows that make one line; in pixels."""

    start: int
    end: int
    first_row: int
    last_row: int


def drawn_rules(picture: NDArray[np.uint8], dpi: float) -> list[Rule]:
    """The lines of a grey picture (height, width), as ``Rule`` in points with the picture's top at 0."""
    dark = picture < np.median(picture) - _INK
    scale = 72 / dpi
    level = [
        Rule(each.start * scale, -_row(each) * scale, each.end * scale, -_row(each) * scale)
        for each in _strokes(dark, dpi)
    ]
    upright = [
        Rule(_row(each) * scale, -each.end * scale, _row(each) * scale, -each.start * scale)
        for each in _strokes(dark.T, dpi)
    ]
    return level + upright if len(level) + len(upright) <= _MOST_LINES else []


def table_rules(picture: NDArray[np.uint8], dpi: float) -> list[Rule]:
    """Those of ``drawn_rules`` that draw tables of at least two rows and two columns; a scan has other strokes too."""
    rules = drawn_rules(picture, dpi)
    tables = [(grid.ys[-1], grid.ys[0]) for grid in find_grids(rules) if len(grid.xs) > 2 and len(grid.ys) > 2]
    return [
        rule
        for rule in rules
        if any(bottom - _BESIDE <= rule.y0 and rule.y1 <= top + _BESIDE for bottom, top in tables)
    ]


def _row(stroke: _Stroke) -> float:
    return (stroke.first_row + stroke.last_row) / 2


def _strokes(dark: NDArray[np.bool_], dpi: float) -> list[_Stroke]:
    """Lines along the rows of ``dark``: runs in neighbouring rows that lie beside each other are one."""
    shortest, step = int(_SHORTEST * dpi), max(int(_STEP * dpi), 1)
    done: list[_Stroke] = []
    active: list[_Stroke] = []
    for row in np.flatnonzero(dark.sum(axis=1) >= _FILLED * shortest):
        done += [stroke for stroke in active if row - stroke.last_row > step]
        active = [stroke for stroke in active if row - stroke.last_row <= step]
        for start, end in _runs(dark[row], shortest, int(_GAP * dpi)):
            _extend(active, _Stroke(start, end, int(row), int(row)), step)
    return _mended([each for each in done + active if _is_thin(each, dpi)], dpi)


def _mended(strokes: list[_Stroke], dpi: float) -> list[_Stroke]:
    """Pieces of one faint line, end to end with small breaks, as one stroke."""
    whole: list[_Stroke] = []
    for stroke in sorted(strokes, key=lambda each: each.start):
        before = (each for each in whole if -_STEP * dpi <= stroke.start - each.end <= _BREAK * dpi)
        last = next((each for each in before if abs(_row(each) - _row(stroke)) <= 2 * _STEP * dpi), None)
        if last is None:
            whole.append(stroke)
        else:
            last.end = max(last.end, stroke.end)
    return whole


def _is_thin(stroke: _Stroke, dpi: float) -> bool:
    """Whether the stroke is a line, even on a crooked page (2 in 100)."""
    return stroke.last_row - stroke.first_row <= max(_THICKEST * dpi, (stroke.end - stroke.start) / 50)


def _extend(active: list[_Stroke], run: _Stroke, step: int) -> None:
    beside = next((each for each in active if run.start <= each.end + step and run.end >= each.start - step), None)
    if beside is None:
        active.append(run)
    else:
        beside.start, beside.end = min(beside.start, run.start), max(beside.end, run.end)
        beside.last_row = run.last_row


def _runs(row: NDArray[np.bool_], shortest: int, gap: int) -> Iterator[tuple[int, int]]:
    """Where a row is ink for long enough, small breaks included."""
    edges = np.flatnonzero(np.diff(row, prepend=False, append=False)).reshape(-1, 2)
    breaks = np.flatnonzero(edges[1:, 0] - edges[:-1, 1] > gap) + 1
    for pieces in np.split(edges, breaks):
        if len(pieces) and pieces[-1, 1] - pieces[0, 0] >= shortest:
            start, end = int(pieces[0, 0]), int(pieces[-1, 1])
            if (pieces[:, 1] - pieces[:, 0]).sum() >= _FILLED * (end - start):
                yield start, end
