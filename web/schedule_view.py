"""Deadlines and the duties under them, as pages and files word them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ingest.folding import squeeze
from ingest.records import Role
from search.deadlines import Timing, TimingKind
from search.schedule import Due, Scheduled, due_between
from web.views import ROLE_NAMES

KIND_NAMES = {
    TimingKind.DATED: "Có ngày, tháng, quý hoặc năm",
    TimingKind.RECURRING: "Định kỳ",
    TimingKind.CONTINUOUS: "Thường xuyên",
    TimingKind.RELATIVE: "Tính từ một sự kiện",
    TimingKind.OTHER: "Cách ghi khác",
    TimingKind.NONE: "Không ghi thời hạn",
}
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)  # what a calendar shows
_AHEAD = 366  # days for which what recurs without end is looked for
_SHOWN_FIRST = (Role.LEAD, Role.IMPLEMENT, Role.REQUESTED)


def due_note(timing: Timing) -> str:
    """What a reader must know of how the deadline was read; "" for nothing."""
    years = sorted({one.due.year for one in timing.periods if one.is_inferred})
    if timing.is_from_task:
        return f"({'; '.join(one.words for one in timing.recurrences)}: ngày ghi trong nội dung nhiệm vụ)"
    return f"(năm {', '.join(map(str, years))} suy ra từ văn bản)" if years else ""


def agencies_line(one: Scheduled) -> str:
    """The agencies that carry the duty, with their role: those who lead or carry it out, else whoever is named."""
    roles = one.assignment.roles
    shown = [role for role in _SHOWN_FIRST if role in roles][:1] or list(roles)[:1]
    named = (f"{ROLE_NAMES[role]}: {'; '.join(squeeze(mention.name) for mention in roles[role])}" for role in shown)
    return " · ".join(named)


def due_days(found: Iterable[Scheduled], today: date) -> list[Due]:
    """What falls due on which day: all that documents date, and what recurs without end for a year from ``today``."""
    every = list(found)
    ends = max((one.due for duty in every for one in duty.timing.periods), default=today)
    return due_between(every, FIRST, min(LAST, max(ends, today + timedelta(days=_AHEAD))))
