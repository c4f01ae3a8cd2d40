"""Rows of tables, what their columns hold, and tables printed as tab-separated lines.

Rows keep the spans of their cells; a row cut by a page break is one row again; nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.folding import fold
from ingest.lines import Line, plain_text
from ingest.markers import letter_order, roman_value
from ingest.records import Span


class Column(StrEnum):
    """What a column of a table of tasks holds."""

    ORDINAL = "ordinal"
    TASK = "task"
    LEAD = "lead"
    IMPLEMENT = "implement"
    COORDINATE = "coordinate"
    APPRAISE = "appraise"
    ADVISE = "advise"
    MONITOR = "monitor"
    DEADLINE = "deadline"
    PRODUCT = "product"
    NOTE = "note"


_WHEN = r"thoi gian|thoi han|tien do|thoi diem|han hoan thanh|ky han"
_BODY = r"(?:co quan|don vi|to chuc|cap|phong|bo phan)"
_ALONE = r"trach nhiem|phan cong|don vi$|co quan$|(?:co quan|don vi)[ ,/]+(?:don vi|co quan|dia phuong)"
_TASKS = (
    r"noi dung|nhiem vu|cong viec|hoat dong|chuong trinh|giai phap|de an|van ban|thu tuc|muc tieu|chi tieu|tieu chi"
)
# Folded pattern of a heading -> column; the first that matches counts. Examples are held against it by a test.
COLUMN_PATTERNS: tuple[tuple[Column, str], ...] = (
    (Column.ORDINAL, r"s*tt\b|so thu tu|so tt"),
    (Column.DEADLINE, rf".*(?:{_WHEN})|(?:ngay )?hoan thanh$|lo trinh"),
    (Column.COORDINATE, r".*phoi hop"),
    (Column.LEAD, r".*chu tri"),
    (Column.APPRAISE, r".*tham dinh"),
    (Column.ADVISE, r".*tham muu"),
    (Column.MONITOR, r".*(?:theo doi|giam sat|don doc)"),
    (Column.IMPLEMENT, rf"{_BODY}[ ,/].*(?:thuc hien|trien khai|chu quan|phu trach|dau moi|duoc giao)|{_ALONE}"),
    (Column.PRODUCT, r".*(?:san pham|ket qua|dau ra)"),
    (Column.NOTE, r"ghi chu"),
    (Column.TASK, rf".*(?:{_TASKS})|ten\b"),
)  # fmt: skip
COLUMN_EXAMPLES: tuple[tuple[str, Column | None], ...] = (
    ("Sstt", Column.ORDINAL),
    ("STT", Column.ORDINAL),
    ("TT", Column.ORDINAL),
    ("Số TT", Column.ORDINAL),
    ("Nội dung", Column.TASK),
    ("Nội dung, nhiệm vụ", Column.TASK),
    ("Tên nhiệm vụ", Column.TASK),
    ("Nội dung thực hiện", Column.TASK),
    ("Nội dung tuyên truyền", Column.TASK),
    ("Cơ quan chủ trì", Column.LEAD),
    ("Đơn vị chủ trì thực hiện", Column.LEAD),
    ("Cơ quan, đơn vị chủ trì", Column.LEAD),
    ("Cơ quan thực hiện", Column.IMPLEMENT),
    ("Đơn vị thực hiện", Column.IMPLEMENT),
    ("Trách nhiệm thực hiện", Column.IMPLEMENT),
    ("Cơ quan phối hợp", Column.COORDINATE),
    ("Cơ quan, đơn vị phối hợp thực hiện", Column.COORDINATE),
    ("Thời gian thực hiện", Column.DEADLINE),
    ("Thời gian hoàn thành", Column.DEADLINE),
    ("Thời hạn hoàn thành", Column.DEADLINE),
    ("Tiến độ thực hiện", Column.DEADLINE),
    ("Sản phẩm dự kiến", Column.PRODUCT),
    ("Kết quả, sản phẩm", Column.PRODUCT),
    ("Cơ quan theo dõi", Column.MONITOR),
    ("Cơ quan tham mưu", Column.ADVISE),
    ("Ghi chú", Column.NOTE),
    ("Lĩnh vực", None),
)
_COMPILED = tuple((column, re.compile(pattern)) for column, pattern in COLUMN_PATTERNS)
_ORDINAL = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,3})*[a-zđ]?|[IVXLC]+(?:\.\d+)*|[A-ZĐ]|[a-zđ])[.)]?$")
_GROUP_TITLE = re.compile(r"^(?P<v>[IVXLC]+|[A-ZĐ])\s*[.)/-]\s+\S")


def column_of(heading: str) -> Column | None:
    """The column that a printed heading names, or None.

    >>> column_of("**Cơ quan\\nchủ trì**")
    <Column.LEAD: 'lead'>
    """
    key = fold(plain_text(heading.replace("\n", " ")))
    return next((column for column, pattern in _COMPILED if pattern.match(key)), None) if len(key) < 80 else None


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell of a row: its pieces in the text, in order."""

    spans: tuple[Span, ...]
    text: str  # without decoration, white space collapsed


