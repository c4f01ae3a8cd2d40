"""The years and the period that a question names for documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.folding import fold_in_place
from ingest.records import Span

_YEAR = re.compile(r"(?<![\d.:])((?:19|20)\d\d)(?![\d.])")
_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)\d\d")
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:[-–]|đến|den|tới|toi)\s*(?:năm\s+|nam\s+)?((?:19|20)\d\d)(?!\d)")
# "đến hết năm 2026", "hết 2035" is what a document aims at, not the year that it is of.
_AIMED_AT = re.compile(r"\b(?:(?:den|toi)\s+(?:het\s+)?(?:nam\s+)?|het\s+)$")
_AIMS = re.compile(
    r"\b(?:muc tieu|chi tieu|phan dau|tam nhin|du kien|dinh huong)(?:\s+\w+){0,4}\s+(?:19|20)\d\d(?!\d)"
    r"|\b(?:het|cuoi)\s+nam\s+(?:19|20)\d\d(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Times:
    """Single years and a period, and the words that say them or that are no time of a document."""

    years: tuple[int, ...] = ()
    period: tuple[int, int] | None = None
    spans: tuple[Span, ...] = ()


NO_TIME = Times()


def times_of(text: str, taken: Sequence[Span]) -> Times:
    """Years and a period named outside document numbers (``taken``) and full dates, with their spans."""
    periods = list(_PERIOD.finditer(text))
    dates = [Span(match.start(), match.end()) for match in _DAY.finditer(text)]
    spans = [Span(match.start(), match.end()) for match in periods]
    years, plain = [], fold_in_place(text)
    for match in _YEAR.finditer(text):
        if any(span.start <= match.start() < span.end for span in [*taken, *dates, *spans]):
            continue
        aimed = _AIMED_AT.search(plain[: match.start()])
        if aimed:
            dates.append(Span(aimed.start(), match.start()))
        else:
            years.append(match)
    period = (int(periods[0][1]), int(periods[0][2])) if periods else None
    singles = [Span(match.start(), match.end()) for match in years]
    return Times(tuple(dict.fromkeys(int(match[1]) for match in years)), period, (*spans, *singles, *dates))


def aims(text: str) -> bool:
    """Whether ``text`` may ask what is aimed at for the year that it names ("mục tiêu năm 2035", "hết năm 2035")."""
    return _AIMS.search(fold_in_place(text)) is not None
