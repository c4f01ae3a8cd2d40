"""The columns of tables that questions ask for ("giải quyết trong bao lâu" the one headed "Thời hạn giải quyết").

They are data (``corpus/registries/question_columns.json``), each beside a question and a head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.corpus import load_registry
from ingest.folding import fold
from search.relevance import syllables

_LEAST_SAID = 2  # syllables of a head that names its column in a question
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
