"""An agency's duties, its files and its calendar in a real browser, with and without a script."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect


def downloaded(page: Page, name: str, folder: Path) -> Path:
    """The file behind the link ``name``, under the name that the server proposes."""
    with page.expect_download() as waiting:
        page.click(f"a.download >> text={name}")
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def test_an_agency_is_found_filtered_and_taken_away(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/agencies")
    page.fill("main input[name=q]", "so noi vu")
    page.click("main >> text=Tìm >> nth=-1")
    page.click("table >> text=Sở Nội vụ")
    page.select_option("#role", "lead")
    page.select_option("#deadline", "dated")
    page.click("button:text-is('Lọc')")
    shown = page.locator("article.duty").count()
    assert shown > 0
    word = downloaded(page, "Word", tmp_path)
    assert word.name == "Nhiệm vụ của Sở Nội vụ.docx"
    assert sum(len(table.rows) - 1 for table in Document(str(word)).tables) == shown
    sheet = load_workbook(downloaded(page, "Excel", tmp_path)).worksheets[0]
    assert sheet.max_row == shown + 1


def test_the_calendar_leads_from_a_month_to_the_clause(page: Page, address: str) -> None:
    page.goto(f"{address}/deadlines?month=2018-01")
    page.click("nav.months a:has-text('Tháng 3')")
    expect(page.locator(".turn h2")).to_contain_text("Tháng 3/2018")
    page.click("table.month a >> nth=-1")
    expect(page.locator("section:target article.duty").first).to_be_visible()
    page.click("section:target article.duty a >> nth=0")
    expect(page.locator("mark").first).to_be_visible()


def test_lists_work_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/matrix")
    page.click("tr:has(th a:text-is('Sở Nội vụ')) td a >> nth=0")
    assert page.locator("article.duty").count() > 0
    page.goto(f"{address}/mentions")
    page.click("ul.tiles a >> nth=0")
    page.click("li.source a.where >> nth=0")
    assert page.locator("mark").count() > 0
    context.close()
