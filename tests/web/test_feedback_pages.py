"""Feedback from the form under an answer to the page that lists it, and to the command line; no script, no stranger."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

from ingest.feedback import FeedbackBook, Verdict
from search.engine import Engine
from search.evaluation.answers import read_examples
from search.evaluation.feedback import examples
from web.app import create_app
from web.cli import run
from web.templating import TEMPLATES, render
from web.version import program_version

QUESTION = "Ai ký Kế hoạch số 02/KH-UBND?"


@pytest.fixture
def own(data_folder: Path, tmp_path: Path) -> Iterator[Engine]:
    """An engine that may be written to."""
    shutil.copytree(data_folder, tmp_path / "kho")
    with Engine.open(tmp_path / "kho") as engine:
        yield engine


@pytest.fixture
def client(own: Engine) -> TestClient:
    return TestClient(create_app(own), headers={"accept": "text/html"})


def parsed(content: str) -> html.HtmlElement:
    return html.fromstring(content)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_form_posts_what_the_route_takes() -> None:
    assert (TEMPLATES / "feedback_form.html").is_file()
    (form,) = parsed(bytes(render("feedback_form.html", {"question": "<b>Ai?"}).body).decode()).xpath("//form")
    assert (form.get("action"), form.get("method")) == ("/feedback", "post")
    assert form.xpath("//input[@name='question']/@value") == ["<b>Ai?"]
    assert form.xpath("//input[@name='verdict']/@value") == [one.value for one in Verdict]
    assert form.xpath("//textarea/@name") == ["note"]


def test_a_verdict_is_kept_with_question_answer_and_version(client: TestClient, own: Engine) -> None:
    given = {"question": QUESTION, "verdict": "lacking", "note": " thiếu\r\nchức vụ <script>alert(1)</script> "}
    response = client.post("/feedback", data=given)
    assert response.status_code == 200
    found = parsed(response.text)
    assert "Đã ghi nhận ý kiến “Thiếu”" in words(found.xpath("//*[@role='status']")[0])
    assert "<script>alert" not in response.text
    (entry,) = FeedbackBook(own.folder.path).entries()
    answer = own.ask(QUESTION)
    assert (entry.question, entry.verdict, entry.answer) == (QUESTION, Verdict.LACKING, answer.answer)
    assert entry.note == "thiếu\nchức vụ <script>alert(1)</script>"
    assert (entry.version, entry.generation) == (program_version(), own.archive.generation())
    assert [one.quote for one in entry.sources] == [one.quote for one in answer.citations]


def test_what_was_set_by_hand_is_kept_and_not_evaluated(client: TestClient, own: Engine) -> None:
    question = "Sở Nội vụ phải làm gì?"
    state = "q=b%E1%BB%8B+thay&province=Th%C3%A1i+Nguy%C3%AAn&page=3"
    client.post("/feedback", data={"question": question, "verdict": "wrong", "state": state})
    (entry,) = FeedbackBook(own.folder.path).entries()
    assert {one.document_id for one in entry.sources} == {"34-kh-ubnd-chu-tich-ubnd-tinh-thai-nguyen-2023-03-02"}
    shown = parsed(client.get("/feedback").text)
    link = shown.xpath("//a[@class='title']/@href")[0]
    assert "Thái Nguyên" in words(parsed(client.get(link).text).xpath("//section[@aria-label='Câu trả lời']")[0])
    assert list(examples([entry])) == []


def test_sending_again_by_reloading_is_not_possible(client: TestClient) -> None:
    response = client.post("/feedback", data={"question": QUESTION, "verdict": "right"}, follow_redirects=False)
    assert response.status_code == 303
    assert response.headers["location"].startswith("/feedback?saved=")


def test_the_page_lists_the_newest_first_and_filters(client: TestClient) -> None:
    for verdict in ("right", "wrong"):
        client.post("/feedback", data={"question": QUESTION, "verdict": verdict})
    shown = parsed(client.get("/feedback").text)
    assert [words(one) for one in shown.xpath("//li//span[contains(@class, 'badge')]")] == ["Sai", "Đúng"]
    assert "2 ý kiến · Đúng: 1 · Sai: 1 · Thiếu: 0" in words(shown)
    part = parsed(client.get("/feedback?verdict=right").text)
    assert [words(one) for one in part.xpath("//li//span[contains(@class, 'badge')]")] == ["Đúng"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"question": QUESTION}, 400),
        ({"question": QUESTION, "verdict": "tốt"}, 400),
        ({"question": " ", "verdict": "right"}, 400),
        ({"verdict": "right"}, 400),
        ({"question": QUESTION, "verdict": "right", "note": "a" * 2_001}, 400),
        ({"question": "a" * 10_001, "verdict": "right"}, 400),
    ],
)
def test_what_is_not_feedback_is_refused(client: TestClient, own: Engine, data: dict[str, str], status: int) -> None:
    response = client.post("/feedback", data=data)
    assert response.status_code == status
    assert parsed(response.text).xpath("//*[@role='alert']")
    assert FeedbackBook(own.folder.path).entries() == []


def test_another_site_cannot_send_feedback(client: TestClient, own: Engine) -> None:
    given = {"question": QUESTION, "verdict": "right"}
    assert client.post("/feedback", data=given, headers={"origin": "http://khac.example"}).status_code == 403
    assert FeedbackBook(own.folder.path).entries() == []


def test_the_command_writes_questions_for_the_evaluation(
    client: TestClient, own: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    client.post("/feedback", data={"question": QUESTION, "verdict": "right"})
    data = ["--data", str(own.folder.path)]
    capsys.readouterr()
    assert run(["feedback", *data]) == 0
    assert f"[Đúng] {QUESTION}" in capsys.readouterr().out
    assert run(["feedback", "--jsonl", *data]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["question"] == QUESTION
    file = tmp_path / "y-kien.jsonl"
    file.write_text(printed, encoding="utf-8")
    assert [one.question for one in read_examples(file)] == [QUESTION]
    assert run(["evaluate", "answers", str(file), "--json", *data]) == 0
    assert json.loads(capsys.readouterr().out)["right"] == 1
