"""The engine: what changes is seen at once, by this process and by another; nothing needs the network."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.corpus import DOCUMENTS
from ingest.errors import BadInput, BadQuestion, NotFound
from search.answer import Filters
from search.engine import Engine
from search.question.checked import MAX_QUESTION, checked_question

FRAGMENT = DOCUMENTS / "004_e0111871bdc57341.txt"
PLAN = DOCUMENTS / "002_959ca475dbccc435.txt"
PHRASE = "bình xét thi đua, khen thưởng hàng năm"

OFFLINE = """
import socket, sys

def refused(*args, **kwargs):
    raise OSError("no network in this test")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refused
from web.cli import run
sys.exit(run(["ingest", sys.argv[1]]) or run(["search", "hội thi"]) or run(["ask", "ai chu tri hoi thi cchc nam 2020"]))
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Engine]:
    """An engine of its own with the fragment and the plan of 2020."""
    with Engine.open(tmp_path / "Kho thử") as opened:
        list(opened.ingest([FRAGMENT, PLAN]))
        yield opened


def files(engine: Engine) -> set[str]:
    return {hit.citation.source_file for hit in engine.search(PHRASE, limit=50).hits}


def test_a_removed_document_is_gone_from_search_and_answers(own: Engine) -> None:
    assert FRAGMENT.name in files(own)
    removed = own.remove(FRAGMENT.name)
    assert FRAGMENT.name not in files(own)
    answer = own.ask("Tiêu chí bình xét thi đua, khen thưởng là gì?")
    quoted = {one.document_id for one in (*answer.citations, *answer.nearest)}
    assert removed.id not in quoted
    assert own.folder.originals.find(removed.sha256) is None
    assert own.check() == []


def test_another_process_changes_the_archive(own: Engine) -> None:
    assert FRAGMENT.name in files(own)
    with Engine.open(own.folder.path) as other:
        other.remove(FRAGMENT.name)
    assert FRAGMENT.name not in files(own)


def test_search_from_many_threads_while_documents_come_and_go(own: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        searches = [pool.submit(own.search, PHRASE) for _ in range(8)]
        own.remove(FRAGMENT.name)
        list(own.ingest([FRAGMENT]))
        assert all(search.result().hits for search in searches)
    assert FRAGMENT.name in files(own)


def test_hits_are_literal_and_filters_hold(engine: Engine) -> None:
    found = engine.search("tuyên truyền", Filters(types=("Quyết định",)), limit=20)
    assert {hit.citation.type for hit in found.hits} == {"Quyết định"}
    for hit in found.hits:
        text = engine.archive.document(hit.citation.document_id).text
        assert text[hit.citation.start : hit.citation.end] == hit.citation.quote
    assert found.total >= len(found.hits)


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (Filters(provinces=("lam dong",)), {"02/KH-UBND", "52/QĐ-UBND"}),
        (Filters(provinces=("Đắk Nông",), years=(2020,), types=("kế hoạch",)), {"02/KH-UBND"}),
        (Filters(issuers=("Chủ tịch Ủy ban nhân dân tỉnh Bình Phước",)), {"3406/QĐ-UBND"}),
        (Filters(agencies=("kho bac nha nuoc",)), {"02/KH-UBND"}),
        (Filters(agencies=("Bộ Phép thuật",)), set()),
        (Filters(parts=("Danh mục",)), {"02/KH-UBND"}),
        (Filters(states=("thu hồi",)), set()),
    ],
)
def test_filters_are_understood_as_typed(engine: Engine, filters: Filters, numbers: set[str]) -> None:
    found = engine.search("tuyên truyền cải cách hành chính", filters, limit=200)
    assert {hit.citation.number for hit in found.hits} == numbers


@pytest.mark.parametrize(
    ("part", "inside"),
    [
        ("phụ lục", ("phu-luc", "danh-muc")),
        ("can cu", ("can-cu",)),
        ("nội dung chính", ("ke-hoach", "dieu", "doan", "quyet-dinh", "noi-dung")),
    ],
)
def test_parts_are_filtered_before_the_cut(engine: Engine, part: str, inside: tuple[str, ...]) -> None:
    found = engine.search("kế hoạch cải cách hành chính", Filters(parts=(part,)), limit=5)
    assert len(found.hits) == 5
    assert all(hit.citation.address.startswith(inside) for hit in found.hits)


