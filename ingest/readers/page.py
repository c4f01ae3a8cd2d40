"""What stands on a printed page: words and ruled lines with their places, whoever found them (PDF or OCR).

All measures are points from the page's left and bottom edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SAME_ROW = 0.5  # of the letters' size that two baselines of one row may differ (a footnote's mark stands higher)
_WIDE_GAP = 0.9  # sizes; wider than justified text usually spreads its words
_GLUED = 0.35  # sizes; nearer than this, two runs are one (a change of font, a footnote's mark)
_MARKER_LENGTH = 6  # letters of "1.", "a)", "VIII.", before a tab


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them; ``run`` numbers the line that the file itself puts it in."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    run: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, level or upright; ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The words of a page in the file's order and the lines drawn on it; ``number`` counts from 1."""

    number: int
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()

    def with_words(self, words: Iterable[Word]) -> PrintedPage:
        """The page with other words."""
        return PrintedPage(self.number, tuple(words), self.rules)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text, or the part of it that stands in one column."""

    text: str
    left: float
    right: float
    baseline: float
    size: float = 12.0

    @property
    def middle(self) -> float:
        """Half way from its left to its right end."""
        return (self.left + self.right) / 2


Row = tuple[PrintedLine, ...]


def word_rows(words: Sequence[Word]) -> list[list[Word]]:
    """The words by rows from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: -each.baseline):
        if rows and rows[-1][0].baseline - word.baseline <= _SAME_ROW * max(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def rows_of(words: Sequence[Word]) -> list[Row]:
    """The rows of the page, each as the pieces that wide gaps part."""
    return [tuple(_with_markers([_line(piece) for piece in _pieces(row)])) for row in word_rows(words)]


def merged(pieces: Sequence[PrintedLine]) -> PrintedLine:
    """Pieces of one row as one line."""
    return PrintedLine(
        " ".join(piece.text for piece in pieces),
        pieces[0].left,
        pieces[-1].right,
        min(piece.baseline for piece in pieces),
        max(piece.size for piece in pieces),
    )


def _pieces(row: Sequence[Word]) -> Iterator[list[Word]]:
    piece = [row[0]]
    for before, word in pairwise(row):
        allowed = _WIDE_GAP if word.run == before.run else _GLUED
        if word.left - before.right > allowed * max(before.size, word.size):
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _line(words: Sequence[Word]) -> PrintedLine:
    text = words[0].text
    for before, word in pairwise(words):
        is_apart = word.run == before.run or word.left - before.right > 0.1 * word.size
        text += f" {word.text}" if is_apart else word.text
    largest = max(words, key=lambda word: word.size)
    return PrintedLine(text, words[0].left, words[-1].right, largest.baseline, largest.size)


def _with_markers(pieces: list[PrintedLine]) -> list[PrintedLine]:
    """A number or dash before a tab belongs to what follows it."""
    kept: list[PrintedLine] = []
    for piece in pieces:
        if kept and _is_marker(kept[-1].text) and piece.left - kept[-1].right < 4 * piece.size:
            kept[-1] = merged([kept[-1], piece])
        else:
            kept.append(piece)
    return kept


def _is_marker(text: str) -> bool:
    return len(text) <= _MARKER_LENGTH and (text[-1] in ".)-+–•" or text.isdecimal())
