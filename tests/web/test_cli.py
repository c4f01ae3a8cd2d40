"""The command line over the five documents: words in Vietnamese, JSON pure, errors one line and no traceback."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from typing import Any

import pytest

from ingest.corpus import DOCUMENTS
from web.cli import run
from web.cli.commands import COMMANDS, EVALUATIONS
from web.cli.messages import UNKNOWN, USAGE, Wording, in_vietnamese

PLAN = DOCUMENTS / "002_959ca475dbccc435.txt"
PLAN_ID = "02-kh-ubnd-ubnd-tinh-dak-nong-2020-01-03"
ENGLISH = re.compile(r"\b(usage|options?|arguments?|commands?|show|message|exit|default|required|error)\b", re.I)
LINES = [[], *([one.__name__] for one in COMMANDS), ["evaluate"], *(["evaluate", one.__name__] for one in EVALUATIONS)]


class Terminal:
    """Runs ``cchc`` on a data folder and keeps what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], data: Path) -> None:
        self.capsys = capsys
        self.data = data

    def run(self, *args: str) -> tuple[int, str, str]:
        self.capsys.readouterr()
        code = run([*args, "--data", str(self.data)])
        printed = self.capsys.readouterr()
        return code, printed.out, printed.err

    def out(self, *args: str) -> str:
        code, out, error = self.run(*args)
        assert code == 0, error
        return out

    def json(self, *args: str) -> Any:
        return json.loads(self.out(*args, "--json"))

    def error(self, *args: str) -> str:
        """The one line of a command that fails."""
        code, _, error = self.run(*args)
        assert code != 0
        lines = [line for line in error.splitlines() if line.startswith("Lỗi: ")]
        assert len(lines) == 1
        assert "Traceback" not in error
        return lines[0]


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], data_folder: Path) -> Terminal:
    return Terminal(capsys, data_folder)


