"""Feedback as questions for the evaluation of answers: what people found right must stay, what was wrong must go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ingest.feedback import Feedback, Verdict


def examples(entries: Iterable[Feedback]) -> Iterator[dict[str, Any]]:
    """Lines that :func:`search.evaluation.answers.read_examples` reads, one for each question: its last verdict counts.

    "Đúng": every statement and source is expected, or the refusal. "Thiếu": what was said is expected, the note tells
    what else. "Sai": the statements are forbidden; a refusal called wrong is a question that has an answer. Answers to
    a question of which something was set by hand are left out: the question alone does not give them.
    """
    latest = {one.question.strip().casefold(): one for one in entries if not one.state}
    return map(_example, latest.values())


def _example(one: Feedback) -> dict[str, Any]:
    is_wrong = one.verdict is Verdict.WRONG
    kept = () if is_wrong else one.statements
    return {
        "id": f"feedback-{one.id}",
        "question": one.question,
        "kind": one.kind,
        "expected": list(kept),
        "forbidden": list(one.statements) if is_wrong else [],
        "sources": [] if is_wrong else [{"document_id": each.document_id, "quote": each.quote} for each in one.sources],
        "answerable": one.answerable or one.verdict is not Verdict.RIGHT,
        "verdict": one.verdict.value,
        "note": one.note,
    }
