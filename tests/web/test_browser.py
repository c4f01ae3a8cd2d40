"""The pages in a real browser: a citation is followed to its clause, on a desk and on a phone, without a script."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from search.engine import Engine
from web.app import create_app
from web.cli.serving import listen

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
QUESTION = "Ai chủ trì Hội thi chung tay CCHC năm 2020?"
PLAN = "02-kh-ubnd-ubnd-tinh-dak-nong-2020-01-03"
PHONE = {"width": 360, "height": 740}
PATHS = ["/", f"/?q={quote(QUESTION)}", "/documents", f"/documents/{PLAN}", "/agencies", "/agencies/so-noi-vu", "/docs"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")


@pytest.fixture(scope="module")
def address(engine: Engine) -> Iterator[str]:
    """Where the application listens."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(engine), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when it asks another host for anything or reports an error."""
    opened = browser.new_page()
    opened.set_default_timeout(10_000)
    troubles: list[str] = []
    opened.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    opened.on("request", lambda one: None if one.url.startswith("http://127.0.0.1:") else troubles.append(one.url))
    yield opened
    opened.close()
    assert troubles == []


def test_ask_and_follow_the_citation_to_the_marked_clause(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("input[name=q]", QUESTION)
    page.press("input[name=q]", "Enter")
    assert "Đoàn Khối các cơ quan và Doanh nghiệp tỉnh" in page.inner_text("section[aria-label='Câu trả lời']")
    page.click(".ref >> nth=0")
    assert page.is_visible("#nguon-1:target")
    page.click("#nguon-1 a.where")
    target = page.locator("tr:target")
    target.wait_for()
    assert "Hội thi chung tay CCHC" in target.inner_text()
    assert target.locator("mark").count() > 0
    box = target.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 700


def test_documents_and_agencies_lead_to_their_pages(page: Page, address: str) -> None:
    page.goto(f"{address}/documents")
    page.click("text=Kế hoạch số 34/KH-UBND")
    assert "Thái Nguyên" in page.inner_text("dl.facts")
    page.click("nav[aria-label='Mục lục'] ol a >> nth=2")
    assert page.locator(":target").count() == 1
    page.click("nav[aria-label='Chính'] >> text=Cơ quan")
    page.click("table >> text=Sở Nội vụ")
    page.select_option("#role", "coordinate")
    page.click("text=Lọc")
    assert set(page.locator(".badge").all_inner_texts()) == {"Phối hợp"}
    page.click("article.duty a >> nth=0")
    assert page.locator("mark").count() > 0


def test_everything_works_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/?q={quote(QUESTION)}")
    page.click("#nguon-1 a.where")
    assert page.locator("mark").count() > 0
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_needs_no_sideways_scrolling(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground_in_both_schemes(browser: Browser, address: str, scheme: str) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{address}/documents/{PLAN}")
    colours = page.evaluate(
        "[...document.querySelectorAll('h1, .facts dt, .clause, td')]"
        ".map(one => getComputedStyle(one).color.match(/[0-9]+/g).slice(0, 3).map(Number))"
    )
    for red, green, blue in colours:
        light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        assert light > 130 if scheme == "dark" else light < 125
    page.close()
