"""Spreadsheets: Excel workbooks and CSV files made here, and the rows that become text."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.errors import UnreadableFile
from ingest.readers import read_bytes
from ingest.readers.csv import separator_of
from ingest.readers.sheets import MOST_ROWS, bounded_rows, sheet_text

HEADER = ["STT", "Nội dung", "Cơ quan chủ trì"]
ROWS = [HEADER, ["1", "Rà soát TTHC", "Sở Nội vụ"], ["2", "Báo cáo", "Văn phòng UBND"]]
TABLE = "STT\tNội dung\tCơ quan chủ trì\n1\tRà soát TTHC\tSở Nội vụ\n2\tBáo cáo\tVăn phòng UBND"

# name of the sheet, its rows -> text
SHEETS: list[tuple[str, list[list[str]], str]] = [
    ("Sheet1", ROWS, TABLE),
    ("Trang tính 2", ROWS, TABLE),
    ("Phụ lục I", ROWS, f"Phụ lục I\n\n{TABLE}"),
    # A letterhead of three filled cells would begin the table, so that of a sheet has two.
    ("Sheet1", [["SỞ X", "", "CỘNG HÒA"], ["", "KẾ HOẠCH"], [], *ROWS], f"SỞ X\n\nCỘNG HÒA\n\nKẾ HOẠCH\n\n{TABLE}"),
    ("Sheet1", [*ROWS, [], ["Nơi nhận:", "CHỦ TỊCH"]], f"{TABLE}\n\nNơi nhận:\n\nCHỦ TỊCH"),
    ("Sheet1", [["1", "a", "A"], ["I", "Nhóm"], [], ["2", "b", "B"]], "1\ta\tA\nI\tNhóm\t\n2\tb\tB"),
    ("Sheet1", [HEADER, ROWS[1], ["Tổng"]], "STT\tNội dung\tCơ quan chủ trì\n1\tRà soát TTHC\tSở Nội vụ\nTổng\t\t"),
    ("Sheet1", [["Sở Nội vụ", "1"], ["Sở Y tế", "2"]], "Sở Nội vụ\t1\nSở Y tế\t2"),
    ("Sheet1", [["Một"], ["Hai"]], "Một\n\nHai"),
    ("Sheet1", [], ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows", "text"), SHEETS)
def test_a_sheet_is_its_table_between_paragraphs(name: str, rows: list[list[str]], text: str) -> None:
    assert sheet_text(name, rows) == text


def test_cells_are_one_line_and_empty_ends_go() -> None:
    assert bounded_rows([["a\n b", " ", ""], ["", ""]], Path("a.csv")) == [["a b"], []]


def test_more_rows_than_any_table_are_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"hơn 200\.000 dòng"):
        bounded_rows((["x"] for _ in range(MOST_ROWS + 1)), Path("a.csv"))


def workbook(build: Callable[[Workbook, Worksheet], object]) -> str:
    return read_bytes(saved(build), Path("a.xlsx")).text


def saved(build: Callable[[Workbook, Worksheet], object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    build(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(sheet: Worksheet, rows: list[list[str]]) -> None:
    for row in rows:
        sheet.append(row)


def test_sheets_follow_each_other_and_hidden_ones_are_named() -> None:
    def build(book: Workbook, sheet: Worksheet) -> None:
        fill(sheet, ROWS)
        fill(book.create_sheet("Phụ lục II"), ROWS)
        hidden = book.create_sheet("Nháp")
        fill(hidden, [["x", "y", "z"]])
        hidden.sheet_state = "hidden"

    source = read_bytes(saved(build), Path("a.xlsx"))
    assert source.text == f"{TABLE}\n\nPhụ lục II\n\n{TABLE}\n"
    assert source.warnings[0] == "Có 1 trang tính bị ẩn, không đọc."


def test_merged_cells_stand_once() -> None:
    def build(_: Workbook, sheet: Worksheet) -> None:
        fill(sheet, [HEADER, ["I", "Nhóm", ""], ["1", "a", "Sở Nội vụ"], ["2", "b", ""]])
        sheet.merge_cells("B2:C2")
        sheet.merge_cells("C3:C4")

    assert workbook(build) == "STT\tNội dung\tCơ quan chủ trì\nI\tNhóm\t\n1\ta\tSở Nội vụ\n2\tb\t\n"


# value, number format -> text
VALUES: list[tuple[object, str, str]] = [
    (3, "General", "3"),
    (3.0, "General", "3"),
    (2.5, "General", "2,5"),
    (5, "00", "05"),
    (0.85, "0%", "85%"),
    (0.125, "0.0%", "12,5%"),
    (datetime(2026, 3, 5), "dd/mm/yyyy", "05/03/2026"),
    (date(2026, 3, 5), "mm/yyyy", "03/2026"),
    (datetime(2026, 3, 5, 14, 30), "dd/mm/yyyy hh:mm", "05/03/2026 14:30"),
    (True, "General", "Đúng"),
    ("Quý I/2026", "General", "Quý I/2026"),
]


@pytest.mark.parametrize(("value", "format", "text"), VALUES)
def test_values_are_read_as_excel_shows_them(value: object, format: str, text: str) -> None:
    def build(_: Workbook, sheet: Worksheet) -> None:
        fill(sheet, [HEADER])
        sheet.append(["1", "x", value])
        sheet["C2"].number_format = format

    assert workbook(build).split("\n")[1] == f"1\tx\t{text}"


def test_a_formula_gives_the_value_that_it_had() -> None:
    def build(_: Workbook, sheet: Worksheet) -> None:
        fill(sheet, [HEADER])
        sheet.append(["1", "x", "=1+1"])

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(build))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():  # openpyxl stores formulas without values; Excel stores both
            new.writestr(name, re.sub(rb"</f><v ?/>|</f><v></v>", b"</f><v>2</v>", old.read(name)))
    assert read_bytes(stream.getvalue(), Path("a.xlsx")).text.split("\n")[1] == "1\tx\t2"


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.97])
def test_a_truncated_workbook_says_so(keep: float) -> None:
    data = saved(lambda _, sheet: fill(sheet, ROWS))
    with pytest.raises(UnreadableFile, match="hỏng"):
        read_bytes(data[: int(len(data) * keep)], Path("a.xlsx"))


def test_a_workbook_that_is_a_bomb_is_refused() -> None:
    stream = io.BytesIO(saved(lambda _, sheet: fill(sheet, ROWS)))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/big.bin", b"\x00" * 30_000_000)
    with pytest.raises(UnreadableFile, match="quá lớn khi giải nén"):
        read_bytes(stream.getvalue(), Path("a.xlsx"))


# file -> text
FILES = [
    ("STT,Nội dung,Cơ quan chủ trì\n1,Rà soát TTHC,Sở Nội vụ\n2,Báo cáo,Văn phòng UBND\n", TABLE),
    ("STT;Nội dung;Cơ quan chủ trì\r\n1;Rà soát TTHC;Sở Nội vụ\r\n2;Báo cáo;Văn phòng UBND\r\n", TABLE),
    ("STT\tNội dung\tCơ quan chủ trì\n1\tRà soát TTHC\tSở Nội vụ\n2\tBáo cáo\tVăn phòng UBND\n", TABLE),
    ("sep=;\nSTT;Nội dung;Cơ quan chủ trì\n1;Rà soát TTHC;Sở Nội vụ\n2;Báo cáo;Văn phòng UBND", TABLE),
    ("\ufeffSTT,Nội dung,Cơ quan chủ trì\n1,Rà soát TTHC,Sở Nội vụ\n2,Báo cáo,Văn phòng UBND", TABLE),
    ('1,"Rà soát, ""giảm""\nTTHC",Sở Nội vụ\n2,a,b', '1\tRà soát, "giảm" TTHC\tSở Nội vụ\n2\ta\tb'),
    ("KẾ HOẠCH\n\nSTT;Nội dung;Chủ trì\n1;a, b, c;A\n", "KẾ HOẠCH\n\nSTT\tNội dung\tChủ trì\n1\ta, b, c\tA"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FILES)
def test_csv_files_with_any_separator(text: str, expected: str) -> None:
    assert read_bytes(text.encode("utf-8"), Path("a.csv")).text == f"{expected}\n"


def test_the_separator_is_what_parts_the_lines_alike() -> None:
    assert separator_of("a;b,c,d\n1;2\n3;4,5\n") == ";"
    assert separator_of("chỉ một cột\nhai\n") == ","


def test_a_csv_file_in_an_old_encoding_is_converted() -> None:
    old = "STT;Néi dung;C¬ quan chñ tr×\n1;Rµ so¸t thñ tôc;Së Néi vô\n".encode("latin-1")
    source = read_bytes(old, Path("a.csv"))
    assert source.text == "STT\tNội dung\tCơ quan chủ trì\n1\tRà soát thủ tục\tSở Nội vụ\n"
    assert "TCVN3" in source.warnings[0]


def test_a_cell_that_never_ends_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="sai cấu trúc"):
        read_bytes(b'a,b\n1,"' + b"x" * 200_000, Path("a.csv"))


def test_a_hundred_thousand_rows_are_read_in_bounded_time() -> None:
    lines = "".join(f"{at},Nhiệm vụ số {at},Sở Nội vụ\n" for at in range(100_000))
    start = time.perf_counter()
    text = read_bytes(f"STT,Nội dung,Chủ trì\n{lines}".encode(), Path("a.csv")).text
    assert text.count("\n") == 100_001
    assert time.perf_counter() - start < 20
