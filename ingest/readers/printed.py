"""Printed lines become paragraphs again, by where they stand on the page.

A justified paragraph runs to the right margin until its last line; its first line is indented, or a wider gap lies
above it. Centred lines of one title belong together, each on its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.markers import read_marker
from ingest.readers.page import PrintedLine

_SAME_LINE = 2.0  # points; two pieces on one baseline are columns side by side
_WIDE_GAP = 1.2  # times the usual distance of lines
_WIDEST_LEADING = 2.0  # times the letters' size
_INDENT = 8.0  # points
_CENTRED = 6.0  # points that the middles of two centred lines may differ
_SHORT = 0.9  # of the way from the left margin to the right one
_RIGHT = 0.4  # of that way
_WIDE_COLUMN_GAP = 1.6  # times the letters' size; columns are too short to tell their usual distance
_LONG = 0.8  # of the longest line; such lines show where the margins are
_ENDINGS = (".", ";", ":", "!", "?", "…", "”", '"', "/.", "./")


@dataclass(frozen=True, slots=True)
class Measures:
    """The margins that lines keep, and their usual distance, in points."""

    left: float
    right: float
    leading: float

    def is_short(self, line: PrintedLine) -> bool:
        """Whether the line ends well before the right margin."""
        return line.right < self.left + _SHORT * (self.right - self.left)

    def is_centred(self, line: PrintedLine) -> bool:
        """Whether the line keeps the same distance from both margins."""
        before, after = line.left - self.left, self.right - line.right
        return min(before, after) > _INDENT and abs(before - after) < 4 * _CENTRED

    def is_right(self, line: PrintedLine) -> bool:
        """Whether the line stands in the right part of the page, where signatures do."""
        return line.left > self.left + _RIGHT * (self.right - self.left)

    def is_indented(self, line: PrintedLine) -> bool:
        """Whether the line begins right of the left margin."""
        return line.left > self.left + _INDENT


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """Lines that belong together, and the measures of the page that they stand on."""

    lines: tuple[PrintedLine, ...]
    page: Measures
    is_column: bool = False

    @property
    def text(self) -> str:
        """Its text: a wrapped line goes on after a space; centred lines and those of a narrow column stay lines."""
        text = self.lines[0].text
        for above, below in pairwise(self.lines):
            text = _joined(text, below.text, not self.is_column and is_wrapped(above, below, self.page))
        return text


def measures(lines: Sequence[PrintedLine]) -> Measures:
    """The margins of the page or cell that the lines stand in."""
    longest = max(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left >= _LONG * longest]
    gaps = [above.baseline - below.baseline for above, below in pairwise(lines)]
    usual = median([gap for gap in gaps if gap > _SAME_LINE] or [0.0])
    leading = min(usual, _WIDEST_LEADING * median(line.size for line in lines))
    return Measures(min(line.left for line in long), max(line.right for line in long), leading)


def paragraphs(lines: Sequence[PrintedLine], page: Measures, *, is_column: bool = False) -> list[PrintedParagraph]:
    """The lines, in order, as paragraphs; ``is_column`` tells that they stand in one column of several."""
    found: list[list[PrintedLine]] = [[lines[0]]] if lines else []
    for above, below in pairwise(lines):
        if _starts_paragraph(above, below, page, is_column):
            found.append([])
        found[-1].append(below)
    return [PrintedParagraph(tuple(each), page, is_column) for each in found]


def is_wrapped(above: PrintedLine, below: PrintedLine, page: Measures) -> bool:
    """Whether ``below`` goes on with the sentence of ``above`` only because that line was full."""
    if _belong_together(above, below, page) or (page.is_centred(above) and page.is_centred(below)):
        return False
    return not page.is_short(above) or below.text[:1].islower()


def goes_on(above: PrintedParagraph, below: PrintedParagraph) -> bool:
    """Whether a page break cuts one paragraph into these two."""
    last, first = above.lines[-1], below.lines[0]
    if above.is_column or below.is_column:
        return False
    if last.text.endswith(_ENDINGS) or read_marker(first.text) is not None:
        return False
    if above.page.is_centred(last) or below.page.is_centred(first):
        return False
    is_full = not above.page.is_short(last)
    return first.text[:1].islower() or (is_full and not below.page.is_indented(first))


def joined_text(above: str, below: str) -> str:
    """Two halves of a paragraph that a page break parted."""
    return _joined(above, below, wrapped=True)


def _joined(above: str, below: str, wrapped: bool) -> str:
    """A word that was parted at its hyphen ("TT-" / "BLĐTBXH") keeps the hyphen and gets no space."""
    if not wrapped:
        return f"{above}\n{below}"
    is_parted = above.endswith("-") and above[-2:-1].isalnum()
    return above + below if is_parted else f"{above} {below}"


def _starts_paragraph(above: PrintedLine, below: PrintedLine, page: Measures, is_column: bool) -> bool:
    gap = above.baseline - below.baseline
    marked = read_marker(below.text) is not None
    if is_column:
        return marked or gap > _WIDE_COLUMN_GAP * max(above.size, below.size)
    if gap < _SAME_LINE or gap > _WIDE_GAP * page.leading:
        return True
    if _belong_together(above, below, page):
        return False
    ended = above.text.rstrip().endswith(_ENDINGS)
    is_indented = below.left > min(above.left, page.left) + _INDENT
    if page.is_short(above) or (ended and marked) or (page.is_right(above) and not page.is_right(below)):
        return True
    is_deeper = below.left > above.left + _INDENT and read_marker(above.text) is None and below.text[:1].isupper()
    return is_indented and (ended or marked or is_deeper)


def _belong_together(above: PrintedLine, below: PrintedLine, page: Measures) -> bool:
    """Whether both are centred on one axis: of the page, or of a signature block in its right half."""
    if abs(above.middle - below.middle) >= _CENTRED:
        return False
    return all(page.is_centred(line) or page.is_right(line) for line in (above, below))
