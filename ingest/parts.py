"""Blocks become the parts of a document: Quyết định, the Kế hoạch it promulgates, its Phụ lục.

Each part has a header, a body, and what closes it (Nơi nhận, signatures), as Nghị định 30/2020/NĐ-CP, Điều 8
lays a document out. Every block is in exactly one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.address import PART_STEPS
from ingest.blocks import Block, Paragraph, Table
from ingest.folding import fold
from ingest.lines import is_upper
from ingest.markers import BULLETS, NAMED, Family, Marker, read_marker, roman_value
from ingest.numbers import find_dates

APPENDICES = frozenset({"phu-luc", "danh-muc", "bieu", "bieu-mau", "mau"})
FRAGMENT = "noi-dung"
AGENCY_LINES = 3  # blocks in which the agency's name stands above the quốc hiệu
FRONT_MATTER = 150  # blocks above the letterhead that a web copy may carry (menus, a summary box)

_TYPES = {name.upper(): slug for slug, name in PART_STEPS.items() if slug != FRAGMENT}
_TYPE_LINE = re.compile(
    rf"^(?P<type>{'|'.join(sorted(_TYPES, key=len, reverse=True))})"
    r"(?:\s+(?:SỐ\s*)?(?P<no>[IVX]{1,6}|\d{1,3}|[A-ZĐ])(?=[\s.:]|$))?(?P<rest>.*)$",
    re.IGNORECASE,
)
_ENACTING = re.compile(r"^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|NGHỊ QUYẾT|YÊU CẦU)\s*:$")
_ATTACHED = re.compile(r"^\W*(?:được\s+)?(?:ban hành\s+)?(?:kèm\s*theo|đính kèm|phụ lục kèm theo)\b", re.IGNORECASE)
_STATE = re.compile(r"CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM")
_NUMBER_LINE = re.compile(r"^(?:Luật\s+|Bộ luật\s+|Pháp lệnh\s+)?Số\s*:|^V/v\b|^Kính gửi", re.IGNORECASE)
_PLACE_DATE = re.compile(r"^[^,;]{2,40},\s*ngày\b", re.IGNORECASE)
_BASIS = re.compile(r"^(?:Căn cứ|Xét|Theo đề nghị)\b")
_RECIPIENTS = re.compile(r"^(?:nơi nhận|nơi gửi)\s*:?", re.IGNORECASE)
_CAPACITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T)\s?\.\s*[A-ZĐỦ]")
_POSITION = re.compile(
    r"^(?:PHÓ |THỨ |QUYỀN )?(?:CHỦ TỊCH(?: QUỐC HỘI| NƯỚC| HỘI ĐỒNG NHÂN DÂN| UBND)?|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC"
    r"|TỔNG GIÁM ĐỐC|THỦ TƯỚNG(?: CHÍNH PHỦ)?|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHỦ NHIỆM|TRƯỞNG BAN|TRƯỞNG PHÒNG"
    r"|CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|CHÁNH ÁN|TỔNG THANH TRA|TỔNG KIỂM TOÁN|BÍ THƯ|HIỆU TRƯỞNG|THỐNG ĐỐC)$"
)


@dataclass(slots=True)
class Part:
    """One part: ``slug`` and ``number`` name its address step; blocks are in reading order. ``front`` is what a
    web copy prints above the letterhead (menus, a summary box): kept, but not read as a header."""

    slug: str
    number: str
    front: list[Block] = field(default_factory=list)
    header: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A line that names a type: slug, ordinal ("" if none), and whether the line holds nothing else."""

    slug: str
    number: str
    alone: bool


def read_parts(blocks: list[Block]) -> list[Part]:
    """The parts of a document; at least one unless there are no blocks. Every block is in exactly one part."""
    return _Splitter(blocks).run() if blocks else []


def type_line(paragraph: Paragraph) -> TypeLine | None:
    """The type that the paragraph's first line names when it is set as a title, or None."""
    first = next((line.plain for line in paragraph.lines if line.plain and not line.is_pipe), "")
    first = paragraph.plain if len(paragraph.plain.split()) <= 4 else first
    found = _TYPE_LINE.match(first)
    if not found or _ENACTING.match(first):
        return None
    rest = found["rest"].strip(" .:*")
    alone = not rest
    if not is_upper(first) and not (alone and len(first.split()) <= 4):
        return None
    return TypeLine(_TYPES[found["type"].upper()], (found["no"] or "").upper(), alone)


