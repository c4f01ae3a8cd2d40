"""Every page for everyone: axe, keyboard alone, a phone's width, light and dark, small and quick."""

from __future__ import annotations

import gzip
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from search.engine import Engine
from web.app import create_app
from web.templating import STATIC

AXE = Path(__file__).parent / "assets" / "axe.min.js"  # Deque Systems, MPL-2.0
QUESTION = "Ai chủ trì Hội thi chung tay CCHC năm 2020?"
REFUSED = "Ai chủ trì Hội thi chung tay CCHC của tỉnh Cà Mau năm 2035?"
PLAN = "02-kh-ubnd-ubnd-tinh-dak-nong-2020-01-03"
PHONE = {"width": 360, "height": 740}
PATHS = [
    "/",
    f"/?q={quote(QUESTION)}",
    f"/?q={quote('tuyên truyền trên báo')}&province={quote('Đắk Nông')}",
    f"/?q={quote(REFUSED)}",
    "/?q=abc&year=xyz",
    "/documents",
    f"/documents/{PLAN}#danh-muc/2",
    f"/documents/{PLAN}/manage",
    f"/documents/{PLAN}/remove",
    "/jobs",
    "/agencies",
    "/agencies/so-noi-vu",
    "/registry?agency=Trung%20t%C3%A2m",
    "/matrix",
    "/deadlines",
    "/mentions",
    "/feedback",
    "/status",
    "/docs",
    "/khong-co",
]
WIDE_LIGHT, NARROW_DARK = ("light", 1280), ("dark", 360)


def troubles_of(page: Page) -> list[str]:
    """What axe finds that is serious or worse."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in serious]


@pytest.mark.parametrize(("scheme", "width"), [WIDE_LIGHT, NARROW_DARK])
def test_axe_finds_nothing_serious_and_no_page_is_wider_than_its_window(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # for axe alone: the policy is tested elsewhere
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in PATHS:
        page.goto(address + path)
        wide = page.evaluate("document.documentElement.scrollWidth") > width
        found[path] = troubles_of(page) + (["wider than the window"] if wide else [])
    context.close()
    assert {path: troubles for path, troubles in found.items() if troubles} == {}


def test_keyboard_alone_asks_and_opens_the_clause(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote(REFUSED)}")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".ref")).to_be_visible()
    reached = reach(page, "a.ref")
    assert reached["outline"] == "solid"
    page.keyboard.press("Enter")
    reach(page, "#nguon-1 a.where")
    page.keyboard.press("Enter")
    expect(page.locator("tr:target")).to_be_visible()


def reach(page: Page, wanted: str) -> dict[str, str]:
    """Press Tab until ``wanted`` has the focus; how its focus is shown."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            style: dict[str, str] = page.evaluate("({outline: getComputedStyle(document.activeElement).outlineStyle})")
            return style
    raise AssertionError(f"Tab never reaches {wanted}")


def test_landmarks_and_live_regions(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote(QUESTION)}")
    for selector in ("header.top", "main#noi-dung", "footer", "nav[aria-label='Chính'] [aria-current=page]"):
        expect(page.locator(selector)).to_have_count(1)
    assert page.get_attribute("#thong-bao", "aria-live") == "polite"
    assert page.locator("h1").count() == 1


def test_the_first_page_is_small_and_quick(engine: Engine) -> None:
    client = TestClient(create_app(engine), headers={"accept": "text/html"})
    first = client.get("/")
    files = re.findall(r'(?:href|src)="(/static/[\w.]+\.(?:css|js))"', first.text)
    assert len(files) >= 4
    plain = len(first.content) + sum((STATIC / file.removeprefix("/static/")).stat().st_size for file in files)
    assert plain < 100_000
    sent = client.get("/static/htmx.min.js", headers={"accept-encoding": "gzip"})
    assert sent.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(sent.content)) < 20_000
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        client.get("/")
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.2
