"""Parts become the clause tree: every unit with its address, level, own text and parent.

A unit with a named marker (Chương, Mục, Điều) closes what is open at its rank or below. Units with a plain marker
(I., 1., 1.1., a), -) are placed by order: after the innermost open list that they continue, else inside the
unit that is open. Repeated markers keep apart by ``~2``; nothing is renumbered.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from ingest.address import Address, Step
from ingest.blocks import Block, Paragraph, Table
from ingest.header import read_header
from ingest.lines import is_upper
from ingest.markers import BULLETS, LEVEL_OF, NAMED, STEP_PREFIX, Family, Marker, read_marker
from ingest.parts import Part, is_basis, is_enacting, is_recipients_line, is_signature_line, read_parts
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
_MAX_GAP = 30


@dataclass(slots=True)
class _Open:
    """A unit that may still get children."""

    address: Address
    family: Family | None
    value: str
    order: int


@dataclass(slots=True)
class TreeBuilder:
    """Collects provisions in reading order; addresses are unique within the document."""

    text: str
    provisions: list[Provision] = field(default_factory=list)
    _taken: Counter[str] = field(default_factory=Counter)

    def add(  # noqa: PLR0913 - one call fills one record
        self,
        parent: Address | None,
        base: Address | None,
        step: Step,
        level: Level,
        spans: tuple[Span, ...],
        *,
        marker: str = "",
        heading: str = "",
        cells: tuple[Cell, ...] = (),
    ) -> Address:
        """Append a provision whose address is ``base`` and ``step`` (repeats counted); returns the address."""
        steps = base.steps if base else ()
        plain = str(Address((*steps, step)))
        self._taken[plain] += 1
        address = Address((*steps, replace(step, repeat=self._taken[plain])))
        own = self.text[spans[0].start : spans[-1].end]
        self.provisions.append(Provision(address, level, marker, heading, own, spans, parent, cells))
        return address


def build_tree(text: str, blocks: list[Block]) -> tuple[tuple[Provision, ...], list[tuple[Address, Part]]]:
    """The provisions of a document in reading order, and its parts with their addresses.

    Guarantees that every character that is not white space lies in the spans of exactly one provision.
    """
    builder = TreeBuilder(text)
    parts = read_parts(blocks)
    seen: Counter[str] = Counter()
    addressed = []
    for place, part in enumerate(parts):
        key = f"{part.slug}-{part.number}"
        seen[key] += 1
        root = Address((Step(part.slug, part.number, seen[key]),))
        transparent = place == 0 and _has_articles(part)
        _PartBuilder(builder, root, transparent=transparent).run(part)
        addressed.append((root, part))
    return tuple(builder.provisions), addressed


def _has_articles(part: Part) -> bool:
    """Whether the part is laid out in articles: its clauses are then cited without naming the part."""
    if part.slug in ("luat", "bo-luat", "phap-lenh", "hien-phap"):
        return True
    paragraphs = (block for block in part.body if isinstance(block, Paragraph))
    markers = (read_marker(paragraph.plain) for paragraph in paragraphs)
    return any(marker is not None and marker.family is Family.ARTICLE for marker in markers)


class _PartBuilder:
    """Builds one part; ``stack`` holds the open units, outermost first."""

    def __init__(self, builder: TreeBuilder, root: Address, *, transparent: bool) -> None:
        self.builder = builder
        self.root = root
        self.base = None if transparent else root
        self.part: Address | None = None
        self.stack: list[_Open] = []
        self.header: list[str] = []
        self.enacted = False
        self.paragraphs: Counter[str] = Counter()

    def run(self, part: Part) -> None:
        self._add_header(part)
        for block in part.body:
            if isinstance(block, Table):
                self._add_table(block)
            else:
                self._add_paragraph(block)
        self._add_closing(part.closing)

    # -- header and closing

    def _add_header(self, part: Part) -> None:
        """The part itself owns its header's text; a part without a header is no provision."""
        if part.front or part.header:
            opening = (*part.front, *part.header)
            spans = _hull_runs(tuple(span for block in opening for span in _spans(block)), self.builder.text)
            own = self.builder.text[spans[0].start : spans[-1].end]
            title = read_header(part).full_title
            self.builder.provisions.append(Provision(self.root, Level.PART, "", title, own, spans, None))
            self.part = self.root

    def _add_closing(self, blocks: list[Block]) -> None:
        """Runs of recipients and of signature lines, each a provision."""
        run: list[Block] = []
        level: Level | None = None
        for block in blocks:
            here = _closing_level(block, level)
            if here is not level and run:
                self._close_run(run, level)
                run = []
            level = here
            run.append(block)
        if run:
            self._close_run(run, level)

    def _close_run(self, run: list[Block], level: Level | None) -> None:
        span = Span(_spans(run[0])[0].start, _spans(run[-1])[-1].end)
        prefix = "noi-nhan" if level is Level.RECIPIENTS else "chu-ky"
        self.builder.add(self.part, self.base, Step(prefix, ""), level or Level.SIGNATURE, (span,))

    # -- body

    def _add_paragraph(self, block: Paragraph) -> None:
        marker = read_marker(block.plain)
        if marker is not None and not is_enacting(block.plain):
            self._add_marked(block, marker)
        elif is_basis(block.plain) and not self.stack and not self.enacted:
            self._add_leaf(block, "can-cu", Level.BASIS, self.part, self.base)
        elif self._titles_last(block):
            self._extend_heading(block)
        else:
            self.enacted = self.enacted or is_enacting(block.plain)
            self._add_unmarked(block)

    def _titles_last(self, block: Paragraph) -> bool:
        """Whether the paragraph is the title that a chapter prints below its marker."""
        last = self.builder.provisions[-1] if self.builder.provisions and self.stack else None
        titled = (Level.DIVISION, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)
        if last is None or last.level not in titled or last.cells or last.address != self.stack[-1].address:
            return False
        return is_upper(block.plain) or (not last.heading and not block.plain.endswith((".", ";", ":", ",")))

    def _extend_heading(self, block: Paragraph) -> None:
        last = self.builder.provisions[-1]
        span = Span(last.start, block.span.end)
        heading = f"{last.heading} {block.plain}".strip()
        own = self.builder.text[span.start : span.end]
        self.builder.provisions[-1] = replace(last, heading=heading, text=own, spans=(span,))

    def _add_leaf(
        self, block: Paragraph, prefix: str, level: Level, parent: Address | None, base: Address | None
    ) -> None:
        key = f"{base}/{prefix}"
        self.paragraphs[key] += 1
        self.builder.add(parent, base, Step(prefix, str(self.paragraphs[key])), level, (block.span,))

    def _add_unmarked(self, block: Paragraph) -> None:
        if self._closes_part(block.plain):
            self.stack.clear()
        while self.stack and self.stack[-1].family in BULLETS:
            self.stack.pop()
        if self.stack:
            self._add_leaf(block, "doan", Level.PARAGRAPH, self.stack[-1].address, self.stack[-1].address)
        else:
            self._add_leaf(block, "doan", Level.PARAGRAPH, self.part, self.base)

    def _closes_part(self, plain: str) -> bool:
        if any(unit.family is Family.ARTICLE for unit in self.stack):
            return False
        return plain.startswith(CLOSING_WORDS)

    def _add_marked(self, block: Paragraph, marker: Marker) -> None:
        self._make_room(marker)
        top = self.stack[-1] if self.stack else None
        parent = top.address if top else self.part
        base = self._base_of(marker, top)
        address = self.builder.add(
            parent,
            base,
            Step(STEP_PREFIX.get(marker.family, ""), self._value(marker, base)),
            LEVEL_OF[marker.family],
            (block.span,),
            marker=marker.printed,
            heading=_heading(marker),
        )
        self.stack.append(_Open(address, marker.family, marker.value, marker.order))

    def _base_of(self, marker: Marker, top: _Open | None) -> Address | None:
        """Articles are addressed from the part, whatever chapter they stand in; all else from its parent."""
        if marker.family is Family.ARTICLE or top is None:
            return self.base
        return top.address

    def _value(self, marker: Marker, base: Address | None) -> str:
        if marker.family not in BULLETS:
            return marker.value.rstrip(".")
        key = f"{base}/{STEP_PREFIX[marker.family]}"
        self.paragraphs[key] += 1
        return str(self.paragraphs[key])

    # -- placing a marker among the open units

    def _make_room(self, marker: Marker) -> None:
        """Close the units that ``marker`` does not belong to."""
        if marker.family in NAMED:
            rank = NAMED.index(marker.family)
            while self.stack and (self.stack[-1].family not in NAMED or NAMED.index(self.stack[-1].family) >= rank):
                self.stack.pop()
            return
        keep = self._place(marker)
        del self.stack[keep:]

    def _place(self, marker: Marker) -> int:
        """How many of the open units stay open."""
        if marker.family in BULLETS:
            return self._place_bullet(marker)
        if marker.family is Family.DECIMAL and (depth := self._prefix_depth(marker)) is not None:
            return depth
        siblings = [
            (place, unit)
            for place, unit in enumerate(self.stack)
            if unit.family is marker.family and unit.value.count(".") == marker.value.count(".")
        ]
        for place, unit in reversed(siblings):
            if marker.order == unit.order + 1:
                return place
        if marker.order == 1 or not siblings:
            return self._innermost(marker)
        later = [place for place, unit in siblings if unit.order < marker.order <= unit.order + _MAX_GAP]
        return later[-1] if later else siblings[-1][0]

    def _innermost(self, marker: Marker) -> int:
        """A list that starts: inside the innermost open unit that is no bullet and no list of its own family."""
        keep = len(self.stack)
        while keep and self.stack[keep - 1].family in BULLETS:
            keep -= 1
        sections = (Family.ROMAN, Family.CAPITAL)
        if marker.family in sections:
            outer = [place for place, unit in enumerate(self.stack) if unit.family is marker.family]
            named = [place + 1 for place, unit in enumerate(self.stack) if unit.family in (*NAMED, *sections)]
            return outer[0] if outer else (named[-1] if named else 0)
        return keep

    def _place_bullet(self, marker: Marker) -> int:
        for place in range(len(self.stack) - 1, -1, -1):
            unit = self.stack[place]
            if unit.family is marker.family:
                return place
            if unit.family not in BULLETS:
                break
        return len(self.stack)

    def _prefix_depth(self, marker: Marker) -> int | None:
        """The open unit whose number is the beginning of a decimal one ("1." for "1.2.")."""
        prefix = marker.value.rsplit(".", 1)[0]
        for place in range(len(self.stack) - 1, -1, -1):
            unit = self.stack[place]
            if unit.value == prefix and unit.family in (Family.NUMBER, Family.DECIMAL, Family.ROMAN, Family.ARTICLE):
                return place + 1
        return None

    # -- tables

    def _add_table(self, table: Table) -> None:
        while self.stack and self.stack[-1].family in BULLETS:
            self.stack.pop()
        outer = len(self.stack)
        for row in table.rows:
            if row.is_header:
                self.header = [cell.text for cell in row.cells]
                self._add_row_like(row, "bang", Level.TABLE_HEAD)
            elif row.group:
                self._add_group(row, *row.group, outer)
            else:
                self._add_row(row)
        del self.stack[outer:]

    def _parent(self) -> tuple[Address | None, Address | None]:
        if self.stack:
            return self.stack[-1].address, self.stack[-1].address
        return self.part, self.base

    def _add_group(self, row: Row, value: str, title: str, outer: int) -> None:
        family = Family.ROMAN if value.isupper() else Family.NUMBER
        while len(self.stack) > outer and self.stack[-1].family is not Family.ROMAN:
            self.stack.pop()
        if family is Family.ROMAN:
            del self.stack[outer:]
        parent, base = self._parent()
        step = Step("", value)
        address = self.builder.add(parent, base, step, Level.SECTION, row.spans, marker=value, heading=title)
        self.stack.append(_Open(address, family, value, 0))

    def _add_row(self, row: Row) -> None:
        cells = tuple(
            Cell(self.header[i] if i < len(self.header) else "", cell.text, cell.spans)
            for i, cell in enumerate(row.cells)
            if cell.text or (i < len(self.header) and self.header[i])
        )
        if row.ordinal is None:
            self._add_row_like(row, "hang", Level.ROW, cells)
            return
        parent, base = self._parent()
        step = Step("", row.ordinal)
        self.builder.add(parent, base, step, Level.ROW, row.spans, marker=row.ordinal, cells=cells)

    def _add_row_like(self, row: Row, prefix: str, level: Level, cells: tuple[Cell, ...] = ()) -> None:
        parent, base = self._parent()
        key = f"{base}/{prefix}"
        self.paragraphs[key] += 1
        self.builder.add(parent, base, Step(prefix, str(self.paragraphs[key])), level, row.spans, cells=cells)


