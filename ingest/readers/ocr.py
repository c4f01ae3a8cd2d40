"""Scanned pages, read by Tesseract with its Vietnamese model when it is installed."""

from __future__ import annotations

import csv
import os
import shutil
import struct
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from statistics import median

from ingest.errors import UnreadableFile, UnsupportedFormat

DPI = 300
PAGE_TIMEOUT = 120.0  # seconds for one page
PAGE_LIMIT = 200  # scanned pages of one file
POOR = 70  # per cent of confidence below which a page should be compared with the original
_PLACES = ("C:/Program Files/Tesseract-OCR/tesseract.exe", "C:/Program Files (x86)/Tesseract-OCR/tesseract.exe")
_LANGUAGE = "vie"
_MISSING = (
    "là ảnh quét, cần Tesseract với tiếng Việt (gói “vie”) để nhận dạng chữ (OCR) nhưng máy chưa có; hãy cài Tesseract "
    "(Windows: chọn Vietnamese khi cài; Debian/Ubuntu: tesseract-ocr-vie), hoặc nạp bản Word."
)
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word on a page, in pixels from the left and the top; ``confidence`` is in per cent."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class OcrLine:
    """Words that Tesseract takes for one line."""

    words: tuple[OcrWord, ...]

    @property
    def bottom(self) -> float:
        """Where the line stands: the middle of its words' lower edges."""
        return median(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """The usual height of its words."""
        return median(word.bottom - word.top for word in self.words)


@dataclass(frozen=True, slots=True)
class OcrPage:
    """The lines of one page; ``confidence`` is the mean of its words' in per cent, 0 for a blank page."""

    lines: tuple[OcrLine, ...]

    @property
    def confidence(self) -> float:
        """How sure Tesseract is of the page, by letters."""
        weights = [(len(word.text), word.confidence) for line in self.lines for word in line.words]
        total = sum(weight for weight, _ in weights)
        return sum(weight * sure for weight, sure in weights) / total if total else 0.0


def program() -> str | None:
    """Tesseract's command, or None when it or its Vietnamese model is not installed."""
    found = shutil.which("tesseract") or next((place for place in _PLACES if Path(place).is_file()), None)
    return found if found is not None and _has_vietnamese(found) else None


@lru_cache
def _has_vietnamese(command: str) -> bool:
    try:
        listed = subprocess.run([command, "--list-langs"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return _LANGUAGE in (listed.stdout + listed.stderr).decode("utf-8", "replace").split()


def read_image(image: bytes, path: Path, dpi: int | None = None) -> list[OcrPage]:
    """The pages of an image (PNG, JPEG, TIFF or PGM; a TIFF may hold several).

    ``dpi`` is the image's resolution when its file does not say it.

    Raises:
        UnsupportedFormat: Tesseract with Vietnamese is not installed.
        UnreadableFile: no image that Tesseract can open, or it needs too long.
    """
    command = program()
    if command is None:
        raise UnsupportedFormat(path, _MISSING)
    count = _tiff_pages(image)
    if count > PAGE_LIMIT:
        raise UnreadableFile(path, f"ảnh có hơn {PAGE_LIMIT} trang; hãy tách thành nhiều tệp.")
    options = ["-l", _LANGUAGE, *(["--dpi", str(dpi)] if dpi else []), "-c", "tessedit_page_number=-1", "tsv"]
    try:
        done = _run([command, "stdin", "stdout", *options], image, PAGE_TIMEOUT * count)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(path, f"nhận dạng chữ (OCR) quá {PAGE_TIMEOUT:.0f} giây một trang; đã dừng.") from error
    if done.returncode != 0:
        raise UnreadableFile(path, "Tesseract không mở được ảnh (hỏng hoặc không phải ảnh quét); hãy quét lại.")
    return pages_of(done.stdout.decode("utf-8", "replace"))


def _run(command: list[str], image: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
    one_core = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, input=image, capture_output=True, timeout=timeout, check=False, env=one_core)


def _tiff_pages(image: bytes) -> int:
    """How many pages a TIFF file chains together, as far as they are counted; 1 for any other image."""
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(image[:4])
    count, at = 0, 4
    while order is not None and count <= PAGE_LIMIT and 0 < at <= len(image) - 4:
        (at,) = struct.unpack_from(f"{order}I", image, at)
        if 0 < at <= len(image) - 2:
            count += 1
            (entries,) = struct.unpack_from(f"{order}H", image, at)
            at += 2 + 12 * entries
    return max(count, 1)


def pages_of(tsv: str) -> list[OcrPage]:
    """Tesseract's TSV output as pages; words without letters or confidence are left out."""
    rows = list(csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    return [OcrPage(tuple(_lines(page))) for _, page in groupby(rows, key=lambda row: row["page_num"])]


def unread_warning(pages: Sequence[int]) -> str:
    """What to tell about scanned pages that were left out because Tesseract is not installed."""
    return f"Trang {', '.join(map(str, pages))} chưa được đọc: {_MISSING}"


def confidence_warnings(pages: Sequence[tuple[int, OcrPage]]) -> Iterator[str]:
    """What to tell about pages (number, page) that were read by OCR."""
    if not pages:
        return
    shown = ", ".join(f"{number}: {page.confidence:.0f}%" for number, page in pages if page.lines)
    yield f"Chữ của {len(pages)} trang được nhận dạng từ ảnh quét (OCR)."
    if shown:
        yield f"Độ tin cậy nhận dạng từng trang: {shown}."
    poor = [str(number) for number, page in pages if page.lines and page.confidence < POOR]
    if poor:
        yield f"Trang {', '.join(poor)} nhận dạng kém (dưới {POOR}%); hãy đối chiếu với bản giấy trước khi trích dẫn."
    blank = [str(number) for number, page in pages if not page.lines]
    if blank:
        yield f"Trang {', '.join(blank)} là ảnh quét không có chữ."


def _lines(rows: Iterable[dict[str, str]]) -> Iterator[OcrLine]:
    words = (row for row in rows if row["level"] == _WORD_LEVEL and (row["text"] or "").strip())
    for _, line in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        found = tuple(map(_word, line))
        if any(map(str.isalnum, "".join(word.text for word in found))):  # else dots, strokes, the edge of a stamp
            yield OcrLine(found)


def _word(row: dict[str, str]) -> OcrWord:
    left, top = int(row["left"]), int(row["top"])
    right, bottom = left + int(row["width"]), top + int(row["height"])
    return OcrWord(row["text"].strip(), left, top, right, bottom, float(row["conf"]))
