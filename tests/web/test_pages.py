"""The pages as HTML: complete without a script, escaped, with the clause marked and every link leading somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from ingest.corpus import DOCUMENTS
from search.engine import Engine
from web.app import create_app
from web.guard import HEADERS

BROWSER = {"accept": "text/html"}
PLAN = "02-kh-ubnd-ubnd-tinh-dak-nong-2020-01-03"
OWN_SCRIPT = re.compile(r'<script src="/static/[\w.]+\.js" defer>')
QUESTION = "Ai chủ trì Hội thi chung tay CCHC năm 2020?"


@pytest.fixture(scope="module")
def client(engine: Engine) -> TestClient:
    return TestClient(create_app(engine), headers=BROWSER)


def page(client: TestClient, url: str, status: int = 200) -> html.HtmlElement:
    response = client.get(url)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")
    return html.fromstring(response.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def foreign_scripts(text: str) -> list[str]:
    """Scripts of a page that are not files of ours."""
    return [tag for tag in re.findall(r"<script[^>]*>[^<]*", text) if not OWN_SCRIPT.fullmatch(tag)]


def test_first_page_offers_questions_that_the_archive_answers(client: TestClient) -> None:
    links = page(client, "/").xpath("//*[@class='examples']//a")
    assert len(links) >= 4
    answered = [page(client, link.get("href")).xpath("//section[@aria-label='Câu trả lời']") for link in links]
    assert sum(map(bool, answered)) >= len(links) - 1


def test_answer_links_each_statement_to_its_source_and_the_source_to_its_clause(client: TestClient) -> None:
    found = page(client, f"/?q={QUESTION}")
    anchors = {element.get("id") for element in found.xpath("//li[@class='source']") if element.get("id")}
    references = {link.get("href").removeprefix("#") for link in found.xpath("//a[@class='ref']")}
    assert references
    assert references <= anchors
    target = urlsplit(found.xpath("//li[@id='nguon-1']//a[@class='where']")[0].get("href"))
    document = page(client, f"{target.path}?{target.query}")
    (clause,) = document.xpath("//*[@id=$address]", address=unquote(target.fragment))
    quote = " ".join(words(mark) for mark in found.xpath("//li[@id='nguon-1']//blockquote//mark"))
    marked = " ".join(words(mark) for mark in clause.xpath(".//mark"))
    assert marked
    assert set(marked.split()) == set(quote.split())


def test_refusal_looks_like_one_and_names_the_nearest_as_nearest(client: TestClient) -> None:
    found = page(client, "/?q=Ai chủ trì Hội thi chung tay CCHC của tỉnh Cà Mau năm 2035?")
    assert found.xpath("//section[contains(@class, 'refusal')]")
    assert not found.xpath("//section[@aria-label='Câu trả lời']")
    for heading in found.xpath("//section[@class='nearest']/h2"):
        assert "không phải câu trả lời" in words(heading)


def test_too_long_a_question_is_explained_on_the_page(client: TestClient) -> None:
    found = page(client, f"/?q={'a' * 10_001}", 400)
    assert "quá giới hạn" in words(found.xpath("//*[@role='alert']")[0])


def test_documents_are_listed_with_what_identifies_them(client: TestClient) -> None:
    cards = [words(card) for card in page(client, "/documents").xpath("//ul[@class='cards']/li")]
    assert len(cards) == 5
    assert "Kế hoạch số 34/KH-UBND" in cards[0]
    assert "ngày 02/3/2023" in cards[0]
    assert any("không rõ số, ký hiệu" in card for card in cards)


def test_every_clause_and_row_of_every_document_has_its_anchor(client: TestClient, engine: Engine) -> None:
    for entry in engine.archive.catalogue():
        found = page(client, f"/documents/{entry.id}")
        anchors = found.xpath("//article//@id")
        assert len(anchors) == len(set(anchors))
        expected = {str(one.address) for one in engine.archive.provisions(entry.id) if one.level.value != "table_head"}
        assert expected <= set(anchors)
        outlined = {unquote(link.get("href")[1:]) for link in found.xpath("//nav[@aria-label='Mục lục']//ol//a")}
        assert outlined <= set(anchors)


def test_every_word_of_a_document_is_on_its_page(client: TestClient, engine: Engine) -> None:
    for entry in engine.archive.catalogue():
        text = engine.archive.document(entry.id).text
        shown = page(client, f"/documents/{entry.id}").xpath("//article")[0].itertext()
        missing = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", " ".join(shown)))
        assert not missing


def test_tables_are_tables_with_named_columns(client: TestClient) -> None:
    found = page(client, f"/documents/{PLAN}")
    (row,) = found.xpath("//tr[@id='danh-muc/2']")
    named = {cell.get("data-name"): words(cell) for cell in row.xpath("td")}
    assert named["Cơ quan chủ trì"] == "Đoàn Khối các cơ quan và Doanh nghiệp tỉnh"
    assert named["Thời gian thực hiện"] == "Tháng 03/2020 đến tháng 7/2020"


def test_agencies_and_one_agency(client: TestClient) -> None:
    names = {link.text: link.get("href") for link in page(client, "/agencies").xpath("//table//a")}
    assert names["Sở Nội vụ"] == "/agencies/so-noi-vu"
    found = page(client, "/agencies/so-thong-tin-va-truyen-thong?role=lead")
    assert "nay là Sở Khoa học và Công nghệ" in words(found)
    assert "Phối hợp" not in {words(badge) for badge in found.xpath("//span[contains(@class, 'badge')]")}
    assert found.xpath("//article[@class='duty']//a")


@pytest.mark.parametrize("url", ["/documents/khong-co", "/agencies/khong-co", "/khong-co"])
def test_not_found_is_a_page_in_vietnamese(client: TestClient, url: str) -> None:
    assert "Không tìm thấy" in words(page(client, url, 404).xpath("//h1")[0])


@pytest.mark.parametrize("url", ["/", f"/documents/{PLAN}", "/agencies", "/docs", "/khong-co", "/static/style.css"])
def test_security_headers_and_nothing_from_elsewhere(client: TestClient, url: str) -> None:
    response = client.get(url)
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert not re.search(r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:)?//""", response.text)
    assert foreign_scripts(response.text) == []


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[TestClient]:
    """An archive of one document whose name, title and text are HTML."""
    file = tmp_path / "<b>tệp & 'x'.txt"
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    file.write_text(
        f"KẾ HOẠCH\n\n{attack}\n\nI. MỤC ĐÍCH {attack}\n\n1. Sở Nội vụ: Chủ trì {attack}\n", encoding="utf-8"
    )
    with Engine.open(tmp_path / "kho") as own:
        list(own.ingest([file]))
        yield TestClient(create_app(own), headers=BROWSER)


