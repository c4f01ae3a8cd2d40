"""What a question asks the kinds of ("chia rừng làm mấy loại", "thẻ có những hạng nào"), and how clauses tell kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ingest.corpus import load_registry
from ingest.folding import normalize

_BORDER = re.compile(r"[,;:?!.]\s+|[?!.:]$")
_COUNTS = re.compile(r"\b(?:mấy|bao nhiêu)\b")
_ASIDE = re.compile(r"\([^()]*\)")
_ADVERBIAL = re.compile(r"[,;]\s+")
_NO_WORD = re.compile(r"[^\w:,;]+")
_TELLING = ("divides", "enumerates")
_VERBS = ("chia", "phân", "xếp")
_INTO = ("thành", "làm", "ra")
_NUMBER = r"(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"


@dataclass(frozen=True, slots=True)
class Division:
    """Kinds that a question asks for: ``noun`` is what they are called, ``words`` those that ask for them;
    ``is_divided`` says that something is said to be divided into them, ``is_counted`` that their number is asked."""

    noun: str
    words: frozenset[str]
    is_divided: bool
    is_counted: bool


@cache
def _registry() -> Any:
    return load_registry("question_divisions")


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    nouns = "|".join(sorted(_registry()["nouns"], key=len, reverse=True))
    return tuple(re.compile(each.replace("{noun}", nouns)) for each in _registry()[name]["patterns"])


def division_examples() -> dict[str, tuple[Any, ...]]:
    """How kinds are asked for and told -> real examples."""
    return {name: tuple(_registry()[name]["examples"]) for name in ("asks", "divides", "enumerates")}


def division_asked(text: str) -> Division | None:
    """The kinds that ``text``, a question with its marks, asks for; None when it asks for none.

    >>> division_asked("Đê chia làm những cấp nào?").noun
    'cấp'
    """
    for part in _BORDER.split(normalize(text)):
        for pattern in _patterns("asks"):
            if match := pattern.search(_levelled(part)):
                said = {name: word or "" for name, word in match.groupdict().items()}
                is_divided = bool(said.get("verb"))
                words = frozenset((*" ".join(said.values()).split(), *(_INTO if is_divided else ())))
                return Division(said["noun"], words, is_divided, bool(_COUNTS.search(match[0])))
    return None


def is_generic(noun: str) -> bool:
    """Whether a sentence may enumerate kinds that are called ``noun`` without saying so ("Cơ sở điện ảnh bao gồm:")."""
    return noun in _registry()["generic"]


def divides(text: str) -> bool:
    """Whether ``text`` says that something is divided into kinds."""
    plain = _levelled(text)
    return any(verb in plain for verb in _VERBS) and any(pattern.search(plain) for pattern in _patterns("divides"))


def called(text: str) -> str:
    """What the kinds that ``text`` enumerates are called there ("gồm các ngạch sau đây"); "" where it does not say."""
    said = _levelled(text)
    ends = [match.end() for name in _TELLING for each in _patterns(name) if (match := each.search(said))]
    nouns = "|".join(sorted(_registry()["nouns"], key=len, reverse=True))
    found = re.match(rf"\W*(?:(?:các|những|từng|{_NUMBER}) )+({nouns})\b", said[min(ends) :]) if ends else None
    return found[1] if found else ""


def heads(text: str) -> Iterator[str]:
    """What ``text`` enumerates the kinds of: the words before it does, and the last of them, behind an adverbial ("Căn
    cứ vào mục đích sử dụng chủ yếu, rừng"); nothing where it enumerates nothing."""
    said = _levelled(_ASIDE.sub(" ", text))
    found = [pattern.search(said) for name in _TELLING for pattern in _patterns(name)]
    starts = [match.start() for match in found if match]
    if starts:
        head = said[: min(starts)].strip(" :,;")
        yield from dict.fromkeys((head, _ADVERBIAL.split(head)[-1]))


def prints_number(text: str, noun: str) -> bool:
    """Whether ``text`` prints how many of ``noun`` there are ("02 đợt", "ba trình độ")."""
    return re.search(rf"\b{_NUMBER} {noun}\b", _levelled(text)) is not None


@lru_cache(maxsize=16384)
def _levelled(text: str) -> str:
    return _NO_WORD.sub(" ", normalize(text)).strip()
