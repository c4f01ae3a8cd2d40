"""HTML, Word and PDF on files made here."""

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

from ingest.errors import FileError, UnreadableFile, UnsupportedFormat
from ingest.readers import read_bytes
from ingest.readers.numbering import Numbering, format_number
from ingest.readers.page import PrintedLine
from ingest.readers.printed import measures, paragraphs

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


def pdf(pages: list[str], *, image: bool = False, extra: str = "") -> bytes:
    """A PDF whose font maps each code to its own character, as files printed from Word do."""
    used = sorted({char for page in pages for char in page if char != "\n"}) or [" "]
    mapping = "\n".join(f"<{ord(char):04X}> <{ord(char):04X}>" for char in used)
    to_unicode = f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(used)} beginbfchar {mapping} endbfchar"
    descendant = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 500/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        "/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/F/Flags 4>>>>"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * at} 0 R' for at in range(len(pages)))}]>>",
        f"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[{descendant}]/ToUnicode 4 0 R>>",
        stream(to_unicode),
        stream("\x00", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"),
    ]
    for at, page in enumerate(pages):
        resources = "/Resources<</Font<</F 3 0 R>>/XObject<</I 5 0 R>>>>/MediaBox[0 0 600 800]"
        objects.append(f"<</Type/Page/Parent 2 0 R{resources}/Contents {7 + 2 * at} 0 R>>")
        objects.append(stream(drawing(page, image)))
    body = "".join(f"{number} 0 obj{content}endobj\n" for number, content in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size {len(objects) + 1}{extra}>>\n%%EOF\n".encode("latin-1")


def stream(content: str, entries: str = "") -> str:
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream "


def drawing(page: str, image: bool) -> str:
    lines = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td " for line in page.split("\n"))
    return f"BT /F 12 Tf 50 700 Td {lines}ET {'q 500 0 0 700 0 0 cm /I Do Q' if image else ''}"


PAGE = (
    "Điều 1. Sở Nội vụ chủ trì, hướng dẫn, kiểm tra, đôn đốc, theo dõi và tổng hợp;\n"
    "phối hợp với Sở Tài chính, Sở Tư pháp tham mưu Ủy ban nhân dân tỉnh ban hành;\n"
    "báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh trước ngày 15 hàng tháng."
)


def test_the_text_layer_is_read_page_by_page_as_paragraphs() -> None:
    paragraph = PAGE.replace("\n", " ")
    assert read_bytes(pdf([PAGE, "Trang hai"]), Path("a.pdf")).text == f"{paragraph}\n\nTrang hai\n"


@pytest.fixture
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which neither Tesseract nor LibreOffice is found."""
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("no_tools")
@pytest.mark.parametrize("pages", [[""], ["", "Người ký: Văn thư"]])
def test_a_scan_without_tesseract_is_refused_and_says_what_to_install(pages: list[str]) -> None:
    with pytest.raises(UnsupportedFormat, match=r"ảnh quét, cần Tesseract.*cài"):
        read_bytes(pdf(pages, image=True), Path("a.pdf"))


@pytest.mark.usefixtures("no_tools")
def test_scanned_pages_among_others_are_named_when_they_cannot_be_read() -> None:
    source = read_bytes(pdf([PAGE, "x"], image=True), Path("a.pdf"))
    assert source.text.endswith("hàng tháng.\n\nx\n")
    assert source.warnings[0].startswith("Trang 2 chưa được đọc: là ảnh quét, cần Tesseract")


ENCRYPTED = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'11' * 32}>>>"
BAD_PDFS = [
    (pdf([PAGE], extra=ENCRYPTED), "mật khẩu"),
    (pdf([PAGE])[:60], "hỏng"),
    (b"%PDF-1.7\n" + b"\x00" * 100, "hỏng"),
    (pdf([]), "hỏng"),
]


@pytest.mark.parametrize(("data", "words"), BAD_PDFS, ids=["encrypted", "truncated", "damaged", "empty"])
def test_pdf_files_that_cannot_be_opened(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_bytes(data, Path("a.pdf"))


WHOLE = {"a.docx": small_word_file(), "a.pdf": pdf([PAGE]), "a.html": f"<html><table><tr><td>{PAGE}</table>".encode()}


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(WHOLE)), keep=st.floats(0, 1), at=st.floats(0, 0.999), put=st.binary(max_size=40))
def test_a_scrambled_file_is_read_or_refused_by_name(name: str, keep: float, at: float, put: bytes) -> None:
    data = bytearray(WHOLE[name][: int(len(WHOLE[name]) * keep)])
    place = int(len(data) * at)
    data[place : place + len(put)] = put
    with contextlib.suppress(FileError):
        assert read_bytes(bytes(data), Path(name)).text.strip()


# (text, left, right, distance to the line above) of each line -> the text of the page
PRINTED: list[tuple[list[tuple[str, int, int, int]], str]] = [
    ([("Điều 1. Phạm vi", 80, 200, 0), ("Nghị định này quy định", 80, 520, 15), ("mức lương.", 60, 150, 15)], "A|B C"),
    ([("Một dòng dài bằng trang", 60, 520, 0), ("dòng tiếp theo", 60, 520, 15), ("dòng cuối", 60, 300, 15)], "A B C"),
    (
        [("bao gồm:", 80, 515, 0), ("a) Doanh nghiệp đến lề", 80, 520, 15), ("chạy dài rồi hết câu.", 60, 500, 15)],
        "A|B C",
    ),
    (
        [
            ("đoạn trước đến lề", 60, 520, 0),
            ("đoạn sau cách xa", 60, 520, 25),
            ("hai", 60, 520, 15),
            ("ba", 60, 90, 15),
        ],
        "A|B C D",
    ),
    (
        [("KẾ HOẠCH", 250, 330, 0), ("Cải cách hành chính", 200, 380, 15), ("Một dòng dài bằng trang", 60, 520, 15)],
        "A B|C",
    ),
    ([("UBND TỈNH", 60, 200, 0), ("CỘNG HÒA", 300, 520, 0), ("dài", 60, 520, 30), ("hết", 60, 90, 15)], "A|B|C D"),
    ([("- gạch đầu dòng dài đến hết", 60, 520, 0), ("dòng tiếp thụt vào của nó", 80, 520, 15)], "A B"),
    ([], ""),
]


@pytest.mark.parametrize(("lines", "shape"), PRINTED, ids=[str(at) for at in range(len(PRINTED))])
def test_printed_lines_become_paragraphs(lines: list[tuple[str, int, int, int]], shape: str) -> None:
    """``shape`` has a letter for each line, parted by a blank inside a paragraph and by a bar between two."""
    below = [sum(step for *_, step in lines[: at + 1]) for at in range(len(lines))]
    printed = [PrintedLine(text, left, right, 800 - y) for (text, left, right, _), y in zip(lines, below, strict=True)]
    letters = dict(zip([line.text for line in printed], "ABCD", strict=False))
    found = paragraphs(printed, measures(printed)) if printed else []
    assert "|".join(" ".join(letters[line.text] for line in one.lines) for one in found) == shape
