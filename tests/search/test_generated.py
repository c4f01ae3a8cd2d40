"""Questions made from the records: nearly all answered right, every quote literal; a sample of the bench."""

from __future__ import annotations

from itertools import islice

import pytest

from ingest.records import Span
from search.engine import Engine
from search.evaluation.generated import Generated, generated, is_literal, is_right, shortened

_EVERY = 5


@pytest.fixture(scope="module")
def questions(engine: Engine) -> list[Generated]:
    return list(generated(engine.archive))


def test_there_is_a_question_for_every_record(engine: Engine, questions: list[Generated]) -> None:
    kinds = {one.kind for one in questions}
    assert kinds == {"lead", "coordinate", "number", "date", "signer"}
    assert {one.document_id for one in questions} == {document.id for document in engine.archive.documents()}


def test_nearly_all_are_answered_right_and_every_quote_is_literal(engine: Engine, questions: list[Generated]) -> None:
    sample = list(islice(questions, None, None, _EVERY))
    answers = [(one, engine.ask(one.question)) for one in sample]
    assert all(is_literal(answer, engine.archive) for _, answer in answers)
    wrong = [one.question for one, answer in answers if not is_right(one, answer)]
    assert len(wrong) <= 0.02 * len(sample) + 1, wrong


def test_a_place_that_is_not_cited_makes_an_answer_wrong(engine: Engine, questions: list[Generated]) -> None:
    one = next(each for each in questions if each.kind == "lead")
    answer = engine.ask(one.question)
    assert is_right(one, answer)
    elsewhere = Generated(one.question, one.kind, one.document_id, one.expected, (Span(0, 1),))
    assert not is_right(elsewhere, answer)


def test_a_long_task_is_typed_in_part() -> None:
    assert shortened("Xây dựng **Kế hoạch**;") == "Xây dựng Kế hoạch"
    assert len(shortened("rất dài " * 60)) <= 160
