"""Rows that are named by a range ("Trên 20 năm đến 50 năm", "Từ biên chế thứ 30 đến dưới 50"), and numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.folding import normalize
from search.question.amounts import figure_value

_NUMBER = re.compile(r"(?<![\w/])\d+(?:[.,]\d+)*(?![/\d])")
_LONG = 12  # words of a name that is no range
_BEHIND = 2  # words behind a number, of which one says what it counts
_WORD = re.compile(r"[^\W\d_]+")
_TO = re.compile(r"\s*(?:[^\W\d_]+\s+)?(?:đến|tới|-|–)\s*(?:dưới\s+)?")
_NO_NOUN = frozenset(("từ", "đến", "dưới", "trên", "trở", "lên", "xuống", "thứ", "không", "quá", "hơn", "tối", "đa"))
_LEAST = 1e-6


def is_in_range(text: str, name: str) -> bool:
    """Whether every number of what ``name`` is a range of that ``text`` says is in that range.

    >>> is_in_range("nhà cấp III đã ở 30 năm", "- Trên 20 năm đến 50 năm")
    True
    >>> is_in_range("cơ quan có 20 biên chế", "Từ biên chế thứ 30 đến dưới 50")
    False
    """
    bounds = _bounds(normalize(name))
    if bounds is None:
        return False
    least, most, nouns = bounds
    said = list(_counted(normalize(text), nouns))
    return bool(said) and all(least <= each <= most for each in said)


@lru_cache(maxsize=4096)
def _bounds(name: str) -> tuple[float, float, frozenset[str]] | None:
    """From and to which number ``name`` ranges, and the words for what is counted; None where it is no range."""
    found = list(_NUMBER.finditer(name))
    nouns = frozenset(_WORD.findall(name)) - _NO_NOUN
    if not nouns or len(name.split()) > _LONG or not 1 <= len(found) <= len(("least", "most")):
        return None
    before, behind = name[: found[0].start()], name[found[-1].end() :]
    first, last = figure_value(found[0][0]), figure_value(found[-1][0])
    if len(found) > 1:
        between = name[found[0].end() : found[1].start()]
        if "đến" not in between and between.strip() not in {"-", "–"}:
            return None
        return _above(first, "trên" in before), _below(last, "dưới" in between), nouns
    if "trở lên" in behind or "trên" in before or "hơn" in before:
        return _above(first, "trở lên" not in behind), float("inf"), nouns
    if "trở xuống" in behind or any(word in before for word in ("dưới", "không quá", "tối đa", "đến")):
        return 0.0, _below(first, "dưới" in before), nouns
    return None


def _above(number: float, is_open: bool) -> float:
    return number + _LEAST if is_open else number


def _below(number: float, is_open: bool) -> float:
    return number - _LEAST if is_open else number


def _counted(text: str, nouns: frozenset[str]) -> Iterator[float]:
    """The numbers in ``text`` of what is called by one of ``nouns``, both of "20.001 đến 40.000 dân"."""
    found = list(_NUMBER.finditer(text))
    counts = [bool(nouns & set(_WORD.findall(text[each.end() :])[:_BEHIND])) for each in found]
    for place, each in enumerate(found):
        is_first = place + 1 < len(found) and _TO.fullmatch(text[each.end() : found[place + 1].start()])
        if counts[place] or (is_first and counts[place + 1]):
            before = text[: each.start()].split()[-1:]
            value = figure_value(each[0])
            yield _above(value, before == ["trên"]) if before != ["dưới"] else _below(value, is_open=True)
