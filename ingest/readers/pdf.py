"""PDF files: the text layer, page by page; pages that are pictures are read by OCR when Tesseract is installed.

PDFium is not safe for threads: it is called under a lock, which OCR does not hold.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import c_double, c_float, c_int, c_uint
from itertools import pairwise
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import PdfDocument, PdfiumError, PdfMatrix, PdfObject, PdfPage, PdfTextPage, raw

from ingest.errors import UnreadableFile
from ingest.readers import ocr
from ingest.readers.drawn import table_rules
from ingest.readers.glyphs import Glyph, stands_on, turned, words_of
from ingest.readers.layout import to_text
from ingest.readers.page import PrintedPage, Rule
from ingest.readers.pages import blocks_of
from ingest.readers.scanned import printed_scan
from ingest.readers.source import Content

_LOCK = Lock()
_FEW_LETTERS = 100  # a page with an image and fewer letters is a picture, perhaps with a digital signature's stamp
_MOST_PAGES = 3_000
_SOFT_HYPHENS = frozenset({0x02, 0xFFFE})  # PDFium's signs for a hyphen at the end of a line
_MOST_PIXELS = 6_000  # of a page's longer side, for OCR
_WHITE = 250  # of 255 in each colour
_THIN = 3.0  # points; a filled shape that is no thicker is a line
_MOST_SEGMENTS = 5_000  # of one drawing
_REASONS = (
    ("password", "tệp PDF đặt mật khẩu; hãy bỏ mật khẩu rồi nạp lại."),
    ("security", "tệp PDF dùng kiểu mã hóa không hỗ trợ; hãy lưu lại thành PDF không mã hóa."),
)
_DAMAGED = "tệp PDF bị hỏng hoặc thiếu phần cuối; hãy tải lại tệp."


_Point = tuple[float, float]


def read(data: bytes, path: Path) -> Content:
    """The text of all pages, as paragraphs and tables.

    Raises:
        UnreadableFile: encrypted, truncated, without pages, or with more pages than any document has.
        UnsupportedFormat: a scan, and Tesseract is not installed.
    """
    with _LOCK:
        document = _opened(data, path)
    try:
        return _content(document, path)
    except PdfiumError as error:
        raise UnreadableFile(path, _DAMAGED) from error
    finally:
        with _LOCK:
            document.close()


def _opened(data: bytes, path: Path) -> PdfDocument:
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        said = str(error).lower()
        reason = next((reason for word, reason in _REASONS if word in said), _DAMAGED)
        raise UnreadableFile(path, reason) from error
    if not 0 < len(document) <= _MOST_PAGES:
        count = f"có {len(document)} trang, giới hạn là {_MOST_PAGES}; hãy tách nhỏ." if len(document) else ""
        document.close()
        raise UnreadableFile(path, f"tệp PDF {count or 'không có trang nào.'}")
    return document


def _content(document: PdfDocument, path: Path) -> Content:
    with _LOCK:
        pages = [_printed(document, number) for number in range(1, len(document) + 1)]
    pictures = [number for number, (_, is_picture) in enumerate(pages, start=1) if is_picture]
    if pictures and ocr.program() is None and len(pictures) < len(pages):
        return Content(_text([page for page, _ in pages]), (ocr.unread_warning(pictures),))
    scans: list[tuple[int, ocr.OcrPage]] = []
    printed = [page for page, _ in pages]
    for number in pictures:
        scan, rules = _scanned(document, number, path, len(scans))
        scans.append((number, scan))
        if scan.lines:  # else the text layer, however short, is all there is
            printed[number - 1] = [printed_scan(number, scan, rules)]
    text = _text(printed)
    if scans and not text.strip():
        raise UnreadableFile(path, f"PDF chỉ có ảnh quét ({len(pages)} trang) mà không nhận dạng được chữ nào.")
    return Content(text, tuple(ocr.confidence_warnings(scans)))


def _text(pages: Iterable[Sequence[PrintedPage]]) -> str:
    return to_text(blocks_of([part for parts in pages for part in parts]))


def _scanned(document: PdfDocument, number: int, path: Path, before: int) -> tuple[ocr.OcrPage, list[Rule]]:
    if before >= ocr.PAGE_LIMIT:
        raise UnreadableFile(path, f"PDF có hơn {ocr.PAGE_LIMIT} trang quét; hãy tách thành nhiều tệp.")
    with _LOCK:
        picture = _picture(document, number)
    height, width = picture.shape
    found = ocr.read_image(f"P5 {width} {height} 255\n".encode() + picture.tobytes(), path, ocr.DPI)
    return found[0] if found else ocr.OcrPage(()), table_rules(picture, ocr.DPI)


def _picture(document: PdfDocument, number: int) -> NDArray[np.uint8]:
    """The page as a scanner sees it: grey, (height, width)."""
    page = document[number - 1]
    scale = min(ocr.DPI / 72, _MOST_PIXELS / max(page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True)
    picture = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
    bitmap.close()
    page.close()
    return picture


def _printed(document: PdfDocument, number: int) -> tuple[list[PrintedPage], bool]:
    """The page's text in each direction that it has text in, and whether the page is a picture."""
    page = document[number - 1]
    layer = page.get_textpage()
    glyphs = _visible(_glyphs(layer), page)
    layer.close()
    few = sum(chr(glyph.code).isalnum() for glyph in glyphs if glyph is not None) < _FEW_LETTERS
    is_picture = few and any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))
    turns = [turn for turn in range(4) if any(glyph is not None and glyph.turn == turn for glyph in glyphs)]
    rules = list(_rules(page)) if turns else []
    page.close()
    return [
        PrintedPage(number, tuple(words_of(glyphs, turn)), tuple(turned(rule, turn) for rule in rules))
        for turn in turns
    ], is_picture


