"""Words, joints, templates and the word trie on which the registries stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.registry_tokens import joint_of, words_of
from ingest.registry_trie import Trie, expand


@pytest.mark.parametrize(
    ("gap", "joint"),
    [
        (" ", ""),
        ("\n", ""),
        ("** **", ""),
        ("\n**\n", ""),
        (", ", ","),
        (",\n", ","),
        (" - ", "&"),
        ("–", "&"),
        ("&", "&"),
        ("/", "&"),
        (" + ", "+"),
        ("\n\n", "."),
        ("\t", "."),
        ("; ", "."),
        ("\n- ", "."),
        (" (", "."),
        (" | ", "."),
    ],
)
def test_joints(gap: str, joint: str) -> None:
    assert joint_of(gap) == joint


def test_and_is_passed_over() -> None:
    words = words_of("Giáo dục và Đào tạo")
    assert words.step(0) == ("", 1)
    assert words.step(1) == ("&", 3)
    assert words.step(4) == (".", 5)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_words_are_literal(text: str) -> None:
    words = words_of(text)
    assert all(text[start:end].strip() for start, end in zip(words.starts, words.ends, strict=True))
    assert words.starts == sorted(words.starts)


@pytest.mark.parametrize(
    ("template", "spellings"),
    [
        ("Sở Y tế", ["Sở Y tế"]),
        ("[các ]sở", ["sở", "các sở"]),
        ("(Cục|Chi cục) Thuế", ["Cục Thuế", "Chi cục Thuế"]),
        ("{VP} [A[, B]]", ["Văn phòng", "VP", "Văn phòng A", "VP A", "Văn phòng A, B", "VP A, B"]),
    ],
)
def test_templates(template: str, spellings: list[str]) -> None:
    assert sorted(expand(template, {"VP": ["Văn phòng", "VP"]})) == sorted(spellings)


def test_unknown_phrase() -> None:
    with pytest.raises(KeyError):
        expand("{X}", {})


TRIE = Trie({"Sở Văn hóa, Thể thao và Du lịch": 1, "Sở Văn hóa và Thể thao": 2, "Báo + Đài": 3, "báo, đài": 4, "Sở": 5})


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Sở Văn hoá, Thể thao & Du lịch", [5, 2, 1]),
        ("sở văn hóa thể thao", [5, 2]),
        ("SỞ VĂN HÓA - THỂ THAO", [5, 2]),
        ("Báo và Đài", [3]),
        ("Báo, Đài", [4]),
        ("Sở; Văn hóa", [5]),
        ("Văn hóa", []),
        ("", []),
    ],
)
def test_walk(text: str, values: list[int]) -> None:
    assert [value for _, value in TRIE.walk(words_of(text), 0)] == values
