"""Adding documents on the pages: each file's progress as a stream, what was read of it, duplicates, failures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from ingest.archive import OnDuplicate
from ingest.corpus import DOCUMENTS
from search.engine import Engine
from web import job_pages
from web.app import create_app

PLAN = DOCUMENTS / "002_959ca475dbccc435.txt"
CHANGED = PLAN.read_text(encoding="utf-8").replace("Hội thi chung tay", "Cuộc thi chung tay").encode("utf-8")
HOSTILE_NAME = "<script>alert(1).bin"
HOSTILE = "KẾ HOẠCH\n\n<script>alert(1)</script>\n\nI. MỤC ĐÍCH\n\n1. Sở Nội vụ: Chủ trì.\n"
NEW = "Số: 7/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc ban hành quy chế\n\nĐiều 1. Ban hành quy chế.\n"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Engine]:
    with Engine.open(tmp_path / "Dữ liệu Sở Nội vụ") as opened:
        list(opened.ingest([PLAN]))
        yield opened


@pytest.fixture
def client(own: Engine) -> TestClient:
    return TestClient(create_app(own), headers={"accept": "text/html"})


def parsed(text: str) -> Any:
    """The elements of a page or a part of it."""
    return html.fromstring(text)


def send(client: TestClient, files: dict[str, bytes]) -> str:
    """Where the page of the job of these files is."""
    parts = [("files", (name, data)) for name, data in files.items()]
    response = client.post("/documents", files=parts, follow_redirects=False)
    assert response.status_code == 303
    return str(response.headers["location"])


def streamed(client: TestClient, job: str) -> list[tuple[str, str]]:
    """The events of a job until it is done, as (name, data)."""
    found: list[tuple[str, str]] = []
    while not any(name == "done" for name, _ in found):
        response = client.get(f"{job}/events")
        assert response.headers["content-type"].startswith("text/event-stream")
        for block in response.text.split("\n\n"):
            name = re.search(r"^event: (.*)$", block, re.MULTILINE)
            if name:
                found.append((name[1], "\n".join(re.findall(r"^data: (.*)$", block, re.MULTILINE))))
    return found


def test_the_stream_tells_each_file_and_ends(client: TestClient) -> None:
    job = send(
        client, {"mới.txt": NEW.encode(), "bản hai.txt": CHANGED, "cũ.txt": PLAN.read_bytes(), "hỏng.xyz": b"\0"}
    )
    events = streamed(client, job)
    assert events[-1] == ("done", "")
    last: dict[str, Any] = {}
    for name, data in events:
        if name == "file":
            item = parsed(data)
            last[item.get("id")] = item
    assert [one.get("data-state") for _, one in sorted(last.items())] == ["indexed", "duplicate", "indexed", "failed"]
    said = [" ".join(one.text_content().split()) for _, one in sorted(last.items())]
    assert "đã thêm (" in said[0]
    assert "số 7/QĐ-UBND" in said[0]
    assert "Đang có trong kho: Kế hoạch số 02/KH-UBND" in said[1]
    assert "không đổi" in said[2]
    assert "lỗi: " in said[3]
    head = parsed([data for name, data in events if name == "head"][-1])
    assert "đã đọc 4/4 tệp" in head.text_content()
    assert "1 tệp lỗi" in head.text_content()


def test_the_page_of_a_finished_job_says_the_same_as_the_stream(client: TestClient) -> None:
    job = send(client, {"mới.txt": NEW.encode(), "bản hai.txt": CHANGED})
    last = {parsed(data).get("id"): data for name, data in streamed(client, job) if name == "file"}
    shown = parsed(client.get(job).text)
    for name, data in last.items():
        [item] = shown.xpath(f"//li[@id='{name}']")
        assert item.text_content().split() == parsed(data).text_content().split()
    assert not shown.xpath("//noscript")
    assert shown.xpath("//*[@id='tep-1']//button[@name='choice']/@value") == ["replace", "keep", "skip"]


def test_a_running_job_follows_itself_with_and_without_a_script(
    client: TestClient, own: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = send(client, {"mới.txt": NEW.encode(), "cũ.txt": PLAN.read_bytes()})
    own.intake.wait(int(job.rpartition("/")[2]), 30.0)
    monkeypatch.setattr(job_pages, "is_done", lambda _: False)
    monkeypatch.setattr(job_pages, "_STREAM", 0.0)
    page = parsed(client.get(job).text)
    assert page.xpath("//noscript/meta[@http-equiv='refresh']")
    [head] = page.xpath("//*[@id='tien-do']")
    assert (head.get("data-events"), head.get("aria-live")) == (f"{job}/events", "polite")
    assert page.xpath("//script[@src='/static/jobs.js']")
    text = client.get(f"{job}/events").text  # ends although the job does not: the browser opens the next
    assert text.startswith("retry: ")
    assert "event: done" not in text


def test_names_and_titles_are_escaped(client: TestClient, own: Engine) -> None:
    with PLAN.open("rb") as stream:
        job = own.intake.receive([(HOSTILE_NAME, stream)], OnDuplicate.ASK)
    titled = send(client, {"mới.txt": HOSTILE.encode(), "cũ.txt": PLAN.read_bytes()})
    for url in (f"/jobs/{job}", titled):
        streams = "".join(data for _, data in streamed(client, url))
        for text in (streams, client.get(url).text):
            assert "<script>alert" not in text
            assert "&lt;script&gt;alert" in text


def test_one_file_is_told_on_the_page_of_documents(client: TestClient) -> None:
    response = client.post("/documents", files={"files": ("mới.txt", NEW.encode())}, follow_redirects=False)
    assert response.status_code == 200
    [result] = parsed(response.text).xpath("//*[@aria-label='Kết quả thêm văn bản']")
    assert "mới.txt: đã thêm" in result.text_content()
    document, job = result.xpath(".//a/@href")
    assert client.get(document).status_code == 200
    assert "số 7/QĐ-UBND" in client.get(job).text


def test_the_form_names_what_it_takes(client: TestClient) -> None:
    page = parsed(client.get("/documents").text)
    [field] = page.xpath("//input[@type='file']")
    assert "multiple" in field.attrib
    [note] = page.xpath(f"//*[@id='{field.get('aria-describedby')}']")
    assert {".docx", ".pdf", ".zip"} <= set(re.findall(r"\.\w+", note.text_content()))


def test_events_of_an_unknown_job_are_not_found(client: TestClient) -> None:
    assert client.get("/jobs/99/events").status_code == 404
