"""A document's life over HTTP and on the command line: duplicates, recall, corrections, versions, links, jobs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from ingest.corpus import DOCUMENTS
from search.engine import Engine
from web.app import create_app
from web.cli import run

PLAN = DOCUMENTS / "002_959ca475dbccc435.txt"
PLAN_ID = "02-kh-ubnd-ubnd-tinh-dak-nong-2020-01-03"
QUESTION = "Ai chủ trì Hội thi chung tay CCHC năm 2020?"
CHANGED = PLAN.read_text(encoding="utf-8").replace("Hội thi chung tay", "Cuộc thi chung tay").encode("utf-8")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with Engine.open(tmp_path / "Dữ liệu Sở Nội vụ") as own:
        list(own.ingest([PLAN]))
        yield TestClient(create_app(own), headers={"accept": "text/html"})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "Dữ liệu Sở Nội vụ"


def send(client: TestClient, data: bytes = CHANGED, **query: str) -> Any:
    response = client.post("/api/documents", params=query, files={"files": ("bản mới.txt", data)})
    assert response.status_code == 200, response.text
    return response.json()


def words(client: TestClient, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return " ".join(str(html.fromstring(response.text).xpath("string(//main)")).split())


def test_a_duplicate_names_its_document_and_what_differs(client: TestClient) -> None:
    sent = send(client)
    [outcome] = sent["outcomes"]
    assert (outcome["state"], outcome["status"], outcome["existing"]) == ("duplicate", "duplicate", [PLAN_ID])
    assert any("Khác ở nội dung" in note for note in outcome["notes"])
    chosen = client.post(f"/api/jobs/{sent['job']}/files/0", json={"choice": "keep"}).json()
    assert (chosen["done"], chosen["files"][0]["status"]) == (True, "added")
    assert {one["id"] for one in client.get("/api/documents").json()} == {PLAN_ID, f"{PLAN_ID}-2"}
    assert client.post(f"/api/jobs/{sent['job']}/files/0", json={"choice": "keep"}).status_code == 400
    assert next(one["id"] for one in client.get("/api/jobs").json()) == sent["job"]


def test_the_same_bytes_are_unchanged_and_a_choice_may_come_first(client: TestClient) -> None:
    assert send(client, PLAN.read_bytes())["outcomes"][0]["status"] == "unchanged"
    assert send(client, on_duplicate="skip")["outcomes"][0]["status"] == "skipped"
    assert send(client, on_duplicate="replace")["outcomes"][0]["status"] == "replaced"
    [version] = client.get(f"/api/documents/{PLAN_ID}/versions").json()
    assert version["source_file"] == PLAN.name
    text = client.get(f"/api/documents/{PLAN_ID}/versions/{version['revision']}/text").text
    assert text == PLAN.read_text(encoding="utf-8")
    parsed = client.get(f"/api/documents/{PLAN_ID}/versions/{version['revision']}").json()
    assert parsed["assignments"]
    assert "Hội thi chung tay" in words(client, f"/documents/{PLAN_ID}/versions/{version['revision']}")
    assert "Bản 1" in words(client, f"/documents/{PLAN_ID}")


def test_a_page_asks_what_to_do_with_a_duplicate(client: TestClient) -> None:
    job = f"/jobs/{send(client)['job']}"
    assert "trùng, chờ chọn" in words(client, job)
    page: Any = html.fromstring(client.get(job).text)
    choices = page.xpath("//input[@name='0.choice']")
    assert [one.get("value") for one in choices] == ["replace", "keep", "leave"]
    assert not [one for one in choices if "checked" in one.attrib]
    client.post(job, data={"0.choice": "replace"})
    assert "đã thay bản cũ" in words(client, job)
    assert "Lượt" in words(client, "/jobs")


def test_recall_and_its_undoing(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": QUESTION}).json()["answerable"]
    recalled = client.post(f"/api/documents/{PLAN_ID}/recall", json={"reason": "Sai <b>thẩm quyền</b>"}).json()
    assert (recalled["state"], recalled["recall_reason"]) == ("recalled", "Sai <b>thẩm quyền</b>")
    assert not client.post("/api/ask", json={"question": QUESTION}).json()["answerable"]
    assert client.get("/api/search", params={"q": "hội thi"}).json()["hits"] == []
    asked_for = client.get("/api/search", params={"q": "hội thi", "state": "recalled"}).json()["hits"]
    assert {hit["state"] for hit in asked_for} == {"recalled"}
    assert client.get("/api/agencies").json() == []
    assert [one["state"] for one in client.get("/api/documents").json()] == ["recalled"]
    for url in ("/documents", f"/documents/{PLAN_ID}", f"/documents/{PLAN_ID}/manage"):
        assert "Sai <b>thẩm quyền</b>" in words(client, url)
    assert client.delete(f"/api/documents/{PLAN_ID}/recall").json()["state"] == "active"
    assert client.post("/api/ask", json={"question": QUESTION}).json()["answerable"]
    assert client.delete(f"/api/documents/{PLAN_ID}/recall").status_code == 400


def test_recall_by_a_plain_form(client: TestClient) -> None:
    assert "Văn bản đã bị thu hồi" in client.post(f"/documents/{PLAN_ID}/recall", data={"reason": "Sai"}).text
    assert "Văn bản đã bị thu hồi" not in client.post(f"/documents/{PLAN_ID}/reinstate").text
    assert client.post(f"/documents/{PLAN_ID}/recall", data={"reason": ""}).status_code == 400


def test_corrections(client: TestClient) -> None:
    changed = client.patch(f"/api/documents/{PLAN_ID}", json={"number": "20/KH-UBND", "issued_on": ""}).json()
    assert (changed["id"], changed["number"], changed["issued_on"]) == (PLAN_ID, "20/KH-UBND", None)
    kept = {one["field"]: (one["read"], one["value"]) for one in client.get(_corrections()).json()}
    assert kept == {"number": ("02/KH-UBND", "20/KH-UBND"), "issued_on": ("2020-01-03", None)}
    assert send(client, PLAN.read_bytes())["outcomes"][0]["status"] == "unchanged"
    assert client.get(f"/api/documents/{PLAN_ID}").json()["number"] == "20/KH-UBND"
    assert client.delete(_corrections()).json()["number"] == "02/KH-UBND"
    assert client.patch(f"/api/documents/{PLAN_ID}", json={"province": "Atlantis"}).status_code == 404


def _corrections() -> str:
    return f"/api/documents/{PLAN_ID}/corrections"


def test_corrections_by_a_plain_form_keep_what_is_not_touched(client: TestClient) -> None:
    page = html.document_fromstring(client.get(f"/documents/{PLAN_ID}/manage").text)
    assert isinstance(page, html.HtmlElement)
    form = {str(name): str(value or "") for name, value in next(iter(page.forms)).form_values()}
    assert form["number"] == "02/KH-UBND"
    client.post(f"/documents/{PLAN_ID}/correct", data={**form, "number": "20/KH-UBND"})
    assert [one["field"] for one in client.get(_corrections()).json()] == ["number"]
    assert "Đọc được: 02/KH-UBND" in words(client, f"/documents/{PLAN_ID}/manage")
    client.post(f"/documents/{PLAN_ID}/uncorrect")
    assert client.get(_corrections()).json() == []


def test_links_lead_both_ways(client: TestClient) -> None:
    citing = (
        "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK NÔNG\n\nSố: 99/KH-UBND\n\nĐắk Nông, ngày 01 tháng 6 năm 2020\n\n"
        "KẾ HOẠCH\n\nKiểm tra\n\n"
        "1. Sở Nội vụ kiểm tra việc thực hiện Kế hoạch số 02/KH-UBND ngày 03/01/2020 của UBND tỉnh."
    )
    citing_id = send(client, citing.encode("utf-8"))["outcomes"][0]["document_id"]
    [back] = client.get(f"/api/documents/{PLAN_ID}/links").json()["cited_by"]
    assert back["documents"] == [{"id": citing_id, "label": "Kế hoạch số 99/KH-UBND"}]
    [link] = [one for one in client.get(f"/api/documents/{citing_id}/links").json()["cites"] if one["documents"]]
    assert (link["number"], link["documents"][0]["id"]) == ("02/KH-UBND", PLAN_ID)
    assert "Nơi viện dẫn văn bản này (1)" in words(client, f"/documents/{PLAN_ID}")
    assert f'href="/documents/{PLAN_ID}">Mở văn bản' in client.get(f"/documents/{citing_id}").text


@pytest.mark.parametrize("url", ["/jobs/99", "/api/jobs/99", f"/documents/{PLAN_ID}/versions/7", "/documents/x/manage"])
def test_what_is_not_there_is_not_found(client: TestClient, url: str) -> None:
    assert client.get(url).status_code == 404


def cchc(data: Path, capsys: pytest.CaptureFixture[str], *line: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run([*line, "--data", str(data)]) == code
    printed = capsys.readouterr()
    return printed.err if code else printed.out


def test_life_on_the_command_line(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = tmp_path / "bản mới.txt"
    changed.write_bytes(CHANGED)
    cchc(data, capsys, "ingest", str(PLAN))
    assert "trùng, đã bỏ qua" in cchc(data, capsys, "ingest", str(changed), "--on-duplicate", "skip")
    assert run(["ingest", str(changed), "--on-duplicate", "ask", "--data", str(data)]) == 1
    assert "đã thay bản cũ" in cchc(data, capsys, "ingest", str(changed))
    assert "1 bản trước" in cchc(data, capsys, "versions", "02/KH-UBND")
    assert "Hội thi chung tay" in cchc(data, capsys, "versions", "02/KH-UBND", "1")
    assert json.loads(cchc(data, capsys, "versions", PLAN_ID, "--json"))[0]["revision"] == 1
    assert "lý do" in cchc(data, capsys, "recall", "02/KH-UBND", code=2)
    said = cchc(data, capsys, "recall", "02/KH-UBND", "--reason", "Sai thẩm quyền", "--on", "2026-11-20")
    assert said.strip() == "Đã thu hồi Kế hoạch số 02/KH-UBND từ ngày 20/11/2026: Sai thẩm quyền."
    assert "(đã thu hồi)" in cchc(data, capsys, "documents")
    assert "Đã thu hồi từ ngày 20/11/2026" in cchc(data, capsys, "show", "02/KH-UBND")
    assert "Đã bỏ thu hồi" in cchc(data, capsys, "recall", "02/KH-UBND", "--undo")
    assert "ngày" in cchc(data, capsys, "recall", "02/KH-UBND", "--on", "mai", code=2)
    assert "sửa thành “20/KH-UBND”" in cchc(data, capsys, "correct", "02/KH-UBND", "number=20/KH-UBND")
    assert "TRƯỜNG=GIÁ_TRỊ" in cchc(data, capsys, "correct", "20/KH-UBND", "so=1", code=2)
    assert "Không có thông tin sửa tay" in cchc(data, capsys, "correct", "20/KH-UBND", "--undo")
    assert "Dẫn chiếu đến" in cchc(data, capsys, "links", "02/KH-UBND")
    assert "Lượt 1" in cchc(data, capsys, "jobs")
    assert f"{PLAN.name}: đã lưu và lập chỉ mục" in cchc(data, capsys, "jobs", "1")
    assert "khớp nhau" in cchc(data, capsys, "check")
