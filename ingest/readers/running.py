"""Running heads and page numbers: rows at a page's edge that repeat from page to page, but for numbers that count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.page import PrintedPage, Word, rows_of, word_rows

_EDGE_ROWS = 2  # rows at the top and at the bottom that may be furniture
_SAME_PLACE = 8.0  # points that a running head's height may differ from page to page
_NUMBER = re.compile(r"\d+")
_FEW_PAGES = 3


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row at the edge of a page: its pieces without numbers, and the numbers."""

    page: int
    baseline: float
    shape: tuple[str, ...]
    numbers: tuple[int, ...]
    words: tuple[Word, ...]


def without_furniture(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """The pages without running heads, running feet and page numbers.

    A row is one when rows of the same wording (in any order of their pieces: odd and even pages are mirrored) stand
    at the same height on enough pages, and each of their numbers is the same on all or counts with the pages.
    """
    groups: dict[tuple[str, ...], list[_Edge]] = defaultdict(list)
    for page in pages:
        for edge in _edges(page):
            groups[edge.shape].append(edge)
    dropped = {id(word) for group in groups.values() for edge in _furniture(group, len(pages)) for word in edge.words}
    return [page.with_words(word for word in page.words if id(word) not in dropped) for page in pages]


def _edges(page: PrintedPage) -> list[_Edge]:
    rows = word_rows(page.words)
    chosen = rows if len(rows) <= 2 * _EDGE_ROWS else [*rows[:_EDGE_ROWS], *rows[-_EDGE_ROWS:]]
    return [_edge(page.number, row) for row in chosen]


def _edge(page: int, row: Sequence[Word]) -> _Edge:
    pieces = sorted(piece.text for line in rows_of(row) for piece in line)
    shaped = sorted((_NUMBER.sub("#", text), text) for text in pieces)
    numbers = tuple(int(number) for _, text in shaped for number in _NUMBER.findall(text))
    return _Edge(page, row[0].baseline, tuple(shape for shape, _ in shaped), numbers, tuple(row))


def _furniture(group: Sequence[_Edge], pages: int) -> list[_Edge]:
    """The rows of the group that repeat at one height with the same or counting numbers."""
    best: list[_Edge] = []
    for edge in group:
        same = [other for other in group if _repeats(edge, other)]
        best = max(best, same, key=len)
    on = len({edge.page for edge in best})
    counts = bool(best) and _counts(best)
    enough = max(2, pages / 3) if counts else max(_FEW_PAGES, pages / 3)
    return best if on >= enough else []


def _repeats(one: _Edge, other: _Edge) -> bool:
    if abs(one.baseline - other.baseline) > _SAME_PLACE:
        return False
    step = other.page - one.page
    return all(b in (a, a + step) for a, b in zip(one.numbers, other.numbers, strict=True))


def _counts(edges: Sequence[_Edge]) -> bool:
    first, last = edges[0], edges[-1]
    return first.page != last.page and first.numbers != last.numbers