@pytest.mark.parametrize("filters", [Filters(parts=("lời bạt",)), Filters(states=("mất",))])
def test_there_is_no_such_part_or_state(engine: Engine, filters: Filters) -> None:
    with pytest.raises(BadInput, match="hãy ghi"):
        engine.search("tuyên truyền", filters)


def test_misspelt_names_are_understood_and_said(engine: Engine) -> None:
    found = engine.search("ke hoach 34/KH-UBDN cua tinh Thái Nguyeen", limit=3)
    assert [(one.typed, one.meant) for one in found.understood] == [
        ("34/KH-UBDN", "34/KH-UBND"),
        ("Thái Nguyeen", "Thái Nguyên"),
    ]
    assert found.rewritten == "kế hoạch 34/KH-UBND của tỉnh Thái Nguyên"
    assert {hit.citation.number for hit in found.hits} == {"34/KH-UBND"}
    assert engine.search("sowr nooij vuj lafm gif").rewritten == "sở nội vụ làm gì"


def test_misspelt_names_are_understood_in_questions(engine: Engine) -> None:
    answer = engine.ask("Sở Nội vj phải làm gì theo kế hoạch 34/KH-UBDN?")
    assert answer.answerable
    assert {one.number for one in answer.citations} == {"34/KH-UBND"}
    assert [one.meant for one in answer.interpretation.understood] == ["Sở Nội vụ", "34/KH-UBND"]


def test_a_recalled_document_is_found_only_when_it_is_asked_for(own: Engine) -> None:
    recalled = own.recall(FRAGMENT.name, "Ban hành sai thẩm quyền").id

    def found(*states: str) -> dict[str, str]:
        hits = own.search(PHRASE, Filters(states=states), limit=300).hits
        return {hit.citation.document_id: hit.state for hit in hits}

    assert recalled not in found()
    assert recalled not in found("active")
    assert found("đã thu hồi") == {recalled: "recalled"}
    assert found("tất cả").keys() == {recalled, *found()}
    own.reinstate(recalled)
    assert found()[recalled] == "active"
    assert found("recalled") == {}


@pytest.mark.parametrize(
    ("text", "number"),
    [("34 /kh-ubnd", "34/KH-UBND"), ("003_3398c46a741a4915.txt", "3406/QĐ-UBND"), ("52/QD-UBND", "52/QĐ-UBND")],
)
def test_resolve_takes_numbers_and_file_names(engine: Engine, text: str, number: str) -> None:
    assert engine.resolve(text).metadata.number == number


def test_resolve_refuses_unknown_and_ambiguous_names(engine: Engine) -> None:
    with pytest.raises(NotFound, match="99/KH-UBND"):
        engine.resolve("99/KH-UBND")
    with pytest.raises(BadInput, match="nhiều văn bản"):
        engine.resolve("00")


@pytest.mark.parametrize("question", ["", " \n ", "a" * (MAX_QUESTION + 1)])
def test_questions_that_cannot_be_asked(question: str) -> None:
    with pytest.raises(BadQuestion):
        checked_question(question)
    assert checked_question(" a" * (MAX_QUESTION // 2))


def test_a_missing_model_is_said_aloud_and_words_go_on(tmp_path: Path) -> None:
    said: list[str] = []
    with Engine.open(tmp_path / "Kho", str(tmp_path / "không có"), report=said.append) as opened:
        assert [outcome.status for outcome in opened.ingest([PLAN])] == ["added"]
        assert opened.search("hội thi").hits
        assert opened.index.model_id is None
    assert any("không có" in line for line in said)


def test_a_missing_reranker_is_said_aloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_RERANKER", str(tmp_path / "chưa tải"))
    said: list[str] = []
    with Engine.open(tmp_path / "Kho", report=said.append) as opened:
        list(opened.ingest([PLAN]))
        assert opened.search("hội thi").hits
    assert any("CCHC_RERANKER" in line for line in said)


def test_everything_runs_without_a_network(tmp_path: Path) -> None:
    environment = {**os.environ, "CCHC_DATA": str(tmp_path / "Dữ liệu"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, str(DOCUMENTS)],
        env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Đoàn Khối các cơ quan và Doanh nghiệp tỉnh" in done.stdout


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from web.cli import run; run(['--help']); "
        "heavy = {'torch', 'faiss', 'tantivy', 'underthesea', 'sentence_transformers', 'uvicorn', 'fastapi', 'docx'}; "
        "sys.exit(sorted(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
