"""The document page's blocks: every provision once, tables as tables, the outline by level."""

from __future__ import annotations

import pytest

from ingest.address import Address
from ingest.records import Cell, Level, Provision, Span
from web.document_view import TableBlock, TextBlock, blocks, outline, warnings
from web.marked_text import Layers

TEXT = (
    "KẾ HOẠCH\n\nI. MỤC ĐÍCH\n\n1. Nâng cao\n\nSTT\tNội dung\n\nA\tTuyên truyền\n\n"
    "1\tMở hội thi\n\n2\tIn tờ rơi\n\nNơi nhận:\n- VT."
)


def provision(address: str, level: Level, words: str, heading: str = "", cells: tuple[Cell, ...] = ()) -> Provision:
    start = TEXT.index(words)
    at = Address.parse(address)
    parent = Address(at.steps[:-1]) if len(at.steps) > 1 else None
    marker = words.split(maxsplit=1)[0]
    return Provision(at, level, marker, heading, words, (Span(start, start + len(words)),), parent, cells)


def cells(*words: str) -> tuple[Cell, ...]:
    names = ("STT", "Nội dung")
    spans = [Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in words]
    return tuple(Cell(name, word, (span,)) for name, word, span in zip(names, words, spans, strict=True))


PROVISIONS = [
    provision("ke-hoach", Level.PART, "KẾ HOẠCH", "KẾ HOẠCH"),
    provision("ke-hoach/I", Level.SECTION, "I. MỤC ĐÍCH", "MỤC ĐÍCH"),
    provision("ke-hoach/I/1", Level.CLAUSE, "1. Nâng cao"),
    provision("ke-hoach/bang", Level.TABLE_HEAD, "STT\tNội dung"),
    provision("ke-hoach/A", Level.SECTION, "A\tTuyên truyền", "Tuyên truyền"),
    provision("ke-hoach/A/1", Level.ROW, "1\tMở hội thi", cells=cells("1\t"[:1], "Mở hội thi")),
    provision("ke-hoach/A/2", Level.ROW, "2\tIn tờ rơi", cells=cells("2", "In tờ rơi")),
    provision("ke-hoach/noi-nhan", Level.RECIPIENTS, "Nơi nhận:\n- VT."),
]


def test_outline_has_headings_with_depth() -> None:
    assert [(item.address, item.depth) for item in outline(PROVISIONS)] == [
        ("ke-hoach", 0),
        ("ke-hoach/I", 1),
        ("ke-hoach/A", 1),
    ]


def test_rows_and_their_group_heading_are_one_table() -> None:
    (table,) = [block for block in blocks(TEXT, PROVISIONS) if isinstance(block, TableBlock)]
    assert table.columns == ("STT", "Nội dung")
    assert [(row.address, row.is_group) for row in table.rows] == [
        ("ke-hoach/A", True),
        ("ke-hoach/A/1", False),
        ("ke-hoach/A/2", False),
    ]


def test_every_provision_is_shown_once_in_reading_order() -> None:
    found: list[str] = []
    for block in blocks(TEXT, list(reversed(PROVISIONS))):
        found += [row.address for row in block.rows] if isinstance(block, TableBlock) else [block.address]
    assert found == [str(one.address) for one in PROVISIONS if one.level is not Level.TABLE_HEAD]


HEADS = [
    (
        "QUỐC HỘI\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\n\n"
        "Luật số: 45/2013/QH13\n\nHà Nội, ngày 29 tháng 11 năm 2013\n\nLUẬT\n\nĐẤT ĐAI",
        ["left", "right", "left", "right"],
        0,
    ),
    (
        "|\n**Tình trạng:**\n|\n**ỦY BAN NHÂN DÂN**\nTHÀNH PHỐ HỒ CHÍ MINH\n-------\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA "
        "VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n|\n|\nSố: 2817/QĐ-UBND\n|\n*Thành phố Hồ Chí\nMinh, ngày 19 tháng 11 "
        "năm 2025*\n|\n**QUYẾT ĐỊNH**\nVỀ VIỆC CÔNG BỐ",
        ["left", "right", "left", "right"],
        1,
    ),
    (
        "ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH CÀ MAU      Độc lập - Tự do - Hạnh phúc\n"
        "\nSố: 7/KH-UBND\n\nKẾ HOẠCH\n\nKiểm tra",
        ["both", "left"],
        0,
    ),
    ("PHỤ LỤC\n\nDANH MỤC NHIỆM VỤ", [], 0),
    ("ỦY BAN NHÂN DÂN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nkhông có tên loại", [], 0),
]


@pytest.mark.parametrize(("text", "sides", "first"), HEADS)
def test_a_printed_head_stands_in_its_columns(text: str, sides: list[str], first: int) -> None:
    part = Provision(Address.parse("ke-hoach"), Level.PART, "", "", text, (Span(0, len(text)),), None)
    (block,) = blocks(text, [part])
    assert isinstance(block, TextBlock)
    assert ([one.side for one in block.beside], block.first) == (sides, first)
    assert [one.paragraph for one in block.beside] == list(block.paragraphs[first : first + len(sides)])


def test_a_warning_leads_to_its_clause() -> None:
    said = ["Sau “b)” đến “đ)”: thiếu số ở giữa (dieu-2/1).", "Chữ mờ (trang 3).", "Nhận dạng chữ."]
    found = [(one.words, one.href) for one in warnings(said, {"dieu-2/1": "#dieu-2/1"})]
    assert found == [
        ("Sau “b)” đến “đ)”: thiếu số ở giữa.", "#dieu-2/1"),
        ("Chữ mờ (trang 3).", ""),
        ("Nhận dạng chữ.", ""),
    ]


def test_the_mark_reaches_into_cells_and_recipients_keep_their_lines() -> None:
    start = TEXT.index("hội thi")
    found = blocks(TEXT, PROVISIONS, Layers(Span(start, start + len("hội thi"))))
    table = next(block for block in found if isinstance(block, TableBlock))
    assert [run.text for row in table.rows for cell in row.cells for run in cell if run.marked] == ["hội thi"]
    last = found[-1]
    assert isinstance(last, TextBlock)
    assert last.verse
