"""Times that a question names as a condition or a table prints as a deadline, so that the two can be compared."""

from __future__ import annotations

import re

from ingest.folding import fold
from search.question.query import Deadline

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ONE = r"(?:iv|i{1,3}|[1-4])"
_QUARTERS = re.compile(rf"\bqu[yi]\s+(?P<list>{_ONE}\b(?:\s*(?:,|va|-|;)\s*(?:qu[yi]\s+)?{_ONE}\b)*)")
_MONTHS = re.compile(r"\bthang\s+(\d{1,2})\b")
_RANGE = re.compile(r"\bthang\s+(\d{1,2})\s*(?:/\s*\d{4})?\s*(?:den|-)\s*(?:het\s+)?thang\s+(\d{1,2})\b")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# The last group of a phrase is what a printed deadline must hold as well.
_WORDS = (
    "thuong xuyen", "dot xuat", "dinh ky",
    "hang nam", "hang quy", "hang thang", "hang tuan", "hang ngay",
)  # fmt: skip


def read_deadline(text: str) -> Deadline:
    """The quarters, months, year and recurring times named in ``text``, question or table cell.

    >>> read_deadline("Quý II, quý III/2023")
    Deadline(quarters=(2, 3), months=(), words=(), year=2023)
    """
    plain = fold(text).replace("hang nam", "hang nam").replace("hằng", "hang")
    quarters = [number for match in _QUARTERS.finditer(plain) for number in _numbers(match["list"])]
    months = [int(match[1]) for match in _MONTHS.finditer(plain) if 1 <= int(match[1]) <= 12]
    for match in _RANGE.finditer(plain):
        months += range(int(match[1]), min(12, int(match[2])) + 1)
    years = _YEAR.findall(plain)
    return Deadline(
        tuple(sorted(set(quarters))),
        tuple(sorted(set(months))),
        tuple(word for word in _WORDS if word in plain),
        int(years[0]) if years else None,
    )


def fits(asked: Deadline, printed: str, exact: bool) -> bool:
    """Whether a deadline as ``printed`` meets the condition; ``exact`` asks for that time and no other."""
    there = read_deadline(printed)
    if asked.year and there.year and asked.year != there.year:
        return False
    if exact:
        return (asked.quarters, asked.months, asked.words) == (there.quarters, there.months, there.words)
    return (
        set(asked.quarters) <= set(there.quarters)
        and set(asked.months) <= set(there.months)
        and set(asked.words) <= set(there.words)
    )


def _numbers(listed: str) -> list[int]:
    return [_ROMAN.get(word) or int(word) for word in re.findall(_ONE, listed)]
