"""Pages of agencies, deadlines, mentions and status: complete, filtered by their address, each line with its clause."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from search.engine import Engine
from web.app import create_app
from web.deadline_view import shown_month, span, weeks
from web.lists import ListQuery, Pages

BROWSER = {"accept": "text/html"}
PLAN_2018 = "3406-qd-ubnd-chu-tich-ubnd-tinh-binh-phuoc-2017-12-28"
LISTS = [
    "/agencies",
    "/agencies?q=noi vu",
    "/agencies/so-noi-vu",
    "/agencies/cac-so-ban-nganh?group=role",
    "/agencies/so-noi-vu?group=deadline",
    "/matrix",
    "/deadlines?month=2018-03",
    "/deadlines?view=quarter&month=2018-03",
    "/deadlines?view=recurring",
    "/deadlines?view=other",
    "/mentions",
    "/mentions/indices/papi",
    "/mentions/documents/30c-nq-cp",
    "/feedback",
    "/status",
]


@pytest.fixture(scope="module")
def client(engine: Engine) -> TestClient:
    return TestClient(create_app(engine), headers=BROWSER)


def page(client: TestClient, url: str, status: int = 200) -> html.HtmlElement:
    response = client.get(url)
    assert response.status_code == status
    return html.fromstring(response.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("url", LISTS)
def test_a_page_has_one_heading_labelled_fields_and_links_that_lead_somewhere(client: TestClient, url: str) -> None:
    found = page(client, url)
    assert len(found.xpath("//h1")) == 1
    for field in found.xpath("//main//input[not(@type='hidden')] | //main//select | //main//textarea"):
        assert field.xpath("ancestor::label") or found.xpath("//label[@for=$id]", id=field.get("id"))
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {urlsplit(link)._replace(fragment="").geturl() for link in found.xpath("//main//a/@href")}
    pages = sorted(link for link in links if link.startswith("/") and not link.startswith("/exports/"))
    for link in pages[:: max(1, len(pages) // 5)]:
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("url", LISTS)
def test_a_page_is_light(client: TestClient, url: str) -> None:
    assert len(client.get(url).content) < 150_000


def test_agencies_are_found_without_marks(client: TestClient) -> None:
    shown = page(client, "/agencies?q=noi vu").xpath("//table[@class='agencies']//td/a")
    assert "Sở Nội vụ" in {words(one) for one in shown}
    assert "Không có cơ quan nào" in words(page(client, "/agencies?q=zzz").xpath("//main")[0])


def duties(found: html.HtmlElement) -> list[html.HtmlElement]:
    return list(found.xpath(".//article[@class='duty']"))


def test_an_agency_shows_all_its_duties(client: TestClient, engine: Engine) -> None:
    known = engine.duties("so-tu-phap")
    assert len(duties(page(client, "/agencies/so-tu-phap"))) == len(known.duties) + len(known.group_duties)


def test_long_lists_are_parted_and_nothing_is_lost(client: TestClient, engine: Engine) -> None:
    known = engine.duties("so-noi-vu")
    total = len(known.duties) + len(known.group_duties)
    assert total > 100
    first, second = page(client, "/agencies/so-noi-vu"), page(client, "/agencies/so-noi-vu?page=2")
    assert len(duties(first)) + len(duties(second)) == total
    assert first.xpath("//nav[@class='pager']//a/@href") == ["?page=2"]


@pytest.mark.parametrize(
    ("query", "heading"),
    [("group=role", "Chủ trì"), ("group=deadline", "Định kỳ"), ("", "Kế hoạch số 02/KH-UBND")],
)
def test_duties_by_role_deadline_and_document(client: TestClient, query: str, heading: str) -> None:
    headings = [words(one) for one in page(client, f"/agencies/so-noi-vu?{query}").xpath("//section/h3")]
    assert any(one.startswith(heading) for one in headings)


def test_filters_narrow_the_duties_and_stay_chosen(client: TestClient) -> None:
    found = page(client, f"/agencies/so-noi-vu?role=lead&deadline=dated&document={PLAN_2018}")
    assert duties(found)
    assert {words(one) for one in found.xpath("//article//span[contains(@class, 'badge')]")} == {"Chủ trì"}
    assert all(f"/documents/{PLAN_2018}?" in link for link in found.xpath("//article//a/@href"))
    chosen = found.xpath("//select/option[@selected]/@value")
    assert {"lead", "dated", PLAN_2018} <= set(chosen)
    assert "role=lead" in found.xpath("//a[@download]/@href")[0]


def test_nothing_that_fits_is_said(client: TestClient) -> None:
    assert "Không có nhiệm vụ nào" in words(page(client, "/agencies/so-noi-vu?province=Cà Mau"))
    assert "Không có nhiệm vụ nào" in words(page(client, "/matrix?province=Cà Mau"))
    assert "Không có nhiệm vụ nào" in words(page(client, "/deadlines?month=2040-01"))


def test_what_an_agency_was_called_before_and_after(client: TestClient) -> None:
    after = page(client, "/agencies/so-thong-tin-va-truyen-thong").xpath("//section[contains(@class, 'changes')]")[0]
    assert "nay là Sở Khoa học và Công nghệ, từ 01/3/2025" in words(after)
    assert "/agencies/so-khoa-hoc-va-cong-nghe" in after.xpath(".//a/@href")
    before = page(client, "/agencies/so-khoa-hoc-va-cong-nghe").xpath("//section[contains(@class, 'changes')]")[0]
    assert "Sở Thông tin và Truyền thông" in words(before)


def test_cells_of_the_matrix_lead_to_the_duties_they_count(client: TestClient) -> None:
    (row,) = page(client, "/matrix").xpath("//tr[th/a[text()='Sở Nội vụ']]")
    cell = next(link for link in row.xpath("td/a") if PLAN_2018 in link.get("href"))
    found = page(client, cell.get("href"))
    named = found.xpath("//h2[text()='Giao đích danh']/following-sibling::section")[0]
    assert sum(map(int, re.findall(r"\d+", cell.text))) == len(duties(named))


def test_a_month_shows_its_days_and_duties(client: TestClient) -> None:
    found = page(client, "/deadlines?month=2018-03")
    assert "Tháng 3/2018" in words(found.xpath("//div[@class='turn']/h2")[0])
    marked = found.xpath("//table[@class='month']//a/@href")
    assert marked
    assert {link.removeprefix("#") for link in marked} <= set(found.xpath("//section/@id"))
    counted = sum(int(words(link)) for link in found.xpath("//table[@class='month']//a"))
    assert counted == len(duties(found))


def test_a_quarter_holds_its_months(client: TestClient) -> None:
    months = [len(duties(page(client, f"/deadlines?month=2018-0{number}"))) for number in (1, 2, 3)]
    assert len(duties(page(client, "/deadlines?view=quarter&month=2018-02"))) == sum(months)


def test_deadlines_of_one_agency(client: TestClient) -> None:
    every = duties(page(client, "/deadlines?view=quarter&month=2018-12"))
    own = duties(page(client, "/deadlines?view=quarter&month=2018-12&agency=so-noi-vu"))
    general = duties(page(client, "/deadlines?view=quarter&month=2018-12&agency=so-noi-vu&groups=true"))
    assert 0 < len(own) < len(general) <= len(every)


def test_what_recurs_stands_under_its_rule(client: TestClient) -> None:
    headings = [words(one) for one in page(client, "/deadlines?view=recurring").xpath("//section/h2")]
    assert any(one.startswith("Hằng tháng") for one in headings)
    others = [words(one) for one in page(client, "/deadlines?view=other").xpath("//section/h2")]
    assert any(one.startswith("Thường xuyên") for one in others)


@pytest.mark.parametrize("url", ["/mentions/indices/papi", "/mentions/documents/30c-nq-cp"])
def test_mentions_lead_to_the_marked_words(client: TestClient, url: str) -> None:
    found = page(client, url)
    for source in found.xpath("//li[@class='source']")[:5]:
        marked = words(source.xpath(".//mark")[0])
        target = urlsplit(source.xpath(".//a[@class='where']/@href")[0])
        clause = page(client, f"{target.path}?{target.query}").xpath("//*[@id=$a]", a=unquote(target.fragment))[0]
        shown = " ".join(words(one) for one in clause.xpath(".//mark"))
        assert set(marked.split()) & set(shown.split())


def test_cited_documents_are_found_by_number(client: TestClient) -> None:
    found = page(client, "/mentions?q=30C / nq-cp").xpath("//table//td/a")
    assert [words(one) for one in found] == ["Nghị quyết 30c/NQ-CP ngày 08 tháng 11 năm 2011 của Chính phủ"]
    assert "Không có văn bản được dẫn" in words(page(client, "/mentions?q=zzz"))


@pytest.mark.parametrize("url", ["/mentions/indices/khong-co", "/mentions/documents/khong-co", "/matrix?province=Abc"])
def test_unknown_names_are_not_found(client: TestClient, url: str) -> None:
    assert "Không tìm thấy" in words(page(client, url, 404).xpath("//h1")[0])


@pytest.mark.parametrize("url", ["/agencies/so-noi-vu?page=0", "/deadlines?page=x", "/mentions?page=-1"])
def test_a_page_that_cannot_be_is_explained(client: TestClient, url: str) -> None:
    assert "Yêu cầu thiếu hoặc sai" in words(page(client, url, 400))


@pytest.mark.parametrize("url", ["/deadlines?month=2018-13", "/deadlines?month=<b>", "/matrix?year=năm nay"])
def test_what_makes_no_sense_counts_as_not_given(client: TestClient, url: str) -> None:
    assert "<b>" not in client.get(url).text
    page(client, url)


def test_status_says_what_there_is(client: TestClient, engine: Engine) -> None:
    found = words(page(client, "/status?check=true"))
    assert "Sẵn sàng tra cứu" in found
    assert "5 văn bản trong kho" in found.replace("5văn", "5 văn")
    assert "kho và chỉ mục khớp nhau" in found
    assert (engine.index.model_id or "?") in found
    assert "sentence-transformers" in found


def test_status_says_when_the_index_is_behind(data_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(data_folder, tmp_path / "kho")
    with Engine.open(tmp_path / "kho") as own:
        own.archive.remove(PLAN_2018)
        found = TestClient(create_app(own), headers=BROWSER)
        assert "Còn 1 văn bản chờ cập nhật" in words(page(found, "/status"))
        (tmp_path / "kho" / "index" / "manifest.json").write_text("{", encoding="utf-8")
        assert "Bị hỏng" in words(page(found, "/status"))


def test_an_empty_archive_has_every_page(tmp_path: Path) -> None:
    with Engine.open(tmp_path / "kho") as own:
        client = TestClient(create_app(own), headers=BROWSER)
        for url in ("/agencies", "/matrix", "/deadlines", "/deadlines?view=other", "/mentions", "/feedback", "/status"):
            assert page(client, url).xpath("//h1")
        for name in ("matrix.xlsx", "deadlines.ics", "deadlines.docx", "mentions.csv"):
            assert client.get(f"/exports/{name}").status_code == 200


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("2018-05", "2018-05"), ("", "2020-04"), ("2018-13", "2020-04"), ("abc", "2020-04")],
)
def test_the_month_shown(asked: str, expected: str) -> None:

    assert shown_month(asked, Counter({"2017-12": 1, "2020-04": 2, "2021-01": 1}), date(2020, 2, 1)) == expected


def test_without_a_duty_ahead_the_last_month_is_shown() -> None:

    assert shown_month("", Counter({"2017-12": 1, "2018-01": 1}), date(2026, 1, 1)) == "2018-01"
    assert shown_month("", Counter(), date(2026, 1, 1)) == "2026-01"
    assert span("2018-02", by_quarter=True) == (date(2018, 1, 1), date(2018, 3, 31))
    assert span("2020-02", by_quarter=False) == (date(2020, 2, 1), date(2020, 2, 29))
    assert [len(week) for week in weeks("2018-02", [])] == [7] * 5


def test_addresses_keep_what_is_set_and_nothing_else() -> None:
    query = ListQuery(agency="so-noi-vu", year="2018", page=3)
    assert query.address(page=1) == "agency=so-noi-vu&year=2018"
    assert query.page_address(2) == "agency=so-noi-vu&year=2018&page=2"
    assert query.wanted().year == 2018
    assert ListQuery(year="²").wanted().year is None


@pytest.mark.parametrize(
    ("number", "total", "expected"), [(1, 0, (1, 0, 0)), (1, 100, (1, 0, 100)), (2, 101, (2, 100, 101))]
)
def test_pages_part_a_list(number: int, total: int, expected: tuple[int, int, int]) -> None:
    pages = Pages(number, total)
    assert (pages.count, pages.start, pages.end) == expected
