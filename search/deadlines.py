"""Printed deadlines as days, periods and recurrences: what a calendar needs, with what was inferred said to be so.

"Quý I/2018" is a period, "trước ngày 30/11 hằng năm" a recurrence, "Thường xuyên" neither. What cannot be read, or runs
from an event ("05 ngày kể từ ngày nhận"), gets no date. Words and examples: ``corpus/registries/deadlines.json``.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ingest.records import Metadata

_ROMAN = ("I", "II", "III", "IV")
_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")


class Precision(StrEnum):
    """How closely a period is printed."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"  # from one to another


class Unit(StrEnum):
    """What a recurrence counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class TimingKind(StrEnum):
    """What a deadline mainly is."""

    DATED = "dated"
    RECURRING = "recurring"
    CONTINUOUS = "continuous"
    RELATIVE = "relative"  # runs from an event
    OTHER = "other"  # printed, but not read as a time
    NONE = "none"  # nothing is printed


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``. ``is_before``: it must be done before it begins (or before that day).
    ``is_inferred``: the year is not printed but taken from the document. ``is_open``: it goes on afterwards."""

    first: date
    last: date
    precision: Precision
    is_before: bool = False
    is_inferred: bool = False
    is_open: bool = False

    @property
    def due(self) -> date:
        """The day for a calendar: the printed day, or the last day on which it can still be done in time."""
        if self.is_before and self.precision is not Precision.DAY:
            return self.first - timedelta(days=1)
        return self.last


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every ``count`` units. ``day`` and ``month`` say on which day of which month (``month`` in a year), or within
    which ``quarter``; ``weekday`` is 0 for Monday. What is None is not printed."""

    unit: Unit
    count: int = 1
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    weekday: int | None = None
    is_before: bool = False

    @property
    def words(self) -> str:
        """In Vietnamese: "hằng quý", "trước ngày 30/11 hằng năm"."""
        return " ".join(filter(None, (self._point(), self._cycle())))

    @property
    def has_day(self) -> bool:
        """Whether the document prints the day."""
        return self.day is not None or self.weekday is not None

    def _cycle(self) -> str:
        names = {(Unit.DAY, 1): "hằng ngày", (Unit.WEEK, 1): "hằng tuần", (Unit.MONTH, 1): "hằng tháng"}
        names |= {(Unit.MONTH, 3): "hằng quý", (Unit.MONTH, 12): "hằng năm"}
        if (self.unit, self.count) in names:
            return names[self.unit, self.count]
        if self.unit is Unit.MONTH:
            years, months = divmod(self.count, 12)
            return f"{self.count} tháng một lần" if months else f"{years} năm một lần"
        return f"{self.count} {'tuần' if self.unit is Unit.WEEK else 'ngày'} một lần"

    def _point(self) -> str:
        before = "trước " if self.is_before else ""
        if self.weekday is not None:
            return f"{before}{_WEEKDAYS[self.weekday]}"
        if self.quarter:
            return f"{before}quý {_ROMAN[self.quarter - 1]}"
        if self.day and self.month:
            return f"{before}ngày {self.day:02d}/{self.month}"
        if self.day:
            return f"{before}ngày {self.day}{' tháng cuối' if self.count == 3 else ''}"
        return f"{before}tháng {self.month}" if self.month else ""

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days from ``first`` to ``last`` on which it falls due; where none is printed, the end of each turn.
        Daily and weekly ones give none: they would fill a calendar."""
        if self.unit is not Unit.MONTH:
            return
        for year in range(first.year, last.year + 2):  # "trước quý I" falls due in the year before
            for month in self._months(year):
                due = self._due(year, month)
                if first <= due <= last:
                    yield due

    def _months(self, year: int) -> tuple[int, ...]:
        if self.count >= 12:
            own = self.month or (self.quarter * 3 if self.quarter else 12)
            return (own,) if year % (self.count // 12) == 0 else ()
        return tuple(month for month in range(1, 13) if month % self.count == 0)

    def _due(self, year: int, month: int) -> date:
        ends = calendar.monthrange(year, month)[1]
        due = date(year, month, min(self.day or ends, ends))
        if not self.is_before or self.day:
            return due
        begins = month - 2 if self.quarter else month
        return date(year, begins, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Timing:
    """What was read of one printed deadline; ``is_from_task`` when its days are printed in the task."""

    printed: str
    periods: tuple[Period, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    is_continuous: bool = False
    is_relative: bool = False
    is_from_task: bool = False

    @property
    def kind(self) -> TimingKind:
        """The first that fits: dated, recurring, continuous, relative, other; none when nothing is printed."""
        if not self.printed:
            return TimingKind.NONE
        fits = (
            (TimingKind.DATED, self.periods),
            (TimingKind.RECURRING, self.recurrences),
            (TimingKind.CONTINUOUS, self.is_continuous),
            (TimingKind.RELATIVE, self.is_relative),
        )
        return next((kind for kind, found in fits if found), TimingKind.OTHER)

    @property
    def is_inferred(self) -> bool:
        """Whether a year was taken from the document."""
        return any(one.is_inferred for one in self.periods)

    def days(self, first: date, last: date) -> list[date]:
        """Every day from ``first`` to ``last`` on which it falls due, in order, each once."""
        due = {one.due for one in self.periods if first <= one.due <= last}
        due |= {day for one in self.recurrences for day in one.days(first, last)}
        return sorted(due)


@dataclass(frozen=True, slots=True)
class Frame:
    """The time of a document, for years that a deadline does not print."""

    issued_on: date | None = None
    years: tuple[int, int] | None = None

    @classmethod
    def of(cls, known: Metadata) -> Frame:
        """The frame that a document's metadata gives."""
        return cls(known.issued_on, known.period)

    def year(self, month: int) -> int | None:
        """The year that "tháng ``month``" means: the one that the document covers, else the next such month from its
        date on; None when neither is known."""
        if self.years and self.years[0] == self.years[1]:
            return self.years[0]
        if self.issued_on is None:
            return self.years[0] if self.years else None
        return self.issued_on.year + (month < self.issued_on.month)

    @property
    def first(self) -> date | None:
        """The day on which it begins: its date, else the first day of the years that it covers."""
        return self.issued_on or (date(self.years[0], 1, 1) if self.years else None)

    @property
    def last(self) -> date | None:
        """The last day that the document says it covers."""
        return date(self.years[1], 12, 31) if self.years else None
