"""The door of the readers: formats told apart by content, files that cannot be read, plain text and its encodings."""

from __future__ import annotations

import hashlib
import io
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import DOCUMENTS
from ingest.errors import FileError, UnreadableFile, UnsupportedFormat
from ingest.readers import SourceText, read, read_bytes
from ingest.readers.layout import LETTERHEAD_WORDS, Paragraph, Table, is_layout, to_text
from ingest.readers.source import normal_text

SENTENCE = "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành."
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500


def packed(member: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(member, "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.name)
def test_shipped_documents_are_read_as_they_stand(path: Path) -> None:
    source = read(path)
    assert source.text == unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.warnings == ()


def test_there_are_shipped_documents() -> None:
    assert len(list(DOCUMENTS.glob("*.txt"))) == 5


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_unicode_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "kế hoạch.txt"
    path.write_bytes(f"{SENTENCE}\r\nĐiều 1\r".encode(encoding))
    assert read(path).text == f"{SENTENCE}\nĐiều 1\n"


def test_big_endian_utf_16_is_read() -> None:
    assert read_bytes(b"\xfe\xff" + SENTENCE.encode("utf-16-be"), Path("a.txt")).text == SENTENCE


def test_decomposed_text_becomes_composed() -> None:
    assert read_bytes(unicodedata.normalize("NFD", SENTENCE).encode(), Path("a.md")).text == SENTENCE


def test_all_else_of_a_text_stays() -> None:
    odd = "\n\n  **52** /QĐ-UBND\t\u00a0|\n\f\u200bx  \n"
    assert read_bytes(odd.encode(), Path("a.txt")).text == odd


@given(st.text(st.characters(codec="utf-8", exclude_characters="".join(map(chr, range(32)))), min_size=1))
def test_any_text_is_read_in_nfc_or_is_blank(text: str) -> None:
    try:
        source = read_bytes(text.encode("utf-8"), Path("a.txt"))
    except UnreadableFile:
        assert not text.strip().strip("\ufeff")
    except UnsupportedFormat:
        assert text.lstrip().startswith(("%PDF-", "{\\rtf", "PK", "GIF8"))
    else:
        assert source.text.removeprefix("\ufeff") in (normal_text(text), normal_text(text).removeprefix("\ufeff"))
        assert unicodedata.is_normalized("NFC", source.text)


# bytes, name, error, words of the message
REFUSED: list[tuple[bytes, str, type[FileError], str]] = [
    (b"caf\xe9 cr\xe8me br\xfbl\xe9e", "a.txt", UnreadableFile, "byte 0xE9 tại vị trí 3 không thuộc UTF-8"),
    (b"\xff\xfe\x00", "a.txt", UnreadableFile, "UTF-16"),
    (b"\x00\x01\xff\x00" * 9, "a.txt", UnreadableFile, "nhị phân"),
    (b"Van ban\x00\x01", "a.txt", UnreadableFile, "ký tự điều khiển 0x00 tại vị trí 7"),
    (b"", "a.txt", UnreadableFile, "trống"),
    (b" \r\n\t ", "a.txt", UnreadableFile, "trống"),
    ("\ufeff".encode(), "a.txt", UnreadableFile, "không có chữ nào"),
    (b"<html><body><script>x</script></body></html>", "a.html", UnreadableFile, "không có chữ nào"),
    (PNG, "a.pdf", FileError, "tệp có đuôi .pdf nhưng nội dung là ảnh"),
    (PNG, "a.txt", FileError, "tệp có đuôi .txt nhưng nội dung là ảnh"),
    (OLE, "a.doc", FileError, "lưu thành .docx"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", UnsupportedFormat, "bỏ mật khẩu"),
    (OLE + "Workbook".encode("utf-16-le"), "a.xls", UnsupportedFormat, "lưu thành .xlsx"),
    (OLE, "a.docx", UnsupportedFormat, "bỏ mật khẩu"),
    (packed("xl/workbook.xml"), "a.docx", UnreadableFile, "tệp có đuôi .docx nhưng nội dung là Excel"),
    (packed("xl/workbook.xml"), "a.xlsx", UnreadableFile, "hỏng"),
    (packed("other.txt"), "a.zip", UnsupportedFormat, "giải nén"),
    (packed("other.txt"), "a.docx", UnsupportedFormat, "tệp có đuôi .docx nhưng nội dung là tệp nén ZIP"),
    (b"Rar!\x1a\x07\x00", "a.rar", UnsupportedFormat, "giải nén"),
    (packed("word/document.xml"), "a.docx", UnreadableFile, "hỏng"),
    (b"x", "a.json", UnsupportedFormat, "không hỗ trợ đuôi “.json”"),
    (b"x", "README", UnsupportedFormat, ".docx"),
    (b"no PDF at all", "a.pdf", UnreadableFile, "hỏng"),
    (b"no Word file", "a.docx", UnreadableFile, "hỏng"),
]


@pytest.mark.parametrize(("data", "name", "error", "words"), REFUSED)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, data: bytes, name: str, error: type[FileError], words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as raised:
        read(path)
    assert words in raised.value.reason
    assert str(raised.value).startswith(f"{name}: ")
    assert "\n" not in str(raised.value)


def test_missing_files_folders_and_sizes(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="không tìm thấy"):
        read(tmp_path / "không có.txt")
    with pytest.raises(UnreadableFile, match="thư mục"):
        read(tmp_path)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 3_000_000)
    with pytest.raises(UnreadableFile, match="2,9 MB, vượt giới hạn 1,0 MB"):
        read(path, limit=1024 * 1024)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="quyền"):
        read(path)


def test_a_page_named_as_a_word_file_is_read_with_a_warning() -> None:
    source = read_bytes(f"<html><body><p>{SENTENCE}</p></body></html>".encode(), Path("a.doc"))
    expected = "Tệp có đuôi .doc nhưng nội dung là HTML; đã đọc theo nội dung."
    assert (source.text, source.warnings) == (f"{SENTENCE}\n", (expected,))
    assert isinstance(source, SourceText)


def cell(*paragraphs: str) -> tuple[Paragraph, ...]:
    return tuple(map(Paragraph, paragraphs))


def test_a_table_is_lines_of_cells_between_blank_lines() -> None:
    table = Table(((cell("STT"), cell("Nội dung"), cell("Chủ trì")), (cell("1"), cell("a", " b\nc"), cell())))
    assert to_text([Paragraph("Trước"), table, Paragraph(" "), Paragraph("Sau")]) == (
        "Trước\n\nSTT\tNội dung\tChủ trì\n1\ta b c\t\n\nSau\n"
    )


# rows of a table -> whether it only places things on the page
LAYOUTS: list[tuple[list[list[str]], bool]] = [
    ([["UBND TỈNH X\n---", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 1/KH", "X, ngày 1 tháng 2"]], True),
    ([["Nơi nhận:\n- Như trên;", "TM. ỦY BAN NHÂN DÂN"]], True),
    ([["Nơi nhận:", "", "CHỦ TỊCH"], ["- Như trên", "", "Nguyễn Văn A"]], True),
    ([["Cả trang nằm trong một ô"]], True),
    ([["Một cột"], ["Hai dòng"]], True),
    ([["STT", "Nội dung", "Chủ trì"], ["1", "Rà soát", "Sở Nội vụ"]], False),
    ([["Nhiệm vụ", "Cơ quan"], ["Rà soát", "Sở Nội vụ"]], False),
    ([["1", "Rà soát", "Sở Nội vụ"]], False),
]


@pytest.mark.parametrize(("rows", "expected"), LAYOUTS)
def test_tables_for_layout_are_told_from_tables_of_data(rows: list[list[str]], expected: bool) -> None:
    assert is_layout(Table(tuple(tuple(map(cell, row)) for row in rows))) is expected


@pytest.mark.parametrize("words", LETTERHEAD_WORDS)
def test_letterhead_words_make_a_table_layout(words: str) -> None:
    assert is_layout(Table(((cell("x"), cell(words)), (cell("y"), cell("z")))))
