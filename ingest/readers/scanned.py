"""Images of pages (PNG, JPEG, TIFF), and where the words of a scanned page stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.readers import ocr
from ingest.readers.layout import to_text
from ingest.readers.ocr import OcrPage
from ingest.readers.page import PrintedPage, Rule, Word
from ingest.readers.pages import blocks_of
from ingest.readers.source import Content

_POINTS = 72 / ocr.DPI  # of a pixel
_BORDERS = frozenset("|_[]{}¦~")  # what OCR makes of a table's lines


def read(data: bytes, path: Path) -> Content:
    """The text of the image's pages by OCR.

    Raises:
        UnsupportedFormat: Tesseract with Vietnamese is not installed.
        UnreadableFile: damaged, too slow to read, or without any word.
    """
    scans = ocr.read_image(data, path)
    if not any(page.lines for page in scans):
        raise UnreadableFile(path, "ảnh không có chữ nào nhận dạng được (trang trắng hoặc quá mờ).")
    pages = [printed_scan(number, page) for number, page in enumerate(scans, start=1)]
    return Content(to_text(blocks_of(pages)), tuple(ocr.confidence_warnings(list(enumerate(scans, start=1)))))


def printed_scan(number: int, scan: OcrPage, rules: Sequence[Rule] = ()) -> PrintedPage:
    """A page as OCR read it; places are points from the left and (downwards negative) from the top."""
    words = (
        Word(word.text, word.left * _POINTS, word.right * _POINTS, -line.bottom * _POINTS, line.height * _POINTS, run)
        for run, line in enumerate(scan.lines)
        for word in line.words
        if not (rules and set(word.text) <= _BORDERS)
    )
    return PrintedPage(number, tuple(words), tuple(rules))
