"""Blocks become the parts of a document: Quyết định, the Kế hoạch it promulgates, its Phụ lục.

Each part has a header, a body, and what closes it (Nơi nhận, signatures), as Nghị định 30/2020/NĐ-CP, Điều 8
lays a document out. Every block is in exactly one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.blocks import Block, Paragraph, Table
from ingest.folding import fold
from ingest.frame import (
    FRAGMENT,
    TypeLine,
    is_attachment_note,
    is_basis,
    is_enacting,
    is_header_line,
    is_page_tail,
    is_promulgation,
    is_recipients_line,
    is_signature_line,
    is_state_line,
    stated_document,
    type_line,
)
from ingest.lines import is_upper
from ingest.markers import BULLETS, NAMED, Family, Marker, read_marker, roman_value

APPENDICES = frozenset({"phu-luc", "danh-muc", "bieu", "bieu-mau", "mau"})
AGENCY_LINES = 3  # blocks in which the agency's name stands above the quốc hiệu
_SHORT = 4  # words of a type line that may be broken over lines
FRONT_MATTER = 150  # blocks above the letterhead that a web copy may carry (menus, a summary box)


@dataclass(slots=True)
class Part:
    """One part: ``slug`` and ``number`` name its address step; blocks are in reading order. ``front`` is what a
    web copy prints above the letterhead (menus, a summary box), ``back`` what it prints below the document: kept, but
    read as no part of it."""

    slug: str
    number: str
    front: list[Block] = field(default_factory=list)
    header: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    back: list[Block] = field(default_factory=list)


def read_parts(blocks: list[Block]) -> list[Part]:
    """The parts of a document; at least one unless there are no blocks. Every block is in exactly one part."""
    return _Splitter(blocks).run() if blocks else []


def part_type(paragraph: Paragraph) -> TypeLine | None:
    """The type that the paragraph names when it is set as a title, or None."""
    first = next((line.plain for line in paragraph.lines if line.plain and not line.is_pipe), "")
    return type_line(paragraph.plain if len(paragraph.plain.split()) <= _SHORT else first)


class _Splitter:
    """Walks the blocks once; the state is where in a part the walk stands."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.parts = [Part("", "")]
        letterhead = self._first_letterhead()
        self.front_end = max(0, letterhead - AGENCY_LINES)
        self.back_start = self._page_tail()
        self.state = "header" if letterhead or self._has_header() else "body"
        self.titled = False

    def run(self) -> list[Part]:
        for place, block in enumerate(self.blocks):
            if place < self.front_end:
                self.parts[0].front.append(block)
                continue
            if place >= self.back_start:
                self.parts[-1].back.append(block)
                continue
            self._advance(place, block)
            getattr(self.parts[-1], self.state).append(block)
        return [_named(part) for part in self.parts]

    def _first_letterhead(self) -> int:
        """Where the quốc hiệu stands near the top; what a web page prints above it is front matter. 0 if nowhere."""
        for place, block in enumerate(self.blocks[:FRONT_MATTER]):
            if not isinstance(block, Paragraph):
                continue
            if is_state_line(block.plain):
                return place
            if (part_type(block) and is_upper(block.plain)) or _opens_structure(block):
                return 0
        return 0

    def _page_tail(self) -> int:
        """Where a web page goes on by itself below a document that was signed; past the end if nowhere."""
        signed = False
        for place, block in enumerate(self.blocks):
            if isinstance(block, Paragraph):
                signed = signed or any(is_signature_line(line.plain) for line in block.lines)
                if signed and any(is_page_tail(line.plain) for line in block.lines):
                    return place
        return len(self.blocks)

    def _has_header(self) -> bool:
        for block in self.blocks[:40]:
            if isinstance(block, Table):
                return False
            if part_type(block) or _stands_in_header(block.plain):
                return True
            if _marks_body(block):
                return False
        return False

    def _advance(self, place: int, block: Block) -> None:
        if isinstance(block, Table):
            if self.state == "closing":
                self._open_untitled()
            self.state = "body"
            return
        if self._opens_part(place, block):
            self._open(place, block)
        elif self.state == "header":
            self._leave_header(block)
        elif self.state == "body" and self._closes_body(place, block):
            self.state = "closing"
        elif self.state == "closing" and _resumes(block):
            self._open_untitled()
            self.state = "body"

    def _closes_body(self, place: int, block: Paragraph) -> bool:
        """Nơi nhận or a signature; a position in capitals right below "Mục 2" is that section's title."""
        if is_recipients_line(block.plain):
            return True
        above = self.blocks[place - 1] if place else None
        marker = read_marker(above.plain) if isinstance(above, Paragraph) else None
        titled = marker is not None and marker.family in NAMED and not marker.rest
        opening = next((line.plain for line in block.lines if line.plain and not line.is_pipe), "")
        return is_signature_line(opening if block.in_layout else block.plain) and not titled

    def _opens_part(self, place: int, block: Paragraph) -> bool:
        if self.state == "header" and not self.titled:
            return part_type(block) is not None
        if self.state == "closing" and self._letterhead_ahead(place):
            return True
        named = part_type(block)
        if named is None or (self.state == "header" and not self._ready_for_next()):
            return False
        if self._attached_within(place, 4):
            return True
        return named.slug in APPENDICES or self.state == "closing" if named.alone else self.state == "closing"

    def _ready_for_next(self) -> bool:
        return bool(self.parts[-1].body)

    def _letterhead_ahead(self, place: int) -> bool:
        """Whether a new letterhead (quốc hiệu) starts here: its first line, or the agency's name above it."""
        ahead = self.blocks[place : place + 3]
        lines = [block.plain for block in ahead if isinstance(block, Paragraph)]
        if not lines or is_signature_line(lines[0]) or not is_upper(lines[0]):
            return False
        return any(is_state_line(line) for line in lines)

    def _attached_within(self, place: int, reach: int) -> bool:
        for block in self.blocks[place : place + reach]:
            if isinstance(block, Table) or (block is not self.blocks[place] and read_marker(block.plain)):
                return False
            if any(is_attachment_note(line.plain) for line in block.lines):
                return True
        return False

    def _open(self, place: int, block: Paragraph) -> None:
        named = part_type(block)
        if self.state != "header" or self._ready_for_next():
            self.parts.append(Part("", ""))
        if named:
            self.parts[-1].slug, self.parts[-1].number = named.slug, named.number
        self.titled = named is not None
        self.state = "header"

    def _open_untitled(self) -> None:
        """Text after a signature without a title of its own: an appendix; titles above it become its header."""
        closing = self.parts[-1].closing
        header: list[Block] = []
        while closing and isinstance(closing[-1], Paragraph) and _looks_title(closing[-1]):
            header.insert(0, closing.pop())
        self.parts.append(Part("phu-luc", "", header=header))

    def _leave_header(self, block: Paragraph) -> None:
        """The first paragraph below a bare type line is the title, however long; else a sentence ends the header."""
        header = self.parts[-1].header
        opens = read_marker(block.plain) or is_basis(block.plain) or is_promulgation(block.plain)
        if header and _is_bare_type(header[-1]) and not opens:
            return
        if _marks_body(block):
            self.state = "body"


