"""Questions for when a thing takes place ("từ ngày nào đến ngày nào"), rounds called by number, and printed spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from ingest.corpus import load_registry
from ingest.folding import normalize

_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5}
_LABEL = 6  # letters of a marker before the name of a round ("- Đợt 01 dự kiến")
Round = tuple[str, int]


@cache
def _registry() -> Any:
    return load_registry("question_spans")


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _registry()[name]["patterns"]))


def span_examples() -> dict[str, tuple[str, ...]]:
    """How spans and rounds are asked for and printed -> real examples."""
    return {name: tuple(_registry()[name]["examples"]) for name in ("asks", "prints", "rounds")}


def asks_span(text: str) -> bool:
    """Whether ``text``, a question with its marks, asks from when to when something takes place."""
    return any(pattern.search(normalize(text)) for pattern in _patterns("asks"))


def prints_span(text: str) -> bool:
    """Whether ``text`` prints from when to when."""
    return any(pattern.search(normalize(text)) for pattern in _patterns("prints"))


def round_named(text: str) -> Round | None:
    """The round that ``text`` calls by its number.

    >>> round_named("Đợt 01 dự kiến"), round_named("đợt 1 chạy từ ngày nào"), round_named("giai đoạn 2026-2030")
    (('đợt', 1), ('đợt', 1), None)
    """
    found = (match for pattern in _patterns("rounds") if (match := pattern.search(normalize(text))))
    match = next(found, None)
    return (match["noun"], _NUMERALS.get(match["number"]) or int(match["number"])) if match else None


def is_of_round(text: str, asked: Round) -> bool:
    """Whether ``text`` begins with the name of the round ``asked``."""
    plain = normalize(text)
    starts = [match.start() for pattern in _patterns("rounds") if (match := pattern.search(plain))]
    return round_named(text) == asked and min(starts) <= _LABEL


def without_asking(runs: Sequence[str]) -> tuple[str, ...]:
    """``runs`` of a topic without the words that ask for a span, and without the name of a round."""
    words = "|".join(sorted(_registry()["asking_words"], key=len, reverse=True))
    asking = re.compile("|".join([rf"\b(?:{words})\b", *(each.pattern for each in _patterns("rounds"))]))
    return tuple(
        left for run in runs for part in asking.sub("\n", normalize(run)).split("\n") if (left := part.strip())
    )
