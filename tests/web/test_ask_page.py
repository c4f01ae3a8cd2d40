"""The question page as HTML: chips, facets and links whose addresses give what they promise, suggestions as JSON."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import html

from search.engine import Engine
from web.app import create_app

QUESTION = "Sở Nội vụ chủ trì những nhiệm vụ nào ở Đắk Nông năm 2020?"
SEARCH = "tuyên truyền cải cách hành chính trên báo"
MARK = "//section[contains(@class, 'panel') and contains(@class, 'refusal')]"


@pytest.fixture(scope="module")
def client(engine: Engine) -> TestClient:
    return TestClient(create_app(engine), headers={"accept": "text/html"})


def page(client: TestClient, url: str, status: int = 200) -> html.HtmlElement:
    response = client.get(url)
    assert response.status_code == status
    return html.fromstring(response.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def chips(found: html.HtmlElement) -> dict[str, str]:
    """Each chip's words with the address that removes it."""
    return {words(one).rstrip("× "): one.find("a").get("href") for one in found.xpath("//li[contains(@class, 'chip')]")}


def test_chips_say_the_reading_and_each_can_be_removed(client: TestClient) -> None:
    found = chips(page(client, f"/?q={quote(QUESTION)}"))
    assert set(found) == {
        "Cơ quan: Sở Nội vụ",
        "Tỉnh, thành phố: Đắk Nông",
        "Năm: 2020",
        "Vai trò: Chủ trì",
    }
    for words_of_chip, without in found.items():
        left = set(found) - {words_of_chip}
        left -= {"Vai trò: Chủ trì"} if "Cơ quan" in words_of_chip else set()  # a role is that of an agency
        assert set(chips(page(client, without))) == left


def test_a_period_is_one_chip_and_stays_one(client: TestClient) -> None:
    found = page(client, f"/?q={quote('Sở Nội vụ phải làm gì giai đoạn 2016-2020?')}")
    assert "Năm: 2016–2020" in chips(found)
    again = page(client, f"/?q={quote('Sở Nội vụ phải làm gì?')}&year=2016-2020")
    assert "Năm: 2016–2020" in chips(again)
    assert words(again.xpath("//section[@aria-label='Câu trả lời']//h3")[0]).startswith("Quyết định số 52/QĐ-UBND")


def test_the_form_shows_what_is_in_force_and_offers_what_the_archive_has(client: TestClient) -> None:
    found = page(client, f"/?q={quote(QUESTION)}")
    chosen = {one.get("name"): one.xpath("option[@selected]/@value") for one in found.xpath("//form//select")}
    assert chosen["province"] == ["Đắk Nông"]
    assert chosen["role"] == ["lead"]
    assert chosen["document"] == []
    assert len(found.xpath("//select[@name='document']/option")) == 6
    assert not found.xpath("//a[@class='reset']")


