"""The header of a part, read line by line: agency, number, place and date, type, title, authority, attachment note.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục IV (ô 1 to 5b).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ingest.address import PART_STEPS
from ingest.blocks import Paragraph
from ingest.folding import fold, squeeze
from ingest.frame import (
    is_attachment_note,
    is_header_line,
    is_labelled,
    is_number_line,
    is_state_line,
    stated_document,
)
from ingest.lines import is_upper
from ingest.numbers import find_dates, find_numbers
from ingest.parts import Part, part_type

_DECIDED = frozenset({"Quyết định", "Nghị quyết", "Nghị định", "Thông tư", "Chỉ thị"})
_AUTHORITY = re.compile(
    r"^(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|[ỦU][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG|BỘ TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI"
    r"|[ỦU][ỶY] BAN THƯỜNG VỤ|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|THỐNG ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG THANH TRA|TỔNG KIỂM TOÁN"
    r"|BAN CHỈ ĐẠO|CỤC TRƯỞNG|CHỦ NHIỆM|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|TRƯỞNG BAN)\b"
)
_NOTE_TYPE = re.compile(rf"kèm\s+theo\s+(?P<type>{'|'.join(PART_STEPS[slug] for slug in PART_STEPS)})", re.IGNORECASE)
_NOTE_ISSUER = re.compile(r"\bcủa\s+(?P<issuer>[^()]{3,120}?)\s*[).;*]*\s*$")
_SUBJECT = re.compile(r"\bV/v\b\s*:?\s*(?P<subject>.+)$", re.IGNORECASE)
_PLACED = re.compile(r"(?:^|\s)(?P<place>[A-ZĐ][^,;:\d/]{1,40}),\s*ngày\b")
_OF_ASSEMBLY = re.compile(r"(?:^|\s+)CỦA QUỐC HỘI\b.{0,250}?(?:\bVỀ\s+(?:VIỆC\s+)?|$)", re.IGNORECASE | re.DOTALL)
_NUMBERED = re.compile(r"^SỐ\b.{0,250}?\bVỀ\s+(?:VIỆC\s+)?", re.IGNORECASE | re.DOTALL)
_DRAWN = "-_*=. |"  # characters of rules and borders
_EARLY = 12  # lines of a header in which the agency's own name can stand
_STATE_WHOLE = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc",
    re.IGNORECASE,
)
# What stands in capitals above the type and is no agency.
_NOT_AGENCIES = (
    "cong hoa xa", "hoa xa hoi", "xa hoi chu", "hoi chu nghia", "chu nghia viet", "van ban quy pham phap luat",
    "cong bao", "khoa ", "van ban hop nhat",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AttachmentNote:
    """ "(Ban hành kèm theo Quyết định số ... ngày ... của ...)": what it says of the promulgating document."""

    type: str | None
    number: str | None
    issued_on: date | None
    issuer: str | None


@dataclass(slots=True)
class Header:
    """What a part's header prints; empty fields were not printed."""

    type: str = ""
    title: str = ""
    type_words: str = ""
    number: str | None = None
    place: str | None = None
    issued_on: date | None = None
    agencies: list[str] = field(default_factory=list)
    authority: str = ""
    note: AttachmentNote | None = None

    @property
    def full_title(self) -> str:
        """Type line and title on one line, as printed."""
        return squeeze(f"{self.type_words} {self.title}")


def read_header(part: Part) -> Header:
    """The header of ``part``; lines that fit nothing before the type are left out, after it they are the title."""
    header = Header(type=PART_STEPS.get(part.slug, ""))
    titles: list[str] = []
    typed = False
    for block in part.header:
        if not isinstance(block, Paragraph):
            continue
        if not typed and (named := part_type(block)) is not None:
            typed = True
            header.type = PART_STEPS[named.slug]
            _read_type_paragraph(header, block, titles)
        elif typed:
            _read_below_type(header, block, titles)
        else:
            _read_above_type(header, block)
    header.title = squeeze(" ".join(titles)) or header.title
    return header


def read_note(plain: str) -> AttachmentNote:
    """What an attachment note says; fields that it leaves blank ("số /QĐ-UBND") are None."""
    numbers, dates = find_numbers(plain), find_dates(plain)
    named, issuer = _NOTE_TYPE.search(plain), _NOTE_ISSUER.search(plain)
    kind = numbers[0].type if numbers else None
    printed = named["type"].capitalize() if named else None
    return AttachmentNote(
        kind or printed,
        numbers[0].number if numbers else None,
        dates[0].value if dates else None,
        squeeze(issuer["issuer"]) if issuer else None,
    )


