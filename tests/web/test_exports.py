"""Files to take away, opened as Word, Excel, a CSV reader and a strict reader of calendars open them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from web.exports import csv as csv_file
from web.exports import docx, ics, xlsx
from web.exports.report import Line, Report, Row, Source, Table, cell, flat, printable

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
FIRST = Source("Điểm c khoản 1 Mục VI Kế hoạch", "Sở Nội vụ <b>chủ trì</b> & phối hợp", "/documents/a#b")
SECOND = Source("STT 5 Danh mục", "", "/documents/a#c")
COLUMNS = ("STT", "Nhiệm vụ", "Thời gian")
REPORT = Report(
    "Nhiệm vụ của Sở Nội vụ",
    (("Ngày lập", "20/11/2026"),),
    (
        Line("Sở Nội vụ có 2 nhiệm vụ.", style="lead"),
        Line("Kế hoạch số 1", style="heading"),
        Line("Xây dựng báo cáo", (FIRST, SECOND), "item"),
        Line("Theo dõi", (FIRST,), "item"),
        Line("Lưu ý về tên gọi", style="note"),
    ),
    (
        Table("Giao đích danh", COLUMNS, (1, 6, 3), (Row((1, "=HYPERLINK(1)", "Quý I"), (SECOND,)),)),
        Table("Giao chung", COLUMNS, (1, 6, 3), (Row((1, "- Phối hợp", ""), (FIRST, SECOND)),)),
    ),
)


@pytest.fixture(scope="module")
def package() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(docx.write(REPORT)))


def xml(package: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(package.read(name))


def test_word_opens_with_the_texts_in_their_places() -> None:
    document = Document(io.BytesIO(docx.write(REPORT)))
    texts = [one.text for one in document.paragraphs]
    assert texts[0] == REPORT.title
    assert "Ngày lập: 20/11/2026" in texts
    styles = {one.text: one.style.name for one in document.paragraphs if one.style}
    assert styles["Kế hoạch số 1"] == "Heading 2"
    assert next(text for text, style in styles.items() if style == "List Bullet").startswith("Xây dựng báo cáo")
    assert [cell.text for cell in document.tables[0].rows[0].cells] == list(COLUMNS)
    assert document.tables[0].rows[1].cells[1].text == "=HYPERLINK(1)"


def test_endnotes_are_a_part_of_the_package_with_its_relationship_and_type(package: zipfile.ZipFile) -> None:
    assert package.testzip() is None
    assert 'Target="endnotes.xml"' in package.read("word/_rels/document.xml.rels").decode("utf-8")
    assert "wordprocessingml.endnotes+xml" in package.read("[Content_Types].xml").decode("utf-8")


def test_every_reference_has_its_note_and_every_source_one_note(package: zipfile.ZipFile) -> None:
    body, notes = xml(package, "word/document.xml"), xml(package, "word/endnotes.xml")
    referred = body.xpath("//w:endnoteReference/@w:id", namespaces=W)
    written = notes.xpath("//w:endnote[not(@w:type)]/@w:id", namespaces=W)
    assert referred == written == ["1", "2"]
    texts = ["".join(one.itertext()) for one in notes.xpath("//w:endnote[not(@w:type)]", namespaces=W)]
    assert texts == [f" {FIRST.citation}: “{FIRST.quote}”", f" {SECOND.citation}"]


def test_a_second_reference_points_to_the_first(package: zipfile.ZipFile) -> None:
    body = xml(package, "word/document.xml")
    fields = body.xpath("//w:fldSimple[contains(@w:instr, 'NOTEREF')]", namespaces=W)
    marks = set(body.xpath("//w:bookmarkStart/@w:name", namespaces=W))
    assert [("".join(one.itertext()), one.get(f"{{{W['w']}}}instr").split()[1]) for one in fields] == [
        ("1", "_nguon1"),
        ("2", "_nguon2"),
        ("1", "_nguon1"),
        ("2", "_nguon2"),
    ]
    assert marks == {"_nguon1", "_nguon2"}


def test_styles_settings_and_order_are_those_of_the_schema(package: zipfile.ZipFile) -> None:
    styles = xml(package, "word/styles.xml").xpath("//w:style/@w:styleId", namespaces=W)
    assert {"EndnoteReference", "EndnoteText"} <= set(styles)
    settings = [etree.QName(one).localname for one in xml(package, "word/settings.xml")]
    assert settings.index("endnotePr") < settings.index("compat")
    section = [etree.QName(one).localname for one in xml(package, "word/document.xml").find(".//w:sectPr", W)]
    assert section.index("footerReference") < section.index("endnotePr") < section.index("pgSz")


def test_a_report_without_sources_has_no_endnotes() -> None:
    plain = Report("Ma trận", (), (Line("Không có gì"),))
    assert "word/endnotes.xml" not in zipfile.ZipFile(io.BytesIO(docx.write(plain))).namelist()


def test_excel_holds_texts_as_texts_and_numbers_as_numbers() -> None:
    book = load_workbook(io.BytesIO(xlsx.write(REPORT, "http://may:8000")))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Nhóm", *COLUMNS, "Trích dẫn", "Nguyên văn", "Liên kết")
    assert rows[1][:4] == ("Giao đích danh", 1, "=HYPERLINK(1)", "Quý I")
    assert rows[1][6] == "http://may:8000/documents/a#c"
    assert {one.data_type for row in sheet.iter_rows() for one in row} <= {"s", "n"}
    assert sheet.freeze_panes == "A2"
    assert (book["Thông tin"]["A1"].value, book["Thông tin"]["B1"].value) == ("Tên bảng", REPORT.title)


def test_excel_takes_long_and_strange_texts() -> None:
    table = Table("", ("Một",), (1,), (Row(("a" * 40_000,)), Row((cell("b\x07\x0bc"),))))
    sheet = load_workbook(io.BytesIO(xlsx.write(Report("[Tên]: *?/\\ " + "dài " * 20, (), (), (table,))))).worksheets[0]
    assert len(str(sheet["A2"].value)) == 32_767
    assert sheet["A3"].value == "b c" or sheet["A3"].value == "bc"


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_a_mark_and_no_formula() -> None:
    rows = read_csv(csv_file.write(REPORT, "http://may"))
    assert rows[0][0] == "Nhóm"
    assert rows[1][2] == "'=HYPERLINK(1)"
    assert rows[2][2] == "'- Phối hợp"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=3))
def test_no_cell_of_a_csv_begins_like_a_formula(texts: list[str]) -> None:
    table = Table("", tuple("abc"[: len(texts)]), (1,) * len(texts), (Row(tuple(map(printable, texts))),))
    (row,) = read_csv(csv_file.write(Report("x", (), (), (table,))))[1:]
    assert not any(value.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for value in row)


def test_one_table_needs_no_group_and_no_source_no_columns() -> None:
    table = Table("Tên", ("Một", "Hai"), (1, 1), (Row(("a", 2)),))
    assert flat(Report("x", (), (), (table,)), "") == (["Một", "Hai"], [["a", 2]])
    assert flat(Report("x", (), (Line("Một ý"),)), "")[0] == ["Nội dung"]


NAME = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)", re.DOTALL)


def read_calendar(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar, refusing what RFC 5545 does not allow."""
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    whole = re.sub(rb"\r\n ", b"", content).decode("utf-8").split("\r\n")[:-1]
    assert whole[0] == "BEGIN:VCALENDAR"
    assert whole[-1] == "END:VCALENDAR"
    events: list[dict[str, str]] = []
    for line in whole[1:-1]:
        match = NAME.fullmatch(line)
        assert match
        name, value = match[1] + match[2], match[3]
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name != "END":
            assert name not in events[-1]
            events[-1][name] = value
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= set(event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        start, end = (datetime.strptime(event[f"{one};VALUE=DATE"], "%Y%m%d") for one in ("DTSTART", "DTEND"))
        assert end - start == timedelta(days=1)
        assert re.fullmatch(r"(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[-0-9A-Z]+)*)?", event.get("RRULE", ""))
    assert len({event["UID"] for event in events}) == len(events)
    return events


def unescaped(text: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", text)
    return re.sub(r"\\([\\;,n])", lambda match: "\n" if match[1] == "n" else match[1], text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200))
def test_calendars_keep_any_text(text: str) -> None:
    event = ics.Event("a@b", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), date(2026, 12, 31), f"x{text}", text or "y")
    (read,) = read_calendar(ics.write("Lịch, của; Sở", [event]))
    assert unescaped(read["SUMMARY"]) == f"x{text}"
    assert unescaped(read["DESCRIPTION"]) == (text or "y")
    assert read["DTEND;VALUE=DATE"] == "20270101"
