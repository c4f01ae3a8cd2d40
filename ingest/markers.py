"""The markers that open a unit of a document: "Điều 2.", "I.", "1.1.", "a)", "-".

Each family stands beside real examples; a test holds every example against exactly its own family.
Letters follow the legal order, in which đ has its place and f, j, w, z have none
(Nghị định 30/2020/NĐ-CP, Phụ lục I: a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q, r, s, t, u, v, x, y).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.records import Level

LETTER_ORDER = "abcdđeghiklmnopqrstuvxy"
ORDINALS = {
    "nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip


class Family(StrEnum):
    """A way of marking units; units of one list share a family."""

    DIVISION = "division"
    CHAPTER = "chapter"
    NAMED_SECTION = "named_section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    CAPITAL = "capital"
    ROMAN = "roman"
    NUMBER = "number"
    DECIMAL = "decimal"
    LETTER = "letter"
    NUMBER_PAREN = "number_paren"
    DASH = "dash"
    PLUS = "plus"
    STAR = "star"


BULLETS = (Family.DASH, Family.PLUS, Family.STAR)
# Families with a fixed rank: a unit of one of these closes every open unit of the same or a lower rank.
NAMED = (Family.DIVISION, Family.CHAPTER, Family.NAMED_SECTION, Family.SUBSECTION, Family.ARTICLE)

LEVEL_OF = {
    Family.DIVISION: Level.DIVISION,
    Family.CHAPTER: Level.CHAPTER,
    Family.NAMED_SECTION: Level.SECTION,
    Family.SUBSECTION: Level.SUBSECTION,
    Family.ARTICLE: Level.ARTICLE,
    Family.CAPITAL: Level.SECTION,
    Family.ROMAN: Level.SECTION,
    Family.NUMBER: Level.CLAUSE,
    Family.DECIMAL: Level.CLAUSE,
    Family.LETTER: Level.POINT,
    Family.NUMBER_PAREN: Level.POINT,
    Family.DASH: Level.DASH,
    Family.PLUS: Level.DASH,
    Family.STAR: Level.DASH,
}
# First character set of each address step that is not the printed value itself.
STEP_PREFIX = {
    Family.DIVISION: "phan",
    Family.CHAPTER: "chuong",
    Family.NAMED_SECTION: "muc",
    Family.SUBSECTION: "tieu-muc",
    Family.ARTICLE: "dieu",
    Family.DASH: "-",
    Family.PLUS: "+",
    Family.STAR: "*",
}

_ROMAN = r"[IVXLC]{1,7}"
_VALUE = rf"(?:{_ROMAN}|\d{{1,3}}[a-zđ]?)"
_ORDINAL = "|".join([*ORDINALS, *map(str.upper, ORDINALS)])
_END = r"(?:\s*[.:]|\s*$|\s+(?=[-–A-ZĐ]))"
# The order matters: the first pattern that matches names the family, "I." being Roman before a capital letter.
PATTERNS: tuple[tuple[Family, str], ...] = (
    (Family.DIVISION, rf"(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ)\s+)?(?P<v>{_VALUE}|{_ORDINAL}){_END}"),
    (Family.CHAPTER, rf"(?:CHƯƠNG|Chương)\s+(?:(?:THỨ|thứ)\s+)?(?P<v>{_VALUE}|{_ORDINAL}){_END}"),
    (Family.CHAPTER, r"(?:CHƯƠNG|Chương)\s+(?P<v>[IVX]{1,5})(?=[^\W\d_IVXivx][^\W\d_]+\s)"),
    (Family.SUBSECTION, rf"(?:TIỂU MỤC|Tiểu mục)\s+(?P<v>{_VALUE}){_END}"),
    (Family.NAMED_SECTION, rf"(?:MỤC|Mục)\s+(?P<v>{_VALUE}){_END}"),
    (Family.ARTICLE, rf"(?:ĐIỀU|Điều|Ðiều)\s+(?P<v>\d{{1,4}}[a-zđ]{{0,2}}){_END}"),
    (Family.DECIMAL, rf"(?P<v>(?:\d{{1,2}}|{_ROMAN})(?:\.\d{{1,2}}){{1,4}})(?:\s*[.:)](?!\d)|(?=\s+\D))"),
    (Family.ROMAN, rf"(?P<v>{_ROMAN})(?:\s*[./:)](?!\w)|\s+[-–]\s)"),
    (Family.CAPITAL, r"(?P<v>[A-ZĐ])(?:\s*[./)](?![\w.])|\s+[-–]\s)"),
    (Family.NUMBER, r"(?P<v>\d{1,3}[a-zđ]?)\s*\.(?![\d])"),
    (Family.NUMBER_PAREN, r"\(?(?P<v>\d{1,2})\)(?!\s*[/;,.])"),
    (Family.LETTER, r"\(?(?P<v>[a-zđ]{1,2}(?:\.\d{1,2})*)\s?\)"),
    (Family.LETTER, r"(?P<v>[a-zđ])\.(?=\s)"),
    (Family.DASH, r"(?P<v>[-–—−])(?=\s|[^\W\d_])"),
    (Family.PLUS, r"(?P<v>\+)(?=\s|[^\W\d_])"),
    (Family.STAR, r"(?P<v>[*•●▪◦o])(?=\s)"),
)  # fmt: skip
MARKER_EXAMPLES: tuple[tuple[str, Family, str], ...] = (
    ("PHẦN THỨ NHẤT", Family.DIVISION, "1"),
    ("Phần thứ hai", Family.DIVISION, "2"),
    ("PHẦN II. NỘI DUNG CỤ THỂ", Family.DIVISION, "II"),
    ("Chương I", Family.CHAPTER, "I"),
    ("Chương 1.", Family.CHAPTER, "1"),
    ("CHƯƠNG II: QUY ĐỊNH CỤ THỂ", Family.CHAPTER, "II"),
    ("CHƯƠNG INHỮNG QUY ĐỊNH CHUNG", Family.CHAPTER, "I"),
    ("CHƯƠNG IICÁC CHỨC DANH", Family.CHAPTER, "II"),
    ("Mục 1. QUY ĐỊNH CHUNG", Family.NAMED_SECTION, "1"),
    ("Tiểu mục 2. HỢP ĐỒNG", Family.SUBSECTION, "2"),
    ("Điều 125. Giải thích từ ngữ", Family.ARTICLE, "125"),
    ("Điều 3", Family.ARTICLE, "3"),
    ("Điều 24a. Bổ sung", Family.ARTICLE, "24a"),
    ("I. MỤC ĐÍCH, YÊU CẦU", Family.ROMAN, "I"),
    ("III - KINH PHÍ", Family.ROMAN, "III"),
    ("A. NỘI DUNG", Family.CAPITAL, "A"),
    ("1. Mục đích", Family.NUMBER, "1"),
    ("1.1. Công tác chỉ đạo", Family.DECIMAL, "1.1"),
    ("3.2.1. Rà soát", Family.DECIMAL, "3.2.1"),
    ("2.3 Triển khai", Family.DECIMAL, "2.3"),
    ("II.1. Nhiệm vụ", Family.DECIMAL, "II.1"),
    ("a) Xây dựng kế hoạch", Family.LETTER, "a"),
    ("đ) Chủ động phối hợp", Family.LETTER, "đ"),
    ("b. Tổ chức", Family.LETTER, "b"),
    ("a.1) Rà soát", Family.LETTER, "a.1"),
    ("(1) Sở Nội vụ", Family.NUMBER_PAREN, "1"),
    ("2) Sở Tài chính", Family.NUMBER_PAREN, "2"),
    ("- Sở Nội vụ", Family.DASH, "-"),
    ("– Sở Nội vụ", Family.DASH, "-"),
    ("+ Các bộ, ngành", Family.PLUS, "+"),
    ("* Thời gian: quý I", Family.STAR, "*"),
    ("• Thời gian: quý I", Family.STAR, "*"),
)
NOT_MARKERS = (
    "Mục đích của Kế hoạch",
    "Điều kiện áp dụng",
    "1.500 hồ sơ",
    "30/11/2025",
    "(có phụ lục kèm theo)",
    "I love",
    "Phần mềm quản lý văn bản",
    "2025 và các năm tiếp theo",
    "80% cơ quan",
    "Chương trình tổng thể",
    "-------",
)
_COMPILED = tuple((family, re.compile(pattern)) for family, pattern in PATTERNS)


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker read at the start of a line: ``value`` as it goes into the address, ``printed`` as it stands,
    ``rest`` the text after it."""

    family: Family
    value: str
    printed: str
    rest: str

    @property
    def order(self) -> int:
        """Position of the value in its list, from 1; bullets have 0."""
        return value_order(self.family, self.value)


