"""Document numbers (số, ký hiệu) and dates as they are printed, found in running text.

Number forms: Nghị định 30/2020/NĐ-CP, Phụ lục I (``52/QĐ-UBND``, ``24/2019/QĐ-UBND``), laws (``68/2020/QH14``),
Party documents (``18-NQ/TW``); with the spaces, bold marks and line breaks that real files put inside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.records import Span

# Type letters of a symbol -> type name (Nghị định 30/2020/NĐ-CP, Phụ lục III, and laws, decrees, circulars).
TYPE_OF_CODE = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "VBHN": "Văn bản hợp nhất",
    "PL": "Pháp lệnh",
    "L": "Lệnh",
    "KL": "Kết luận",
    "CV": "Công văn",
    "GM": "Giấy mời",
    "ĐL": "Điều lệ",
}
# Real examples; a test holds each against the pattern and its normalised form.
NUMBER_EXAMPLES = {
    "**52** /QĐ-UBND": "52/QĐ-UBND",
    "34 /KH-UBND": "34/KH-UBND",
    "18- NQ/TW": "18-NQ/TW",
    "09/2015/QĐ - TTg": "09/2015/QĐ-TTg",
    "92/NĐ-CP": "92/NĐ-CP",
    "30c/NQ-CP": "30c/NQ-CP",
    "68/2020/QH14": "68/2020/QH14",
    "2522/UBND-NC": "2522/UBND-NC",
    "11/2021/TT-BLĐTBXH": "11/2021/TT-BLĐTBXH",
    "10-CTr/TU": "10-CTr/TU",
    "2909/TTr-SNV": "2909/TTr-SNV",
    "46/QĐ-BCĐCCHC": "46/QĐ-BCĐCCHC",
    "20/NQ-HĐND": "20/NQ-HĐND",
    "39-NQ/TW": "39-NQ/TW",
    "1085/QĐ-\nTTg": "1085/QĐ-TTg",
    "973/2020/UBTVQH14": "973/2020/UBTVQH14",
    "130/KH-BCĐTKNQ18": "130/KH-BCĐTKNQ18",
    "39/2017/TTBKHĐT": "39/2017/TTBKHĐT",
}

_UPPER = "A-ZĐƯƠÂÊÔĂ"
_CODE = rf"[{_UPPER}][{_UPPER}a-zđ]{{0,2}}(?:[{_UPPER}][{_UPPER}a-zđ&]{{0,14}})?\d{{0,2}}"
_GAP = r"[\s*]{0,4}"
_TYPES = "|".join(sorted(TYPE_OF_CODE, key=len, reverse=True))
_TYPED = rf"(?:{_TYPES})\s{{0,2}}-\s{{0,2}}[{_UPPER}]{{1,2}}[{_UPPER}a-z]*(?:-{_CODE})*"
_STATE = rf"{_TYPED}|(?:UBTV)?QH\s?\d{{1,2}}|{_CODE}(?:-{_CODE})+"
_NUMBER = re.compile(
    rf"(?<![\w/])\d{{1,5}}[a-zđ]?(?:"
    rf"{_GAP}/{_GAP}(?:(?:19|20)\d\d{_GAP}/{_GAP}(?:{_STATE}|TT{_CODE})|(?:{_STATE}))"
    rf"|\s{{0,2}}-\s{{0,2}}(?:{_TYPES})\s?/\s?(?:TW|TU|[{_UPPER}]{{2,8}})"
    rf")(?![\w/])"
)
_DATE = re.compile(
    r"(?:ngày[\s*]+(?P<day>\d{1,2}|[A-Z…._]{1,6})[\s*]+)?tháng[\s*]+(?P<month>\d{1,2})[\s*]*năm[\s*]*(?P<year>\d{4})"
    r"|(?<![\w/.,-])(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>(?:19|20)\d\d)(?![\w/])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A document number in a text: where it stands, its normalised form, and its type when the symbol says it."""

    span: Span
    number: str
    type: str | None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text; ``value`` is None when the day is missing, unreadable, or no such day exists."""

    span: Span
    value: date | None
    day: int | None
    month: int
    year: int


def type_of(number: str) -> str | None:
    """The type that the symbol of a normalised number tells, or None (công văn, laws of the Quốc hội).

    >>> type_of("52/QĐ-UBND"), type_of("18-NQ/TW"), type_of("2522/UBND-NC")
    ('Quyết định', 'Nghị quyết', 'Công văn')
    """
    codes = re.split(r"[/-]", number)[1:]
    named = next((TYPE_OF_CODE[code] for code in codes if code in TYPE_OF_CODE), None)
    if named or any("QH" in code for code in codes):
        return named
    return "Công văn" if len(codes) > 1 else None


def normalize_number(text: str) -> str:
    """``text`` without bold marks and inner spaces.

    >>> normalize_number("**52** /QĐ-UBND")
    '52/QĐ-UBND'
    """
    return re.sub(r"[\s*]+", "", text)


def find_numbers(text: str, offset: int = 0) -> list[NumberMention]:
    """Every document number in ``text`` in order; spans are shifted by ``offset``."""
    found = []
    for match in _NUMBER.finditer(text):
        number = normalize_number(match[0])
        found.append(NumberMention(Span(offset + match.start(), offset + match.end()), number, type_of(number)))
    return found


def find_dates(text: str, offset: int = 0) -> list[DateMention]:
    """Every date with at least month and year in ``text`` in order; spans are shifted by ``offset``."""
    return [_date_mention(match, offset) for match in _DATE.finditer(text)]


def _date_mention(match: re.Match[str], offset: int) -> DateMention:
    printed_day = match["day"] or match["d2"] or ""
    day = int(printed_day) if printed_day.isdigit() else None
    month, year = int(match["month"] or match["m2"]), int(match["year"] or match["y2"])
    span = Span(offset + match.start(), offset + match.end())
    return DateMention(span, _calendar_day(year, month, day), day, month, year)


def _calendar_day(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day) if day else None
    except ValueError:
        return None
