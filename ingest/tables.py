"""Tables as text files print them: tab-separated lines, or cells between lone "|" lines (web copies).

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
        if len(filled) == 2 and self.cells[0].text and self.ordinal and len(self.cells) > 2:
            return self.ordinal, filled[1].text
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
        cells.append(_cell(text, start, start + len(piece)))
        start += len(piece) + 1
    while len(cells) > 1 and not cells[-1].text and len(cells) > 5:
        cells.pop()
    return Row(tuple(cells), (line.span,))


def _cell(text: str, start: int, end: int) -> CellText:
    body = text[start:end]
    stripped = body.strip()
    if not stripped:
        return CellText((), "")
    left = start + len(body) - len(body.lstrip())
    return CellText((Span(left, left + len(stripped)),), re.sub(r"\s+", " ", plain_text(stripped)))


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


def read_pipe_rows(lines: Sequence[Line], text: str) -> tuple[Row, ...]:
    """Rows of a table whose cell borders are lone "|" lines.

    One border parts two cells; several in a row are a row's end and start, or empty cells: the width of the
    first row and the look of an STT decide.
    """
    rows: list[list[CellText]] = [[]]
    borders: list[list[Line]] = [[]]
    width, content, run = 0, [], 0  # type: int, list[Line], int
    for line in [*lines, None]:
        if line is not None and not line.is_pipe:
            if not line.is_blank:
                width = _open_row(rows, borders, run, line, width) if run and not content else width
                run = 0
                content.append(line)
            continue
        if content:
            rows[-1].append(_cell(text, content[0].span.start, content[-1].span.end))
            borders[-1] += content
            content = []
        if line is not None:
            run += 1
            borders[-1].append(line)
    return tuple(_pipe_row(cells, own) for cells, own in zip(rows, borders, strict=True) if own)


def _open_row(rows: list[list[CellText]], borders: list[list[Line]], run: int, line: Line, width: int) -> int:
    """Decide what ``run`` borders before ``line`` mean; returns the table's width as known now."""
    filled = len(rows[-1])
    if not filled:
        rows[-1] += [CellText((), "")] * (run - 1)
        return width
    if run < 2:
        return width
    empties = run - 1
    if width and filled + empties < width and not (_ORDINAL.match(line.plain) or _GROUP_TITLE.match(line.plain)):
        rows[-1] += [CellText((), "")] * empties
        return width
    trailing = min(run - 2, max(width - filled, 0)) if width else 0
    rows[-1] += [CellText((), "")] * trailing
    rows.append([CellText((), "")] * (run - 2 - trailing))
    opening = borders[-1].pop()
    borders.append([opening])
    return max(width, len(rows[-2]))


def _pipe_row(cells: list[CellText], own: list[Line]) -> Row:
    return Row(tuple(cells), (Span(own[0].span.start, own[-1].span.end),))
