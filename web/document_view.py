"""A stored document as a page shows it: an outline, and blocks of text or tables whose anchors are addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.records import Level, Provision, Span
from web.letterhead import Column, columns
from web.marked_text import Layers, Paragraph, line, paragraphs, plain

_UPPER = {Level.PART, Level.DIVISION, Level.CHAPTER, Level.SECTION, Level.SUBSECTION}
_OUTLINED = {*_UPPER, Level.ARTICLE}
_TABULAR = (Level.ROW, Level.TABLE_HEAD)
_NAMED_PLACE = re.compile(r"\(([^()\s]+)\)\.$")
_BORDER = re.compile(r"[\t|]+")
_MAX_LABEL = 90
_BARE = Layers()
# Levels whose single line breaks mean something: a list of recipients, the lines of a heading.
VERSE = {Level.PAGE, Level.RECIPIENTS, Level.SIGNATURE, Level.TABLE_HEAD}


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A line of the outline; ``depth`` counts from 0."""

    address: str
    label: str
    depth: int


@dataclass(frozen=True, slots=True)
class TextBlock:
    """The own text of one provision; ``beside`` are those of its paragraphs, from the place ``first``, that stand
    beside each other on paper."""

    address: str
    level: str
    depth: int
    paragraphs: tuple[Paragraph, ...]
    verse: bool = False
    beside: tuple[Column, ...] = ()
    first: int = 0


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: a cell for each column, each a line of runs; a group heading has one cell over all columns."""

    address: str
    cells: tuple[Paragraph, ...]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows that follow one another under the same column headings."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


Block = TextBlock | TableBlock


def outline(provisions: Sequence[Provision]) -> list[OutlineItem]:
    """Parts, chapters, sections and articles, and clauses with a heading, in reading order."""
    return [outline_item(one) for one in provisions if is_outlined(one)]


def upper_outline(provisions: Sequence[Provision]) -> list[OutlineItem]:
    """The outline without articles and clauses; the whole of it where nothing else has a heading."""
    upper = [outline_item(one) for one in provisions if one.level in _UPPER]
    return upper if len(upper) > 1 else outline(provisions)


def is_outlined(one: Provision) -> bool:
    """Whether a provision has a line in the outline."""
    return one.level in _OUTLINED or (one.level is Level.CLAUSE and bool(one.heading))


def outline_item(one: Provision) -> OutlineItem:
    """The line of the outline for a provision."""
    return OutlineItem(str(one.address), _label(one), _depth(one))


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning in words, and where the clause is that it names; "" for none."""

    words: str
    href: str


def warnings(said: Sequence[str], places: Mapping[str, str]) -> list[Warned]:
    """What was noticed when the file was read; an address at its end is a link where ``places`` knows it."""
    found = ((one, _NAMED_PLACE.search(one)) for one in said)
    return [
        Warned(f"{one[: named.start()].rstrip()}.", places[named[1]])
        if named and named[1] in places
        else Warned(one, "")
        for one, named in found
    ]


def blocks(text: str, provisions: Sequence[Provision], layers: Layers = _BARE) -> list[Block]:
    """All of ``text`` in reading order, every provision once, under ``layers``.

    A table's head shows as the names of its columns; one repeated after a page break is not shown again.
    """
    ordered = sorted(provisions, key=lambda one: one.start)
    found: list[Block] = []
    for tabular, run in groupby(_with_place(ordered), key=lambda pair: pair[0]):
        members = [one for _, one in run]
        if tabular and any(one.level is Level.ROW for one in members):
            found.extend(_tables(text, members, layers))
        else:
            found.extend(_text_block(text, one, layers) for one in members)
    return found


def _with_place(ordered: Sequence[Provision]) -> Iterator[tuple[bool, Provision]]:
    """Each provision with whether it stands in a table: rows, heads, and group headings printed as rows."""
    inside = False
    for one, following in zip(ordered, [*ordered[1:], None], strict=True):
        is_group = one.level is Level.SECTION and (_BORDER.search(one.text.strip()) is not None or inside)
        goes_on = following is not None and following.level in (*_TABULAR, Level.SECTION)
        inside = one.level in _TABULAR or (is_group and goes_on)
        yield inside, one


def _tables(text: str, run: Sequence[Provision], layers: Layers) -> Iterator[TableBlock]:
    """Tables of a run of heads, group headings and rows; a new one begins where the named columns change."""
    columns: tuple[str, ...] = ()
    rows: list[TableRow] = []
    for one in run:
        names = _column_names(one)
        if any(names) and any(columns) and any(a != b for a, b in zip(names, columns, strict=False)):
            yield _table(columns, rows)
            columns, rows = (), []
        columns = max(columns, names, key=len)
        if one.level is not Level.TABLE_HEAD:
            rows.append(_row(text, one, layers))
    yield _table(columns, rows)


def _column_names(one: Provision) -> tuple[str, ...]:
    """The columns that a row was read under, or that a head names."""
    if one.level is Level.TABLE_HEAD:
        return tuple(name for cell in _BORDER.split(one.text) if (name := plain(cell)))
    return tuple(plain(cell.name) for cell in one.cells)


def _table(columns: tuple[str, ...], rows: Sequence[TableRow]) -> TableBlock:
    """The table with every row as wide as the widest."""
    width = max([len(columns), *(len(row.cells) for row in rows)])
    filled = [row if row.is_group else replace(row, cells=_padded(row.cells, width)) for row in rows]
    return TableBlock((*columns, *[""] * (width - len(columns))), tuple(filled))


def _padded(cells: tuple[Paragraph, ...], width: int) -> tuple[Paragraph, ...]:
    return (*cells, *[()] * (width - len(cells)))


def _row(text: str, one: Provision, layers: Layers) -> TableRow:
    if one.level is Level.ROW and one.cells:
        return TableRow(str(one.address), tuple(line(text, cell.spans, layers) for cell in one.cells))
    runs = tuple(replace(run, text=_BORDER.sub(" ", run.text)) for run in line(text, one.spans, layers))
    return TableRow(str(one.address), (runs,), is_group=True)


def _text_block(text: str, one: Provision, layers: Layers) -> TextBlock:
    strong = _heading_span(text, one)
    shown = tuple(part for span in one.spans for part in paragraphs(text, span, layers.within(span, strong)))
    beside, first = columns(shown) if one.level is Level.PART else ((), 0)
    return TextBlock(str(one.address), one.level.value, _depth(one), shown, one.level in VERSE, beside, first)


def _heading_span(text: str, one: Provision) -> Span | None:
    """From the start of the provision to the end of its heading as printed, when it has one."""
    at = text.find(one.heading, one.start, one.end) if one.heading else -1
    return Span(one.start, at + len(one.heading)) if at >= 0 else None


def _depth(one: Provision) -> int:
    steps = one.address.steps
    return len(steps) - 1 if steps[0].is_part else len(steps)


def _label(one: Provision) -> str:
    words = plain(f"{one.marker} {one.heading}" if one.heading else one.text)
    return words if len(words) <= _MAX_LABEL else words[:_MAX_LABEL].rsplit(" ", 1)[0] + " …"
