"""The document page as HTML: its head, its links, what cites it, its versions, its original file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from lxml import html

from ingest.corpus import DOCUMENTS
from search.engine import Engine
from web.app import create_app
from web.routes_document import media_type

FIRST = """ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH CÀ MAU                    Độc lập - Tự do - Hạnh phúc

Số: 7/KH-UBND

Cà Mau, ngày 05 tháng 02 năm 2024

KẾ HOẠCH

Kiểm tra cải cách hành chính năm 2024

I. MỤC ĐÍCH

1. Sở Nội vụ kiểm tra việc thực hiện.

II. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ: Chủ trì kiểm tra.
"""
SECOND = """ỦY BAN NHÂN DÂN
TỈNH CÀ MAU

Số: 9/BC-UBND

Cà Mau, ngày 01 tháng 12 năm 2024

BÁO CÁO

Kết quả kiểm tra cải cách hành chính

1. Thực hiện Kế hoạch số 7/KH-UBND ngày 05/02/2024 của UBND tỉnh Cà Mau và Nghị quyết số 76/NQ-CP ngày 15/7/2021
của Chính phủ, Sở Nội vụ đã kiểm tra.
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, dict[str, str]]]:
    """Two documents, the second citing the first, the first with an earlier version; their ids by number."""
    folder = tmp_path_factory.mktemp("nguồn")
    with Engine.open(folder / "kho") as engine:
        for name, text in (
            ("kế hoạch.txt", FIRST.replace("Chủ trì kiểm tra.", "Chủ trì.")),
            ("kế hoạch.txt", FIRST),
            ("báo cáo.txt", SECOND),
        ):
            (folder / name).write_text(text, encoding="utf-8")
            list(engine.ingest([folder / name]))
        ids = {one.metadata.number or "": one.id for one in engine.archive.catalogue()}
        yield TestClient(create_app(engine), headers={"accept": "text/html"}), ids


def page(client: TestClient, url: str) -> html.HtmlElement:
    response = client.get(url)
    assert response.status_code == 200
    return html.fromstring(response.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_head_stands_as_on_paper(shelf: tuple[TestClient, dict[str, str]]) -> None:
    client, ids = shelf
    head = page(client, f"/documents/{ids['7/KH-UBND']}").xpath("//header[@class='letterhead']")[0]
    shown = {one.get("class"): words(one) for one in head.xpath(".//p")}
    assert shown["number"] == "Số: 7/KH-UBND"
    assert shown["dated"] == "Cà Mau, ngày 05 tháng 02 năm 2024"
    assert shown["national"] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert words(head.xpath(".//h1")[0]) == "Kế hoạch số 7/KH-UBND"
    other = page(client, f"/documents/{ids['9/BC-UBND']}")
    assert not other.xpath("//p[@class='national']")


def test_a_reference_is_a_link_where_the_archive_holds_it(shelf: tuple[TestClient, dict[str, str]]) -> None:
    client, ids = shelf
    found = page(client, f"/documents/{ids['9/BC-UBND']}")
    links = {words(one): one.get("href") for one in found.xpath("//article//a[not(@class)]")}
    assert list(links.values()) == [f"/documents/{ids['7/KH-UBND']}"]
    assert "7/KH-UBND" in next(iter(links))
    listed = [words(one) for one in found.xpath("//section[@id='vien-dan']//li")]
    assert len(listed) == 2
    assert "Mở văn bản" in listed[0]
    assert "Mở văn bản" not in listed[1]


def test_what_cites_a_document_leads_to_the_citing_words(shelf: tuple[TestClient, dict[str, str]]) -> None:
    client, ids = shelf
    found = page(client, f"/documents/{ids['7/KH-UBND']}")
    (row,) = found.xpath("//section[@id='duoc-vien-dan']//li")
    assert "Báo cáo số 9/BC-UBND" in words(row)
    there = row.xpath(".//span//a/@href")[0]
    citing = page(client, there.partition("#")[0])
    assert "7/KH-UBND" in " ".join(words(one) for one in citing.xpath("//article//mark"))
    assert citing.xpath("//article//*[@id=$address]", address=unquote(there.partition("#")[2]))


def test_the_original_and_that_of_an_earlier_version_are_downloads(shelf: tuple[TestClient, dict[str, str]]) -> None:
    client, ids = shelf
    address = f"/documents/{ids['7/KH-UBND']}/original"
    current, earlier = client.get(address), client.get(address, params={"revision": 1})
    assert current.content == FIRST.encode("utf-8")
    assert earlier.content == FIRST.replace("Chủ trì kiểm tra.", "Chủ trì.").encode("utf-8")
    assert current.headers["content-disposition"].startswith("attachment;")
    assert current.headers["content-type"].startswith("text/plain")
    assert current.headers["x-content-type-options"] == "nosniff"
    assert client.get(address, params={"revision": 9}).status_code == 404
    assert client.get("/documents/khong-co/original").status_code == 404
    versions = page(client, f"/documents/{ids['7/KH-UBND']}").xpath("//section[@id='thong-tin']//ul//a/@href")
    assert f"{address}?revision=1" in versions


def test_every_clause_says_how_it_is_cited(engine: Engine) -> None:
    client = TestClient(create_app(engine), headers={"accept": "text/html"})
    for entry in engine.archive.catalogue():
        found = page(client, f"/documents/{entry.id}")
        units = found.xpath("//article//div[@id] | //article//tr[@id]")
        assert units
        for unit in units:
            (link,) = unit.xpath("./a[@class='anchor'] | ./td[1]/a[@class='anchor']")
            (cite,) = unit.xpath("./span[@class='cite'] | ./td[1]/span[@class='cite']")
            assert unquote(link.get("href")) == f"#{unit.get('id')}"
            assert words(cite)


@pytest.mark.parametrize("file", sorted(DOCUMENTS.glob("*.txt")), ids=lambda file: file.name)
def test_the_originals_of_the_shipped_documents(engine: Engine, file: Path) -> None:
    client = TestClient(create_app(engine))
    (entry,) = [one for one in engine.archive.catalogue() if one.source_file == file.name]
    sent = client.get(f"/documents/{entry.id}/original").content
    assert hashlib.sha256(sent).digest() == hashlib.sha256(file.read_bytes()).digest()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.pdf", "application/pdf"),
        ("a.htm", "text/html"),
        ("a.doc", "application/msword"),
        ("x", "application/octet-stream"),
    ],
)
def test_media_types(name: str, expected: str) -> None:
    assert media_type(name) == expected
