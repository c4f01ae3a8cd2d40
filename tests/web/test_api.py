"""The JSON interface over the five documents: shapes, quotes, errors in Vietnamese with the right status."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ingest.corpus import DOCUMENTS
from search.engine import Engine
from web.app import create_app

PLAN = "02-kh-ubnd-ubnd-tinh-dak-nong-2020-01-03"
CITATION_FIELDS = {
    *("id", "document_id", "number", "type", "title", "issuer", "issued_on", "source_file"),
    *("address", "citation", "quote", "start", "end", "url"),
}


@pytest.fixture(scope="module")
def client(engine: Engine) -> TestClient:
    return TestClient(create_app(engine))


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[TestClient]:
    """A client of an archive of its own with one document, which the test may change."""
    with Engine.open(tmp_path / "Kho riêng") as own:
        list(own.ingest([DOCUMENTS / "002_959ca475dbccc435.txt"]))
        yield TestClient(create_app(own))


def get(client: TestClient, url: str, **query: object) -> Any:
    response = client.get(url, params={key: str(value) for key, value in query.items()})
    assert response.status_code == 200, response.text
    return response.json()


def test_ask_answers_with_literal_quotes(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "Ai chủ trì Hội thi chung tay CCHC năm 2020?"})
    answer = response.json()
    assert response.status_code == 200
    assert answer["answerable"] is True
    assert "Đoàn Khối các cơ quan và Doanh nghiệp tỉnh" in answer["answer"]
    for citation in answer["citations"]:
        assert set(citation) == CITATION_FIELDS
        text = client.get(f"/api/documents/{citation['document_id']}/text").text
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    known = {citation["id"] for citation in answer["citations"]}
    assert all(set(statement["citations"]) <= known and statement["citations"] for statement in answer["statements"])


def test_ask_refuses_with_a_reason_and_the_nearest(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "Ai chủ trì tuyên truyền CCHC của tỉnh Cà Mau năm 2035?"}).json()
    assert answer["answerable"] is False
    assert answer["reason"]
    assert answer["statements"] == [] == answer["citations"]


def test_search_has_citation_fields_and_highlights_inside_the_quote(client: TestClient) -> None:
    found = get(client, "/api/search", q="đối thoại với doanh nghiệp", limit=3)
    assert found["query"] == "đối thoại với doanh nghiệp"
    assert len(found["hits"]) == 3 <= found["total"]
    for hit in found["hits"]:
        assert {*CITATION_FIELDS, "heading_path", "score", "highlights", "state"} == set(hit)
        assert all(0 <= start < end <= len(hit["quote"]) for start, end in hit["highlights"])


def test_search_filters_by_province_and_year(client: TestClient) -> None:
    found = get(client, "/api/search", q="tuyên truyền CCHC", province="Thái Nguyên", year=2023, limit=50)
    assert {hit["number"] for hit in found["hits"]} == {"34/KH-UBND"}


def test_search_filters_by_part_and_state(client: TestClient) -> None:
    found = get(client, "/api/search", q="tuyên truyền CCHC", part="danh mục", limit=50)
    assert {hit["address"].partition("/")[0] for hit in found["hits"]} == {"danh-muc"}
    assert get(client, "/api/search", q="tuyên truyền CCHC", state="recalled")["hits"] == []
    assert client.get("/api/search", params={"q": "CCHC", "state": "mất"}).status_code == 400


def test_documents_list_and_detail(client: TestClient) -> None:
    listed = get(client, "/api/documents")
    assert len(listed) == 5
    plan = next(one for one in listed if one["id"] == PLAN)
    assert (plan["number"], plan["type"], plan["issued_on"], plan["province"]) == (
        "02/KH-UBND",
        "Kế hoạch",
        "2020-01-03",
        "Đắk Nông",
    )
    detail = get(client, f"/api/documents/{PLAN}")
    assert {**detail, **plan} == detail
    assert detail["legal_bases"]


def test_agencies_and_their_duties_agree(client: TestClient) -> None:
    agencies = {one["id"]: one for one in get(client, "/api/agencies")}
    assert agencies["so-noi-vu"]["name"] == "Sở Nội vụ"
    duties = get(client, "/api/agencies/so-noi-vu/duties")
    assert duties["total"] == agencies["so-noi-vu"]["total"] == len(duties["duties"])
    lead = get(client, "/api/agencies/so-noi-vu/duties", role="lead", province="Đắk Nông", year=2020)
    assert {one["role"] for one in lead["duties"]} == {"lead"}
    assert {one["citation"]["number"] for one in lead["duties"]} == {"02/KH-UBND", "52/QĐ-UBND"}  # 52: 2016 - 2020


def test_health_and_the_reference_page_load_nothing_from_elsewhere(client: TestClient) -> None:
    assert get(client, "/healthz")["documents"] == 5
    page = client.get("/docs")
    assert page.status_code == 200
    assert "/api/ask" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text


@pytest.mark.parametrize(
    ("method", "url", "body", "status"),
    [
        ("POST", "/api/ask", {"question": "   "}, 400),
        ("POST", "/api/ask", {"question": "a" * 10_001}, 400),
        ("POST", "/api/ask", {}, 400),
        ("GET", "/api/search", None, 400),
        ("GET", "/api/search?q=CCHC&limit=0", None, 400),
        ("GET", "/api/documents/khong-co", None, 404),
        ("GET", "/api/documents/khong-co/text", None, 404),
        ("DELETE", "/api/documents/khong-co", None, 404),
        ("GET", "/api/agencies/so-khong-co-that/duties", None, 404),
        ("GET", "/api/agencies/so-noi-vu/duties?role=khac", None, 400),
        ("GET", "/api/khong-co", None, 404),
        ("PUT", "/api/documents", None, 405),
    ],
)
def test_errors_are_vietnamese_json(
    client: TestClient, method: str, url: str, body: dict[str, str] | None, status: int
) -> None:
    response = client.request(method, url, json=body)
    assert response.status_code == status
    assert set(response.json()) == {"error"}
    assert any(letter in response.json()["error"] for letter in "ăâđêôơưáàảãạéèếềệìíốồộớợứừự")


def test_upload_adds_and_delete_removes_from_every_answer(changing: TestClient) -> None:
    name = "004_e0111871bdc57341.txt"
    sent = changing.post("/api/documents", files={"files": (f"../{name}", (DOCUMENTS / name).read_bytes())})
    (outcome,) = sent.json()["outcomes"]
    assert (outcome["status"], outcome["path"]) == ("added", name)
    before = get(changing, "/api/search", q="bình xét thi đua, khen thưởng", limit=5)
    assert before["hits"][0]["source_file"] == name
    assert changing.delete(f"/api/documents/{outcome['document_id']}").status_code == 200
    after = get(changing, "/api/search", q="bình xét thi đua, khen thưởng", limit=50)
    assert name not in {hit["source_file"] for hit in after["hits"]}
    assert len(get(changing, "/api/documents")) == 1


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [("bang.xyz", b"abc", 415), ("hong.docx", b"khong phai word", 422), ("trong.txt", b"", 422)],
)
def test_a_bad_upload_is_refused_and_changes_nothing(changing: TestClient, name: str, data: bytes, status: int) -> None:
    response = changing.post("/api/documents", files={"files": (name, data)})
    assert response.status_code == status, response.text
    assert response.json()["error"].startswith(name)
    assert len(get(changing, "/api/documents")) == 1
