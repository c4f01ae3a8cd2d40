"""The header of a part, read line by line: agency, number, place and date, type, title, authority, attachment note.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục IV (ô 1 to 5b).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ingest.address import PART_STEPS
from ingest.blocks import Paragraph
from ingest.folding import squeeze
from ingest.lines import is_upper
from ingest.numbers import find_dates, find_numbers
from ingest.parts import Part, is_attachment_note, type_line

_STATE = re.compile(
    r"CỘNG HO[ÀA][ÒA]? ?XÃ HỘI|CỘNG HÒA XÃ HỘI|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM", re.IGNORECASE
)
_NUMBER_LABEL = re.compile(r"^(?:(?:Luật|Bộ luật|Pháp lệnh|Lệnh)\s+)?số\s*:?", re.IGNORECASE)
_SUBJECT = re.compile(r"^V/v\s*:?\s*", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"^(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|[ỦU][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG|BỘ TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI"
    r"|[ỦU][ỶY] BAN THƯỜNG VỤ|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|THỐNG ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG THANH TRA|TỔNG KIỂM TOÁN"
    r"|BAN CHỈ ĐẠO|CỤC TRƯỞNG|CHỦ NHIỆM|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|TRƯỞNG BAN)\b"
)
_NOTE_TYPE = re.compile(rf"kèm\s+theo\s+(?P<type>{'|'.join(PART_STEPS[slug] for slug in PART_STEPS)})", re.IGNORECASE)
_NOTE_ISSUER = re.compile(r"\bcủa\s+(?P<issuer>[^()]{3,120}?)\s*[).;*]*\s*$")
_EARLY = 12  # lines of a header in which the agency's own name can stand


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
        if not typed and (named := type_line(block)) is not None:
            typed = True
            header.type = PART_STEPS[named.slug]
            _read_type_paragraph(header, block, titles)
        elif typed:
            _read_below_type(header, block, titles)
        else:
            _read_above_type(header, block)
    if not header.title:
        header.title = squeeze(" ".join(titles))
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
    for line in lines[1:]:
        _read_title_line(header, line, titles)


def _read_below_type(header: Header, block: Paragraph, titles: list[str]) -> None:
    if is_attachment_note(block.plain):
        header.note = read_note(block.plain)
    elif titles and is_upper(block.plain) and _AUTHORITY.match(block.plain):
        header.authority = block.plain
    elif block.plain.strip("-_*=. "):
        _read_labelled(header, block.plain)
        if not _STATE.search(block.plain) and not _NUMBER_LABEL.match(block.plain):
            _read_title_line(header, block.plain, titles)


def _read_title_line(header: Header, line: str, titles: list[str]) -> None:
    if is_attachment_note(line):
        header.note = read_note(line)
    elif line.strip("-_*=. ") and header.note is None and not header.authority:
        titles.append(line)


def _read_above_type(header: Header, block: Paragraph) -> None:
    for line in [block.plain] if _STATE.search(block.plain) or _has_label(block.plain) else _words(block):
        if _STATE.search(line):
            continue
        _read_labelled(header, line)
        if is_upper(line) and len(header.agencies) < _EARLY and not _has_label(line):
            header.agencies.append(line)


def _words(block: Paragraph) -> list[str]:
    """The paragraph as a whole when it is all capitals (an agency's name broken over lines), else its lines."""
    if is_upper(block.plain):
        return [block.plain]
    return [line.plain for line in block.lines if line.plain.strip("-_*=. |")]


def _has_label(line: str) -> bool:
    return bool(_NUMBER_LABEL.match(line) or _SUBJECT.match(line) or re.match(r"^[^,;]{2,40},\s*ngày\b", line))


def _read_labelled(header: Header, line: str) -> None:
    """Number, subject, place and date, wherever their labels stand in the line."""
    numbers, dates = find_numbers(line), find_dates(line)
    if _NUMBER_LABEL.match(line) and numbers and header.number is None:
        header.number = numbers[0].number
    if _SUBJECT.match(line) and not header.title:
        header.title = squeeze(_SUBJECT.sub("", line))
    placed = re.search(r"(?:^|\s)(?P<place>[A-ZĐ][^,;:\d/]{1,40}),\s*ngày\b", line)
    if placed and dates and header.issued_on is None:
        header.place = placed["place"].strip()
        header.issued_on = dates[0].value
