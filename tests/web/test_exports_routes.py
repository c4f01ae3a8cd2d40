"""Every file that a page offers, fetched from it and opened: the same duties, statements and dates as the page."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import quote, unquote, urlsplit

import pytest
from docx import Document
from fastapi.testclient import TestClient
from lxml import html
from openpyxl import load_workbook

from search.engine import Engine
from web.app import create_app

QUESTION = "Sở Nội vụ chủ trì những nhiệm vụ nào?"
REFUSED = "Ai chủ trì Hội thi chung tay CCHC của tỉnh Cà Mau năm 2035?"
PAGES = ["/agencies/so-noi-vu?role=lead", "/matrix", "/deadlines?agency=so-noi-vu", "/mentions"]


@pytest.fixture(scope="module")
def client(engine: Engine) -> TestClient:
    return TestClient(create_app(engine), headers={"accept": "text/html"})


def parsed(content: str) -> html.HtmlElement:
    return html.fromstring(content)


def fetched(client: TestClient, url: str) -> bytes:
    response = client.get(url)
    assert response.status_code == 200, response.text
    assert response.headers["content-disposition"].startswith("attachment; ")
    return response.content


def sheet(content: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("page", PAGES)
def test_every_download_of_a_page_opens(client: TestClient, page: str) -> None:
    links = parsed(client.get(page).text).xpath("//a[@download]/@href")
    assert {urlsplit(link).path.rpartition(".")[2] for link in links} >= {"docx", "xlsx", "csv"}
    for link in links:
        content = fetched(client, link)
        match urlsplit(link).path.rpartition(".")[2]:
            case "docx":
                assert Document(io.BytesIO(content)).tables
            case "xlsx":
                assert len(sheet(content)) > 1
            case "csv":
                assert len(rows(content)) > 1
            case "ics":
                assert content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_files_of_an_agency_hold_its_duties(client: TestClient, engine: Engine) -> None:
    duties = engine.duties("so-noi-vu")
    expected = len(duties.duties) + len(duties.group_duties)
    assert len(sheet(fetched(client, "/exports/agencies/so-noi-vu.xlsx"))) == expected + 1
    assert len(rows(fetched(client, "/exports/agencies/so-noi-vu.csv"))) == expected + 1
    document = Document(io.BytesIO(fetched(client, "/exports/agencies/so-noi-vu.docx")))
    assert sum(len(table.rows) - 1 for table in document.tables) == expected


def test_filters_of_the_page_are_those_of_the_file(client: TestClient) -> None:
    whole = rows(fetched(client, "/exports/agencies/so-noi-vu.csv"))
    part = rows(fetched(client, "/exports/agencies/so-noi-vu.csv?role=lead&deadline=dated&province=Bình Phước"))
    assert 1 < len(part) < len(whole)
    role, cited = part[0].index("Vai trò"), part[0].index("Trích dẫn")
    assert {row[role] for row in part[1:]} == {"Chủ trì"}
    assert all("3406/QĐ-UBND" in row[cited] for row in part[1:])


def test_links_in_files_lead_to_the_clause(client: TestClient) -> None:
    found = rows(fetched(client, "/exports/agencies/so-tu-phap.csv"))
    link = urlsplit(found[1][found[0].index("Liên kết")])
    shown = parsed(client.get(f"{link.path}?{link.query}").text)
    assert shown.xpath("//*[@id=$address]//mark", address=unquote(link.fragment))


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
def test_an_answer_with_its_sources(client: TestClient, engine: Engine, form: str) -> None:
    answer = engine.ask(QUESTION)
    content = fetched(client, f"/exports/answer.{form}?q={quote(QUESTION)}")
    if form == "docx":
        styles = [one.style.name for one in Document(io.BytesIO(content)).paragraphs if one.style]
        assert styles.count("List Bullet") == len(answer.statements) - 1
    else:
        found = rows(content) if form == "csv" else sheet(content)
        assert sum(bool(row[1]) for row in found[1:]) == len(answer.statements) - 1


def test_an_answer_keeps_what_was_set_by_hand(client: TestClient) -> None:
    query = f"q={quote(QUESTION)}&province={quote('Thái Nguyên')}&role="
    texts = [one.text for one in Document(io.BytesIO(fetched(client, f"/exports/answer.docx?{query}"))).paragraphs]
    assert {"Tỉnh, thành phố: Thái Nguyên", "Vai trò: bất kỳ"} <= set(texts)
    assert any("34/KH-UBND" in text for text in texts)
    assert not any("3406/QĐ-UBND" in text for text in texts)


def test_a_refusal_is_taken_away_as_a_refusal(client: TestClient) -> None:
    document = Document(io.BytesIO(fetched(client, f"/exports/answer.docx?q={quote(REFUSED)}")))
    texts = [one.text for one in document.paragraphs]
    assert "Không tìm thấy trong kho văn bản" in texts
    nearest = [text for text in texts if "không phải câu trả lời" in text]
    assert len(nearest) <= 1


def test_results_with_their_filters(client: TestClient) -> None:
    found = sheet(fetched(client, "/exports/search.xlsx?q=tuyên truyền&province=Thái Nguyên&limit=7"))
    assert found[0][:3] == ("STT", "Nơi trong văn bản", "Nội dung")
    assert 1 < len(found) <= 8
    assert all("34/KH-UBND" in str(row[1]) for row in found[1:])


def test_the_matrix_is_wide_in_excel_and_parted_in_word(client: TestClient, engine: Engine) -> None:
    found = sheet(fetched(client, "/exports/matrix.xlsx"))
    assert len(found[0]) == 2 + len(engine.archive.catalogue())
    document = Document(io.BytesIO(fetched(client, "/exports/matrix.docx")))
    assert all(len(table.columns) <= 9 for table in document.tables)


def test_calendars_are_the_same_when_fetched_again_and_hold_every_date(client: TestClient, engine: Engine) -> None:
    first, again = (fetched(client, "/exports/deadlines.ics?agency=so-noi-vu") for _ in range(2))
    assert first == again
    text = re.sub(rb"\r\n ", b"", first).decode("utf-8")
    assert len(re.findall(r"^UID:", text, re.M)) == len(set(re.findall(r"^UID:(.*)$", text, re.M))) > 5
    assert "RRULE:FREQ=" in text
    assert "X-WR-CALNAME:Lịch nhiệm vụ của Sở Nội vụ" in text


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/exports/answer.pdf?q=a", 400),
        ("/exports/answer.docx", 400),
        ("/exports/agencies/khong-co.docx", 404),
        ("/exports/deadlines.ics?agency=khong-co", 404),
        ("/exports/matrix.xlsx?province=Atlantis", 404),
        ("/exports/search.csv?q=a&limit=0", 400),
    ],
)
def test_what_cannot_be_taken_away_is_explained(client: TestClient, url: str, status: int) -> None:
    response = client.get(url)
    assert response.status_code == status
    assert parsed(response.text).xpath("//*[@role='alert']//p")
