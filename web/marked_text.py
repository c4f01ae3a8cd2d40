"""Stored text as runs for a page: what is cited is marked, Markdown signs become weight, nothing else changes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from ingest.records import Span

# Signs that web copies carry and a reader need not see: "**bold**" (but not the footnote sign "(**)"), whole lines
# in "*italics*", also over several, "#### ", "\\-", and the borders of layout tables: lines of one "|" or of dashes.
_HIDDEN = regex.compile(
    r"(?<!\()\*{2,}(?!\))"
    r"|(?m:^\*(?=[^\s*](?:[^*\n]|\n(?![ \t]*\n))*\*[ \t]*$)"
    r"|\*(?=[ \t]*$)(?<=^\*[^\s*](?:[^*\n]|\n(?![ \t]*\n))*\*))"
    r"|(?m:^[ \t]*(?:\#{1,6}[ \t]+|(?:\||[-_]{3,})[ \t]*(?:\n|$)))"
    r"|\\(?=[-*_\#.()\[\]+!|>])"
)
_BORDERS = regex.compile(r"[\t|]+")
_BLANK_LINES = regex.compile(r"[ \t]*\n(?:[ \t]*(?:\||[-_]{3,})?[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class TextLink:
    """Characters of a text that lead to ``href``."""

    span: Span
    href: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters shown alike; ``href`` is where they lead, "" nowhere."""

    text: str
    marked: bool = False
    strong: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Layers:
    """What lies over a text: what is cited is marked, a heading is strong, references are links (in order)."""

    mark: Span | None = None
    strong: Span | None = None
    links: tuple[TextLink, ...] = ()

    def within(self, span: Span, strong: Span | None = None) -> Layers:
        """The layers over ``span`` alone, with ``strong`` in bold."""
        first = bisect_left(self.links, span.start, key=lambda link: link.span.end)
        last = bisect_left(self.links, span.end, key=lambda link: link.span.start)
        return Layers(self.mark, strong, self.links[first:last])

    def edges(self) -> set[int]:
        """Where a property may change."""
        spans = (*(one for one in (self.mark, self.strong) if one), *(link.span for link in self.links))
        return {edge for one in spans for edge in (one.start, one.end)}

    def run(self, text: str, span: Span, bold: bool) -> Run:
        """The characters of ``span``, within which nothing changes."""
        href = next((link.href for link in self.links if _holds(link.span, span.start)), "")
        return Run(span.of(text), _holds(self.mark, span.start), bold or _holds(self.strong, span.start), href)


_BARE = Layers()

Paragraph = tuple[Run, ...]


def paragraphs(text: str, span: Span, layers: Layers = _BARE) -> list[Paragraph]:
    """The paragraphs (parted by blank lines) of ``text`` in ``span`` under ``layers``.

    The runs hold every character of the span but blank lines and Markdown signs.
    """
    cleaned = [tuple(_runs(text, piece, layers)) for piece in _pieces(text, span)]
    return [runs for runs in cleaned if any(run.text.strip() for run in runs)]


def line(text: str, spans: Iterable[Span], layers: Layers = _BARE) -> Paragraph:
    """The ``spans`` of ``text`` as the runs of one line: a cell whose words a page break parted is whole again."""
    pieces = [tuple(_runs(text, span, layers.within(span))) for span in spans]
    joined: list[Run] = []
    for runs in pieces:
        joined.extend((Run(" "), *runs) if joined else runs)
    return tuple(joined)


def cells(text: str) -> str:
    """A piece of a quote without Markdown signs, the tabs between the cells of a row as "|"."""
    return _BORDERS.sub(" | ", _HIDDEN.sub("", text))


def plain(text: str) -> str:
    """``text`` on one line without Markdown signs, for showing a quote; cells of a table row are parted by "|"."""
    found = (" ".join(cell.split()) for cell in _BORDERS.split(_HIDDEN.sub("", text)))
    return " | ".join(cell for cell in found if cell)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for gap in _BLANK_LINES.finditer(text, span.start, span.end):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, span.end)


def _runs(text: str, span: Span, layers: Layers) -> Iterator[Run]:
    """Cut ``span`` wherever a property changes; signs are left out, and toggle the weight."""
    bold, at = False, span.start
    for sign in [*_HIDDEN.finditer(text, span.start, span.end), None]:
        stop = sign.start() if sign else span.end
        yield from _cut(text, Span(at, stop), layers, bold)
        if sign:
            at = sign.end()
            bold ^= sign[0].startswith("**") and (len(sign[0]) // 2) % 2 == 1


def _cut(text: str, span: Span, layers: Layers, bold: bool) -> Iterator[Run]:
    inner = sorted(edge for edge in layers.edges() if span.start < edge < span.end)
    for start, end in pairwise([span.start, *inner, span.end]):
        if start < end:
            yield layers.run(text, Span(start, end), bold)


def _holds(span: Span | None, position: int) -> bool:
    return span is not None and span.start <= position < span.end
