"""PDF files with a text layer, page by page with their line breaks. Scans are refused: their text is a picture.

PDFium is not safe for threads; a lock lets one file be read at a time.
"""

from __future__ import annotations

import re
from pathlib import Path
from threading import Lock

from pypdfium2 import PdfDocument, PdfiumError, PdfPage
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.readers.source import Content

_LOCK = Lock()
_FEW_LETTERS = 100  # a page with an image and fewer letters is a picture, perhaps with a digital signature's stamp
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
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
    text = _cleaned(layer.get_text_range())
    layer.close()
    few = sum(map(str.isalnum, text)) < _FEW_LETTERS
    is_picture = few and any(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=2))
    page.close()
    return text, is_picture


def _cleaned(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace(_HYPHEN, "-").split("\n")
    return "\n".join(_CONTROL.sub(" ", line).replace("\t", " ").rstrip() for line in lines).strip("\n")


def _warnings(pictures: list[int]) -> tuple[str, ...]:
    if not pictures:
        return ()
    listed = ", ".join(map(str, pictures[:_LISTED])) + (" ..." if len(pictures) > _LISTED else "")
    return (f"Trang {listed} chỉ có ảnh quét, chưa đọc được chữ trong ảnh.",)
