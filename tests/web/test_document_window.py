"""A large document: the page stays light, every address still opens at its clause, the whole is one link away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Browser, Page, expect

from ingest.parse import parse_text
from ingest.records import Span
from search.engine import Engine
from tests.web.conftest import serving
from web.app import create_app
from web.document_window import SHOWN, WHOLE, window

ARTICLES = 420
LIGHT = 300_000


def article(number: int) -> str:
    said = "Người đứng đầu cơ quan, tổ chức, đơn vị chịu trách nhiệm thực hiện quy định của pháp luật về nội dung này."
    clauses = "\n\n".join(f"{at}. Nội dung thứ {at} của điều này. {said}" for at in range(1, 4))
    points = "\n\n".join(f"{letter}) Trường hợp {letter} theo khoản 1 Điều {max(1, number - 60)}." for letter in "abcd")
    return f"Điều {number}. Trách nhiệm thứ {number}\n\n{clauses}\n\n{points}"


def law() -> str:
    head = "QUỐC HỘI\n\nLuật số: 99/2030/QH20\n\nHà Nội, ngày 01 tháng 6 năm 2030\n\nLUẬT\n\nTHỬ NGHIỆM VĂN BẢN DÀI"
    chapters = [
        "\n\n".join([f"Chương {roman}\n\nCHƯƠNG THỨ {roman}", *map(article, range(first, first + 70))])
        for roman, first in zip(("I", "II", "III", "IV", "V", "VI"), range(1, ARTICLES, 70), strict=True)
    ]
    return "\n\n".join([head, *chapters])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, str]]:
    with Engine.open(tmp_path_factory.mktemp("dài") / "Kho") as engine:
        outcome = engine.archive.add(parse_text(law(), "luật.txt"))
        yield engine, outcome.document_id


def page_of(shelf: tuple[Engine, str], query: str = "") -> tuple[int, Any]:
    """The size of the page in bytes, and its elements."""
    engine, document = shelf
    sent = TestClient(create_app(engine), headers={"accept": "text/html"}).get(f"/documents/{document}{query}")
    assert sent.status_code == 200
    return len(sent.content), html.fromstring(sent.text)


def test_a_part_is_shown_and_every_address_is_on_the_page(shelf: tuple[Engine, str]) -> None:
    engine, document = shelf
    every = {str(one.address) for one in engine.archive.provisions(document)}
    assert len(every) > 3000
    for query in ("", "?at=dieu-210/1", f"?at=dieu-{ARTICLES}"):
        size, page = page_of(shelf, query)
        assert size < LIGHT
        ids = page.xpath("//article//@id")
        assert len(ids) == len(set(ids))
        assert every <= set(ids)


@pytest.mark.parametrize("address", ["dieu-1", "dieu-210/1", "dieu-300/3/d", f"dieu-{ARTICLES}/2"])
def test_an_address_opens_at_its_clause_with_what_stands_around_it(shelf: tuple[Engine, str], address: str) -> None:
    engine, document = shelf
    _, page = page_of(shelf, f"?at={quote(address)}")
    shown = page.xpath("//article/div[contains(@class, 'clause')]/@id")
    assert address in shown
    every = [str(one.address) for one in engine.archive.provisions(document)]
    at = every.index(address)
    assert set(every[max(0, at - 8) : at + 8]) <= set(shown)
    assert shown == [one for one in every if one in set(shown)]


def test_a_mark_opens_its_part(shelf: tuple[Engine, str]) -> None:
    engine, document = shelf
    wanted = engine.archive.provisions(document)[-5]
    _, page = page_of(shelf, f"?start={wanted.start}&end={wanted.end}")
    [block] = page.xpath("//article/div[@id=$at]", at=str(wanted.address))
    assert block.xpath(".//mark")


def test_links_lead_to_the_part_that_holds_their_clause(shelf: tuple[Engine, str]) -> None:
    _, page = page_of(shelf, "?at=dieu-100")
    here = set(page.xpath("//article/div[contains(@class, 'clause')]/@id"))
    links = page.xpath("//article/div//p//a/@href") + page.xpath("//nav[contains(@class, 'outline')]//ol//a/@href")
    assert any(link.startswith("?at=dieu-4") for link in links)
    for link in links:
        query, _, name = link.partition("#")
        assert (query == "") == (unquote(name) in here)


def test_the_whole_is_one_link_away(shelf: tuple[Engine, str]) -> None:
    engine, document = shelf
    _, page = page_of(shelf)
    [link] = page.xpath("//section[@aria-label='Văn bản dài']//a/@href")
    _, whole = page_of(shelf, link)
    assert not whole.xpath("//nav[@class='elsewhere']")
    shown = "".join(whole.xpath("string(//article[@aria-label='Toàn văn'])").split())
    assert all("".join(one.text.split()) in shown for one in engine.archive.provisions(document))


def test_windows_keep_the_order_and_lose_nothing(shelf: tuple[Engine, str]) -> None:
    engine, document = shelf
    every = engine.archive.provisions(document)
    for at in (0, 1500, len(every) - 1):
        part = window(every, mark=Span(every[at].start, every[at].end))
        found = [
            *(one for entry in part.before for one in (entry.heading.address, *entry.inner)),
            *(str(one.address) for one in part.shown),
            *(one for entry in part.after for one in (entry.heading.address, *entry.inner)),
        ]
        assert found == [str(one.address) for one in every]
        assert every[at] in part.shown
        assert sum(len(one.text.encode()) for one in part.shown) < SHOWN
    assert not window(every, whole=True).is_part
    assert not window(every[: WHOLE // 2000]).is_part


def test_an_address_without_a_query_opens_at_its_clause(page: Page, shelf: tuple[Engine, str]) -> None:
    engine, document = shelf
    with serving(engine) as url:
        page.goto(f"{url}/documents/{document}#dieu-300/3/d")
        expect(page.locator("div.clause:target")).to_be_in_viewport()
        assert page.locator(":target").get_attribute("id") == "dieu-300/3/d"
        page.evaluate("window.location.hash = 'dieu-2/1'")
        expect(page.locator("div.clause[id='dieu-2/1']")).to_be_in_viewport()
        page.click("text=Xem toàn văn")
        expect(page.locator(f"div.clause[id='dieu-{ARTICLES}']")).to_be_attached()


def test_without_a_script_an_address_is_one_click_from_its_clause(browser: Browser, shelf: tuple[Engine, str]) -> None:
    engine, document = shelf
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with serving(engine) as url:
        page.goto(f"{url}/documents/{document}#dieu-300/3/d")
        line = page.locator(".elsewhere li", has=page.locator(":target"))
        expect(line).to_be_in_viewport()
        line.locator("a").click()
        expect(page.locator("div.clause[id='dieu-300']")).to_be_in_viewport()
        page.goto(f"{url}/documents/{document}?at=dieu-300/3/d#dieu-300/3/d")
        expect(page.locator("div.clause:target")).to_be_in_viewport()
    context.close()
