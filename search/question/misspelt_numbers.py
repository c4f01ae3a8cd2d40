"""Document numbers as people mistype them, "34/KH-UBDN", "52 QD UBND", read as those of documents that are held.

Digits are never changed, and a code that other documents have is what was meant: 35/KH-UBND is no slip of 34/KH-UBND,
nor 34/QĐ-UBND.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from ingest.folding import strip_marks
from ingest.numbers import TYPE_OF_CODE
from ingest.records import Span

_LETTERS = r"[^\W\d_]{1,10}"
_TYPED = re.compile(
    rf"(?<![\w/])(?P<digits>\d{{1,5}}[a-zđ]?(?:\s*[/.-]\s*(?:19|20)\d\d(?!\d))?)(?P<codes>(?:\s*[-/._]\s*|\s?)"
    rf"{_LETTERS}\d{{0,2}}(?:(?:\s*[-/._]\s*|\s){_LETTERS}\d{{0,2}}){{0,3}})(?!\w)"
)
_WORD = re.compile(r"[^\W_]+")
_LONG = 6  # letters of a number from which two slips are allowed


@dataclass(frozen=True, slots=True)
class NumberSlip:
    """Letters at ``span`` that are read as the document number ``number``."""

    span: Span
    number: str


class Numbers:
    """The numbers of the documents that are held."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._by_digits: dict[str, list[str]] = {}
        self._codes = {_plain(code) for code in TYPE_OF_CODE}
        for number in dict.fromkeys(numbers):
            digits, codes = _parts(number)
            self._by_digits.setdefault(digits, []).append(number)
            self._codes.update(codes)

    def find(self, text: str) -> list[NumberSlip]:
        """Mistyped numbers in ``text``, in order; one that may be several documents' numbers is left out."""
        return [slip for match in _TYPED.finditer(text) for slip in self._read(match)]

    def _read(self, match: re.Match[str]) -> Iterator[NumberSlip]:
        held = self._by_digits.get(_plain(match["digits"]), ())
        near = sorted(
            (distance, -past, number)
            for past in (_ends(match) if held else ())
            for number in held
            for distance in self._distance(match.string[match.start() : past], number)
        )
        if not near or any(other[0] == near[0][0] and other[2] != near[0][2] for other in near):
            return
        span = Span(match.start(), -near[0][1])
        if _plain_number(span.of(match.string)) != _plain_number(near[0][2]):
            yield NumberSlip(span, near[0][2])

    def _distance(self, typed: str, number: str) -> Iterator[int]:
        """How many slips make ``number`` into ``typed``; nothing when they are too many, or when it is another."""
        wanted, codes = _parts(number)[1], _parts(typed)[1]
        letters, joined = "".join(wanted), "".join(codes)
        distance = OSA.distance(joined, letters)
        others = [code for code in codes if code in self._codes and code not in wanted]
        if distance <= (2 if len(letters) >= _LONG else 1) and (not others or distance == 0):
            yield distance


def _ends(match: re.Match[str]) -> list[int]:
    """Where the number may end: after each of its words."""
    return [word.end() for word in _WORD.finditer(match.string, match.start("codes"), match.end())]


def _parts(number: str) -> tuple[str, list[str]]:
    """Number and year as digits, and the codes, all plain."""
    words = [_plain(word) for word in _WORD.findall(number)]
    first = re.match(r"\d+[a-z]?(?=[a-z]{2}|$)", words[0]) if words else None
    codes = [words[0][first.end() :], *words[1:]] if first else words
    year = codes[1] if len(codes) > 1 and re.fullmatch(r"(?:19|20)\d\d", codes[1]) and not codes[0] else ""
    return (first[0] if first else "") + year, [code for code in codes if code and code != year]


def _plain(text: str) -> str:
    return re.sub(r"[\s/.-]", "", strip_marks(text).casefold())


def _plain_number(text: str) -> str:
    """``text`` without spaces, marks and letter case: numbers that differ in these only are found as they are."""
    return re.sub(r"\s+", "", strip_marks(text).casefold())