@pytest.fixture
def fresh(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Terminal:
    return Terminal(capsys, tmp_path / "Kho mới")


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_help_is_vietnamese(terminal: Terminal, line: list[str]) -> None:
    help_page = terminal.out(*line, "--help")
    assert help_page.startswith("Cách dùng: cchc")
    options_and_metavars = re.sub(r"--[\w-]+|^  [\w-]+ |cchc [a-z ]+", "", help_page, flags=re.M)
    assert not ENGLISH.search(options_and_metavars)


@pytest.mark.parametrize("row", [row for row in USAGE if row.example], ids=lambda row: row.english)
def test_a_wrong_command_line_is_explained_by_its_row(terminal: Terminal, row: Wording) -> None:
    error = terminal.error(*row.example)
    said = row.vietnamese.split("{")[0]
    assert error.startswith(f"Lỗi: {said}")
    assert UNKNOWN not in error
    assert "--help" in error
    assert terminal.run(*row.example)[0] == 2


def test_an_unknown_message_of_the_parser_is_not_shown_in_english() -> None:
    assert in_vietnamese("Something new happened.") == UNKNOWN


def test_parse_prints_records_and_touches_no_folder(terminal: Terminal, fresh: Terminal) -> None:
    parsed = fresh.json("parse", str(PLAN))
    assert parsed["metadata"]["number"] == "02/KH-UBND"
    assert parsed["provisions"]
    assert {"task", "lead", "coordinate", "roles", "deadline", "address", "quote", "start", "end"} <= set(
        parsed["assignments"][0]
    )
    assert not fresh.data.exists()
    assert "Kế hoạch số 02/KH-UBND" in terminal.out("parse", str(PLAN))


def test_ingest_says_what_became_of_each_file_and_fails_when_one_failed(fresh: Terminal, tmp_path: Path) -> None:
    (tmp_path / "hỏng.docx").write_bytes(b"khong phai word")
    code, out, _ = fresh.run("ingest", str(PLAN), str(tmp_path / "hỏng.docx"), str(tmp_path / "không có.txt"))
    assert code == 1
    lines = out.splitlines()
    assert lines[0].startswith(f"{PLAN.name}: đã thêm (")
    assert lines[1].startswith("hỏng.docx: lỗi: ")
    assert lines[2].startswith("không có.txt: lỗi: ")
    assert lines[-1].startswith("Xong: 1 đã thêm, 0 thay bản cũ, 0 không đổi, 2 lỗi")
    assert "không đổi" in fresh.out("ingest", str(PLAN)).splitlines()[0]


def test_documents_and_show(terminal: Terminal) -> None:
    assert len(terminal.json("documents")) == 5
    assert terminal.out("documents").splitlines()[-1] == "5 văn bản."
    shown = terminal.json("show", "02 / kh-ubnd")
    assert shown["id"] == PLAN_ID
    first = shown["provisions"][0]
    assert {"address", "level", "marker", "heading", "text", "start", "end", "parent"} <= set(first)
    (row,) = terminal.json("show", PLAN.name, "danh-muc/2")["provisions"]
    assert row["citation"].startswith("STT 2 Danh mục kèm theo Kế hoạch số 02/KH-UBND")
    assert "Cơ quan chủ trì: Đoàn Khối" in terminal.out("show", "02/KH-UBND", "danh-muc/2")
    assert "Số, ký hiệu: 02/KH-UBND" in terminal.out("show", "02/KH-UBND")


def test_status_tells_of_the_model(terminal: Terminal) -> None:
    told = terminal.json("status")
    assert told["documents"] == 5
    assert told["index"]["is_good"]
    assert told["model"]["dimension"] > 0
    said = terminal.out("status")
    assert f"Số chiều của vectơ: {told['model']['dimension']}" in said
    assert "Xếp hạng lại: không dùng" in said


def test_search_and_ask(terminal: Terminal) -> None:
    found = terminal.json("search", "hội thi cải cách hành chính", "--limit", "2", "--year", "2020")
    assert len(found["hits"]) == 2
    assert terminal.out("search", "hội thi", "--limit", "1").count("\n[") == 1
    assert "Đã hiểu “34/KH-UBDN” là “34/KH-UBND”." in terminal.out("search", "kế hoạch 34/KH-UBDN", "--limit", "1")
    rows = terminal.json("search", "hội thi", "--part", "phụ lục", "--state", "trong kho")
    assert {hit["address"].split("/")[0].split("-")[0] for hit in rows["hits"]} <= {"phu", "danh"}
    question = "Ai chủ trì Hội thi chung tay CCHC năm 2020?"
    answer = terminal.json("ask", question)
    assert answer["answerable"]
    text = terminal.out("ask", question)
    assert answer["answer"].splitlines()[0] in text
    assert f"[1] {answer['citations'][0]['citation']}" in text
    assert "Không tìm thấy trong kho văn bản" in terminal.out("ask", "Ai chủ trì hội thi của tỉnh Cà Mau năm 2035?")


def test_duties_by_name_and_by_group_apart(terminal: Terminal) -> None:
    duties = terminal.json("duties", "so noi vu", "--province", "dak nong")
    assert duties["agency"]["id"] == "so-noi-vu"
    assert duties["duties"]
    assert duties["group_duties"]
    text = terminal.out("duties", "Sở Nội vụ", "--role", "lead")
    assert "Giao đích danh: " in text
    assert "[Phối hợp]" not in text


def test_export_is_json_lines(terminal: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "Xuất.jsonl"
    terminal.out("export", str(target))
    records = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert {one["record"] for one in records} == {"document", "provision", "assignment", "reference"}
    assert sum(one["record"] == "document" for one in records) == 5
    assert [json.loads(line) for line in terminal.out("export").splitlines()] == records


def test_check_remove_reindex_backup_and_restore(fresh: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    fresh.out("ingest", str(PLAN))
    assert "khớp nhau" in fresh.out("check")
    copy = fresh.data.parent / "Bản sao.zip"
    fresh.out("backup", str(copy))
    assert "đã có" in fresh.error("backup", str(copy))
    assert "--force" in fresh.error("restore", str(copy))
    assert PLAN_ID in fresh.out("remove", "02/KH-UBND")
    assert fresh.json("documents") == []
    fresh.out("restore", str(copy))
    assert [one["id"] for one in fresh.json("documents")] == [PLAN_ID]
    fresh.out("reindex")
    assert "khớp nhau" in fresh.out("check")
    other = Terminal(capsys, fresh.data.parent / "Kho khác")
    other.out("restore", str(copy))
    assert other.json("search", "hội thi")["total"] > 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("ask", "  "), "Câu hỏi trống"),
        (("ask", "a" * 10_001), "10001 ký tự"),
        (("search", ""), "Câu hỏi trống"),
        (("show", "99/KH-UBND"), "Không có văn bản “99/KH-UBND”"),
        (("show", "02/KH-UBND", "dieu-99"), "không có điều khoản “dieu-99”"),
        (("show", "02/KH-UBND", "!!"), "Địa chỉ điều khoản không hợp lệ"),
        (("remove", "khong-co"), "Không có văn bản “khong-co”"),
        (("duties", "Sở Nội tiết"), "Gần giống: Sở Nội vụ"),
        (("duties", "Sở Nội vụ", "--province", "Atlantis"), "Atlantis"),
        (("parse", "khong-co.txt"), "khong-co.txt"),
        (("evaluate", "answers", "khong-co.jsonl"), "khong-co.jsonl"),
        (("evaluate", "retrieval", "khong-co"), "khong-co"),
        (("restore", "khong-co.zip"), "khong-co.zip"),
    ],
)
def test_bad_input_is_one_vietnamese_line(terminal: Terminal, line: tuple[str, ...], said: str) -> None:
    assert said in terminal.error(*line)


def test_a_port_in_use_is_named(terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"cổng {port}" in terminal.error("serve", "--port", str(port))


def test_a_folder_of_others_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "ảnh.jpg").write_bytes(b"x")
    assert str(tmp_path) in Terminal(capsys, tmp_path).error("documents")


def test_evaluate_answers(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "câu hỏi.jsonl"
    rows = [
        {
            "id": "1",
            "question": "Ai chủ trì Hội thi chung tay CCHC năm 2020?",
            "kind": "lead",
            "expected": ["Đoàn Khối các cơ quan và Doanh nghiệp tỉnh"],
            "sources": [{"quote": "Tổ chức Hội thi chung tay CCHC tìm hiểu về"}],
            "answerable": True,
        }
    ]
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    measured = terminal.json("evaluate", "answers", str(file))
    assert (measured["right"], measured["confusion"]) == (1.0, {"lead": {"lead": 1}})
    assert "lead\tlead: 1" in terminal.out("evaluate", "answers", str(file))
    assert terminal.out("evaluate", "answers", str(file), "--strip").startswith("Tất cả\t1\t")
