"""A document in a real browser: its outline, its clauses to copy, its original file, on paper."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from ingest.corpus import DOCUMENTS

PLAN = "02-kh-ubnd-ubnd-tinh-dak-nong-2020-01-03"
DECISION = "52-qd-ubnd-chu-tich-ubnd-tinh-dak-nong-2017-01-11"


def test_the_outline_follows_the_reading(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/{DECISION}")
    current = page.locator(".outline a[aria-current]")
    expect(current).to_have_count(1)
    first = current.inner_text()
    page.click("nav[aria-label='Mục lục'] ol a >> nth=-1")
    expect(current).not_to_have_text(first)
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_clause_gives_its_citation_and_its_link(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/documents/{PLAN}")
    row = page.locator("[id='danh-muc/5']")
    row.hover()
    row.locator("text=Sao chép trích dẫn").click()
    expect(row.locator("text=Đã sao chép")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "STT 5 Danh mục kèm theo Kế hoạch số 02/KH-UBND ngày 03/01/2020 của UBND tỉnh Đắk Nông"
    )
    row.locator("text=Sao chép liên kết").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('http')")
    link = page.evaluate("navigator.clipboard.readText()")
    page.goto(link)
    assert page.locator(":target").get_attribute("id") == "danh-muc/5"
    context.close()


def test_the_original_is_downloaded_byte_for_byte(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/documents/{PLAN}")
    with page.expect_download() as waiting:
        page.click("text=Tải tệp gốc")
    name = waiting.value.suggested_filename
    waiting.value.save_as(tmp_path / name)
    assert (tmp_path / name).read_bytes() == (DOCUMENTS / name).read_bytes()


def test_asking_within_a_document(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/{DECISION}")
    page.fill("input[placeholder='Hỏi trong văn bản này']", "Ai ký?")
    page.click("form[role=search] button")
    expect(page.locator(".chip", has_text="Quyết định số 52/QĐ-UBND")).to_be_visible()
    expect(page.locator("section[aria-label='Câu trả lời']")).to_contain_text("Cao Huy")


def test_on_paper_only_the_document_is_left(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/{PLAN}")
    page.emulate_media(media="print")
    for gone in ("nav[aria-label='Chính']", "nav[aria-label='Mục lục']", ".document-tools", ".anchor >> nth=0"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator(".letterhead")).to_be_visible()
    expect(page.locator("article table").first).to_be_visible()