def read_marker(plain: str) -> Marker | None:
    """The marker that opens ``plain`` (a line without decoration), or None."""
    for family, pattern in _COMPILED:
        found = pattern.match(plain)
        if found and _is_possible(family, found["v"]):
            return Marker(family, _canonical(family, found["v"]), found[0].strip(), plain[found.end() :].strip())
    return None


def value_order(family: Family, value: str) -> int:
    """Position of ``value`` in a list of ``family``, from 1: I, 1, a and A are 1; 1.3 is 3; bullets are 0."""
    if family in BULLETS:
        return 0
    last = value.rsplit(".", 1)[-1]
    if last.isdigit() or last.rstrip(LETTER_ORDER).isdigit():
        return int(re.match(r"\d+", last)[0])  # type: ignore[index]
    if family in (Family.LETTER, Family.CAPITAL):
        return letter_order(last)
    return roman_value(last) or letter_order(last)


def letter_order(letter: str) -> int:
    """Place of a letter in the legal order, from 1; doubled letters follow the single ones; 0 when it has none."""
    place = LETTER_ORDER.find(letter[-1].lower()) + 1
    return place + (len(letter) - 1) * len(LETTER_ORDER) if place else 0


def roman_value(text: str) -> int:
    """Value of a Roman numeral up to 399, or 0 when ``text`` is none.

    >>> roman_value("XIV"), roman_value("IIII"), roman_value("ABC")
    (14, 0, 0)
    """
    if not re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text) or not text:
        return 0
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[char] for char in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _canonical(family: Family, value: str) -> str:
    if family in BULLETS:
        return STEP_PREFIX[family]
    return str(ORDINALS.get(value.lower(), value)) if family in NAMED else value


def _is_possible(family: Family, value: str) -> bool:
    if family is Family.ROMAN:
        return roman_value(value) > 0
    if family is Family.LETTER:
        return letter_order(value.split(".", maxsplit=1)[0]) > 0
    if family is Family.CAPITAL:
        return letter_order(value) > 0
    return True
