"""Whether a question asks for a list that a clause introduces ("gồm những giấy tờ gì", "trong trường hợp nào")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.corpus import load_registry
from ingest.folding import normalize

_BORDER = re.compile(r"[,;:?!.]\s+|[?!.:]$")
_NO_WORD = re.compile(r"[^\w/]+")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list asked for: ``noun`` is what its items are called, ``printed`` the words of which what introduces it holds
    one; where ``is_general`` it may say no more than that something "gồm"."""

    noun: str
    printed: tuple[str, ...]
    is_general: bool


@cache
def _registry() -> Any:
    return load_registry("question_listings")


@cache
def _groups() -> dict[str, Listing]:
    return {
        noun: Listing(noun, tuple(group["printed"]), group["general"])
        for group in _registry()["groups"]
        for noun in group["asked"]
    }


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    nouns = "|".join(sorted(_groups(), key=len, reverse=True))
    return tuple(re.compile(each.replace("{noun}", nouns)) for each in _registry()["asks"]["patterns"])


def listing_examples() -> tuple[tuple[str, str], ...]:
    """Real questions, each with what the items of the list that it asks for are called."""
    return tuple((question, noun) for question, noun in _registry()["asks"]["examples"])


def listing_asked(text: str) -> Listing | None:
    """The list that ``text``, a question with its marks, asks for; None when it asks for none.

    >>> listing_asked("Đơn khiếu nại phải có những nội dung gì?").noun
    'nội dung'
    """
    for part in _BORDER.split(normalize(text)):
        said = _NO_WORD.sub(" ", part).strip()
        for pattern in _patterns():
            if match := pattern.search(said):
                return _groups()[match["noun"]]
    return None
