"""PDF files with a text layer, page by page, their lines put together as paragraphs.

Scans are refused: their text is a picture.

PDFium is not safe for threads; a lock lets one file be read at a time.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterator
from ctypes import c_double
from pathlib import Path
from statistics import median_low
from threading import Lock

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDFText_GetCharOrigin, FPDFText_GetUnicode

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.readers.printed import PrintedLine, join_lines
from ingest.readers.source import Content

_LOCK = Lock()
_FEW_LETTERS = 100  # a page with an image and fewer letters is a picture, perhaps with a digital signature's stamp
_CONTROL = re.compile("[\x00-\x1f]")
_LINE_FEED, _SPACE = 0x0A, 0x20
_HYPHEN = "\ufffe"  # PDFium's sign for a hyphen at the end of a line
_LISTED = 10
_REASONS = (
    ("password", "tệp PDF đặt mật khẩu; hãy bỏ mật khẩu rồi nạp lại."),
    ("security", "tệp PDF dùng kiểu mã hóa không hỗ trợ; hãy lưu lại thành PDF không mã hóa."),
)
_DAMAGED = "tệp PDF bị hỏng hoặc thiếu phần cuối; hãy tải lại tệp."


def read(data: bytes, path: Path) -> Content:
    """The text layer; pages are parted by a blank line.

    Raises:
        UnreadableFile: encrypted, truncated, or without pages.
        UnsupportedFormat: a scan without text layer.
    """
    with _LOCK:
        pages = _pages(data, path)
    if not pages:
        raise UnreadableFile(path, "tệp PDF không có trang nào.")
    pictures = [number for number, (_, is_picture) in enumerate(pages, start=1) if is_picture]
    if len(pictures) == len(pages) or not any(text for text, _ in pages):
        raise UnsupportedFormat(
            path,
            f"PDF chỉ có ảnh quét ({len(pages)} trang), không có lớp chữ; chưa có công cụ nhận dạng chữ (OCR). "
            "Hãy nạp bản Word hoặc PDF xuất từ Word.",
        )
    return Content("\n\n".join(text for text, _ in pages if text) + "\n", _warnings(pictures))


def _pages(data: bytes, path: Path) -> list[tuple[str, bool]]:
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        said = str(error).lower()
        reason = next((reason for word, reason in _REASONS if word in said), _DAMAGED)
        raise UnreadableFile(path, reason) from error
    try:
        return [_page(document[index]) for index in range(len(document))]
    except PdfiumError as error:
        raise UnreadableFile(path, _DAMAGED) from error
    finally:
        document.close()


def _page(page: PdfPage) -> tuple[str, bool]:
    """A page's text, and whether the page is a picture."""
    layer = page.get_textpage()
    text = join_lines([line for line in _lines(layer) if line.text])
    layer.close()
    few = sum(map(str.isalnum, text)) < _FEW_LETTERS
    is_picture = few and any(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=2))
    page.close()
    return text, is_picture


def _lines(layer: PdfTextPage) -> Iterator[PrintedLine]:
    """The lines as PDFium cuts them, each with the place of its first and last visible character."""
    start = 0
    codes = [FPDFText_GetUnicode(layer.raw, index) for index in range(layer.count_chars())]
    for end, code in enumerate([*codes, _LINE_FEED]):
        if code == _LINE_FEED:
            visible = [index for index in range(start, end) if codes[index] > _SPACE]
            if visible:
                yield _line(layer, _characters(codes[visible[0] : visible[-1] + 1]), visible)
            start = end + 1


def _line(layer: PdfTextPage, text: str, visible: list[int]) -> PrintedLine:
    left, _, _, _ = layer.get_charbox(visible[0])
    _, _, right, _ = layer.get_charbox(visible[-1])
    baselines = [_baseline(layer, index) for index in visible]
    return PrintedLine(text, left, right, median_low(baselines))


def _baseline(layer: PdfTextPage, index: int) -> float:
    x, y = c_double(), c_double()
    FPDFText_GetCharOrigin(layer.raw, index, x, y)
    return y.value


def _characters(codes: list[int]) -> str:
    """The characters of UTF-16 codes; tabs and control characters as spaces, PDFium's hyphen as one."""
    text = array("H", codes).tobytes().decode(f"utf-16-{sys.byteorder[0]}e", errors="replace")
    return _CONTROL.sub(" ", text.replace(_HYPHEN, "-")).rstrip()


def _warnings(pictures: list[int]) -> tuple[str, ...]:
    if not pictures:
        return ()
    listed = ", ".join(map(str, pictures[:_LISTED])) + (" ..." if len(pictures) > _LISTED else "")
    return (f"Trang {listed} chỉ có ảnh quét, chưa đọc được chữ trong ảnh.",)
