"""Calendars in the iCalendar format (RFC 5545): all-day events, lines folded at 75 octets, UIDs that stay the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"
_LINE = 75  # octets, without the line break
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Event:
    """An all-day event. ``uid`` is stable for the same duty; ``stamp`` is when what it says was stored; ``rule`` is
    an RRULE value or "" for once; ``url`` is where the clause is shown."""

    uid: str
    stamp: datetime
    day: date
    summary: str
    description: str
    rule: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()


def write(name: str, events: Iterable[Event]) -> bytes:
    """A calendar called ``name``, in UTF-8."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tra cuu CCHC//Lich nhiem vu//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in folded(line)).encode("utf-8")


def escaped(text: str) -> str:
    r"""``text`` as a TEXT value.

    >>> print(escaped("Sở Nội vụ; quý I, II"))
    Sở Nội vụ\; quý I\, II
    """
    return text.translate(_ESCAPES)


def folded(line: str) -> Iterator[str]:
    """``line`` cut into pieces of at most 75 octets, each after the first with a blank in front; no letter is cut."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode("utf-8"))
        if size + octets > _LINE:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += octets
    yield piece


def _event(event: Event) -> list[str]:
    values = [
        ("UID", event.uid),
        ("DTSTAMP", event.stamp.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")),
        ("DTSTART;VALUE=DATE", _day(event.day)),
        ("DTEND;VALUE=DATE", _day(event.day + timedelta(days=1))),
        ("RRULE", event.rule),
        ("SUMMARY", escaped(event.summary)),
        ("DESCRIPTION", escaped(event.description)),
        ("CATEGORIES", ",".join(map(escaped, event.categories))),
        ("URL", event.url),
        ("TRANSP", "TRANSPARENT"),
    ]
    return ["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in values if value), "END:VEVENT"]


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")