def _is_bare_type(block: Block) -> bool:
    named = type_line(block.plain) if isinstance(block, Paragraph) else None
    return named is not None and named.alone


def _named(part: Part) -> Part:
    """A part that is only a table under a title is an appendix, whatever its title's first word."""
    if part.slug and part.slug not in APPENDICES and part.body and isinstance(part.body[0], Table):
        part.slug, part.number = "phu-luc", ""
    stated = [stated_document(block.plain) for block in part.header if isinstance(block, Paragraph)]
    named = next((found.slug for found in stated if found), "cong-van" if part.header else FRAGMENT)
    part.slug = part.slug or named
    return part


def _stands_in_header(plain: str) -> bool:
    return is_state_line(plain) or is_header_line(plain)


def _marks_body(block: Paragraph) -> bool:
    """Whether a paragraph cannot be part of a header: a unit's marker, a basis, or a sentence."""
    plain = block.plain
    if _stands_in_header(plain) or is_attachment_note(plain) or (is_upper(plain) and not read_marker(plain)):
        return is_enacting(plain)
    if read_marker(plain) or is_basis(plain) or is_promulgation(plain):
        return True
    words = len(plain.split())
    return (words >= 4 and plain.endswith(".")) or (words >= 10 and plain.endswith((";", ":", ","))) or words >= 30


def _opens_structure(block: Paragraph) -> bool:
    marker = read_marker(block.plain)
    return is_basis(block.plain) or (marker is not None and marker.family in NAMED)


def _resumes(block: Paragraph) -> bool:
    """Whether the text goes on after a signature: a heading that opens a structure again."""
    marker = read_marker(block.plain)
    if marker is None or marker.family in BULLETS or block.in_layout:
        return False
    return marker.family in NAMED or (_is_first(marker) and is_upper(block.plain))


def _is_first(marker: Marker) -> bool:
    return marker.family in (Family.ROMAN, Family.CAPITAL) and (roman_value(marker.value) == 1 or marker.value == "A")


def _looks_title(paragraph: Paragraph) -> bool:
    if is_signature_line(paragraph.plain) or paragraph.in_layout:
        return False
    return is_attachment_note(paragraph.plain) or (is_upper(paragraph.plain) and "." not in fold(paragraph.plain)[:4])
