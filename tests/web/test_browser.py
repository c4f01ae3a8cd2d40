"""Asking and searching in a real browser: suggestions, chips, facets, shared addresses, with and without a script."""

from __future__ import annotations

from urllib.parse import quote, unquote

from playwright.sync_api import Browser, Page, expect

QUESTION = "Ai chủ trì Hội thi chung tay CCHC năm 2020?"
DUTIES = "Sở Nội vụ phải làm gì ở Đắk Nông năm 2020?"
SEARCH = "tuyên truyền cải cách hành chính trên báo"
PHONE = {"width": 360, "height": 740}
ANSWER = "section[aria-label='Câu trả lời']"


def ask(page: Page, question: str) -> None:
    page.fill("input[name=q]", question)
    page.press("input[name=q]", "Enter")


def test_ask_and_follow_the_citation_to_the_marked_clause(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, QUESTION)
    expect(page.locator(ANSWER)).to_contain_text("Đoàn Khối các cơ quan và Doanh nghiệp tỉnh")
    page.click(".ref >> nth=0")
    expect(page.locator("#nguon-1:target")).to_be_visible()
    expect(page.locator("#nguon-1 mark").first).to_be_visible()
    page.click("#nguon-1 a.where")
    target = page.locator("tr:target")
    expect(target).to_contain_text("Hội thi chung tay CCHC")
    expect(target.locator("mark").first).to_be_in_viewport()


def test_the_answer_comes_without_loading_the_page_and_is_said_aloud(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("window.kept = true")
    ask(page, QUESTION)
    expect(page.locator("#thong-bao")).to_have_text("Đã có câu trả lời, 1 nguồn trích dẫn.")
    assert page.evaluate("window.kept") is True
    assert QUESTION in unquote(page.url.replace("+", " "))
    assert page.title().startswith(QUESTION)
    page.go_back()
    expect(page.locator(".examples a").first).to_be_visible()


def test_the_cited_clause_stands_beside_the_answer_and_below_it_on_a_phone(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote(DUTIES)}")
    beside = [page.locator(where).bounding_box() for where in (ANSWER, ".cited")]
    assert beside[0] is not None
    assert beside[1] is not None
    assert beside[0]["x"] + beside[0]["width"] <= beside[1]["x"]
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    below = [page.locator(where).bounding_box() for where in (ANSWER, ".cited")]
    assert below[0] is not None
    assert below[1] is not None
    assert below[0]["y"] + below[0]["height"] <= below[1]["y"]


def test_the_reading_is_changed_a_chip_removed_the_address_shared(page: Page, browser: Browser, address: str) -> None:
    page.goto(f"{address}/?q={quote(DUTIES)}")
    page.click("text=Đổi cách hiểu")
    page.select_option("select[name=province]", "Thái Nguyên")
    page.select_option("select[name=year]", "2023")
    page.click("text=Áp dụng")
    expect(page.locator(ANSWER)).to_contain_text("Kế hoạch số 34/KH-UBND")
    page.click("a[aria-label='Bỏ điều kiện năm: 2023']")
    expect(page.locator(".chip", has_text="Năm")).to_have_count(0)
    shown = page.inner_text("#ket-qua")
    colleague = browser.new_page()
    colleague.goto(page.url)
    assert colleague.inner_text("#ket-qua") == shown
    colleague.close()
    page.click("text=Hiểu lại từ câu hỏi")
    expect(page.locator(".chip", has_text="Đắk Nông")).to_be_visible()


def test_a_facet_narrows_to_the_passages_it_counted(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote(SEARCH)}")
    link = page.locator(".facets a", has_text="Thái Nguyên").first
    counted = link.locator(".count").inner_text()
    link.click()
    expect(page.locator("#doan-tieu-de")).to_contain_text(f"{counted} đoạn")
    page.locator(".facets a[aria-current]", has_text="Thái Nguyên").first.click()
    expect(page.locator(".chip")).to_have_count(0)
    assert page.locator("#doan mark").count() > 0


def test_suggestions_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.type("#q", "nhiem vu cua so noi")
    option = page.locator("#goi-y li", has_text="Sở Nội vụ").first
    expect(option).to_be_visible()
    assert page.get_attribute("#q", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    assert page.input_value("#q") == "nhiem vu cua Sở Nội vụ "
    expect(page.locator("#goi-y")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".chip", has_text="Sở Nội vụ")).to_be_visible()


def test_copying_a_citation_and_the_address(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/?q={quote(QUESTION)}")
    page.click("#nguon-1 >> text=Sao chép trích dẫn")
    expect(page.locator("#nguon-1 >> text=Đã sao chép")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "STT 2 Danh mục kèm theo Kế hoạch số 02/KH-UBND ngày 03/01/2020 của UBND tỉnh Đắk Nông"
    page.click(f"{ANSWER} >> text=Sao chép liên kết")
    page.wait_for_function("async () => (await navigator.clipboard.readText()) === location.href")
    context.close()


def test_a_refusal_and_a_wrong_value_look_like_what_they_are(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={quote('Ai chủ trì Hội thi chung tay CCHC của tỉnh Cà Mau năm 2035?')}")
    expect(page.locator(".refusal h2")).to_have_text("Không tìm thấy trong kho văn bản")
    expect(page.locator(ANSWER)).to_have_count(0)
    page.click("a[aria-label^='Bỏ điều kiện tỉnh']")
    expect(page.locator(".chip", has_text="Cà Mau")).to_have_count(0)


def test_everything_works_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    ask(page, DUTIES)
    expect(page.locator(".chip")).to_have_count(3)
    page.click("a[aria-label='Bỏ điều kiện năm: 2020']")
    expect(page.locator(".chip")).to_have_count(2)
    page.click("text=Đổi cách hiểu")
    page.select_option("select[name=role]", "coordinate")
    page.click("text=Áp dụng")
    expect(page.locator(".chip", has_text="Phối hợp")).to_be_visible()
    page.click("#nguon-1 a.where")
    expect(page.locator("mark").first).to_be_visible()
    expect(page.locator(":target .cite, :target > td:first-child .cite").first).to_contain_text("Đắk Nông")
    expect(page.locator("text=Sao chép trích dẫn")).to_have_count(1)
    expect(page.locator("text=Sao chép trích dẫn")).to_be_hidden()
    context.close()