def _spans(block: Block) -> tuple[Span, ...]:
    return (block.span,) if isinstance(block, Paragraph) else tuple(span for row in block.rows for span in row.spans)


def _hull_runs(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Neighbouring spans with nothing but white space between them, as one."""
    merged = [spans[0]]
    for span in spans[1:]:
        if text[merged[-1].end : span.start].strip():
            merged.append(span)
        else:
            merged[-1] = Span(merged[-1].start, span.end)
    return tuple(merged)


def _closing_level(block: Block, before: Level | None) -> Level:
    if isinstance(block, Table):
        return before or Level.SIGNATURE
    if is_recipients_line(block.plain):
        return Level.RECIPIENTS
    if is_signature_line(block.plain):
        return Level.SIGNATURE
    marker = read_marker(block.plain)
    if marker is not None and marker.family in BULLETS:
        return Level.RECIPIENTS
    return (before or Level.SIGNATURE) if not block.plain else Level.SIGNATURE


def _heading(marker: Marker) -> str:
    """The title after a marker: up to a colon, or the whole when the paragraph is no sentence."""
    rest = marker.rest
    head, colon, _ = rest.partition(":")
    if colon and len(head) <= 120:
        return head.strip()
    ended = rest.endswith((".", ";", "…")) or len(rest) > 220
    return "" if ended and marker.family not in (Family.ROMAN, Family.CAPITAL) else rest.rstrip(" .:")
