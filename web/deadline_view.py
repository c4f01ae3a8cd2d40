"""The calendar of duties as its page shows it: years, months with counts, the days of a month, and what recurs."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from search.answer import Citation
from search.citing import Citer
from search.deadlines import TimingKind
from search.schedule import Due, Scheduled
from web.schedule_view import FIRST, KIND_NAMES, LAST, agencies_line, due_days, due_note
from web.views import label

RECURRING = "recurring"
VIEWS = (("", "Tháng"), ("quarter", "Quý"), (RECURRING, "Định kỳ"), ("other", "Không có ngày"))
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Item:
    """A duty under a day, or in a list without one."""

    day: date | None
    task: str
    agencies: str
    printed: str
    rules: str
    note: str
    is_before: bool
    document: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar: its number of duties, whether it belongs to the month shown."""

    day: date
    count: int
    is_inside: bool


@dataclass(frozen=True, slots=True)
class MonthTile:
    """A month of the year shown: ``value`` is for the address."""

    value: str
    name: str
    count: int
    is_shown: bool


def months_of(found: Iterable[Scheduled], today: date) -> Counter[str]:
    """How many duties fall due in each month ("2018-03"), over all years that documents give dates for."""
    return Counter(f"{due.day:%Y-%m}" for due in due_days(found, today))


def shown_month(asked: str, counts: Counter[str], today: date) -> str:
    """The month to show: the one asked for, else the nearest with a duty: this one, the next, else the last."""
    if _MONTH.fullmatch(asked):
        return asked
    now = f"{today:%Y-%m}"
    ahead = [month for month in sorted(counts) if month >= now]
    return ahead[0] if ahead else max(counts, default=now)


def span(month: str, by_quarter: bool) -> tuple[date, date]:
    """The first and the last day of the month, or of its quarter."""
    year, number = int(month[:4]), int(month[5:])
    begins, ends = (number - (number - 1) % 3, number + 2 - (number - 1) % 3) if by_quarter else (number, number)
    return date(year, begins, 1), date(year, ends, calendar.monthrange(year, ends)[1])


def tiles(month: str, counts: Counter[str]) -> list[MonthTile]:
    """The twelve months of the year of ``month``."""
    values = [f"{month[:4]}-{number:02d}" for number in range(1, 13)]
    return [MonthTile(one, f"Tháng {int(one[5:])}", counts[one], one == month) for one in values]


def weeks(month: str, dues: Sequence[Due]) -> list[list[Day]]:
    """The weeks of a month, Monday first."""
    counts = Counter(due.day for due in dues)
    year, number = int(month[:4]), int(month[5:])
    rows = calendar.Calendar().monthdatescalendar(year, number)
    return [[Day(day, counts[day], day.month == number) for day in row] for row in rows]


def items(dues: Iterable[Due], citer: Citer) -> Iterator[Item]:
    """Each duty under its day."""
    for due in dues:
        yield _item(due.duty, due.day, citer)


def undated(found: Iterable[Scheduled], view: str) -> list[Scheduled]:
    """What the view lists: duties that recur, or those that have no day at all (with some deadline printed)."""
    if view == RECURRING:
        return [one for one in found if one.timing.recurrences or any(period.is_open for period in one.timing.periods)]
    kinds = (TimingKind.CONTINUOUS, TimingKind.RELATIVE, TimingKind.OTHER)
    return [one for one in found if one.timing.kind in kinds]


def undated_items(found: Iterable[Scheduled], citer: Citer) -> list[tuple[str, list[Item]]]:
    """The duties by kind of deadline, those that recur by their rule."""
    made: dict[str, list[Item]] = {}
    for one in found:
        rules = "; ".join(rule.words for rule in one.timing.recurrences)
        heading = rules[:1].upper() + rules[1:] if rules else KIND_NAMES[one.timing.kind]
        made.setdefault(heading, []).append(_item(one, None, citer))
    return list(made.items())


def _item(one: Scheduled, day: date | None, citer: Citer) -> Item:
    own = one.assignment
    return Item(
        day,
        own.task,
        agencies_line(one),
        own.deadline or "",
        "; ".join(rule.words for rule in one.timing.recurrences),
        due_note(one.timing),
        any(period.is_before and period.due == day for period in one.timing.periods),
        label(one.document.metadata, one.document.source_file),
        citer.cite(one.document.id, own.address, own.span),
    )


def neighbours(first: date, last: date) -> dict[str, Any]:
    """The months before and after a span, for its links; None beyond the calendar."""
    before, after = first - timedelta(days=1), last + timedelta(days=1)
    return {
        "earlier": f"{before:%Y-%m}" if before >= FIRST else None,
        "later": f"{after:%Y-%m}" if after <= LAST else None,
    }
