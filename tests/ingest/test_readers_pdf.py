"""PDF files made here: the text layer, what it hides, scans, files that cannot be opened; lines and paragraphs."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import FileError, UnreadableFile, UnsupportedFormat
from ingest.readers import ocr, read_bytes
from ingest.readers.legacy_tables import ALPHABET
from ingest.readers.page import PrintedLine
from ingest.readers.printed import measures, paragraphs

DESCENDANT = (
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 500/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
    "/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/F/Flags 4>>>>"
)
LINE = "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành tham mưu Ủy ban nhân dân tỉnh"


def shown(text: str) -> str:
    return f"<{text.encode('utf-16-be', 'surrogatepass').hex()}> Tj"


def at(x: int, y: int, text: str) -> str:
    return f"1 0 0 1 {x} {y} Tm {shown(text)}"


def page(*placed: str, drawing: str = "", white: str = "") -> str:
    """The drawing of a page: shapes, then black text, then white text."""
    hidden = f"1 1 1 rg BT /F 12 Tf {white} ET" if white else ""
    return f"{drawing} 0 g BT /F 12 Tf {' '.join(placed)} ET {hidden}"


def pdf(pages: list[str], *, image: bool = False, extra: str = "") -> bytes:
    """A PDF whose pages print lines of text from the top, perhaps over an image of the whole page."""
    return drawn_pdf([drawing(page, image) for page in pages], "".join(pages), extra)


def drawn_pdf(drawings: list[str], letters: str = "", extra: str = "") -> bytes:
    """A PDF of drawn pages, whose font maps each code to its own character, as files printed from Word do."""
    used = sorted({*letters, *ALPHABET, *map(chr, range(32, 127))} - {"\n"})
    blocks = [used[start : start + 100] for start in range(0, len(used), 100)]
    mapping = "".join(
        f"{len(block)} beginbfchar {' '.join(f'<{ord(char):04X}> <{ord(char):04X}>' for char in block)} endbfchar "
        for block in blocks
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(drawings)}/Kids[{' '.join(f'{6 + 2 * at} 0 R' for at in range(len(drawings)))}]>>",
        f"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[{DESCENDANT}]/ToUnicode 4 0 R>>",
        stream(f"1 begincodespacerange <0000> <FFFF> endcodespacerange {mapping}"),
        stream("\x00", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"),
    ]
    for at, drawn in enumerate(drawings):
        resources = "/Resources<</Font<</F 3 0 R>>/XObject<</I 5 0 R>>>>/MediaBox[0 0 600 800]"
        objects += [f"<</Type/Page/Parent 2 0 R{resources}/Contents {7 + 2 * at} 0 R>>", stream(drawn)]
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


@settings(max_examples=40, deadline=None)
@given(keep=st.floats(0, 1), at=st.floats(0, 0.999), put=st.binary(max_size=40))
def test_a_scrambled_pdf_is_read_or_refused_by_name(keep: float, at: float, put: bytes) -> None:
    whole = pdf([PAGE])
    data = bytearray(whole[: int(len(whole) * keep)])
    place = int(len(data) * at)
    data[place : place + len(put)] = put
    with contextlib.suppress(FileError):
        assert read_bytes(bytes(data), Path("a.pdf")).text.strip()


def test_running_heads_of_the_gazette_go_and_a_cut_sentence_is_whole() -> None:
    pages = [
        page(at(60, 770, "8"), at(200, 770, "CÔNG BÁO/Số 1 + 2/Ngày 5-3-2026"), at(60, 700, LINE), at(60, 685, LINE)),
        page(at(200, 770, "CÔNG BÁO/Số 1 + 2/Ngày 5-3-2026"), at(530, 770, "9"), at(60, 700, "thủ tục.")),
    ]
    assert read_bytes(drawn_pdf(pages), Path("a.pdf")).text == f"{LINE} {LINE} thủ tục.\n"


def test_two_columns_are_read_one_after_the_other() -> None:
    heading = page(
        *(at(60, 750, "UBND TỈNH X"), at(300, 750, "CỘNG HÒA XÃ HỘI"), at(300, 735, "Độc lập - Tự do")),
        *(at(60, 705, "Số: 1/KH-UBND"), at(300, 705, "X, ngày 5 tháng 3"), at(60, 670, LINE)),
    )
    assert read_bytes(drawn_pdf([heading]), Path("a.pdf")).text == (
        f"UBND TỈNH X\n\nSố: 1/KH-UBND\n\nCỘNG HÒA XÃ HỘI\nĐộc lập - Tự do\n\nX, ngày 5 tháng 3\n\n{LINE}\n"
    )


STROKED = "50 600 500 90 re S 50 630 m 550 630 l S 100 600 m 100 690 l S 300 600 m 300 690 l S 50 660 m 550 660 l S"
FILLED = "50 600 500 1 re 50 630 500 1 re 50 660 500 1 re 50 690 500 1 re 50 600 1 90 re 100 600 1 90 re f " \
    "300 600 1 90 re 549 600 1 90 re f"  # fmt: skip


@pytest.mark.parametrize("rules", [STROKED, FILLED], ids=["stroked", "filled"])
def test_a_ruled_table_is_rows_with_tabs(rules: str) -> None:
    table = page(
        *(at(60, 670, "STT"), at(110, 670, "Nội dung"), at(310, 670, "Chủ trì"), at(60, 640, "1")),
        *(at(110, 648, "Rà soát"), at(110, 634, "thủ tục"), at(310, 640, "Sở Nội vụ"), at(60, 610, "2")),
        drawing=rules,
    )
    text = read_bytes(drawn_pdf([table]), Path("a.pdf")).text
    assert text == "STT\tNội dung\tChủ trì\n1\tRà soát thủ tục\tSở Nội vụ\n2\t\t\n"


def test_white_text_on_paper_is_not_read_and_on_a_dark_shape_is() -> None:
    hidden = page(at(60, 700, LINE), white=at(60, 600, "dấu ký"))
    assert read_bytes(drawn_pdf([hidden]), Path("a.pdf")).text == f"{LINE}\n"
    shown = page(at(60, 700, LINE), white=at(60, 600, "STT"), drawing="0 0 0.5 rg 50 590 200 30 re f 0 g")
    assert read_bytes(drawn_pdf([shown]), Path("a.pdf")).text == f"{LINE}\n\nSTT\n"


# turn of the text, where its first line begins, the step to the next -> the same text
TURNS = [("0 1 -1 0", (100, 60), (15, 0)), ("0 -1 1 0", (500, 740), (-15, 0)), ("-1 0 0 -1", (540, 100), (0, 15))]


@pytest.mark.parametrize(("turn", "start", "step"), TURNS, ids=["up", "down", "over"])
def test_turned_text_is_read_along_its_lines(turn: str, start: tuple[int, int], step: tuple[int, int]) -> None:
    lines = [LINE, "thủ tục hành chính."]
    places = [(start[0] + step[0] * row, start[1] + step[1] * row) for row in range(2)]
    placed = [f"{turn} {x} {y} Tm {shown(text)}" for text, (x, y) in zip(lines, places, strict=True)]
    assert read_bytes(drawn_pdf([page(*placed)]), Path("a.pdf")).text == f"{LINE} thủ tục hành chính.\n"


def test_a_rare_character_of_two_units_is_read() -> None:
    assert read_bytes(drawn_pdf([page(at(60, 700, "chữ"), at(60, 680, "\ud840\udc00"))]), Path("a.pdf")).text


@pytest.mark.skipif(ocr.program() is None, reason="Tesseract with Vietnamese is not installed")
def test_a_blank_scan_says_that_it_holds_no_words() -> None:
    with pytest.raises(UnreadableFile, match=r"chỉ có ảnh quét \(2 trang\) mà không nhận dạng được chữ nào"):
        read_bytes(pdf(["", ""], image=True), Path("a.pdf"))
    mixed = read_bytes(pdf([PAGE, "x"], image=True), Path("a.pdf"))
    assert mixed.text.endswith("hàng tháng.\n\nx\n")
    assert mixed.warnings[-1] == "Trang 2 là ảnh quét không có chữ."


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