def is_attachment_note(plain: str) -> bool:
    """Whether a paragraph is the line "(Ban hành kèm theo Quyết định số ...)"."""
    return bool(_ATTACHED.match(plain)) and len(plain) < 400 and (plain.startswith("(") or "số" in plain)


def is_signature_line(plain: str) -> bool:
    """Whether a line opens a signature block: a capacity (TM., KT., TL.) or a position in capitals."""
    return bool(_CAPACITY.match(plain)) or bool(_POSITION.match(plain.rstrip(" ,.")))


def is_recipients_line(plain: str) -> bool:
    """Whether a line opens "Nơi nhận"."""
    return bool(_RECIPIENTS.match(plain)) and len(plain) < 40


def is_basis(plain: str) -> bool:
    """Whether a paragraph is a legal basis of the document."""
    return bool(_BASIS.match(plain))


def is_enacting(plain: str) -> bool:
    """Whether a paragraph is the formula "QUYẾT ĐỊNH:"."""
    return bool(_ENACTING.match(plain))


class _Splitter:
    """Walks the blocks once; the state is where in a part the walk stands."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.parts = [Part("", "")]
        letterhead = self._first_letterhead()
        self.front_end = max(0, letterhead - AGENCY_LINES)
        self.state = "header" if letterhead or self._has_header() else "body"
        self.titled = False

    def run(self) -> list[Part]:
        for place, block in enumerate(self.blocks):
            if place < self.front_end:
                self.parts[0].front.append(block)
                continue
            self._advance(place, block)
            getattr(self.parts[-1], self.state).append(block)
        return [_named(part) for part in self.parts]

    def _first_letterhead(self) -> int:
        """Where the quốc hiệu stands near the top; what a web page prints above it is front matter. 0 if nowhere."""
        for place, block in enumerate(self.blocks[:FRONT_MATTER]):
            if not isinstance(block, Paragraph):
                continue
            if _STATE.search(block.plain):
                return place
            if (type_line(block) and is_upper(block.plain)) or _opens_structure(block):
                return 0
        return 0

    def _has_header(self) -> bool:
        for block in self.blocks[:40]:
            if isinstance(block, Table):
                return False
            if type_line(block) or _is_header_line(block.plain):
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
        elif self.state == "body" and (is_recipients_line(block.plain) or is_signature_line(block.plain)):
            self.state = "closing"
        elif self.state == "closing" and _resumes(block):
            self._open_untitled()
            self.state = "body"

    def _opens_part(self, place: int, block: Paragraph) -> bool:
        if self.state == "header" and not self.titled:
            return type_line(block) is not None
        if self.state == "closing" and self._letterhead_ahead(place):
            return True
        named = type_line(block)
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
        return any(_STATE.search(line) for line in lines)

    def _attached_within(self, place: int, reach: int) -> bool:
        for block in self.blocks[place : place + reach]:
            if isinstance(block, Table) or (block is not self.blocks[place] and read_marker(block.plain)):
                return False
            if any(is_attachment_note(line.plain) for line in block.lines):
                return True
        return False

    def _open(self, place: int, block: Paragraph) -> None:
        named = type_line(block)
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
        header = self.parts[-1].header
        after_type = bool(header) and isinstance(header[-1], Paragraph) and type_line(header[-1]) is not None
        if after_type and not read_marker(block.plain) and not is_basis(block.plain):
            return
        if _marks_body(block):
            self.state = "body"


def _named(part: Part) -> Part:
    """A part that is only a table under a title is an appendix, whatever its title's first word."""
    if part.slug and part.slug not in APPENDICES and part.body and isinstance(part.body[0], Table):
        part.slug, part.number = "phu-luc", ""
    part.slug = part.slug or ("cong-van" if part.header else FRAGMENT)
    return part


def _is_header_line(plain: str) -> bool:
    return bool(_STATE.search(plain) or _NUMBER_LINE.match(plain) or (_PLACE_DATE.match(plain) and find_dates(plain)))


def _marks_body(block: Paragraph) -> bool:
    """Whether a paragraph cannot be part of a header: a unit's marker, a basis, or a sentence."""
    plain = block.plain
    if _is_header_line(plain) or is_attachment_note(plain) or (is_upper(plain) and not read_marker(plain)):
        return is_enacting(plain)
    if read_marker(plain) or is_basis(plain):
        return True
    words = len(plain.split())
    return (words >= 10 and bool(re.search(r"[.;:,]$", plain))) or words >= 30


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