def test_html_in_a_document_is_shown_as_text(hostile: TestClient) -> None:
    document_id = hostile.get("/api/documents").json()[0]["id"]
    for url in ("/", "/documents", f"/documents/{document_id}", "/agencies", "/?q=mục đích <script>alert(1)</script>"):
        text = hostile.get(url).text
        assert foreign_scripts(text) == []
        assert "<img" not in text
    assert "<script>alert(1)</script>" in page(hostile, f"/documents/{document_id}").text_content()


def test_upload_and_removal_with_plain_forms(hostile: TestClient) -> None:
    name = "004_e0111871bdc57341.txt"
    sent = hostile.post("/documents", files={"files": (name, (DOCUMENTS / name).read_bytes())})
    review: Any = html.document_fromstring(sent.text)
    (form,) = review.xpath("//form[@method='post']")
    done = hostile.post(form.get("action"), data=dict(form.form_values()))
    assert "đã thêm" in words(html.fromstring(done.text))
    document_id = next(one["id"] for one in hostile.get("/api/documents").json() if one["source_file"] == name)
    (form,) = page(hostile, f"/documents/{document_id}/remove").xpath("//form")
    assert hostile.post(form.get("action")).status_code == 200
    assert hostile.get(f"/documents/{document_id}").status_code == 404
