"""Excel workbooks (.xlsx): the visible sheets in order, with the values that formulas had when it was saved."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ingest.errors import UnreadableFile
from ingest.readers.packed import check_unpacked_size
from ingest.readers.sheets import bounded_rows, sheet_text
from ingest.readers.source import Content

_DAMAGED = "tệp Excel bị hỏng hoặc thiếu phần cuối; hãy mở bằng Excel, lưu lại rồi nạp lại."
# What the zip, XML and Excel libraries raise on a file that is cut, scrambled or incomplete.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, EOFError, OSError, RuntimeError, SyntaxError),
    *(AttributeError, LookupError, TypeError, ValueError),
)


def read(data: bytes, path: Path) -> Content:
    """The text of the visible sheets, parted by blank lines.

    Raises:
        UnreadableFile: damaged, too large when unpacked, or with too many rows.
    """
    check_unpacked_size(data, path)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        texts = [sheet_text(sheet.title, bounded_rows(_rows(sheet), path)) for sheet in visible]
        hidden = len(book.worksheets) - len(visible)
    except _BROKEN as error:
        raise UnreadableFile(path, _DAMAGED) from error
    warnings = (f"Có {hidden} trang tính bị ẩn, không đọc.",) if hidden else ()
    return Content("\n\n".join(filter(None, texts)) + "\n", warnings)


def _rows(sheet: Any) -> Iterator[Iterator[str]]:
    sheet.reset_dimensions()  # the size that the file states is often wrong
    for row in sheet.iter_rows():
        yield (_printed(cell.value, getattr(cell, "number_format", "")) for cell in row)


def _printed(value: object, format: str) -> str:
    """A cell as Excel shows it to a Vietnamese reader, as far as that matters for reading.

    >>> _printed(3.0, "General"), _printed(0.85, "0%"), _printed(datetime(2026, 3, 5), "m/d/yyyy")
    ('3', '85%', '05/03/2026')
    """
    match value:
        case None:
            return ""
        case datetime() | date():
            return _printed_date(value, format)
        case time():
            return value.strftime("%H:%M")
        case bool():
            return "Đúng" if value else "Sai"
        case float() | int():
            return _printed_number(value, format)
    return str(value)


def _printed_date(value: date, format: str) -> str:
    shown = format.lower()
    pattern = "%d/%m/%Y" if "d" in shown else "%m/%Y"
    is_moment = isinstance(value, datetime) and value.time() != time() and "h" in shown
    return value.strftime(f"{pattern} %H:%M" if is_moment else pattern)


def _printed_number(value: float, format: str) -> str:
    if "%" in format:
        return f"{value * 100:.10g}%".replace(".", ",")
    is_whole = isinstance(value, int) or value.is_integer()
    if set(format) == {"0"} and is_whole:
        return f"{int(value):0{len(format)}d}"  # "05": leading zeros are part of what is shown
    return str(int(value)) if is_whole else f"{value:.15g}".replace(".", ",")
