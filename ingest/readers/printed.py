"""Printed lines become paragraphs again, by where they stand on the page.

A justified paragraph runs to the right margin until its last line; its first line is indented, or a wider gap lies
above it. Centred lines of one title belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_SAME_LINE = 2.0  # points; two pieces on one baseline are columns side by side
_WIDE_GAP = 1.2  # times the usual distance of lines
_INDENT = 8.0  # points
_CENTRED = 6.0  # points that the middles of two centred lines may differ
_SHORT = 0.9  # of the way from the left margin to the right one
_LONG = 0.8  # of the longest line; such lines show where the margins are
_ENDINGS = (".", ";", ":", "!", "?", "…", "”", '"', "/.", "./")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text and where it stands, in points from the page's left and bottom edge."""

    text: str
    left: float
    right: float
    baseline: float

    @property
    def middle(self) -> float:
        """Half way from its left to its right end."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class _Measures:
    left: float
    right: float
    leading: float

    def is_short(self, line: PrintedLine) -> bool:
        return line.right < self.left + _SHORT * (self.right - self.left)

    def is_centred(self, line: PrintedLine) -> bool:
        before, after = line.left - self.left, self.right - line.right
        return min(before, after) > _INDENT and abs(before - after) < 4 * _CENTRED


def join_lines(lines: Sequence[PrintedLine]) -> str:
    """The text of the lines, in order: "\\n" inside a paragraph, a blank line between two."""
    if not lines:
        return ""
    page = _measures(lines)
    pieces = [lines[0].text]
    for above, below in pairwise(lines):
        pieces += ["\n\n" if _starts_paragraph(above, below, page) else "\n", below.text]
    return "".join(pieces)


def _measures(lines: Sequence[PrintedLine]) -> _Measures:
    longest = max(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left >= _LONG * longest]
    gaps = [above.baseline - below.baseline for above, below in pairwise(lines)]
    leading = median([gap for gap in gaps if gap > _SAME_LINE] or [0.0])
    return _Measures(min(line.left for line in long), max(line.right for line in long), leading)


def _starts_paragraph(above: PrintedLine, below: PrintedLine, page: _Measures) -> bool:
    gap = above.baseline - below.baseline
    if gap < _SAME_LINE or gap > _WIDE_GAP * page.leading:
        return True
    if abs(above.middle - below.middle) < _CENTRED and page.is_centred(above) and page.is_centred(below):
        return False
    is_indented = below.left > min(above.left, page.left) + _INDENT
    return page.is_short(above) or (is_indented and above.text.rstrip().endswith(_ENDINGS))
