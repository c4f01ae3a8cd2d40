"""Evaluation of answers: comparison, overlap, reading of the file, and the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import BadInput
from ingest.folding import strip_marks
from search.answer import Answer, Citation, Interpretation, Kind
from search.evaluation.answers import comparable, evaluate_answers, judge, overlaps, read_examples


def cited(quote: str, number: int = 1) -> Citation:
    return Citation(number, "d", None, None, None, None, None, "f", "dieu-1", "Điều 1", quote, 0, len(quote), "/")


def answer(text: str, *quotes: str, answerable: bool = True) -> Answer:
    citations = tuple(cited(quote, number) for number, quote in enumerate(quotes, 1))
    return Answer("?", Interpretation(Kind.LEAD), answerable, None, text, (), citations)


def line(**fields: Any) -> str:
    base: dict[str, Any] = {"id": "1", "question": "Ai chủ trì?", "kind": "lead", "expected": [], "sources": []}
    return json.dumps({**base, "answerable": True, **fields}, ensure_ascii=False)


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "câu hỏi.jsonl"
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Số: **52** /QĐ-UBND", "số: 52/qđ-ubnd"),
        ("Quý  II,\nquý III/2023", "quý ii, quý iii / 2023"),
        ("Sở Nội vụ", "SỞ NỘI VỤ"),
    ],
)
def test_texts_that_compare_equal(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@given(st.text())
def test_comparing_is_idempotent(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("9. Báo Đắk Nông: Mở chuyên trang", "Báo Đắk Nông: Mở chuyên trang, đưa các tin tức", True),
        ("Sở Nội vụ\tQuý I/2018", "2\tXây dựng Kế hoạch\tSở Nội vụ\tQuý I/2018", True),
        ("Sở Nội vụ chủ trì", "Sở Tư pháp phối hợp", False),
        ("", "Sở Nội vụ", False),
    ],
)
def test_overlap_is_half_of_the_shorter(one: str, other: str, expected: bool) -> None:
    assert overlaps(one, other) is expected
    assert overlaps(other, one) is expected


def test_a_right_answer_holds_all_that_is_expected(tmp_path: Path) -> None:
    lines = line(expected=["52/QĐ-UBND"], forbidden=["34/KH-UBND"], sources=[{"quote": "Sở Nội vụ chủ trì"}])
    example = read_examples(written(tmp_path, lines))[0]
    right = judge(example, answer("Theo Quyết định số 52 / qđ-ubnd", "Sở Nội vụ chủ trì việc này"))
    assert (right.right, right.cited, right.precise, right.refused) == (True, True, 1.0, None)
    wrong = judge(example, answer("Theo 52/QĐ-UBND và 34/KH-UBND", "khác hẳn", "Sở Nội vụ chủ trì"))
    assert (wrong.right, wrong.cited, wrong.precise) == (False, True, 0.5)
    assert wrong.found_forbidden == ("34/KH-UBND",)


def test_an_unanswerable_question_is_right_when_refused(tmp_path: Path) -> None:
    example = read_examples(written(tmp_path, line(answerable=False)))[0]
    assert judge(example, answer("Không tìm thấy", answerable=False)).right
    lied = judge(example, answer("Đạt 45 điểm", "45 điểm"))
    assert (lied.right, lied.refused, lied.cited, lied.precise) == (False, False, None, None)


def test_refusing_what_has_an_answer_is_wrong(tmp_path: Path) -> None:
    example = read_examples(written(tmp_path, line(expected=["Sở Nội vụ"])))[0]
    assert not judge(example, answer("Không tìm thấy: Sở Nội vụ", answerable=False)).right


def test_report_overall_and_by_kind(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        line(id="1", expected=["Sở Nội vụ"], sources=[{"quote": "Sở Nội vụ"}]),
        line(id="2", kind="duty", expected=["Sở Y tế"], sources=[{"quote": "Sở Y tế"}]),
        line(id="3", kind="unanswerable", answerable=False),
    )
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        return answer("Sở Nội vụ", "Sở Nội vụ")

    dump = tmp_path / "kết quả.jsonl"
    report = evaluate_answers(path, ask, False, dump)
    assert (report["questions"], report["right"], report["refused"]) == (3, 0.3333, 0.0)
    assert report["by_kind"]["lead"] == {"questions": 1, "right": 1.0, "cited": 1.0, "precise": 1.0, "refused": None}
    assert report["by_kind"]["duty"]["cited"] == 0.0
    outcomes = [json.loads(each) for each in dump.read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in outcomes] == ["1", "2", "3"]
    assert outcomes[1]["missing"] == ["Sở Y tế"]
    evaluate_answers(path, ask, True, None)
    assert asked[3:] == [strip_marks(question) for question in asked[:3]]


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("{", "dòng 2"),
        ("[]", "dòng 2"),
        ('{"id": "1"}', "question"),
        ('{"id": "1", "question": 3}', "dòng 2"),
        ('{"id": "1", "question": "?", "sources": [{}]}', "quote"),
        ('{"id": "1", "question": "?", "expected": [1]}', "dòng 2"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, bad: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        read_examples(written(tmp_path, line(), bad))


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"không có\.jsonl"):
        read_examples(tmp_path / "không có.jsonl")
    with pytest.raises(BadInput, match="không có câu hỏi nào"):
        read_examples(written(tmp_path))
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput):
        read_examples(latin)


def test_kinds_of_the_file_by_the_kind_understood(tmp_path: Path) -> None:
    path = written(tmp_path, line(id="1"), line(id="2"), line(id="3", kind="duty"))
    report = evaluate_answers(path, lambda question: answer("Sở Nội vụ"), False, None)
    assert report["confusion"] == {"duty": {"lead": 1}, "lead": {"lead": 2}}