def test_facets_lead_to_as_many_passages_as_they_count(client: TestClient) -> None:
    links = page(client, f"/?q={quote(SEARCH)}").xpath("//nav[@id='loc']//ul[1]//a")
    assert len(links) > 8
    for link in links[:8]:
        found = page(client, link.get("href"))
        counted = int(words(link.xpath("span[@class='count']")[0]).replace(".", ""))
        total = int(re.sub(r"\D", "", words(found.xpath("//h2[@id='doan-tieu-de']")[0])))
        assert abs(total - counted) <= max(2, counted // 20), words(link)
        assert found.xpath("//nav[@id='loc']//a[@aria-current='true']")


def test_pages_of_passages_go_on_and_back(client: TestClient) -> None:
    first = page(client, f"/?q={quote(SEARCH)}")
    (following,) = first.xpath("//nav[@class='pager']//a/@href")
    second = page(client, following)
    numbers = [words(one) for one in second.xpath("//section[@id='doan']//span[@class='no']")]
    assert numbers == [str(number) for number in range(11, 21)]
    back = second.xpath("//nav[@class='pager']//a/@href")[0]
    assert words(page(client, back).xpath("//section[@id='doan']")[0]) == words(first.xpath("//section[@id='doan']")[0])


def test_cited_clauses_show_their_surroundings_with_the_quote_marked(client: TestClient) -> None:
    found = page(client, f"/?q={quote('Ai chủ trì Hội thi chung tay CCHC năm 2020?')}")
    (source,) = found.xpath("//li[@id='nguon-1']")
    cells = {words(one.find("dt")): words(one.find("dd")) for one in source.xpath(".//dl[@class='cells']/div")}
    assert cells["Cơ quan chủ trì"] == "Đoàn Khối các cơ quan và Doanh nghiệp tỉnh"
    assert source.xpath(".//dd/mark")
    assert source.xpath(".//p[@class='around']")
    assert source.xpath(".//button[@data-copy and @hidden]")


def test_values_that_are_none_are_explained_and_can_be_taken_back(client: TestClient) -> None:
    found = page(client, "/?q=abc&year=năm+ngoái", 400)
    assert "không hợp lệ" in words(found.xpath("//*[@role='alert']")[0])
    assert found.xpath("//*[@role='alert']//a/@href") == ["/?q=abc"]
    assert "Nam Kha" in words(page(client, "/?q=abc&province=Nam+Kha", 404).xpath("//*[@role='alert']")[0])
    assert page(client, "/?q=abc&role=x", 400) is not None


def test_a_refusal_offers_no_answer_and_no_empty_list(client: TestClient) -> None:
    found = page(client, f"/?q={quote('Ai chủ trì việc gì của tỉnh Cà Mau năm 2035?')}")
    assert found.xpath(MARK)
    assert not found.xpath("//section[@id='doan']")
    assert "Tỉnh, thành phố: Cà Mau" in chips(found)


def test_hostile_parameters_are_shown_as_text(client: TestClient) -> None:
    attack = quote('"><script>alert(1)</script>')
    for url in (f"/?q={attack}", f"/?q=a&document={attack}", f"/?q=a&agency={attack}", f"/?q=a&type={attack}"):
        text = client.get(url).text
        assert "<script>alert" not in text
        assert "alert(1)" in text


def test_suggestions_are_json(client: TestClient) -> None:
    found = client.get("/api/suggest", params={"q": "nhiệm vụ của so noi"}).json()
    assert found[0]["text"] == "Sở Nội vụ"
    assert set(found[0]) == {"kind", "text", "note", "start"}
    assert client.get("/api/suggest", params={"q": "s" * 400}).json() == []
    assert client.get("/api/suggest").json() == []


def test_an_unclear_question_is_asked_back_with_what_it_may_mean(client: TestClient) -> None:
    found = page(client, f"/?q={quote('Sở này phải làm gì?')}&province={quote('Đắk Nông')}")
    assert words(found.xpath("//h2[@id='tu-choi']")[0]) == "Câu hỏi chưa rõ"
    urls = found.xpath("//section[@aria-labelledby='tu-choi']//ul[@class='examples']//a/@href")
    assert len(urls) > 1
    for url in urls[:2]:
        assert "province=" in url
        assert page(client, url).xpath("//section[@aria-label='Câu trả lời']")


def test_a_passage_that_is_cited_above_is_not_printed_twice(client: TestClient) -> None:
    found = page(client, f"/?q={quote(SEARCH)}&province={quote('Đắk Nông')}")
    cited = set(found.xpath("//section[@aria-label='Nguồn trích dẫn']//a[@class='where']/text()"))
    shown = found.xpath("//section[@id='doan']//li[contains(@class, 'source')]")
    assert any(one.xpath("string(.//a[@class='where'])") in cited for one in shown)
    for one in shown:
        is_cited = one.xpath("string(.//a[@class='where'])") in cited
        assert bool(one.xpath(".//blockquote")) is not is_cited
        assert bool(one.xpath(".//a[starts-with(@href, '#nguon-')]")) is is_cited


def test_passages_that_are_all_cited_are_not_listed_again(client: TestClient) -> None:
    found = page(client, f"/?q={quote('Ai chủ trì Hội thi chung tay CCHC năm 2020?')}")
    assert found.xpath("//section[@aria-label='Nguồn trích dẫn']")
    assert not found.xpath("//section[@id='doan']")
