"""Feedback as questions of the evaluation: the file that is written is the file that is read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from ingest.feedback import Feedback, Quoted, Verdict
from search.engine import Engine
from search.evaluation.answers import evaluate_answers, read_examples
from search.evaluation.feedback import examples

QUESTION = "Ai ký Kế hoạch số 02/KH-UBND?"
REFUSED = "Sở Nội vụ tỉnh Cà Mau làm gì?"


def entry(engine: Engine, question: str, verdict: Verdict) -> Feedback:
    answer = engine.ask(question)
    return Feedback(
        id=verdict.value,
        at="2026-11-20T04:00:00+00:00",
        question=question,
        kind=answer.interpretation.kind.value,
        answerable=answer.answerable,
        answer=answer.answer,
        statements=tuple(one.text for one in answer.statements),
        sources=tuple(Quoted(one.document_id, one.address, one.quote) for one in answer.citations),
        verdict=verdict,
        note="còn thiếu chức vụ",
        version="0.1.0",
        generation=5,
    )


def measured(engine: Engine, entries: list[Feedback], folder: Path) -> float:
    file = folder / "y-kien.jsonl"
    lines = (json.dumps(one, ensure_ascii=False) for one in examples(entries))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(read_examples(file)) == 1
    return float(evaluate_answers(file, engine.ask, False, None)["right"])


def test_what_was_right_must_stay(engine: Engine, tmp_path: Path) -> None:
    assert measured(engine, [entry(engine, QUESTION, Verdict.RIGHT)], tmp_path) == 1
    assert measured(engine, [entry(engine, REFUSED, Verdict.RIGHT)], tmp_path) == 1


def test_what_was_wrong_must_go(engine: Engine, tmp_path: Path) -> None:
    assert measured(engine, [entry(engine, QUESTION, Verdict.WRONG)], tmp_path) == 0
    assert measured(engine, [entry(engine, REFUSED, Verdict.WRONG)], tmp_path) == 0


def test_the_last_verdict_on_a_question_counts(engine: Engine) -> None:
    first = entry(engine, QUESTION, Verdict.WRONG)
    (found,) = examples([first, replace(first, verdict=Verdict.LACKING, question=f" {QUESTION} ")])
    assert found["verdict"] == "lacking"
    assert found["expected"] == list(first.statements)
    assert found["sources"]
    assert found["note"] == "còn thiếu chức vụ"
