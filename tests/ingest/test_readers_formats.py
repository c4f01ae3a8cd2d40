"""HTML and Word on files made here."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import FileError, UnreadableFile
from ingest.readers import read_bytes
from ingest.readers.numbering import Numbering, format_number

SENTENCE = "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def html(body: str, head: str = "") -> str:
    return read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), Path("a.html")).text


# body of a page -> text
PAGES = [
    ("<p>Điều 1.\n  Phạm   vi</p><p>Hai</p>", "Điều 1. Phạm vi\n\nHai\n"),
    ("<p>TM. UBND<br>CHỦ TỊCH</p>", "TM. UBND\nCHỦ TỊCH\n"),
    ("<div>Một <b>hai</b><p>Ba</p> bốn</div>", "Một hai\n\nBa\n\nbốn\n"),
    ("<p>a</p><script>x()</script><style>p{}</style><!-- y --><p>b</p>", "a\n\nb\n"),
    ("<p>a<span style='display: none'>ẩn</span></p><p hidden>ẩn</p>", "a\n"),
    ("<ol><li>Một</li><li>Hai</li></ol><ul><li>Ba</li></ul>", "1. Một\n\n2. Hai\n\n- Ba\n"),
    ("<ol start=3><li>Ba</li></ol>", "3. Ba\n"),
    ("<pre>a\nb</pre>", "a\nb\n"),
    ("<p>1 &lt; 2 &amp; &#7897;</p>", "1 < 2 & ộ\n"),
    (
        "<p>x</p><table><tr><th>STT</th><th>Nội dung</th><th>Chủ trì</th></tr>"
        "<tr><td>1</td><td><p>- A;</p><p>- B</p></td><td>Sở Nội vụ</td></tr></table>y",
        "x\n\nSTT\tNội dung\tChủ trì\n1\t- A; - B\tSở Nội vụ\n\ny\n",
    ),
    (
        "<table><tr><td>I</td><td colspan=2>Nhóm</td></tr><tr><td rowspan=2>1</td><td>a</td><td>b</td></tr>"
        "<tr><td>c</td><td>d</td></tr></table>",
        "I\tNhóm\t\n1\ta\tb\n\tc\td\n",
    ),
    (
        "<table><tr><td>UBND TỈNH X</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>",
        "UBND TỈNH X\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
    ),
    (
        "<table><tr><td><p>Trang</p><table><tr><td>1</td><td>a</td><td>b</td></tr></table></td></tr></table>",
        "Trang\n\n1\ta\tb\n",
    ),
    ("<table><tr><td colspan=x>1</td><td>2</td><td>3</td></tr></table>", "1\t2\t3\n"),
]


@pytest.mark.parametrize(("body", "text"), PAGES)
def test_pages_are_read_as_they_are_seen(body: str, text: str) -> None:
    assert html(body) == text


def test_a_page_is_utf_8_whatever_it_says_unless_its_bytes_are_not() -> None:
    head = '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">'
    assert html("<p>Sở Nội vụ</p>", head) == "Sở Nội vụ\n"
    old = f"<html><head>{head}</head><p>caf\u00e9 &#7897;</p></html>".encode("cp1252")
    assert read_bytes(old, Path("a.htm")).text == "café ộ\n"
    unnamed = "<html><p>caf\u00e9</p></html>".encode("cp1252")
    with pytest.raises(UnreadableFile, match="không thuộc UTF-8"):
        read_bytes(unnamed, Path("a.htm"))


def test_a_page_with_an_unknown_charset_says_so() -> None:
    page = '<html><meta charset="tcvn3"><p>caf\u00e9</p></html>'.encode("cp1252")
    with pytest.raises(UnreadableFile, match="tcvn3"):
        read_bytes(page, Path("a.htm"))


def word(build: Callable[[WordDocument], object]) -> str:
    document = Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return read_bytes(stream.getvalue(), Path("a.docx")).text


def add(document: WordDocument, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def test_word_paragraphs_and_tables_in_order() -> None:
    def build(document: WordDocument) -> None:
        document.add_paragraph("Trước\ncùng đoạn")
        table = document.add_table(3, 3)
        rows = [["STT", "Nội dung", "Chủ trì"], ["I", "Nhóm nhiệm vụ", ""], ["1", "Rà soát", "Sở Nội vụ"]]
        for row, words in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, words, strict=True):
                cell.text = text
        table.cell(1, 1).merge(table.cell(1, 2))
        document.add_paragraph("Nơi nhận:\tSau")

    assert word(build) == (
        "Trước\ncùng đoạn\n\nSTT\tNội dung\tChủ trì\nI\tNhóm nhiệm vụ\t\n1\tRà soát\tSở Nội vụ\n\nNơi nhận: Sau\n"
    )


def test_word_cells_merged_downwards_stand_once() -> None:
    def build(document: WordDocument) -> None:
        table = document.add_table(2, 3)
        for at, text in enumerate(["1", "a", "Sở Nội vụ", "2", "b", ""]):
            table.cell(at // 3, at % 3).text = text
        table.cell(0, 2).merge(table.cell(1, 2))

    assert word(build) == "1\ta\tSở Nội vụ\n2\tb\t\n"


def test_word_numbers_that_are_stored_nowhere_are_read() -> None:
    def build(document: WordDocument) -> None:
        for text, style in (("Một", "List Number"), ("Hai", "List Number"), ("x", "List Bullet"), ("y", "Normal")):
            document.add_paragraph(text, style)

    assert word(build) == "1. Một\n\n2. Hai\n\n- x\n\ny\n"


# XML of a paragraph -> text
PARAGRAPHS = [
    (
        f"<w:p {W}><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins></w:p>",
        "mới",
    ),
    (f"<w:p {W}><w:r><w:t>52</w:t><w:noBreakHyphen/><w:t>QĐ</w:t><w:br/><w:t>x</w:t></w:r></w:p>", "52-QĐ\nx"),
    (f"<w:p {W}><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>", "liên kết"),
    (f"<w:p {W}><w:r><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r></w:p>", "3"),
    (f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Mục lục</w:t></w:r></w:p></w:sdtContent></w:sdt>", "Mục lục"),
    (
        f"<w:p {W}><w:r><w:t>Thân</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>Hộp</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r></w:p>",
        "Thân\n\nHộp",
    ),
]


@pytest.mark.parametrize(("xml", "text"), PARAGRAPHS)
def test_word_text_is_what_word_shows(xml: str, text: str) -> None:
    assert word(lambda document: add(document, xml)) == f"{text}\n"


def small_word_file() -> bytes:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("Sở Nội vụ chủ trì.")
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.95])
def test_a_truncated_word_file_says_so(keep: float) -> None:
    data = small_word_file()
    with pytest.raises(UnreadableFile, match="hỏng"):
        read_bytes(data[: int(len(data) * keep)], Path("a.docx"))


NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>""".encode()
STYLES = f"""<w:styles {W}><w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:ilvl w:val="1"/>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style></w:styles>""".encode()


