"""What a reader sets by hand stands in the place of what was read, and nothing else changes."""

from __future__ import annotations

import pytest

from ingest.errors import BadInput, NotFound
from ingest.records import Role
from search.answer import Answer, Kind
from search.engine import Engine
from search.question.overrides import AS_READ, Choices, read_years

QUESTION = "Sở Nội vụ phải làm gì ở Đắk Nông năm 2020?"
PLAN_34 = "34-kh-ubnd-chu-tich-ubnd-tinh-thai-nguyen-2023-03-02"


def documents(answer: Answer) -> set[str]:
    return {one.number or "" for one in answer.citations}


def test_without_choices_the_question_is_taken_as_read(engine: Engine) -> None:
    assert engine.ask(QUESTION, AS_READ) == engine.ask(QUESTION)


@pytest.mark.parametrize(
    ("choices", "kind", "numbers"),
    [
        (Choices(provinces=("Thái Nguyên",), years=("2023",)), Kind.DUTY, {"34/KH-UBND"}),
        (Choices(provinces=("thai nguyen",), years=()), Kind.DUTY, {"34/KH-UBND"}),
        (Choices(years=("2016-2020",)), Kind.DUTY, {"52/QĐ-UBND"}),
        (Choices(documents=("34/KH-UBND",), provinces=(), years=()), Kind.DUTY, {"34/KH-UBND"}),
        (Choices(documents=(PLAN_34,)), Kind.DUTY, {"34/KH-UBND"}),
        (Choices(types=("quyết định",), years=()), Kind.DUTY, {"52/QĐ-UBND"}),
        (Choices(issuers=("Ủy ban nhân dân tỉnh Đắk Nông",), years=()), Kind.DUTY, {"02/KH-UBND"}),
        (Choices(agencies=()), Kind.LIST, {"02/KH-UBND"}),
        (Choices(agencies=("so-tu-phap",)), Kind.DUTY, {"02/KH-UBND"}),
    ],
)
def test_a_choice_moves_the_answer(engine: Engine, choices: Choices, kind: Kind, numbers: set[str]) -> None:
    answer = engine.ask(QUESTION, choices)
    assert answer.answerable
    assert answer.interpretation.kind is kind
    assert documents(answer) == numbers


def test_roles_are_narrowed(engine: Engine) -> None:
    whole, narrow = engine.ask(QUESTION), engine.ask(QUESTION, Choices(roles=(Role.COORDINATE,)))
    assert narrow.interpretation.roles == ("coordinate",)
    assert 0 < len(narrow.citations) < len(whole.citations)
    asked = engine.ask("Sở Nội vụ phối hợp những việc gì ở Đắk Nông năm 2020?", Choices(roles=(Role.LEAD,)))
    assert asked.interpretation.kind is Kind.DUTY
    assert "Phối hợp:" not in asked.answer


def test_an_agency_set_where_the_question_names_none_asks_for_its_duties(engine: Engine) -> None:
    answer = engine.ask("dịch vụ bưu chính công ích", Choices(agencies=("Bưu điện tỉnh",)))
    assert answer.interpretation.kind is Kind.DUTY
    assert answer.interpretation.agencies == ("Bưu điện tỉnh",)


def test_what_the_archive_does_not_hold_is_refused(engine: Engine) -> None:
    assert not engine.ask(QUESTION, Choices(documents=("99/KH-UBND",))).answerable
    assert not engine.ask(QUESTION, Choices(types=("Nghị quyết",))).answerable
    assert not engine.ask(QUESTION, Choices(agencies=("Cục Không Có",))).answerable


def test_wrong_values_are_said_to_be_wrong(engine: Engine) -> None:
    with pytest.raises(BadInput, match="Năm “20x”"):
        engine.ask(QUESTION, Choices(years=("20x",)))
    with pytest.raises(NotFound, match="Nam Kha"):
        engine.ask(QUESTION, Choices(provinces=("Nam Kha",)))


@pytest.mark.parametrize(
    ("years", "expected"),
    [((), ((), None)), (("2020", "2020"), ((2020,), None)), (("2021 – 2025",), ((), (2021, 2025)))],
)
def test_read_years(years: tuple[str, ...], expected: tuple[tuple[int, ...], tuple[int, int] | None]) -> None:
    assert read_years(years) == expected
