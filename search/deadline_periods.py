"""From the pieces that a deadline prints to periods of the calendar: years filled in, ranges put together."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from search.deadlines import Frame, Period, Precision

_LENGTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Piece:
    """A time as printed: ``number`` is the month, the quarter or the half; ``year`` None when it is not printed;
    ``end`` the time up to which it runs, for a SPAN."""

    precision: Precision
    year: int | None = None
    number: int = 1
    day: int = 0
    start: Piece | None = None
    end: Piece | None = None
    is_before: bool = False
    is_open: bool = False

    def until(self, end: Piece) -> Piece:
        """The time from this piece to ``end``."""
        begin = self.start or self
        return Piece(Precision.SPAN, end.year, end.number, start=begin, end=end)

    @property
    def month(self) -> int:
        """The first month of it."""
        return self.number if self.precision is Precision.DAY else (self.number - 1) * _LENGTHS[self.precision] + 1

    @property
    def is_real(self) -> bool:
        """Whether there is such a day in some year."""
        return 1 <= self.number <= 12 and 1 <= self.day <= calendar.monthrange(2000, self.number)[1]


def periods(pieces: Sequence[Piece], frame: Frame) -> list[Period]:
    """The periods of ``pieces`` in order. One without a year takes that of the next piece that has one, else of the
    one before, else of ``frame``; days that do not exist, and pieces whose year nothing tells, are left out."""
    made = []
    for place, piece in enumerate(pieces):
        year = _year(pieces, place)
        period = _span(piece, frame) if piece.precision is Precision.SPAN else _period(piece, year, frame)
        if period is not None:
            made.append(replace(period, is_before=piece.is_before, is_open=piece.is_open))
    return made


def _year(pieces: Sequence[Piece], place: int) -> int | None:
    """The printed year that goes for the piece at ``place``."""
    nearby = [*pieces[place:], *reversed(pieces[:place])]
    return next((one.year for one in nearby if one.year is not None), None)


def _period(piece: Piece, year: int | None, frame: Frame) -> Period | None:
    known = year or frame.year(piece.month)
    if known is None:
        return None
    first = _first(piece, known)
    last = _last(piece, known)
    return Period(first, last, piece.precision, is_inferred=year is None) if first and last else None


def _span(piece: Piece, frame: Frame) -> Period | None:
    assert piece.start
    assert piece.end
    ends = _period(piece.end, piece.end.year, frame)
    if ends is None:
        return None
    begins = _period(piece.start, piece.start.year or ends.last.year, frame)
    if begins and begins.first > ends.last and piece.start.year is None:
        begins = _period(piece.start, ends.last.year - 1, frame)
    if begins is None or begins.first > ends.last:
        return None
    return Period(begins.first, ends.last, Precision.SPAN, is_inferred=ends.is_inferred)


def _first(piece: Piece, year: int) -> date | None:
    if piece.precision is not Precision.DAY:
        return date(year, piece.month, 1)
    try:
        return date(year, piece.number, piece.day)
    except ValueError:
        return None


def _last(piece: Piece, year: int) -> date | None:
    if piece.precision is Precision.DAY:
        return _first(piece, year)
    month = piece.month + _LENGTHS[piece.precision] - 1
    return date(year, month, calendar.monthrange(year, month)[1])
