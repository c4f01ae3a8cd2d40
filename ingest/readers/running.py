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
_PAGE_NUMBER = re.compile(r"\W*(?:(?:trang|tr\.?|page)\W*)?#(?:\s*(?:/|trên|of)\s*#)?\W*", re.IGNORECASE)
_LONGEST_NUMBER = 18  # digits that are compared
_FEW_PAGES = 3


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row at the edge of a page: its pieces without numbers, the numbers, and which of them may be the page's."""

    page: int
    baseline: float
    shape: tuple[str, ...]
    numbers: tuple[int, ...]
    may_count: tuple[bool, ...]
    words: tuple[Word, ...]


def without_furniture(pages: Sequence[PrintedPage]) -> list[PrintedPage]:
    """The pages without running heads, running feet and page numbers.

    A row is one when rows of the same wording (in any order of their pieces: odd and even pages are mirrored) stand
    at the same height on enough pages. A number that stands alone ("3", "- 3 -", "Trang 3/5") may count with the
    pages; all others are the same on each ("Phụ lục 1" and "Phụ lục 2" on two pages are titles).
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
    found = [(int(number), bool(_PAGE_NUMBER.fullmatch(shape))) for shape, text in shaped for number in _digits(text)]
    numbers, may_count = tuple(number for number, _ in found), tuple(alone for _, alone in found)
    return _Edge(page, row[0].baseline, tuple(shape for shape, _ in shaped), numbers, may_count, tuple(row))


def _digits(text: str) -> list[str]:
    return [number[-_LONGEST_NUMBER:] for number in _NUMBER.findall(text)]


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
    pairs = zip(one.numbers, other.numbers, one.may_count, strict=True)
    return all(a == b or (alone and b == a + step) for a, b, alone in pairs)


def _counts(edges: Sequence[_Edge]) -> bool:
    first, last = edges[0], edges[-1]
    return first.page != last.page and first.numbers != last.numbers
