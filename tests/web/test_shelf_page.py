"""The list of documents: narrowed by its address, a page of it at a time, in reading order."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from lxml import html

from search.engine import Engine
from web import lists
from web.app import create_app


@pytest.fixture
def client(engine: Engine) -> TestClient:
    return TestClient(create_app(engine), headers={"accept": "text/html"})


def page(client: TestClient, **asked: str) -> Any:
    response = client.get(f"/documents?{urlencode(asked)}")
    assert response.status_code == 200
    return html.fromstring(response.text)


def titles(found: Any) -> list[str]:
    return [" ".join(one.text_content().split()) for one in found.xpath("//ul[@class='cards']//a[@class='title']")]


NARROWED = [
    ({"q": "02/kh-ubnd"}, {"Kế hoạch số 02/KH-UBND"}),
    ({"q": "thai nguyen"}, {"Kế hoạch số 34/KH-UBND"}),
    ({"province": "Đắk Nông", "type": "Kế hoạch"}, {"Kế hoạch số 02/KH-UBND"}),
    ({"year": "2020", "q": "đắk nông"}, {"Kế hoạch số 02/KH-UBND", "Quyết định số 52/QĐ-UBND"}),
    ({"q": "không có văn bản này"}, set()),
]


@pytest.mark.parametrize(("asked", "expected"), NARROWED)
def test_the_list_is_narrowed(client: TestClient, asked: dict[str, str], expected: set[str]) -> None:
    found = page(client, **asked)
    assert set(titles(found)) == expected
    assert found.xpath("//a[text()='Xem tất cả']")
    for name, value in asked.items():
        field = found.xpath(f"//input[@name='{name}']/@value | //select[@name='{name}']/option[@selected]/text()")
        assert field == [value]


def test_all_are_listed_newest_first(client: TestClient) -> None:
    found = page(client)
    assert len(titles(found)) == 5
    assert titles(found)[0] == "Kế hoạch số 34/KH-UBND"
    assert not found.xpath("//a[text()='Xem tất cả']")


def test_a_long_list_is_turned_page_by_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)
    every = titles(page(client))
    [following] = page(client).xpath("//a[@rel='next']/@href")
    every += titles(html.fromstring(client.get(f"/documents{following}").text)) + titles(page(client, page="3"))
    assert len(every) == len(set(every)) == 5
