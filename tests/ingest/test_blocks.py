"""Paragraphs mended, tables read, nothing lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import Paragraph, Table, read_blocks
from ingest.tables import COLUMN_EXAMPLES, Column, column_of


def paragraphs(text: str) -> list[str]:
    return [block.plain for block in read_blocks(text) if isinstance(block, Paragraph)]


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for b in read_blocks(text) if isinstance(b, Table) for row in b.rows]


@pytest.mark.parametrize(("heading", "column"), COLUMN_EXAMPLES)
def test_headings_name_their_columns(heading: str, column: Column | None) -> None:
    assert column_of(heading) == column


def test_every_column_has_an_example() -> None:
    assert {column for _, column in COLUMN_EXAMPLES if column} >= set(Column) - {Column.APPRAISE}


@pytest.mark.parametrize(
    "text",
    [
        "chuyên mục “Hỏi - đáp về thủ tục\n\nhành chính”, “Hòm thư”",
        "kết nối với hệ thống mạng của các cơ quan Đảng, Mặt trận Tổ quốc, các\n\nđoàn thể nhằm chia sẻ",
        "trong các cơ quan hành chính Nhà nước các cấp và\n\nChỉ thị số 18/CT-UBND ngày 29/12/2016",
    ],
)
def test_a_sentence_cut_by_a_page_break_is_one_paragraph(text: str) -> None:
    (block,) = read_blocks(text)
    assert block.span.of(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "KẾ HOẠCH\n\nthông tin, tuyên truyền",
        "1. Mục đích\n\nNâng cao nhận thức",
        "9. Đài Phát thanh và Truyền hình tỉnh, Báo Thái Nguyên, Trung tâm Thông tin tỉnh\n\nTiếp tục duy trì",
        "a) Bố trí kinh phí;\n\nb) Báo cáo kết quả.",
        "Quyết định này có hiệu lực kể từ ngày ký.\n\nChánh Văn phòng UBND tỉnh",
    ],
)
def test_paragraphs_that_stay_apart(text: str) -> None:
    assert len(read_blocks(text)) == 2


def test_hard_wrapped_lines_are_one_paragraph_and_markers_open_new_ones() -> None:
    text = "**I. MỤC\nĐÍCH**\n\na) Thúc đẩy mạnh mẽ chuyển đổi\nsố toàn diện;\nb) Ứng dụng công nghệ số."
    assert paragraphs(text) == [
        "I. MỤC ĐÍCH",
        "a) Thúc đẩy mạnh mẽ chuyển đổi số toàn diện;",
        "b) Ứng dụng công nghệ số.",
    ]


def test_a_number_waits_for_by_the_line_above_opens_nothing() -> None:
    assert paragraphs("**Điều\n10. Chế độ báo cáo**\n1. Định kỳ theo quy định tại khoản\n2. Điều này.") == [
        "Điều 10. Chế độ báo cáo",
        "1. Định kỳ theo quy định tại khoản 2. Điều này.",
    ]


def test_a_tab_table_goes_over_blank_lines_and_mends_a_cut_row() -> None:
    text = (
        "STT\tNội dung\tCơ quan chủ trì\n1\tXây dựng chuyên mục “Hòm\tSở Nội vụ\n\n\tthư tiếp nhận kiến nghị”\t\n"
        "2\tTổ chức tập huấn\tSở Tư pháp"
    )
    assert rows(text) == [
        ["STT", "Nội dung", "Cơ quan chủ trì"],
        ["1", "Xây dựng chuyên mục “Hòm thư tiếp nhận kiến nghị”", "Sở Nội vụ"],
        ["2", "Tổ chức tập huấn", "Sở Tư pháp"],
    ]


def test_a_pipe_table_keeps_empty_cells_and_group_rows() -> None:
    text = (
        "|\n**TT**\n|\n**Nội dung**\n|\n**Cơ quan chủ trì**\n|\n**Thời gian**\n|\n|\n**I**\n|\n**KIỆN TOÀN**\n|\n"
        "|\n1\n|\nTổ chức lại\nBan Chỉ huy\n|\nSở Tài chính\n|\n|\n|\n2\n|\nTập huấn\n|\nSở Y tế\n|\nQuý I\n|\n"
    )
    assert rows(text) == [
        ["TT", "Nội dung", "Cơ quan chủ trì", "Thời gian"],
        ["I", "KIỆN TOÀN"],
        ["1", "Tổ chức lại Ban Chỉ huy", "Sở Tài chính", ""],
        ["2", "Tập huấn", "Sở Y tế", "Quý I"],
    ]


def test_a_row_that_begins_with_stt_is_a_header_whatever_its_other_columns() -> None:
    (table,) = read_blocks("TT\tMã TTHC\tPhí, lệ phí\tĐịa điểm\n1\t1.014199\tKhông\tTrung tâm")
    assert isinstance(table, Table)
    assert [row.is_header for row in table.rows] == [True, False]


def test_a_table_used_for_layout_is_paragraphs() -> None:
    text = "|\n**ỦY BAN NHÂN DÂN**\nTỈNH ĐỒNG THÁP\n|\n**CỘNG HÒA XÃ HỘI**\n|\n|\nSố: 617/KH-UBND\n|\n"
    assert paragraphs(text) == ["ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP", "CỘNG HÒA XÃ HỘI", "Số: 617/KH-UBND"]


PIECES = [
    "I. MỤC",
    "1. Mục đích",
    "a) x",
    "- y",
    "|",
    "\t",
    "STT\tNội dung\tCơ quan chủ trì",
    "1\tA\tB",
    "",
    "---",
    "và",
    "Điều 2.",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25).map("\n".join))
def test_every_character_lies_in_exactly_one_block(text: str) -> None:
    spans = [
        span
        for block in read_blocks(text)
        for span in ([block.span] if isinstance(block, Paragraph) else [s for row in block.rows for s in row.spans])
    ]
    assert spans == sorted(spans)
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