def _read_type_paragraph(header: Header, block: Paragraph, titles: list[str]) -> None:
    """The type line, and what its paragraph prints below it."""
    lines = [line.plain for line in block.lines if line.plain and not line.is_pipe]
    header.type_words = lines[0]
    below = " ".join(lines[1:])
    if below and _law_name(below) != below:
        titles.append(_law_name(below))
        return
    for line in _title_lines(header, block):
        _read_title_line(header, line, titles)


def _law_name(plain: str) -> str:
    """The name of a law without "của Quốc hội nước ... số ... ngày ... về" before or after it."""
    return squeeze(_OF_ASSEMBLY.sub("", _NUMBERED.sub("", plain))) if is_upper(plain) else plain


def _title_lines(header: Header, block: Paragraph) -> list[str]:
    """The lines below the type line; the issuing authority set in bold below a plain title is read on the way."""
    lines = [line for line in block.lines if line.plain and not line.is_pipe][1:]
    bold = [line.raw.lstrip().startswith("**") for line in lines]
    start = next((i for i in range(1, len(lines)) if bold[i] and not bold[0] and _is_authority(lines[i].plain)), None)
    if start is None:
        return [line.plain for line in lines]
    header.authority = " ".join(line.plain for line in lines[start:])
    return [line.plain for line in lines[:start]]


def _is_authority(plain: str) -> bool:
    return is_upper(plain) and bool(_AUTHORITY.match(plain))


def _is_authority_by_place(header: Header, plain: str, titles: list[str]) -> bool:
    """Capitals of their own below a title in small letters are who decides, even where a scan garbles the words."""
    return header.type in _DECIDED and is_upper(plain) and not is_upper(titles[-1])


def _read_below_type(header: Header, block: Paragraph, titles: list[str]) -> None:
    law = _law_name(block.plain)
    if is_attachment_note(block.plain):
        header.note = read_note(block.plain)
    elif titles and (_is_authority(block.plain) or _is_authority_by_place(header, block.plain, titles)):
        header.authority = block.plain
    elif law != block.plain:
        titles.append(law)
    elif block.plain.strip(_DRAWN) and not is_state_line(block.plain):
        _read_labelled(header, block.plain)
        if not is_number_line(block.plain) and not header.authority:
            _read_title_line(header, block.plain, titles)


def _read_title_line(header: Header, line: str, titles: list[str]) -> None:
    if is_attachment_note(line):
        header.note = read_note(line)
    elif line.strip(_DRAWN) and header.note is None and not is_header_line(line):
        titles.append(line)


def _read_above_type(header: Header, block: Paragraph) -> None:
    stated = stated_document(block.plain)
    if stated:
        header.type, header.title = stated.type, f"{stated.type} {stated.title}"
        header.number = header.number or stated.number
    for line in _words(block):
        _read_labelled(header, line)
        if is_upper(line) and len(header.agencies) < _EARLY and not is_header_line(line):
            _add_agency(header, line)


def _add_agency(header: Header, line: str) -> None:
    """Keep an agency's name once; the quốc hiệu and headings of a gazette are none."""
    key = fold(line)
    known = any(key.startswith(fold(agency)) for agency in header.agencies)
    if not known and not is_state_line(line) and not key.startswith(_NOT_AGENCIES):
        header.agencies.append(line)


def _words(block: Paragraph) -> list[str]:
    """The paragraph as one line when it is labelled or all capitals (a name broken over lines), else its lines."""
    if is_state_line(block.plain):
        rest = _STATE_WHOLE.sub("", block.plain).strip(_DRAWN)
        if not rest or is_upper(rest):
            return [rest] if rest else []
    if is_upper(block.plain) or is_labelled(block.plain):
        return [block.plain]
    return [line.plain for line in block.lines if line.plain.strip(_DRAWN)]


def _read_labelled(header: Header, line: str) -> None:
    """Number, subject, place and date, wherever their labels stand in the line."""
    numbers, dates = find_numbers(line), find_dates(line)
    subject, placed = _SUBJECT.search(line), _PLACED.search(line)
    if is_number_line(line) and numbers and header.number is None:
        header.number = numbers[0].number
    if subject and not header.title:
        header.title = squeeze(subject["subject"])
    if placed and dates and header.issued_on is None:
        header.place = placed["place"].strip()
        header.issued_on = dates[0].value
