"""The events of a calendar file: one for each day or period that a document gives, one for each recurrence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from search.citation import printed_date
from search.citing import Citer
from search.deadlines import Period, Precision, Recurrence, Unit
from search.schedule import Scheduled
from web.exports.ics import Event
from web.exports.report import Source, cell, printable
from web.schedule_view import agencies_line, due_note

_SHOWN = 120  # characters of a task in the title of an event
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NO_DAY = "Văn bản không ghi ngày; lịch này đặt vào ngày cuối kỳ."
_FREQUENCIES = {Unit.DAY: "DAILY", Unit.WEEK: "WEEKLY", Unit.MONTH: "MONTHLY"}


@dataclass(frozen=True, slots=True)
class _When:
    """One entry of a duty: ``mark`` tells it from the duty's others, ``opening`` begins its title."""

    mark: str
    day: date
    opening: str
    rule: str
    note: str


class Agenda:
    """Makes events of duties; ``address`` is put before the paths of clauses."""

    def __init__(self, citer: Citer, address: str) -> None:
        self._citer = citer
        self._address = address

    def events(self, found: Iterable[Scheduled]) -> Iterator[Event]:
        """The events of these duties. One that recurs begins with its document and ends with the years that this
        covers; where neither is known it has no event."""
        for duty in found:
            for when in _entries(duty):
                yield self._event(duty, when)

    def _event(self, duty: Scheduled, when: _When) -> Event:
        own = duty.assignment
        source = Source.of(self._citer.cite(duty.document.id, own.address, own.span))
        task = cell(own.task)
        printed = (f"Thời hạn trong văn bản: {cell(own.deadline)}.", due_note(duty.timing), when.note)
        lines = (task, printable(agencies_line(duty)), " ".join(filter(None, printed)), f"Nguồn: {source.citation}")
        name = f"{duty.document.id} {own.address} {own.span.start} {when.mark}"
        return Event(
            uid=f"{sha256(name.encode('utf-8')).hexdigest()[:32]}@tra-cuu-cchc",
            stamp=duty.document.added_at,
            day=when.day,
            summary=when.opening + _shortened(task),
            description="\n".join(filter(None, lines)),
            rule=when.rule,
            url=f"{self._address}{source.path}",
            categories=("Cải cách hành chính",),
        )


def rule_of(recurrence: Recurrence, first: date, until: date | None) -> str:
    """The RRULE value (RFC 5545, 3.3.10) of what falls due on ``first`` for the first time; ``until`` is included.

    >>> rule_of(Recurrence(Unit.MONTH, 3), date(2020, 3, 31), date(2020, 12, 31))
    'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20201231'
    """
    is_yearly = recurrence.unit is Unit.MONTH and recurrence.count % 12 == 0
    interval = recurrence.count // 12 if is_yearly else recurrence.count
    is_last = (first + timedelta(days=1)).day == 1
    parts = [
        "FREQ=YEARLY" if is_yearly else f"FREQ={_FREQUENCIES[recurrence.unit]}",
        f"INTERVAL={interval}" if interval > 1 else "",
        f"BYMONTH={first.month}" if is_yearly else "",
        f"BYMONTHDAY={-1 if is_last else first.day}" if recurrence.unit is Unit.MONTH else "",
        f"BYDAY={_WEEKDAYS[recurrence.weekday]}" if recurrence.weekday is not None else "",
        f"UNTIL={until:%Y%m%d}" if until else "",
    ]
    return ";".join(filter(None, parts))


def first_day(duty: Scheduled, recurrence: Recurrence) -> date | None:
    """The first day on which it falls due; None when the document's time is not known, or ends before."""
    frame, begins = duty.frame, duty.frame.first
    if begins is None:
        return None
    if recurrence.unit is Unit.MONTH:
        ends = frame.last or date(begins.year + recurrence.count // 12 + 2, 12, 31)
        return next(recurrence.days(begins, ends), None)
    ahead = (recurrence.weekday - begins.weekday()) % 7 if recurrence.weekday is not None else 0
    return begins + timedelta(days=ahead)


def _entries(duty: Scheduled) -> Iterator[_When]:
    for place, period in enumerate(duty.timing.periods):
        yield _of_period(duty, period, f"p{place}")
    for place, recurrence in enumerate(duty.timing.recurrences):
        first = first_day(duty, recurrence)
        if first is not None:
            rule = rule_of(recurrence, first, duty.frame.last)
            opening = f"{recurrence.words[:1].upper()}{recurrence.words[1:]}: "
            yield _When(f"r{place}", first, opening, rule, "" if recurrence.has_day else _NO_DAY)


def _of_period(duty: Scheduled, period: Period, mark: str) -> _When:
    is_before = period.is_before and period.precision is Precision.DAY
    yearly = Recurrence(Unit.MONTH, 12)
    rule = rule_of(yearly, period.due, duty.frame.last) if period.is_open else ""
    whole = f"Từ {printed_date(period.first)} đến {printed_date(period.last)}." if period.first != period.last else ""
    return _When(mark, period.due, "Trước ngày này: " if is_before else "Hạn: ", rule, whole)


def _shortened(task: str) -> str:
    return task if len(task) <= _SHOWN else f"{task[:_SHOWN].rsplit(' ', 1)[0]} …"