def test_numbers_run_on_and_start_again_below_a_higher_level() -> None:
    numbering = Numbering(NUMBERING, STYLES)
    steps = [("1", level) for level in "0112233014"] + [("2", "0"), ("2", "0")]
    places = [numbering.place(number, level, None) for number, level in steps]
    printed = [numbering.marker(place) for place in places if place is not None]
    assert printed == ["I.", "1.", "2.", "2.1.", "2.2.", "a)", "b)", "II.", "1.", "-", "IV.", "V."]


def test_a_style_gives_its_place_in_a_list() -> None:
    numbering = Numbering(NUMBERING, STYLES)
    inherited = numbering.place(None, None, "Con")
    assert inherited == numbering.place(None, None, "Muc")
    assert inherited is not None
    assert inherited.level == 1
    assert numbering.place("0", None, "Muc") is None
    assert numbering.place(None, None, "Khác") is None
    assert Numbering(None, None).place("1", "0", None) is None


NUMBERS = [(9, "lowerRoman", "ix"), (1994, "upperRoman", "MCMXCIV"), (26, "upperLetter", "Z"), (5, "none", "")]


@pytest.mark.parametrize(("number", "format", "text"), NUMBERS)
def test_number_formats(number: int, format: str, text: str) -> None:
    assert format_number(number, format) == text


WHOLE = {"a.docx": small_word_file(), "a.html": f"<html><table><tr><td>{SENTENCE}</table>".encode()}


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(WHOLE)), keep=st.floats(0, 1), at=st.floats(0, 0.999), put=st.binary(max_size=40))
def test_a_scrambled_file_is_read_or_refused_by_name(name: str, keep: float, at: float, put: bytes) -> None:
    data = bytearray(WHOLE[name][: int(len(WHOLE[name]) * keep)])
    place = int(len(data) * at)
    data[place : place + len(put)] = put
    with contextlib.suppress(FileError):
        assert read_bytes(bytes(data), Path(name)).text.strip()