def _glyphs(layer: PdfTextPage) -> list[Glyph | None]:
    """The visible characters in the file's order; None where PDFium sees the end of a line."""
    codes = [raw.FPDFText_GetUnicode(layer.raw, index) for index in range(layer.count_chars())]
    found: list[Glyph | None] = []
    for index, code in enumerate(codes):
        if code in (0x0A, 0x0D):
            found.append(None)
        else:
            found.append(_glyph(layer, index, code))
    return found


def _glyph(layer: PdfTextPage, index: int, code: int) -> Glyph:
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(layer.raw, index, x, y)
    turn = round(raw.FPDFText_GetCharAngle(layer.raw, index) / (math.pi / 2)) % 4
    left, bottom, right, top = layer.get_charbox(index, loose=True)
    if turn == 3:
        left, bottom, right, top, base = bottom, -right, top, -left, -x.value
    elif turn == 1:
        left, bottom, right, top, base = -top, left, -bottom, right, x.value
    elif turn == 2:
        left, bottom, right, top, base = -right, -top, -left, -bottom, -y.value
    else:
        base = y.value
    shown = ord("-") if code in _SOFT_HYPHENS else code
    return Glyph(shown, left, right, base, top - bottom, _is_white(raw.FPDFText_GetFillColor, layer.raw, index), turn)


def _is_white(get_color: Callable[..., int], *of: object) -> bool:
    """Whether a colour that PDFium gives for something is white (or clear)."""
    red, green, blue, alpha = (c_uint() for _ in range(4))
    known = get_color(*of, red, green, blue, alpha)
    return bool(known) and (min(red.value, green.value, blue.value) >= _WHITE or alpha.value == 0)


def _visible(glyphs: list[Glyph | None], page: PdfPage) -> list[Glyph | None]:
    """Without white text on white paper (notes of the typesetter); white on a dark shape stays."""
    if not any(glyph is not None and glyph.is_white for glyph in glyphs):
        return glyphs
    shapes = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))
    dark = [shape.get_bounds() for shape in shapes if _is_dark(shape)]
    return [glyph for glyph in glyphs if glyph is None or not glyph.is_white or stands_on(glyph, dark)]


def _is_dark(shape: PdfObject) -> bool:
    if shape.type == raw.FPDF_PAGEOBJ_IMAGE:
        return True
    fill, stroke = c_int(), c_int()
    is_filled = raw.FPDFPath_GetDrawMode(shape.raw, fill, stroke) and fill.value
    return bool(is_filled) and not _is_white(raw.FPDFPageObj_GetFillColor, shape.raw)


def _rules(page: PdfPage) -> Iterator[Rule]:
    """The lines drawn on the page: thin shapes, and the straight sides of outlines."""
    for drawing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2):
        left, bottom, right, top = drawing.get_bounds()
        if min(right - left, top - bottom) <= _THIN:
            yield _as_line(left, bottom, right, top)
            continue
        fill, stroke = c_int(), c_int()
        raw.FPDFPath_GetDrawMode(drawing.raw, fill, stroke)
        for outline in _outlines(drawing):
            if stroke.value:
                yield from _sides(outline)
            elif fill.value:
                yield from _thin_shape(outline)


def _as_line(left: float, bottom: float, right: float, top: float) -> Rule:
    """A thin shape as the line through its middle."""
    x, y = (left + right) / 2, (bottom + top) / 2
    return Rule(left, y, right, y) if right - left >= top - bottom else Rule(x, bottom, x, top)


def _outlines(drawing: PdfObject) -> list[list[_Point]]:
    """The corners of each outline of a drawing; a closed one ends where it began."""
    matrix: PdfMatrix = drawing.get_matrix()
    found: list[list[_Point]] = []
    for index in range(min(raw.FPDFPath_CountSegments(drawing.raw), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(drawing.raw, index)
        x, y = c_float(), c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not found:
            found.append([])
        found[-1].append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            found[-1].append(found[-1][0])
    return found


def _thin_shape(outline: Sequence[_Point]) -> Iterator[Rule]:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
        yield _as_line(min(xs), min(ys), max(xs), max(ys))


def _sides(outline: Sequence[_Point]) -> Iterator[Rule]:
    """The level and upright straight pieces of an outline."""
    for one, other in pairwise(outline):
        (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if min(x1 - x0, y1 - y0) <= 1.0:
            yield Rule(x0, y0, x1, y1)
