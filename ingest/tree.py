"""Parts become the clause tree: every unit with its address, level, own text and parent.

Articles are addressed from their part, whatever chapter they stand in; all else from its parent. Repeated markers
are kept apart by ``~2``; nothing is renumbered.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from ingest.address import Address, Step
from ingest.blocks import Block, Paragraph, Table, joined_spans, spans_of
from ingest.closing import CLOSING_STEPS, closing_levels
from ingest.frame import is_basis, is_enacting
from ingest.header import read_header
from ingest.lines import is_upper
from ingest.markers import BULLETS, LEVEL_OF, NAMED, STEP_PREFIX, Family, Marker, read_marker
from ingest.open_units import OpenUnit, OpenUnits
from ingest.parts import Part, read_parts
from ingest.quotes import Quote
from ingest.records import Cell, Level, Provision, Span
from ingest.tables import Row

# How a plan takes leave of its last section; what follows belongs to the part, not to that section.
CLOSING_WORDS = (
    "Trên đây là",
    "Trong quá trình",
    "Căn cứ các nội dung",
    "Căn cứ nội dung",
    "Yêu cầu Thủ trưởng",
    "Yêu cầu các",
    "UBND tỉnh yêu cầu",
    "Ủy ban nhân dân tỉnh yêu cầu",
)
_LAWS = frozenset({"luat", "bo-luat", "phap-lenh", "hien-phap"})
_TITLED = (Level.DIVISION, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)
_MAX_HEADING, _MAX_LEAD_IN = 220, 120


@dataclass(slots=True)
class TreeBuilder:
    """Collects provisions in reading order; addresses are unique within the document."""

    text: str
    provisions: list[Provision] = field(default_factory=list)
    _taken: Counter[Address] = field(default_factory=Counter)
    _counted: Counter[tuple[Address | None, str]] = field(default_factory=Counter)

    def add(self, base: Address | None, step: Step, drawn: Provision) -> Address:
        """Append ``drawn`` at ``base`` and ``step`` (repeats counted) with its own text; returns the address."""
        steps = base.steps if base else ()
        plain = Address((*steps, step))
        self._taken[plain] += 1
        address = Address((*steps, replace(step, repeat=self._taken[plain])))
        self.provisions.append(replace(drawn, address=address, text=self.text[drawn.start : drawn.end]))
        return address

    def next_step(self, base: Address | None, prefix: str) -> Step:
        """The next of a run of units that print no number: ``doan-3``, ``-2``."""
        self._counted[base, prefix] += 1
        return Step(prefix, str(self._counted[base, prefix]))


def build_tree(text: str, blocks: list[Block]) -> tuple[tuple[Provision, ...], list[tuple[Address, Part]]]:
    """The provisions of a document in reading order, and its parts with their addresses.

    Guarantees that every character that is not white space lies in the spans of exactly one provision.
    """
    builder = TreeBuilder(text)
    seen: Counter[Step] = Counter()
    addressed = []
    for place, part in enumerate(read_parts(blocks)):
        step = Step(part.slug, part.number)
        seen[step] += 1
        root = Address((replace(step, repeat=seen[step]),))
        transparent = place == 0 and _has_articles(part)
        _PartBuilder(builder, root, transparent=transparent).run(part)
        addressed.append((root, part))
    return tuple(builder.provisions), addressed


def _has_articles(part: Part) -> bool:
    """Whether the part is laid out in articles: its clauses are then cited without naming the part."""
    if part.slug in _LAWS:
        return True
    paragraphs = (block for block in part.body if isinstance(block, Paragraph))
    markers = (read_marker(paragraph.plain) for paragraph in paragraphs)
    return any(marker is not None and marker.family is Family.ARTICLE for marker in markers)


class _PartBuilder:
    """Builds one part. ``base`` begins its addresses (None for a transparent part), ``part`` is the provision of
    the part itself, None when it prints no header."""

    def __init__(self, builder: TreeBuilder, root: Address, *, transparent: bool) -> None:
        self.builder = builder
        self.root = root
        self.base = None if transparent else root
        self.part: Address | None = None
        self.open = OpenUnits()
        self.columns: list[str] = []
        self.enacted = False
        self.quote = Quote()

    def run(self, part: Part) -> None:
        self._add_header(part)
        for block in part.body:
            if isinstance(block, Table):
                self._add_table(block)
            else:
                self._add_paragraph(block)
        self._add_closing(part.closing)
        if part.back:
            self._close_run(part.back, Level.PAGE)

    # -- header and closing

    def _add_header(self, part: Part) -> None:
        """The part itself owns its header's text."""
        if part.front:
            self._close_run(part.front, Level.PAGE)
        if part.header:
            spans = joined_spans(part.header, self.builder.text)
            own = self.builder.text[spans[0].start : spans[-1].end]
            title = read_header(part).full_title
            self.builder.provisions.append(Provision(self.root, Level.PART, "", title, own, spans, None))
            self.part = self.root

    def _add_closing(self, blocks: list[Block]) -> None:
        """Runs of recipients and of signature lines, each a provision; then what a web page prints below them."""
        for level, run in groupby(zip(closing_levels(blocks), blocks, strict=True), key=itemgetter(0)):
            self._close_run([block for _, block in run], level)

    def _close_run(self, run: list[Block], level: Level) -> None:
        span = Span(spans_of(run[0])[0].start, spans_of(run[-1])[-1].end)
        self.builder.add(self.base, Step(CLOSING_STEPS[level], ""), _draft(level, (span,), self.part))

    # -- paragraphs

    def _add_paragraph(self, block: Paragraph) -> None:
        marker = read_marker(block.plain)
        if marker is not None and self.quote.is_open and marker.family in NAMED:
            marker = self._leave_quote(marker)
        if marker is not None and not is_enacting(block.plain):
            self._add_marked(block, marker)
        elif is_basis(block.plain) and not self.open and not self.enacted:
            self._add_leaf(block, "can-cu", Level.BASIS)
        elif self._titles_last(block):
            self._extend_heading(block)
        else:
            self.enacted = self.enacted or is_enacting(block.plain)
            self._add_unmarked(block)
        if self.quote.follow(block.plain, len(self.open)):
            self.open.close_to(self.quote.floor)

    def _leave_quote(self, marker: Marker) -> Marker | None:
        """An article in quoted words is none of ours, unless it is the next one: then the quote was never closed."""
        last = next((unit for unit in self.open if unit.family is marker.family), None)
        if last is None or marker.order != last.order + 1:
            return None
        self.quote = Quote()
        return marker

    def _add_marked(self, block: Paragraph, marker: Marker) -> None:
        self.open.make_room(marker, self.quote.floor if self.quote.is_open else 0)
        parent, base = self._parent()
        base = self.base if marker.family is Family.ARTICLE else base
        prefix = STEP_PREFIX.get(marker.family, "")
        bullet = marker.family in BULLETS
        step = self.builder.next_step(base, prefix) if bullet else Step(prefix, marker.value)
        drawn = _draft(LEVEL_OF[marker.family], (block.span,), parent, marker.printed, _heading(marker))
        address = self.builder.add(base, step, drawn)
        self.open.open(OpenUnit(address, marker.family, marker.value, marker.order))

    def _add_unmarked(self, block: Paragraph) -> None:
        if self._takes_leave(block.plain) and not self.quote.is_open:
            self.open.close_to(0)
        self.open.close_bullets()
        self._add_leaf(block, "doan", Level.PARAGRAPH)

    def _add_leaf(self, block: Paragraph, prefix: str, level: Level) -> None:
        parent, base = self._parent()
        self.builder.add(base, self.builder.next_step(base, prefix), _draft(level, (block.span,), parent))

    def _parent(self) -> tuple[Address | None, Address | None]:
        """The provision that holds what comes next, and the beginning of its address."""
        innermost = self.open.innermost
        return (innermost.address, innermost.address) if innermost else (self.part, self.base)

    def _takes_leave(self, plain: str) -> bool:
        return plain.startswith(CLOSING_WORDS) and all(unit.family is not Family.ARTICLE for unit in self.open)

    def _titles_last(self, block: Paragraph) -> bool:
        """Whether the paragraph is the title that a chapter prints below its marker."""
        innermost = self.open.innermost
        if innermost is None:
            return False
        last = self.builder.provisions[-1]
        if last.address != innermost.address or last.level not in _TITLED or last.cells:
            return False
        return is_upper(block.plain) or (not last.heading and not block.plain.endswith((".", ";", ":", ",")))

    def _extend_heading(self, block: Paragraph) -> None:
        last = self.builder.provisions[-1]
        span = Span(last.start, block.span.end)
        heading = f"{last.heading} {block.plain}".strip()
        own = span.of(self.builder.text)
        self.builder.provisions[-1] = replace(last, heading=heading, text=own, spans=(span,))

    # -- tables

    def _add_table(self, table: Table) -> None:
        """Rows, below their group rows; a table does not reach beyond the unit that holds it."""
        self.open.close_bullets()
        outer = len(self.open)
        for row in table.rows:
            if row.is_header:
                self.columns = [cell.text for cell in row.cells]
                self._add_row(row, Level.TABLE_HEAD, "bang")
            elif row.group:
                self._add_group(row, *row.group, outer)
            else:
                self._add_row(row, Level.ROW, "hang")
        self.open.close_to(outer)

    def _add_group(self, row: Row, value: str, title: str, outer: int) -> None:
        """A group row: Roman groups lie side by side, others below the Roman one."""
        family = Family.ROMAN if value.isupper() else Family.NUMBER
        roman = len(self.open) > outer and next(iter(self.open.units[outer:])).family is Family.ROMAN
        self.open.close_to(outer + 1 if roman and family is Family.NUMBER else outer)
        parent, base = self._parent()
        address = self.builder.add(base, Step("", value), _draft(Level.SECTION, row.spans, parent, value, title))
        self.open.open(OpenUnit(address, family, value, 0))

    def _add_row(self, row: Row, level: Level, prefix: str) -> None:
        parent, base = self._parent()
        ordinal = row.ordinal if level is Level.ROW else None
        step = Step("", ordinal) if ordinal else self.builder.next_step(base, prefix)
        cells = self._cells(row) if level is Level.ROW else ()
        self.builder.add(base, step, _draft(level, row.spans, parent, ordinal or "", cells=cells))

    def _cells(self, row: Row) -> tuple[Cell, ...]:
        named = [self.columns[i] if i < len(self.columns) else "" for i in range(len(row.cells))]
        return tuple(
            Cell(name, cell.text, cell.spans) for name, cell in zip(named, row.cells, strict=True) if name or cell.text
        )


def _draft(  # noqa: PLR0913, PLR0917 - one call fills one record
    level: Level,
    spans: tuple[Span, ...],
    parent: Address | None,
    marker: str = "",
    heading: str = "",
    cells: tuple[Cell, ...] = (),
) -> Provision:
    """A provision whose address and text the builder fills in."""
    return Provision(Address((Step("doan", "0"),)), level, marker, heading, "", spans, parent, cells)


def _heading(marker: Marker) -> str:
    """The title after a marker: up to a colon, or the whole when the paragraph is no sentence."""
    head, colon, _ = marker.rest.partition(":")
    if colon and len(head) <= _MAX_LEAD_IN:
        return head.strip()
    ended = marker.rest.endswith((".", ";", "…")) or len(marker.rest) > _MAX_HEADING
    return "" if ended and marker.family not in (Family.ROMAN, Family.CAPITAL) else marker.rest.rstrip(" .:")
