"""Printed pages, built here word by word: rows, columns, ruled tables, running heads, cut paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.columns import in_reading_order
from ingest.readers.footnotes import split_footnotes
from ingest.readers.layout import to_text
from ingest.readers.page import PrintedPage, Rule, Word, rows_of
from ingest.readers.pages import blocks_of
from ingest.readers.ruled import find_grids, table_of
from ingest.readers.running import without_furniture

WIDTH = 6.0  # of a letter, in points
FULL = "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành và Ủy ban nhân dân cấp xã rà soát"  # reaches the margin

Placed = tuple[float, float, str]  # left, baseline, text


def words(*lines: Placed, size: float = 12) -> list[Word]:
    """Each line a run of its own, its words one letter's width apart."""
    found = []
    for run, (start, baseline, text) in enumerate(lines):
        left = start
        for word in text.split(" "):
            right = left + WIDTH * len(word)
            found.append(Word(word, left, right, baseline, size, run))
            left = right + WIDTH / 2
    return found


def box(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    """The four sides of a rectangle."""
    return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]


def boxes(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """The sides of every cell of a table, drawn cell by cell as Word does."""
    cells = ((x0, y0, x1, y1) for x0, x1 in pairwise(xs) for y0, y1 in pairwise(ys))
    return [rule for cell in cells for rule in box(*cell)]


def text_of(*pages: list[Word], rules: Iterable[Rule] = ()) -> str:
    return to_text(blocks_of([PrintedPage(at, tuple(page), tuple(rules)) for at, page in enumerate(pages, start=1)]))


# lines -> the pieces of each row
ROWS: list[tuple[list[Placed], list[list[str]]]] = [
    ([(60, 700, "một dòng"), (60, 680, "dòng hai")], [["một dòng"], ["dòng hai"]]),
    ([(60, 700, "CHÍNH PHỦ"), (300, 700, "CỘNG HÒA")], [["CHÍNH PHỦ", "CỘNG HÒA"]]),
    ([(300, 700, "phải"), (60, 701, "trái")], [["trái", "phải"]]),
    ([(60, 700, "a)"), (80, 700, "Rà soát")], [["a) Rà soát"]]),
    ([(60, 700, "Điều"), (84, 704, "1"), (60, 680, "x")], [["Điều1"], ["x"]]),
]


@pytest.mark.parametrize(("lines", "rows"), ROWS)
def test_words_become_rows_of_pieces(lines: list[Placed], rows: list[list[str]]) -> None:
    assert [[piece.text for piece in row] for row in rows_of(words(*lines))] == rows


HEADING: list[Placed] = [
    (90, 700, "BỘ NỘI VỤ"),
    (300, 700, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (330, 685, "Độc lập - Tự do - Hạnh phúc"),
    (80, 660, "Số: 1/TT-BNV"),
    (315, 660, "Hà Nội, ngày 5 tháng 3 năm 2026"),
    (250, 630, "THÔNG TƯ"),
]
SIGNATURE: list[Placed] = [
    (330, 715, "TM. ỦY BAN NHÂN DÂN"),
    (60, 700, "Nơi nhận:"),
    (360, 700, "CHỦ TỊCH"),
    (60, 685, "- Như Điều 3;"),
    (60, 670, "- Các sở, ban, ngành;"),
    (60, 655, "- Lưu: VT, NC."),
    (345, 610, "Nguyễn Văn A"),
]


def groups(lines: list[Placed]) -> list[list[str]]:
    return [[line.text for line in group.lines] for group in in_reading_order(rows_of(words(*lines)))]


def test_a_heading_of_two_columns_is_read_column_by_column() -> None:
    assert groups(HEADING) == [
        ["BỘ NỘI VỤ", "Số: 1/TT-BNV"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày 5 tháng 3 năm 2026"],
        ["THÔNG TƯ"],
    ]


def test_a_signature_beside_its_recipients_is_read_after_them() -> None:
    left, right = groups(SIGNATURE)
    assert left == ["Nơi nhận:", "- Như Điều 3;", "- Các sở, ban, ngành;", "- Lưu: VT, NC."]
    assert right == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A"]


def test_a_wide_gap_in_one_line_makes_no_columns() -> None:
    assert groups([(60, 700, "Họ và tên:"), (300, 700, "Ngày sinh:"), (60, 680, FULL)]) == [
        ["Họ và tên: Ngày sinh:", FULL]
    ]


def test_wrapped_lines_are_joined_and_titles_keep_theirs() -> None:
    page = words(
        (273, 740, "KẾ HOẠCH"),
        (243, 725, "Cải cách hành chính"),
        (80, 690, FULL),
        (60, 675, "thủ tục hành chính."),
        (80, 660, "2. Thực hiện Thông tư số 43/2015/TT-BLĐTBXH và các văn bản có liên quan của tỉnh"),
    )
    assert text_of(page) == (
        f"KẾ HOẠCH\nCải cách hành chính\n\n{FULL} thủ tục hành chính.\n\n"
        "2. Thực hiện Thông tư số 43/2015/TT-BLĐTBXH và các văn bản có liên quan của tỉnh\n"
    )


def test_a_word_parted_at_its_hyphen_is_one_again() -> None:
    first = "1. Thực hiện Thông tư số 43/2015/TT-BLĐTBXH và Thông tư hướng dẫn số 31/2017/TT-"
    second = "BLĐTBXH của Bộ Lao động - Thương binh và Xã hội."
    assert text_of(words((80, 700, first), (60, 685, second))) == f"{first}{second}\n"
    apart = "1. Thực hiện Thông tư số 43/2015/TT-BLĐTBXH và Thông tư của Bộ Lao động xã hội -"
    assert text_of(words((80, 700, apart), (60, 685, "Thương binh."))) == f"{apart} Thương binh.\n"


# last line of a page, first line of the next -> whether they are one paragraph
CUTS: list[tuple[str, tuple[float, str], bool]] = [
    (FULL, (60, "thủ tục hành chính."), True),
    (FULL, (60, "Ủy ban nhân dân tỉnh."), True),
    (FULL, (80, "Ủy ban nhân dân tỉnh."), False),
    (FULL, (60, "Điều 2. Phạm vi"), False),
    (FULL, (60, "b) Báo cáo."), False),
    (FULL[:-1] + ".", (60, "thủ tục."), False),
    ("Điều 1. Phạm vi", (80, "Thông tư này quy định."), False),
    ("1. Sở Nội vụ và", (60, "các sở, ban, ngành."), True),
]


@pytest.mark.parametrize(("last", "first", "expected"), CUTS)
def test_a_page_break_in_a_paragraph_is_mended(last: str, first: tuple[float, str], expected: bool) -> None:
    above = words((60, 700, FULL), (60, 640, last))
    below = words((first[0], 700, first[1]), (60, 640, FULL))
    assert (f"{last} {first[1]}" in text_of(above, below)) is expected


GRID = boxes([50, 100, 300, 500], [600, 630, 660, 690])


def test_a_ruled_table_is_rows_of_cells() -> None:
    page = words(
        (60, 720, "Danh mục:"),
        *((60, 670, "STT"), (120, 670, "Nội dung"), (320, 670, "Cơ quan chủ trì")),
        *((60, 645, "1"), (110, 648, "Rà soát"), (110, 634, "thủ tục"), (320, 640, "Sở Nội vụ")),
        *((60, 610, "2"), (110, 610, "Báo cáo")),
        (60, 560, "Sau bảng."),
    )
    assert text_of(page, rules=GRID) == (
        "Danh mục:\n\nSTT\tNội dung\tCơ quan chủ trì\n1\tRà soát thủ tục\tSở Nội vụ\n2\tBáo cáo\t\n\nSau bảng.\n"
    )


def test_cells_without_a_line_between_them_are_one() -> None:
    rules = [
        *(Rule(50, y, 500, y) for y in (600, 690)),
        *(Rule(x, 600, x, 690) for x in (50, 500)),
        *(Rule(100, 600, 100, 690), Rule(300, 600, 300, 660)),
        *(Rule(100, 660, 500, 660), Rule(50, 630, 300, 630)),
    ]
    page = words((110, 670, "Nhóm nhiệm vụ"), (60, 645, "1"), (110, 645, "a"), (320, 630, "Sở Nội vụ"), (110, 610, "b"))
    (grid,) = find_grids(rules)
    table = table_of(grid, page)
    assert table is not None
    assert to_text([table]) == "1\tNhóm nhiệm vụ\t\n\ta\tSở Nội vụ\n\tb\t\n"


NO_TABLES: list[list[Rule]] = [
    [],
    [Rule(60, 695, 200, 695)],  # an underline
    [Rule(60, 780, 540, 780), Rule(60, 777, 540, 777)],  # the rule below a running head
    box(40, 40, 560, 800),  # a frame around the page
    [Rule(50, 100, 50, 700), Rule(550, 100, 550, 700)],  # lines in the margins
]


@pytest.mark.parametrize("rules", NO_TABLES, ids=range(len(NO_TABLES)))
def test_lines_that_draw_no_table(rules: list[Rule]) -> None:
    assert find_grids(rules) == []


def test_a_table_with_words_in_one_cell_only_is_text() -> None:
    assert text_of(words((110, 640, "Nháp")), rules=GRID) == "Nháp\n"


def body(page: int) -> list[Placed]:
    return [(80, 700 - 15 * at, f"{'abcdefgh'[at]}{'xyzuvw'[page]} nội dung riêng của trang") for at in range(8)]


# the head of page n (from 0) -> whether it is furniture
HEADS: list[tuple[list[list[Placed]], bool]] = [
    ([[(60, 770, f"{n + 2}"), (200, 770, "CÔNG BÁO/Số 377 + 378/Ngày 5-3-2026")] for n in range(3)], True),
    ([[(60 if n % 2 else 500, 770, f"{n + 7}"), (200, 770, "CÔNG BÁO/Số 9")] for n in range(4)], True),
    ([[(290, 770, f"{n + 1}")] for n in range(2)], True),
    ([[(290, 30, f"Trang {n + 1}/5")] for n in range(5)], True),
    ([[(200, 770, "UBND TỈNH ĐẮK NÔNG")] for n in range(4)], True),
    ([[(200, 770, f"Phụ lục {'I' * (n + 1)}")] for n in range(3)], False),
    ([[(200, 770, f"Điều {n * n + 3}. Phạm vi")] for n in range(4)], False),
    ([[(450, 770, f"Mẫu số 0{n + 1}")] for n in range(3)], False),
    ([[(200, 770 - 20 * n, f"{n + 1}")] for n in range(3)], False),
    ([[(200, 770, "UBND TỈNH")], [(200, 770, "UBND TỈNH")]], False),
]


@pytest.mark.parametrize(("heads", "dropped"), HEADS)
def test_running_heads_are_told_by_repetition_and_place(heads: list[list[Placed]], dropped: bool) -> None:
    pages = [PrintedPage(at + 1, tuple(words(*head, *body(at)))) for at, head in enumerate(heads)]
    for page, head, kept in zip(pages, heads, without_furniture(pages), strict=True):
        in_head = sum(len(text.split(" ")) for _, _, text in head)
        assert len(page.words) - len(kept.words) == (in_head if dropped else 0)


def test_one_page_loses_nothing() -> None:
    page = PrintedPage(1, tuple(words((290, 770, "1"), *body(0))))
    assert without_furniture([page]) == [page]


@given(
    st.lists(
        st.tuples(st.floats(0, 560), st.floats(0, 800), st.text("abcđế .;-1", min_size=1, max_size=8)), max_size=30
    ),
    st.lists(st.tuples(*[st.integers(0, 600)] * 4), max_size=12),
)
def test_any_page_keeps_all_its_letters(lines: list[Placed], drawn: list[tuple[int, int, int, int]]) -> None:
    rules = [Rule(min(a, b), min(c, d), max(a, b), max(c, d)) for a, b, c, d in drawn]
    page = [word for word in words(*lines) if word.text]
    expected = sorted("".join(word.text for word in page))
    assert sorted("".join(text_of(page, rules=rules).split())) == expected


def test_footnotes_leave_the_sentence_that_a_page_break_cuts() -> None:
    notes = words((60, 90, "1 Ghi rõ địa chỉ."), (60, 75, "2 Ghi rõ tên."), size=10)
    first = PrintedPage(1, (*words((60, 700, FULL), (60, 685, FULL)), *notes), (Rule(60, 105, 200, 105),))
    second = PrintedPage(2, tuple(words((60, 700, "thủ tục."), (60, 640, FULL))))
    assert to_text(blocks_of([first, second])) == (
        f"{FULL} {FULL} thủ tục.\n\n{FULL}\n\n1 Ghi rõ địa chỉ.\n\n2 Ghi rõ tên.\n"
    )


# size of the text below a short rule, its first line -> whether it is a note
BELOW = [(10.0, "1 Ghi chú", True), (10.0, "* Ghi chú", True), (12.0, "1 Ghi chú", False), (10.0, "Ghi chú", False)]


@pytest.mark.parametrize(("size", "text", "expected"), BELOW)
def test_notes_are_small_and_numbered(size: float, text: str, expected: bool) -> None:
    page = PrintedPage(1, (*words((60, 700, FULL)), *words((60, 90, text), size=size)), (Rule(60, 105, 200, 105),))
    kept, notes = split_footnotes(page)
    assert bool(notes) is expected
    assert len(kept.words) + len(notes) == len(page.words)
