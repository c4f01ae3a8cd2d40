"""The registry of agencies on its page: found names merged or added, mistakes told with what was typed, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from search.engine import Engine
from web.app import create_app

FOUND = "Trung tâm Xúc tiến Lữ hành"
PLAN = f"""ỦY BAN NHÂN DÂN
TỈNH ĐẮK NÔNG

Số: 77/KH-UBND

Đắk Nông, ngày 05 tháng 01 năm 2021

KẾ HOẠCH
Phát triển du lịch năm 2021

I. TỔ CHỨC THỰC HIỆN

1. {FOUND}: Chủ trì, phối hợp với các cơ quan liên quan tổ chức hội chợ du lịch.

2. Sở Nội vụ: Chủ trì, phối hợp với các cơ quan liên quan kiểm tra công vụ.
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    (tmp_path / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    with Engine.open(tmp_path / "Dữ liệu Sở Nội vụ") as engine:
        list(engine.ingest([tmp_path / "ke-hoach.txt"]))
        yield TestClient(create_app(engine), headers={"accept": "text/html"})


def page(client: TestClient, url: str = "/registry") -> Any:
    response = client.get(url)
    assert response.status_code == 200
    return html.fromstring(response.text)


def section(client: TestClient, name: str) -> str:
    [found] = page(client).xpath("//section[@aria-labelledby=$name]", name=name)
    return " ".join(found.text_content().split())


def test_a_found_name_is_merged_and_taken_back(client: TestClient) -> None:
    assert FOUND in section(client, "chua-co")
    [link] = [one for one in page(client).xpath("//section[@aria-labelledby='chua-co']//a/@href") if "registry" in one]
    assert page(client, link).xpath("//input[@name='found']/@value") == [FOUND]
    done = client.post("/registry/merge", data={"found": FOUND, "into": "Sở Nội vụ"})
    assert f"“{FOUND}” nay là một tên của Sở Nội vụ" in done.text
    assert FOUND not in section(client, "chua-co")
    assert f"tên thêm: {FOUND}" in section(client, "da-them")
    assert "hội chợ du lịch" in client.get("/agencies/so-noi-vu").text
    client.post("/registry/withdraw", data={"agency": "so-noi-vu"})
    assert FOUND in section(client, "chua-co")


def test_a_new_agency_has_its_kind_names_and_place(client: TestClient) -> None:
    typed = {
        "agency": FOUND,
        "aliases": "TTXTLH\n Trung tâm Lữ hành ",
        "kind": "đơn vị sự nghiệp",
        "parent": "Sở Nội vụ",
    }
    client.post("/registry/define", data=typed)
    said = section(client, "da-them")
    assert "cơ quan mới; loại: Đơn vị sự nghiệp; thuộc Sở Nội vụ; tên thêm: TTXTLH, Trung tâm Lữ hành" in said
    asked = client.post("/api/ask", json={"question": "TTXTLH phải làm gì?"}).json()
    assert asked["interpretation"]["agencies"] == [FOUND]


def test_a_mistake_is_told_with_what_was_typed(client: TestClient) -> None:
    response = client.post("/registry/define", data={"agency": "<b>Ban Mới", "aliases": "BM", "kind": ""})
    assert response.status_code == 400
    shown = html.fromstring(response.text)
    assert shown.xpath("//*[@role='alert']")
    assert shown.xpath("//input[@id='agency']/@value") == ["<b>Ban Mới"]
    assert shown.xpath("string(//textarea)") == "BM"
    assert client.post("/registry/merge", data={"found": FOUND, "into": "Sở Không Có"}).status_code == 404
    assert client.post("/registry/withdraw", data={"agency": "so-y-te"}).status_code == 404


def test_the_page_of_an_unknown_name_leads_here(client: TestClient) -> None:
    [url] = page(client).xpath("//section[@aria-labelledby='chua-co']//li/div/a/@href")
    [link] = page(client, url).xpath("//section[contains(@class, 'refusal')]//a/@href")
    assert page(client, link).xpath("//input[@id='agency']/@value") == [FOUND]
