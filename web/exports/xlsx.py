"""Reports as Excel workbooks. Every text is stored as text: nothing in a document can become a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from web.exports.report import Report, Value, flat

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FONT = "Times New Roman"
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_THIN = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_LONGEST = 32_767  # characters that Excel takes in a cell
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_WIDEST = 60


def write(report: Report, address: str = "") -> bytes:
    """A workbook with the report's table on its first sheet and what it is about on a second one."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _NOT_IN_NAMES.sub(" ", report.title)[:31].strip() or "Bảng"
    columns, rows = flat(report, address)
    _table(sheet, columns, rows)
    _about(book.create_sheet("Thông tin"), report)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _table(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    for place, name in enumerate(columns, 1):
        head = _put(sheet, 1, place, name)
        head.font = Font(name=_FONT, size=12, bold=True)
        head.fill = _HEAD
        longest = max((len(str(row[place - 1])) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(len(name) + 2, longest + 2, 8), _WIDEST)
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            _put(sheet, number, place, value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    made = sheet.cell(row, column)
    assert isinstance(made, Cell)
    if isinstance(value, str) and value:
        made.value = value[:_LONGEST]
        made.data_type = "s"  # also when it begins with "="
    elif value != "":
        made.value = value
    made.font = Font(name=_FONT, size=12)
    made.border = _BORDER
    made.alignment = Alignment(wrap_text=True, vertical="top")
    return made


def _about(sheet: Worksheet, report: Report) -> None:
    for number, (name, value) in enumerate((("Tên bảng", report.title), *report.about), 1):
        _put(sheet, number, 1, name).font = Font(name=_FONT, size=12, bold=True)
        _put(sheet, number, 2, value)
    for number, line in enumerate((one for one in report.lines if report.tables), len(report.about) + 3):
        _put(sheet, number, 2, line.text)
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
