"""Images of pages (PNG, JPEG, TIFF), and where the words of a scanned page stand."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.readers import ocr
from ingest.readers.layout import to_text
from ingest.readers.ocr import OcrPage
from ingest.readers.page import PrintedPage, Word
from ingest.readers.pages import blocks_of
from ingest.readers.source import Content

_POINTS = 72 / ocr.DPI  # of a pixel, when the image does not say its resolution


def read(data: bytes, path: Path) -> Content:
    """The text of the image's pages by OCR.

    Raises:
        UnsupportedFormat: Tesseract with Vietnamese is not installed.
        UnreadableFile: damaged, too slow to read, or without any word.
    """
    scans = ocr.read_image(data, path)
    if not any(page.lines for page in scans):
        raise UnreadableFile(path, "ảnh không có chữ nào nhận dạng được (trang trắng hoặc quá mờ).")
    pages = [PrintedPage(number, page_words(page, 0, _POINTS)) for number, page in enumerate(scans, start=1)]
    return Content(to_text(blocks_of(pages)), tuple(ocr.confidence_warnings(list(enumerate(scans, start=1)))))


def page_words(page: OcrPage, height: float, scale: float) -> tuple[Word, ...]:
    """The words of an OCR page at their places; ``scale`` is points a pixel, ``height`` the page's in points."""
    return tuple(
        Word(word.text, word.left * scale, word.right * scale, height - line.bottom * scale, line.height * scale, run)
        for run, line in enumerate(page.lines)
        for word in line.words
    )
