"""Everyday words are read as the words that documents print, only where they are such words."""

from __future__ import annotations

import pytest

from search.question.lay_words import in_printed_words, lay_words


@pytest.mark.parametrize("word", lay_words(), ids=lambda word: word.said[0])
def test_examples_are_read_in_printed_words(word: object) -> None:
    printed = in_printed_words(word.example)  # type: ignore[attr-defined]
    assert word.printed in printed, printed  # type: ignore[attr-defined]


def test_there_are_many_and_none_replaces_itself() -> None:
    assert sum(len(word.said) for word in lay_words()) >= 150
    for word in lay_words():
        assert word.printed not in word.said


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("Bỏ nhau rồi thì con ở với ai?", "ly hôn rồi thì con ở với ai?"),
        ("Tăng ca ngày thường với tăng ca ngày lễ", "làm thêm giờ ngày thường với làm thêm giờ ngày lễ"),
        ("Viên chức bị đuổi việc vì kỷ luật", "Viên chức bị buộc thôi việc vì kỷ luật"),
        ("Công nhân bị đuổi việc vì nghỉ nhiều", "Công nhân bị sa thải vì nghỉ nhiều"),
        ("Lãnh trợ cấp ở đâu?", "hưởng trợ cấp ở đâu?"),
    ],
)
def test_everyday_words(question: str, printed: str) -> None:
    assert in_printed_words(question) == printed


@pytest.mark.parametrize(
    "question",
    [
        "Lãnh đạo sở nào phụ trách?",
        "Mẹ đẻ được hưởng gì?",
        "Bồi thường, đền bù thế nào?",
        "Cải cách hành chính cấp một nguồn vốn",
        "Văn bản nào ghi “tăng ca”?",
        "Kinh phí lấy ở đâu?",
        "Muốn đi làm lại sớm thì cần gì?",
        "Nghỉ ốm đau mấy ngày?",
    ],
)
def test_other_words_stay(question: str) -> None:
    assert in_printed_words(question) == question


def test_a_question_typed_without_marks() -> None:
    assert "ly hôn" in in_printed_words("ra toa bo nhau", is_unmarked=True)
    assert in_printed_words("lay o dau", is_unmarked=True) == "lay o dau"
