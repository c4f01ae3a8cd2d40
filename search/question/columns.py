"""The columns of tables that questions ask for ("giải quyết trong bao lâu" the one headed "Thời hạn giải quyết").

They are data (``corpus/registries/question_columns.json``), each beside a question and a head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.corpus import load_registry
from ingest.folding import fold, normalize
from search.relevance import syllables

_LEAST_SAID = 2  # syllables of a head that names its column in a question
_ASKING = "gi|nao|bao nhieu|the nao|ra sao|may|ai"
_AND = r", ?|/| và "
_TELLS_NAMES = re.compile(r"\b(?:nào|gì|kể tên|tên|liệt kê)\b")
_NAME = re.compile(r"^(?:tên|danh sách|danh mục) ")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Column:
    """Columns headed by ``heads``, which questions with ``asks`` ask for; ``question`` and ``head`` are examples.
    ``is_told_by_head``: what stands there is told from other cells only by the head."""

    asks: re.Pattern[str]
    heads: re.Pattern[str]
    question: str
    head: str
    is_told_by_head: bool


@cache
def columns() -> tuple[Column, ...]:
    """Every sort of column that the lexicon knows."""
    loaded: Any = load_registry("question_columns")
    return tuple(
        Column(
            asks=re.compile("|".join(each["asks"])),
            heads=re.compile("|".join(each["heads"])),
            question=each["question"],
            head=each["head"],
            is_told_by_head=not each.get("is_sum", False),
        )
        for each in loaded["columns"]
    )


def columns_asked(text: str) -> tuple[Column, ...]:
    """The sorts of columns that ``text``, a question, asks for."""
    plain = fold(text)
    return tuple(each for each in columns() if each.asks.search(plain))


def names_head(text: str, head: str) -> bool:
    """Whether ``text`` says the whole ``head`` of a column, what stands in brackets left out."""
    said = syllables(_IN_BRACKETS.sub(" ", head))
    return len(said) >= _LEAST_SAID and f" {' '.join(said)} " in f" {' '.join(syllables(text))} "


def asks_head(text: str, head: str) -> bool:
    """Whether ``text`` asks for the column ``head`` by its first words ("đặc trưng gì": "Đặc trưng về cháy rừng")."""
    first = " ".join(syllables(_IN_BRACKETS.sub(" ", head))[:_LEAST_SAID])
    plain = " ".join(syllables(text))
    return " " in first and re.search(rf"\b{first}\b(?: \w+){{0,2}} (?:{_ASKING})\b", plain) is not None


def names_of_rows(text: str, head: str) -> str:
    """What ``text`` calls the things of which it asks for all, where ``head`` is that of the column of their names
    ("những phường nào": "Tên xã, phường"); "" where it asks for none of them.

    >>> names_of_rows("Những thủ tục đấu thầu nào bị bãi bỏ?", "Tên TTHC")
    'thủ tục'
    """
    plain = _levelled(text)
    for name in _names(head):
        words = name.split()
        if words and _asks_all(plain, " ".join(words[:_LEAST_SAID])):
            return " ".join(words[:_LEAST_SAID])
        if words and re.search(rf"\b{words[0]} (?:nào|gì)\b", plain):
            return words[0]
    return ""


def is_one_of_several(noun: str, head: str) -> bool:
    """Whether ``head`` names other things than ``noun`` as well ("Tên xã, phường")."""
    return noun in (names := _names(head)) and len(names) > 1


def _names(head: str) -> list[str]:
    return re.split(_AND, _NAME.sub("", _levelled(_IN_BRACKETS.sub(" ", head))))


def _asks_all(plain: str, noun: str) -> bool:
    counts = "|mấy|bao nhiêu" if _TELLS_NAMES.search(plain) else ""
    before = rf"\b(?:những|các|liệt kê|danh sách{counts}) {noun}\b"
    return re.search(rf"{before}|\b{noun}(?: [^\W\d]+){{0,8}} (?:nào|gì)\b", plain) is not None


def _levelled(text: str) -> str:
    return " ".join(normalize(text).replace("tthc", "thủ tục hành chính").split())
