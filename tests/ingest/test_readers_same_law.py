"""One law in every format: the tree (addresses and texts) is the same up to white space."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import pytest
from docx import Document

from ingest.parse import parse_text
from ingest.readers import read_bytes
from ingest.readers.office import converted, program

HEAD = (("QUỐC HỘI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Luật số: 99/2026/QH16", "Độc lập - Tự do - Hạnh phúc"))
LAW = """LUẬT
PHỤC VỤ NGƯỜI DÂN VÀ DOANH NGHIỆP
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Phục vụ người dân và doanh nghiệp.
Chương I
NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định nguyên tắc, trách nhiệm của cơ quan nhà nước và trình tự tiếp nhận, giải quyết thủ tục hành chính.
Điều 2. Nguyên tắc phục vụ
1. Công khai, minh bạch, đúng thời hạn; lấy người dân và doanh nghiệp làm trung tâm của mọi hoạt động quản lý.
2. Cơ quan tiếp nhận có trách nhiệm sau đây:
a) Hướng dẫn đầy đủ, một lần bằng văn bản khi hồ sơ chưa hợp lệ;
b) Không yêu cầu giấy tờ đã có trong cơ sở dữ liệu quốc gia;
đ) Xin lỗi bằng văn bản khi giải quyết quá hạn.
Chương II
TRÁCH NHIỆM CỦA CƠ QUAN NHÀ NƯỚC
Điều 3. Trách nhiệm của Bộ Nội vụ
1. Chủ trì, phối hợp với các bộ, cơ quan ngang bộ trình Chính phủ ban hành Chương trình tổng thể.
2. Hằng năm công bố Chỉ số hài lòng của người dân đối với sự phục vụ hành chính (SIPAS).
Điều 4. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2027."""
TASKS = (("STT", "Nhiệm vụ", "Cơ quan chủ trì"), ("1", "Rà soát thủ tục", "Sở Nội vụ"), ("2", "Báo cáo", "Sở Y tế"))
PLAIN = "a.txt"


def as_text() -> bytes:
    head = "\n\n".join(cell for column in zip(*HEAD, strict=True) for cell in column)
    rows = "\n".join("\t".join(row) for row in TASKS)
    body = LAW.replace("\n", "\n\n")
    return f"{head}\n\n{body}\n\n{rows}\n".encode()


def as_page() -> bytes:
    def cells(rows: tuple[tuple[str, ...], ...]) -> str:
        shown = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in shown) + "</table>"

    columns = (("<br>".join(column) for column in zip(*HEAD, strict=True)),)
    head = "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in columns[0]) + "</tr></table>"
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in LAW.split("\n"))
    return f"<html><body>{head}{body}{cells(TASKS)}</body></html>".encode()


def as_word() -> bytes:
    document = Document()
    head = document.add_table(1, 2)
    for cell, column in zip(head.rows[0].cells, zip(*HEAD, strict=True), strict=True):
        cell.text = "\n".join(column)
    for line in LAW.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(3, 3, "Table Grid")
    for row, words in zip(table.rows, TASKS, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.add_paragraph()  # as Word has it below a table; the old format needs it
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def tree(data: bytes, name: str) -> list[tuple[str, str]]:
    text = read_bytes(data, Path(name)).text
    parsed = parse_text(text, name)
    return [(str(each.address), re.sub(r"\s+", " ", each.text)) for each in parsed.provisions]


def test_the_tree_of_the_text_is_whole() -> None:
    addresses = [address for address, _ in tree(as_text(), PLAIN)]
    assert {"dieu-1", "dieu-2/2/a", "dieu-2/2/đ", "dieu-3/2", "dieu-4"} <= set(addresses)


@pytest.mark.parametrize("name", ["a.html", "a.docx"])
def test_pages_and_word_files_give_the_tree_of_the_text(name: str) -> None:
    data = {"a.html": as_page, "a.docx": as_word}[name]()
    assert tree(data, name) == tree(as_text(), PLAIN)


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf", "pdf"])
def test_converted_files_give_the_tree_of_the_text(suffix: str) -> None:
    data = converted(as_word(), Path("a.docx"), suffix)
    assert tree(data, f"a.{suffix}") == tree(as_text(), PLAIN)
