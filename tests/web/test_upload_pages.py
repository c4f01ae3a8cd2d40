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
from web import job_pages, review
from web.app import create_app

PLAN = DOCUMENTS / "002_959ca475dbccc435.txt"
CHANGED = PLAN.read_text(encoding="utf-8").replace("Hội thi chung tay", "Cuộc thi chung tay").encode("utf-8")
HOSTILE_NAME = "<script>alert(1).bin"
HOSTILE = "KẾ HOẠCH\n\n<script>alert(1)</script>\n\nI. MỤC ĐÍCH\n\n1. Sở Nội vụ: Chủ trì.\n"
NEW = "Số: 7/QĐ-UBND\n\nQUYẾT ĐỊNH\n\nVề việc ban hành quy chế\n\nĐiều 1. Ban hành quy chế.\n"


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


def items(events: list[tuple[str, str]]) -> dict[str, Any]:
    """The last state of every part of the page that a stream told, by id."""
    parts = (parsed(data) for name, data in events if name == "part")
    return {part.get("id"): part for part in parts}


def form_of(client: TestClient, job: str) -> dict[str, str]:
    """What the form of a job's page would send as it stands."""
    page: Any = html.document_fromstring(client.get(job).text)
    [form] = page.xpath("//form[@method='post']")
    return {str(name): str(value or "") for name, value in form.form_values()}


def choices(page: Any, item: str) -> dict[str, bool]:
    """What may be done with a file, and what is chosen."""
    return {one.get("value"): "checked" in one.attrib for one in page.xpath(f"//*[@id='{item}']//input[@type='radio']")}


