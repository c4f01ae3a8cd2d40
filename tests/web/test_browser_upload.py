"""Adding files in a real browser: chosen or dropped, followed to the end, each outcome shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ingest.corpus import DOCUMENTS
from search.engine import Engine
from tests.web.conftest import serving
from tests.web.test_browser_access import troubles_of
from web import job_pages

PLAN = DOCUMENTS / "002_959ca475dbccc435.txt"
DROP = """names => {
  const carrier = new DataTransfer();
  for (const name of names) carrier.items.add(new File(["Điều 1. Thử.".repeat(200)], name));
  const zone = document.getElementById("vung-tha");
  for (const kind of ["dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(kind, { dataTransfer: carrier, bubbles: true, cancelable: true }));
  }
}"""
WATCHED = """
  window.said = [];
  const line = document.querySelector("#dang-gui p");
  new MutationObserver(() => window.said.push(line.textContent)).observe(line, {childList: true});
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[str]:
    with Engine.open(tmp_path / "Dữ liệu Sở Nội vụ") as engine:
        list(engine.ingest([PLAN]))
        with serving(engine) as url:
            yield url


def files(folder: Path) -> list[Path]:
    """A new document, a changed one, one that the archive has, and one that cannot be read."""
    text = PLAN.read_text(encoding="utf-8")
    made = {
        "mới.txt": "Số: 7/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc ban hành quy chế\n\nĐiều 1. Ban hành quy chế.\n",
        "bản hai.txt": text.replace("Hội thi chung tay", "Cuộc thi chung tay"),
        "bản cũ.txt": text,
        "<i>hỏng.pdf": "không phải PDF",
    }
    for name, content in made.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name in made]


@pytest.mark.parametrize("seconds", [5.0, 0.0])  # 0: each stream ends at once, and the browser opens the next
def test_each_file_is_followed_to_its_end(
    page: Page, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(job_pages, "_STREAM", seconds)
    page.goto(f"{own}/documents")
    page.set_input_files("#files", files(tmp_path))
    expect(page.locator("#da-chon li")).to_have_count(4)
    page.click("button:text-is('Tải lên 4 tệp')")
    page.wait_for_url("**/jobs/*")
    page.evaluate("window.kept = true")
    expect(page.locator("#tien-do")).to_contain_text("đã đọc 4/4 tệp · 1 tệp lỗi · 2 tệp chờ xem lại")
    assert page.locator("#tien-do progress").evaluate("one => one.value / one.max") == 1
    expect(page.locator("#tep-0 [name='0.number']")).to_have_value("7/QĐ-UBND")
    expect(page.locator("#tep-1")).to_contain_text("Trùng với văn bản đang có trong kho")
    expect(page.locator("#tep-2")).to_contain_text("không đổi")
    expect(page.locator("#tep-3")).to_contain_text("lỗi: ")
    expect(page.locator("#tep-3 .title")).to_have_text("ihỏng.pdf")
    assert page.evaluate("window.kept") is True
    page.fill("#tep-0 [name='0.title']", "Quy chế đã sửa")
    page.check("#tep-1 [value='keep']")
    page.click("button:text-is('Đưa vào kho')")
    expect(page.locator("#tep-0")).to_contain_text("Quy chế đã sửa")
    expect(page.locator("#tep-1")).to_contain_text("đã thêm")
    expect(page.locator("#quyet-dinh button")).to_have_count(0)


def test_what_is_typed_stays_while_other_files_are_read(page: Page, own: str, tmp_path: Path) -> None:
    page.goto(f"{own}/documents")
    page.set_input_files("#files", files(tmp_path)[:1])
    page.click("button:text-is('Tải lên')")
    page.wait_for_url("**/jobs/*")
    page.fill("[name='0.title']", "Đang gõ")
    page.evaluate("document.getElementById('tep-0').dispatchEvent(new Event('input', {bubbles: true}))")
    expect(page.locator("[name='0.title']")).to_have_value("Đang gõ")


def test_bytes_sent_are_shown_and_a_refusal_is_told(browser: Browser, own: str, tmp_path: Path) -> None:
    context = browser.new_context()  # its console reports the refusal
    page = context.new_page()
    page.goto(f"{own}/documents")
    page.evaluate(WATCHED)
    (tmp_path / "lớn.txt").write_text("Điều 1. Thử.\n" * 300_000, encoding="utf-8")
    page.set_input_files("#files", tmp_path / "lớn.txt")
    page.evaluate("document.getElementById('files').form.action = '/api/khong-co'")
    page.click("button:text-is('Tải lên')")
    expect(page.locator("#qua-lon")).to_have_text("Không có trang này.")
    assert any("Đã gửi" in said for said in page.evaluate("window.said"))
    assert page.locator("#dang-gui").is_hidden()
    expect(page.locator("button:text-is('Tải lên')")).to_be_enabled()
    context.close()


def test_dropped_files_are_listed_and_can_be_left_out(page: Page, own: str) -> None:
    page.goto(f"{own}/documents")
    page.evaluate(DROP, ["một.txt", "<b>hai.txt"])
    page.evaluate(DROP, ["ba.txt"])
    names = page.locator("#da-chon li span:first-child")
    expect(names).to_have_text(["một.txt", "<b>hai.txt", "ba.txt"])
    page.click("#da-chon li:nth-child(2) button")
    expect(names).to_have_text(["một.txt", "ba.txt"])
    assert page.evaluate("document.getElementById('files').files.length") == 2
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_button_is_reached_by_keyboard(page: Page, own: str) -> None:
    page.goto(f"{own}/documents")
    page.focus("#files")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "files"
    assert page.locator(".pick").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_files_are_added_without_a_script(browser: Browser, own: str, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own}/documents")
    expect(page.locator("label.pick")).to_be_in_viewport()
    expect(page.locator(".picked")).to_be_hidden()
    page.set_input_files("#files", files(tmp_path)[:1])
    expect(page.locator(".picked")).to_be_visible()
    page.click("button:text-is('Tải lên')")
    page.fill("[name='0.title']", "Sửa không cần mã lệnh")
    page.click("button:text-is('Đưa vào kho')")
    expect(page.locator("#tep-0")).to_contain_text("đã thêm")
    expect(page.locator("#tep-0")).to_contain_text("Sửa không cần mã lệnh")
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_what_was_read_is_for_everyone_to_look_at(
    browser: Browser, own: str, tmp_path: Path, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # for axe alone
    )
    page = context.new_page()
    page.goto(f"{own}/documents")
    page.set_input_files("#files", files(tmp_path))
    page.click("button:text-is('Tải lên 4 tệp')")
    page.wait_for_url("**/jobs/*")
    expect(page.locator("#tien-do")).to_contain_text("2 tệp chờ xem lại")
    page.fill("[name='0.issued_on']", "không biết")
    page.click("button:text-is('Đưa vào kho')")
    expect(page.locator("[role='alert']")).to_be_visible()
    assert troubles_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
