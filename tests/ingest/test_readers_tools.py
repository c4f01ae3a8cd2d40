"""Readers that need a program: Tesseract and LibreOffice, stood in for by small scripts, and the real ones if here."""

from __future__ import annotations

import io
import os
import stat
import struct
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from docx import Document
from pypdfium2 import PdfDocument

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.readers import ocr, office, read_bytes
from ingest.readers.drawn import drawn_rules, table_rules
from ingest.readers.ocr import OcrLine, OcrPage, OcrWord, confidence_warnings, pages_of, unread_warning
from ingest.readers.ruled import find_grids
from ingest.readers.scanned import printed_scan

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
TSV = "\n".join(
    [
        HEADER,
        "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t",
        "5\t1\t1\t1\t1\t1\t300\t400\t100\t40\t96.5\tSở",
        "5\t1\t1\t1\t1\t2\t420\t400\t100\t44\t90\tNội",
        "5\t1\t1\t1\t1\t3\t540\t400\t100\t42\t50\tvụ",
        "5\t1\t1\t1\t2\t1\t300\t460\t100\t40\t95\tchủ",
        '5\t1\t1\t1\t2\t2\t420\t460\t100\t40\t95\t"trì',
        "5\t1\t1\t1\t2\t3\t540\t460\t100\t40\t95\t ",
        "1\t2\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t",
    ]
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 30

posix_only = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Puts a shell script of some name first on the search path, in a folder with a Vietnamese name."""
    folder = tmp_path / "Chương trình"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    def put(name: str, script: str) -> None:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    return put


def tesseract(answer: str) -> str:
    """A script that knows Vietnamese, and answers so."""
    return f'[ "$1" = --list-langs ] && echo vie && exit 0\n{answer}'


def test_tsv_becomes_pages_of_lines() -> None:
    first, second = pages_of(TSV)
    assert [[word.text for word in line.words] for line in first.lines] == [["Sở", "Nội", "vụ"], ["chủ", '"trì']]
    assert first.lines[0].bottom == 442
    assert first.lines[0].height == 42
    assert 80 < first.confidence < 90
    assert second.lines == ()
    assert second.confidence == 0


def test_places_of_words_are_points_from_the_top() -> None:
    page = printed_scan(1, pages_of(TSV)[0])
    assert [(word.text, word.left, word.run) for word in page.words[:2]] == [("Sở", 72.0, 0), ("Nội", 100.8, 0)]
    assert page.words[0].baseline == pytest.approx(-442 * 0.24)


def scan(*confidences: float) -> OcrPage:
    words = tuple(OcrWord("chữ", 0, 0, 9, 9, each) for each in confidences)
    return OcrPage((OcrLine(words),) if words else ())


def test_confidence_is_told_page_by_page() -> None:
    assert list(confidence_warnings([(1, scan(96, 94)), (3, scan(60)), (4, scan())])) == [
        "Chữ của 3 trang được nhận dạng từ ảnh quét (OCR).",
        "Độ tin cậy nhận dạng từng trang: 1: 95%, 3: 60%.",
        "Trang 3 nhận dạng kém (dưới 70%); hãy đối chiếu với bản giấy trước khi trích dẫn.",
        "Trang 4 là ảnh quét không có chữ.",
    ]
    assert list(confidence_warnings([])) == []
    assert "Trang 2, 5 chưa được đọc" in unread_warning([2, 5])


@posix_only
def test_an_image_is_read_with_its_confidence(stand_in: Callable[[str, str], None], tmp_path: Path) -> None:
    (tmp_path / "tsv").write_text(TSV, encoding="utf-8")
    stand_in("tesseract", tesseract(f"cat > /dev/null; cat '{tmp_path}/tsv'"))
    source = read_bytes(PNG, Path("quét.png"))
    assert source.text.replace("\n", " ") == 'Sở Nội vụ chủ "trì '
    assert source.warnings[0] == "Chữ của 2 trang được nhận dạng từ ảnh quét (OCR)."
    named = read_bytes(PNG, Path("quét.pdf"))
    assert named.warnings[0] == "Tệp có đuôi .pdf nhưng nội dung là ảnh; đã đọc theo nội dung."


# what the program does -> words of the refusal
FAILURES = [
    ("exit 1", "không mở được ảnh"),
    (f"cat > /dev/null; echo '{HEADER}'", "trang trắng"),
]


@posix_only
@pytest.mark.parametrize(("script", "words"), FAILURES)
def test_images_that_give_no_text_are_refused(stand_in: Callable[[str, str], None], script: str, words: str) -> None:
    stand_in("tesseract", tesseract(script))
    with pytest.raises(UnreadableFile, match=words):
        read_bytes(PNG, Path("a.png"))


@posix_only
def test_a_page_that_takes_too_long_is_given_up(
    stand_in: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in("tesseract", tesseract("exec sleep 20"))
    monkeypatch.setattr(ocr, "PAGE_TIMEOUT", 0.3)
    start = time.perf_counter()
    with pytest.raises(UnreadableFile, match="quá 0 giây một trang"):
        read_bytes(PNG, Path("a.png"))
    assert time.perf_counter() - start < 5


@posix_only
def test_tesseract_without_vietnamese_is_as_none(stand_in: Callable[[str, str], None]) -> None:
    stand_in("tesseract", "echo eng")
    with pytest.raises(UnsupportedFormat, match=r"cần Tesseract.*vie"):
        read_bytes(PNG, Path("a.jpg"))


@pytest.mark.parametrize("name", ["a.doc", "a.odt", "a.rtf"])
def test_without_libreoffice_the_file_is_refused_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PATH", "")
    if office.program() is not None:
        pytest.skip("LibreOffice stands where its installer puts it")
    with pytest.raises(UnsupportedFormat, match="hãy cài LibreOffice"):
        read_bytes(b"x", Path(name))


def word_file(text: str) -> bytes:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


# LibreOffice's arguments: ... --convert-to docx --outdir FOLDER FILE
CONVERT = 'for last; do :; done; cp "{}" "${{last%.*}}.docx"'


@posix_only
def test_an_old_word_file_is_read_through_libreoffice(stand_in: Callable[[str, str], None], tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(word_file("Sở Nội vụ chủ trì."))
    stand_in("soffice", CONVERT.format(tmp_path / "x.docx"))
    for name in ("Kế hoạch.doc", "a.odt", "a.RTF"):
        assert read_bytes(b"x", Path(name)).text == "Sở Nội vụ chủ trì.\n"


@posix_only
def test_a_file_that_libreoffice_cannot_open_is_refused(stand_in: Callable[[str, str], None]) -> None:
    stand_in("soffice", "exit 0")
    with pytest.raises(UnreadableFile, match="không mở được tệp"):
        read_bytes(b"x", Path("a.doc"))


@posix_only
def test_a_conversion_that_hangs_is_stopped_with_what_it_started(
    stand_in: Callable[[str, str], None], tmp_path: Path
) -> None:
    stand_in("soffice", f"sleep 30 & echo $! > '{tmp_path}/pid'; wait")
    start = time.perf_counter()
    with pytest.raises(UnreadableFile, match="không chuyển đổi xong trong 1 giây"):
        office.converted(b"x", Path("a.doc"), "docx", timeout=1)
    assert time.perf_counter() - start < 10
    child = int((tmp_path / "pid").read_text())
    time.sleep(0.1)
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def picture(*, crooked: int = 0, faint: int = 0) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """A white page (100 dots an inch) with a table of two rows and three columns, and some ink beside it."""
    page = np.full((600, 800), 240, np.uint8)
    for y in (200, 260, 330):
        for x in range(100, 700):
            page[y + x * crooked // 700, x] = faint
    for x in (100, 200, 450, 699):
        page[200 : 331 + crooked, x] = faint
    page[400:404, 100:120] = 0
    page[430:560, 300:420] = 0
    return page


@pytest.mark.parametrize(("crooked", "faint"), [(0, 0), (0, 200), (4, 120)])
def test_tables_of_a_picture_are_found_by_their_lines(crooked: int, faint: int) -> None:
    (grid,) = find_grids(table_rules(picture(crooked=crooked, faint=faint), 100))
    assert (len(grid.xs), len(grid.ys)) == (4, 3)
    assert grid.xs[0] == pytest.approx(72, abs=2)
    assert grid.top == pytest.approx(-144, abs=4)


def test_a_picture_without_lines_draws_nothing() -> None:
    assert drawn_rules(np.full((300, 300), 255, np.uint8), 100) == []
    assert table_rules(np.zeros((300, 300), np.uint8), 100) == []


def printed_page(text: str) -> bytes:
    """A PDF page that prints ASCII text large, in a font that every viewer has."""
    drawing = f"BT /F 28 Tf 60 700 Td ({text}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream ",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = "".join(f"{number} 0 obj{content}endobj\n" for number, content in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size 6>>\n%%EOF\n".encode()


def pictured(page: bytes) -> bytes:
    """The page as a scanner sees it (PGM)."""
    document = PdfDocument(page)
    bitmap = document[0].render(scale=ocr.DPI / 72, grayscale=True)
    pixels: bytes = bitmap.to_numpy().tobytes()
    return f"P5 {bitmap.width} {bitmap.height} 255\n".encode() + pixels


@pytest.mark.skipif(ocr.program() is None, reason="Tesseract with Vietnamese is not installed")
def test_a_scan_is_read_by_the_real_tesseract() -> None:
    source = read_bytes(pictured(printed_page("KE HOACH 52 nam 2026")), Path("quét.png"))
    assert "HOACH 52" in source.text
    assert "OCR" in " ".join(source.warnings)
    with pytest.raises(UnreadableFile, match="trang trắng"):
        read_bytes(pictured(printed_page("")), Path("trắng.png"))


def tiff(pages: int, order: str) -> bytes:
    """A TIFF file of empty directories, chained."""
    data = bytearray(b"II*\x00" if order == "<" else b"MM\x00*")
    for _ in range(pages):
        data += struct.pack(f"{order}IH", len(data) + 4, 0)
    return bytes(data + struct.pack(f"{order}I", 0))


@pytest.mark.parametrize("order", ["<", ">"])
@posix_only
def test_the_pages_of_a_tiff_are_counted_before_it_is_read(stand_in: Callable[[str, str], None], order: str) -> None:
    stand_in("tesseract", tesseract("cat > /dev/null; exit 1"))
    with pytest.raises(UnreadableFile, match="hơn 200 trang"):
        read_bytes(tiff(201, order), Path("a.tif"))
    with pytest.raises(UnreadableFile, match="không mở được ảnh"):
        read_bytes(tiff(3, order), Path("a.tif"))
    endless = tiff(1, order)[:-4] + struct.pack(f"{order}I", 8)
    with pytest.raises(UnreadableFile):
        read_bytes(endless, Path("a.tif"))