@dataclass(frozen=True, slots=True)
class Row:
    """A physical or mended row; ``spans`` cover all its characters, borders included."""

    cells: tuple[CellText, ...]
    spans: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The hull of the row."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def filled(self) -> tuple[CellText, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell.text)

    @property
    def columns(self) -> tuple[Column | None, ...]:
        """What each cell would name as a heading."""
        return tuple(column_of(cell.text) for cell in self.cells)

    @property
    def is_header(self) -> bool:
        """Whether this row names columns: at least two known headings, one of them more than an ordinal."""
        named = [column for column in self.columns if column]
        if self.columns and self.columns[0] is Column.ORDINAL and len(self.filled) >= 2:
            return True
        return len(self.filled) >= 2 and len(set(named)) >= 2 and 2 * len(named) >= len(self.filled)

    @property
    def ordinal(self) -> str | None:
        """The printed STT (without dot or brackets), or None."""
        found = _ORDINAL.match(self.cells[0].text) if self.cells else None
        return found[1] if found else None

    @property
    def group(self) -> tuple[str, str] | None:
        """(marker, title) when this is a group row: a numeral and a title, and nothing else."""
        filled = self.filled
        if len(filled) == 1:
            title = _GROUP_TITLE.match(filled[0].text)
            if title and (roman_value(title["v"]) or letter_order(title["v"])):
                return title["v"], filled[0].text[title.end() - 1 :].strip()
        ordinal = self.ordinal
        if len(filled) == 2 and ordinal and (len(self.cells) > 2 or ordinal.isupper()):
            return ordinal, filled[1].text
        return None


def is_data_table(rows: Sequence[Row]) -> bool:
    """Whether rows are a table of data rather than a layout of header or signature blocks."""
    return any(row.is_header for row in rows[:3]) or (len(rows) > 2 and all(len(row.cells) >= 3 for row in rows[:3]))


def read_tab_rows(lines: Sequence[Line], text: str) -> tuple[Row, ...]:
    """Rows of tab-separated lines; a line that goes on with the row above (page break) is joined to it."""
    rows: list[Row] = []
    width = 0
    for line in lines:
        if line.is_blank:
            continue
        row = _tab_row(line, text)
        width = max(width, len(row.cells)) if row.is_header else width
        if rows and _goes_on(rows[-1], row):
            rows[-1] = _merged(rows[-1], row)
        else:
            rows.append(row)
    return tuple(rows)


def _tab_row(line: Line, text: str) -> Row:
    base = line.span.start - (len(line.raw) - len(line.raw.lstrip()))
    cells, start = [], base
    for piece in line.raw.split("\t"):
        cells.append(cell_text(text, Span(start, start + len(piece))))
        start += len(piece) + 1
    while len(cells) > 1 and not cells[-1].text and len(cells) > 5:
        cells.pop()
    return Row(tuple(cells), (line.span,))


def cell_text(text: str, span: Span) -> CellText:
    """The cell that fills ``span``, white space around it dropped; empty when there is nothing else."""
    body = span.of(text)
    stripped = body.strip()
    if not stripped:
        return CellText((), "")
    left = span.start + len(body) - len(body.lstrip())
    return CellText((Span(left, left + len(stripped)),), re.sub(r"\s+", " ", plain_text(stripped)))


def opens_row(plain: str) -> bool:
    """Whether a cell looks like the first of a row: an STT, or the title of a group."""
    return bool(_ORDINAL.match(plain) or _GROUP_TITLE.match(plain))


def _goes_on(above: Row, row: Row) -> bool:
    """Whether ``row`` is the rest of ``above``: no STT, and its words start in the middle of a sentence."""
    if row.cells[0].text or not row.filled or above.is_header or row.is_header:
        return False
    return all(cell.text[0].islower() or not cell.text[0].isalnum() for cell in row.filled) or len(row.filled) == 1


def _merged(above: Row, row: Row) -> Row:
    width = max(len(above.cells), len(row.cells))
    empty = CellText((), "")
    pairs = [
        (above.cells[i] if i < len(above.cells) else empty, row.cells[i] if i < len(row.cells) else empty)
        for i in range(width)
    ]
    cells = tuple(CellText(a.spans + b.spans, f"{a.text} {b.text}".strip()) for a, b in pairs)
    return replace(above, cells=cells, spans=above.spans + row.spans)
