"""Printed deadlines: every example of the data is read as it says, inferred years are told, nothing is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import load_registry
from search.deadline_grammar import read
from search.deadlines import Frame, Period, Precision, Recurrence, TimingKind, Unit

EXAMPLES: list[dict[str, Any]] = load_registry("deadlines")["examples"]
PLAN_OF_2020 = Frame(date(2020, 1, 3), (2020, 2020))


def shown(one: Period) -> str:
    days = one.first.isoformat() if one.precision is Precision.DAY else f"{one.first}..{one.last}"
    marks = ("trước " if one.is_before else "", " suy ra" if one.is_inferred else "", " trở đi" if one.is_open else "")
    return f"{marks[0]}{days}{marks[1]}{marks[2]}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["text"])
def test_example(example: dict[str, Any]) -> None:
    found = read(example["text"], PLAN_OF_2020)
    assert [shown(one) for one in found.periods] == example.get("dated", [])
    assert [one.words for one in found.recurrences] == example.get("recurring", [])
    assert found.is_continuous == example.get("continuous", False)
    assert found.is_relative == example.get("relative", False)


def test_examples_cover_every_list_of_words() -> None:
    data = load_registry("deadlines")
    texts = " | ".join(one["text"].casefold() for one in EXAMPLES)
    for name in ("relative", "continuous", "following_years", "whole_year", "set_elsewhere"):
        assert any(word in texts for word in data[name])


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (Frame(date(2025, 11, 15)), date(2026, 3, 5)),
        (Frame(date(2020, 1, 3)), date(2020, 3, 5)),
        (Frame(date(2025, 11, 15), (2026, 2026)), date(2026, 3, 5)),
        (Frame(date(2021, 7, 1), (2021, 2025)), date(2022, 3, 5)),
        (Frame(None, (2021, 2025)), date(2021, 3, 5)),
    ],
)
def test_a_missing_year_comes_from_the_document_and_is_said_to_be_inferred(frame: Frame, expected: date) -> None:
    (found,) = read("trước ngày 5/3", frame).periods
    assert found.due == expected
    assert found.is_inferred


def test_without_any_year_no_date_is_made_up() -> None:
    assert read("trước ngày 5/3", Frame()).kind is TimingKind.OTHER


def test_nothing_printed_is_not_a_deadline() -> None:
    assert {read(text, PLAN_OF_2020).kind for text in (None, "", " \n ")} == {TimingKind.NONE}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("trước ngày 31/12/2025", date(2025, 12, 31)),
        ("Trước tháng 6/2026", date(2026, 5, 31)),
        ("Trước quý II/2026", date(2026, 3, 31)),
        ("Quý II/2026", date(2026, 6, 30)),
        ("Tháng 2/2024", date(2024, 2, 29)),
    ],
)
def test_due_day(printed: str, expected: date) -> None:
    assert [one.due for one in read(printed, PLAN_OF_2020).periods] == [expected]


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        (Recurrence(Unit.MONTH, 3), ["03-31", "06-30", "09-30", "12-31"]),
        (Recurrence(Unit.MONTH, 6), ["06-30", "12-31"]),
        (Recurrence(Unit.MONTH, 12), ["12-31"]),
        (Recurrence(Unit.MONTH, 12, month=11, day=30, is_before=True), ["11-30"]),
        (Recurrence(Unit.MONTH, 12, month=12, is_before=True), ["11-30"]),
        (Recurrence(Unit.MONTH, 12, quarter=4), ["12-31"]),
        (Recurrence(Unit.MONTH, 12, quarter=1, is_before=True), ["12-31"]),
        (Recurrence(Unit.MONTH, 3, day=15), ["03-15", "06-15", "09-15", "12-15"]),
        (Recurrence(Unit.WEEK), []),
        (Recurrence(Unit.DAY), []),
    ],
)
def test_days_of_a_recurrence(recurrence: Recurrence, expected: list[str]) -> None:
    found = recurrence.days(date(2025, 1, 1), date(2025, 12, 31))
    assert [day.strftime("%m-%d") for day in found] == expected


def test_a_month_without_the_printed_day_ends_sooner() -> None:
    found = list(Recurrence(Unit.MONTH, 1, day=31).days(date(2025, 2, 1), date(2025, 3, 31)))
    assert found == [date(2025, 2, 28), date(2025, 3, 31)]


VOCABULARY = """trước ngày tháng quý năm hằng định kỳ đến và , - / . ; I II IV 1 5 12 31 2025 2030 6 đầu cuối từ lần
một theo thường xuyên làm việc tiếp các kể"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_any_words_are_read_without_a_failure_and_periods_run_forwards(printed: str) -> None:
    found = read(printed, PLAN_OF_2020)
    assert all(one.first <= one.last for one in found.periods)
    assert all(one.words for one in found.recurrences)
    days = found.days(date(2020, 1, 1), date(2031, 12, 31))
    assert days == sorted(set(days))