def words(client: TestClient, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(str(parsed(response.text).xpath("string(//main)")).split())


def test_the_stream_tells_each_file_and_ends(client: TestClient) -> None:
    job = send(
        client, {"mới.txt": NEW.encode(), "bản hai.txt": CHANGED, "cũ.txt": PLAN.read_bytes(), "hỏng.xyz": b"\0"}
    )
    events = streamed(client, job)
    assert events[-1] == ("done", "")
    last = items(events)
    files = [last[f"tep-{at}"] for at in range(4)]
    assert [one.get("data-state") for one in files] == ["held", "held", "indexed", "failed"]
    said = [" ".join(one.text_content().split()) for one in files]
    assert "đã đọc, chưa vào kho (" in said[0]
    assert files[0].xpath(".//input[@name='0.number']/@value") == ["7/QĐ-UBND"]
    assert "Trùng với văn bản đang có trong kho: Kế hoạch số 02/KH-UBND" in said[1]
    assert "không đổi" in said[2]
    assert "lỗi: " in said[3]
    head = last["tien-do-so"].text_content()
    assert "đã đọc 4/4 tệp" in head
    assert "1 tệp lỗi" in head
    assert "2 tệp chờ xem lại" in last["quyet-dinh"].text_content()


def test_the_page_of_a_read_job_says_the_same_as_the_stream(client: TestClient) -> None:
    job = send(client, {"mới.txt": NEW.encode(), "bản hai.txt": CHANGED})
    last = items(streamed(client, job))
    shown = parsed(client.get(job).text)
    for name, part in last.items():
        [item] = shown.xpath(f"//*[@id='{name}']")
        assert item.text_content().split() == part.text_content().split()
    assert not shown.xpath("//noscript")
    chosen = {
        one.get("value"): "checked" in one.attrib for one in shown.xpath("//*[@id='tep-0']//input[@type='radio']")
    }
    assert chosen == {"put": True, "leave": False}
    chosen = {
        one.get("value"): "checked" in one.attrib for one in shown.xpath("//*[@id='tep-1']//input[@type='radio']")
    }
    assert chosen == {"replace": False, "keep": False, "leave": False}


def test_nothing_goes_in_before_it_was_looked_at(client: TestClient, own: Engine) -> None:
    job = send(client, {"mới.txt": NEW.encode(), "bản hai.txt": CHANGED})
    streamed(client, job)
    assert len(own.archive.catalogue()) == 1
    assert f'href="{job}"' in client.get("/documents").text
    form = form_of(client, job)
    assert (form["0.type"], form["0.number"], form["0.choice"]) == ("Quyết định", "7/QĐ-UBND", "put")
    client.post(job, data={**form, "0.title": "Quy chế mới", "0.issued_on": "05/02/2024"})
    assert "đã thêm" in words(client, job)
    [entry] = [one for one in own.archive.catalogue() if one.metadata.number == "7/QĐ-UBND"]
    assert entry.metadata.title == "Quy chế mới"
    assert [one.field for one in own.archive.corrections(entry.id)] == ["issued_on", "title"]
    assert "1 tệp chờ xem lại" in words(client, job)  # the duplicate, for which nothing was chosen
    client.post(job, data={**form_of(client, job), "1.title": "Sửa trước"})  # kept although it waits on
    assert form_of(client, job)["1.title"] == "Sửa trước"
    client.post(job, data={**form_of(client, job), "1.choice": "replace"})
    assert "đã thay bản cũ" in words(client, job)
    assert client.get("/documents").text.count("chưa vào kho") == 0


def test_what_cannot_be_taken_is_told_beside_what_was_typed(client: TestClient, own: Engine) -> None:
    job = send(client, {"mới.txt": NEW.encode(), "hai.txt": HOSTILE.encode()})
    streamed(client, job)
    typed = {**form_of(client, job), "0.issued_on": "<b>mai", "0.title": "Giữ lại", "1.province": "Atlantis"}
    response = client.post(job, data=typed)
    assert response.status_code == 400
    page = parsed(response.text)
    wrong = page.xpath("//input[@aria-invalid='true']")
    assert [one.get("name") for one in wrong] == ["0.issued_on", "1.province"]
    assert [one.get("value") for one in wrong] == ["<b>mai", "Atlantis"]
    [said] = page.xpath(f"//*[@id='{wrong[0].get('aria-describedby')}']")
    assert "không phải một ngày" in said.text_content()
    assert page.xpath("//input[@name='0.title']/@value") == ["Giữ lại"]
    assert page.xpath("//*[@role='alert']")
    assert len(own.archive.catalogue()) == 1
    client.post(job, data={**typed, "0.choice": "leave", "1.choice": "leave"})  # what is left out need not be right
    assert own.archive.jobs.undecided() == {}


def test_files_are_left_out_one_by_one_or_together(client: TestClient, own: Engine) -> None:
    job = send(client, {"mới.txt": NEW.encode(), "hai.txt": HOSTILE.encode(), "ba.txt": CHANGED})
    streamed(client, job)
    client.post(job, data={"0.choice": "leave"})
    assert "không đưa vào kho" in parsed(client.get(job).text).xpath("string(//*[@id='tep-0'])")
    client.post(job, data={**form_of(client, job), "leave": "all"})
    assert own.archive.jobs.undecided() == {}
    assert len(own.archive.catalogue()) == 1
    assert not parsed(client.get(job).text).xpath("//button")


def test_what_was_read_can_be_read_before_it_goes_in(client: TestClient) -> None:
    job = send(client, {"mới.txt": HOSTILE.encode()})
    page = client.get(f"{job}/files/0")
    assert "&lt;script&gt;alert" in page.text
    assert "Sở Nội vụ: Chủ trì." in words(client, f"{job}/files/0")
    client.post(job, data={"leave": "all"})
    assert client.get(f"{job}/files/0").status_code == 404


def test_a_duplicate_shows_the_lines_in_which_it_differs(client: TestClient) -> None:
    job = send(client, {"bản hai.txt": CHANGED})
    found = parsed(client.get(f"{job}/files/0").text)
    gone, come = [one.text_content() for one in found.xpath("//div[@class='two-texts']/div")]
    assert "Hội thi chung tay" in gone and "Cuộc thi chung tay" in come
    assert "Cuộc thi chung tay" not in gone


def test_many_files_are_looked_at_in_turn(client: TestClient, own: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "AT_ONCE", 2)
    job = send(client, {f"{at}.txt": NEW.replace("Số: 7", f"Số: {at}").encode() for at in (1, 2, 3)})
    streamed(client, job)
    assert sorted(name for name in form_of(client, job) if name.endswith(".choice")) == ["0.choice", "1.choice"]
    client.post(job, data=form_of(client, job))
    assert len(own.archive.catalogue()) == 3
    assert [name for name in form_of(client, job) if name.endswith(".choice")] == ["2.choice"]


def test_a_running_job_follows_itself_with_and_without_a_script(
    client: TestClient, own: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = send(client, {"hỏng.xyz": b"x", "cũ.txt": PLAN.read_bytes()})
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


def test_a_form_that_is_being_filled_in_is_not_loaded_anew(
    client: TestClient, own: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = send(client, {"mới.txt": NEW.encode(), "hai.txt": HOSTILE.encode()})
    own.intake.wait(int(job.rpartition("/")[2]), 30.0)
    monkeypatch.setattr(job_pages, "is_done", lambda _: False)
    page = parsed(client.get(job).text)
    assert not page.xpath("//meta[@http-equiv='refresh']")
    assert page.xpath(f"//noscript//a[@href='{job}']")


def test_names_and_titles_are_escaped(client: TestClient, own: Engine) -> None:
    with PLAN.open("rb") as stream:
        job = own.intake.receive([(HOSTILE_NAME, stream)], OnDuplicate.ASK)
    titled = send(client, {"mới.txt": HOSTILE.encode(), "cũ.txt": PLAN.read_bytes()})
    for url in (f"/jobs/{job}", titled):
        streams = "".join(data for _, data in streamed(client, url))
        for text in (streams, client.get(url).text):
            assert "<script>alert" not in text
            assert "&lt;script&gt;alert" in text


def test_the_form_names_what_it_takes(client: TestClient) -> None:
    page = parsed(client.get("/documents").text)
    [field] = page.xpath("//input[@type='file']")
    assert "multiple" in field.attrib
    [note] = page.xpath(f"//*[@id='{field.get('aria-describedby')}']")
    assert {".docx", ".pdf", ".zip"} <= set(re.findall(r"\.\w+", note.text_content()))


def test_events_of_an_unknown_job_are_not_found(client: TestClient) -> None:
    assert client.get("/jobs/99/events").status_code == 404
