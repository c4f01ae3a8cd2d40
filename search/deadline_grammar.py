"""The grammar of printed deadlines: :func:`read` makes a ``Timing`` of one.

It works on a copy of the words with marks kept, case folded. Times that stand in the name of another document, or
count from an event ("kể từ ngày ..."), are set aside first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.corpus import load_registry
from ingest.folding import normalize, squeeze
from ingest.references import find_citations
from search.deadline_periods import Piece, periods
from search.deadlines import Frame, Precision, Recurrence, Timing, Unit

_YEAR = r"(?:19|20)\d\d"
_Q = r"(?:iv|i{1,3}|[1-4])\b"
_M = r"(?:0?[1-9]|1[0-2])\b"
_SIGNS = str.maketrans({"*": " ", "_": " ", "\\": " ", "–": "-", "—": "-", "−": "-"})
_AFTER = rf"(?:\s*[/,-]?\s*(?:năm\s*)?(?P<{{}}>{_YEAR})(?!\d))?"
# The first alternative that fits at a place wins, so the fuller forms stand first.
_PIECE = re.compile(
    rf"(?:ngày\s+)?(?<![\d/.,])(?P<d1>\d{{1,2}})\s*[/.-]\s*(?P<m1>\d{{1,2}})\s*[/.-]\s*(?P<y1>{_YEAR})(?![\d/])"
    rf"|(?:ngày\s+)?(?<![\d/.,])(?P<d2>\d{{1,2}})\s+tháng\s+(?P<m2>\d{{1,2}})\s*(?:,?\s*năm|/)\s*(?P<y2>{_YEAR})"
    rf"|ngày\s+(?P<d3>\d{{1,2}})\s+tháng\s+(?P<m3>{_M})"
    rf"|(?P<half>0?6\s+tháng\s+(?:đầu|cuối))(?:\s+năm)?(?:\s*(?:năm|/)?\s*(?P<yh>{_YEAR}))?"
    rf"|(?:(?:tháng|t)\s*)?(?<![\d/.,])(?P<m4>{_M})\s*/\s*(?P<y4>{_YEAR})(?![\d/])"
    rf"|(?:ngày\s+)?(?<![\d/.,])(?P<d5>\d{{1,2}})\s*/\s*(?P<m5>{_M})(?![\d/])"
    rf"|tháng\s+(?P<months>{_M}(?:\s*(?:,|;|và|-|đến)\s*(?:tháng\s+)?{_M}(?!\s*/))*){_AFTER.format('ym')}"
    rf"|qu[ýí]\s+(?P<quarters>{_Q}(?:\s*(?:,|;|và|-|đến)\s*(?:qu[ýí]\s+)?{_Q})*){_AFTER.format('yq')}"
    rf"|(?:năm(?:\s+học)?\s+|giai\s+đoạn\s+)?(?<!\d)(?P<y6>{_YEAR})\s*(?:-|đến)\s*(?:năm\s+)?(?P<y7>{_YEAR})(?!\d)"
    rf"|năm\s+(?P<years>{_YEAR}(?:\s*(?:,|;|và)\s*(?:năm\s+)?{_YEAR})*)(?!\d)"
)
_BARE_YEARS = re.compile(rf"\W*(?P<years>{_YEAR}(?:\s*(?:,|;|và)\s*{_YEAR})*)\W*")
_CYCLE = r"(?:ngày|tuần|tháng|quý|nửa năm|một năm|năm|\d{1,2}\s+tháng|\d{1,2}\s+năm)\b(?!\s*(?:\d|[iv]+\b|đầu|cuối))"
_CYCLES = re.compile(
    rf"\b(?:định kỳ|hằng|hàng|mỗi|theo)\s+(?:(?:hằng|hàng|mỗi|theo)\s+)?"
    rf"(?P<list>{_CYCLE}(?:\s*(?:,|;|và|hoặc|/)\s*(?:(?:hằng|hàng|mỗi|định kỳ)\s+)*{_CYCLE})*)"
    rf"|(?P<each>\d{{1,2}}\s+(?:tháng|năm))\s*(?:/|một|\d)\s*(?:\d{{1,2}}\s*)?lần"
    rf"|/\s*(?P<per>ngày|tuần|tháng|quý|năm)\b(?!\s*\d)"
    rf"|tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+|hằng\s+|hàng\s+)?(?P<last>quý)\b(?!\s+[iv\d])"
)
_ONE_CYCLE = re.compile(_CYCLE)
_MONTHS = {"tháng": 1, "quý": 3, "nửa năm": 6, "một năm": 12, "năm": 12}
_MONTHDAY = re.compile(r"ngày\s+(?P<day>\d{1,2})\b(?!\s*(?:[/.-]\s*\d|tháng\s+\d))")
_DAY_IN_TASK = re.compile(
    rf"(?:ngày|trước|[;,]|và)\s*(?P<day>\d{{1,2}})\s*(?:/|\s+tháng\s+)\s*(?P<month>{_M})(?!\s*[/\d])(?!\s*năm\s*\d)"
)
_WEEKDAY = re.compile(r"\b(?:thứ\s+(?P<name>hai|ba|tư|năm|sáu|bảy)|(?P<sunday>chủ nhật))\b")
_WEEKDAY_NAMES = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_BEFORE = re.compile(r"\btrước(?:\s+(?:ngày|tháng|quý|năm))?\s*$")


@dataclass(frozen=True, slots=True)
class _Words:
    continuous: re.Pattern[str]
    relative: re.Pattern[str]
    following: re.Pattern[str]
    elsewhere: re.Pattern[str]
    whole_year: re.Pattern[str]


def read(printed: str | None, frame: Frame) -> Timing:
    """What the printed deadline says; a year that it lacks comes from ``frame`` and is said to be inferred."""
    if not printed or not printed.strip():
        return Timing("")
    shown = squeeze(printed)
    words = _plain(shown)
    kept = _words().elsewhere.sub(" ; ", words)
    cycles = list(dict.fromkeys(_cycles(kept)))
    pieces = _pieces(kept)
    yearly = any(one.unit is Unit.MONTH and one.count == 12 for one in cycles)
    anchored = [one for one in pieces if yearly and one.year is None and one.precision is not Precision.SPAN]
    dated = periods([one for one in pieces if one not in anchored], frame)
    recurrences = [*_anchored(anchored), *(_pointed(one, kept) for one in cycles if not (anchored and _is_year(one)))]
    continuous = bool(_words().continuous.search(words)) and not (dated or (recurrences and "thường" not in words))
    if not dated and not recurrences and not continuous and _words().whole_year.search(kept):
        dated = periods([Piece(Precision.YEAR)], frame)
    relative = bool(_words().relative.search(words)) and not dated and not recurrences
    return Timing(shown, tuple(dated), tuple(dict.fromkeys(recurrences)), continuous, relative)


def read_beside(printed: str | None, task: str, frame: Frame) -> Timing:
    """As :func:`read`; a recurrence without a day takes the days that the task itself prints ("trước ngày 5/3 (báo cáo
    quý I), ngày 5/6 (báo cáo 6 tháng)" under "định kỳ hằng quý")."""
    found = read(printed, frame)
    if found.periods or not found.recurrences or any(one.has_day or one.month for one in found.recurrences):
        return found
    words = _words().elsewhere.sub(" ; ", _plain(squeeze(task)))
    days = [_day_of(match, words) for match in _DAY_IN_TASK.finditer(words)] if "ngày" in words else []
    anchored = tuple(dict.fromkeys(_anchored(days)))
    return replace(found, recurrences=anchored, is_from_task=True) if anchored else found


def _day_of(match: re.Match[str], words: str) -> Piece:
    is_before = _BEFORE.search(words[: match.start("day")]) is not None
    return Piece(Precision.DAY, None, int(match["month"]), int(match["day"]), is_before=is_before)


def _plain(text: str) -> str:
    """``text`` for the grammar, without other documents that it names."""
    kept, at = [], 0
    for cited in find_citations(text):
        kept.append(text[at : cited.span.start])
        at = cited.span.end
    return normalize(" ; ".join([*kept, text[at:]]).translate(_SIGNS))


def _is_year(one: Recurrence) -> bool:
    return one.unit is Unit.MONTH and one.count == 12


def _pieces(words: str) -> list[Piece]:
    """The times that ``words`` print, in order; two joined by "đến" are one."""
    bare = _BARE_YEARS.fullmatch(words)
    if bare:
        return [Piece(Precision.YEAR, year=int(year)) for year in re.findall(_YEAR, bare["years"])]
    found: list[Piece] = []
    end = 0
    for match in _PIECE.finditer(words):
        gap = words[end : match.start()]
        several = [replace(one, is_before=_is_before(words, match.start(), gap, found)) for one in _of(match)]
        if found and several and re.fullmatch(r"\s*(?:-|đến|tới)(?:\s+(?:hết|cuối))*\s*", gap):
            several = [found.pop().until(several[0]), *several[1:]]
        found += several
        end = match.end()
    return _opened(found, words)


def _is_before(words: str, start: int, gap: str, found: Sequence[Piece]) -> bool:
    """Whether "trước" stands in front, or in front of the first of a list."""
    if _BEFORE.search(words[:start]):
        return True
    return bool(found) and found[-1].is_before and re.fullmatch(r"\s*(?:,|;|và)\s*", gap) is not None


def _opened(found: list[Piece], words: str) -> list[Piece]:
    """``found``, the last of it open when the words say that it goes on."""
    if not found:
        return found
    begins = re.search(r"\b(?:bắt đầu từ|từ)\s+(?:ngày\s+|đầu\s+)?(?=\d|tháng\s+\d|qu[ýí]\s|năm\s+\d)", words)
    is_open = _words().following.search(words) or (begins and found[-1].precision is not Precision.SPAN)
    return [*found[:-1], replace(found[-1], is_open=True)] if is_open else found


def _of(match: re.Match[str]) -> Iterator[Piece]:
    """The times of one match."""
    for number in "1235":
        if match[f"d{number}"]:
            year = match[f"y{number}"] if number in "12" else None
            yield Piece(Precision.DAY, _number(year), int(match[f"m{number}"]), int(match[f"d{number}"]))
    if match["half"]:
        yield Piece(Precision.HALF, _number(match["yh"]), 1 if "đầu" in match["half"] else 2)
    if match["m4"]:
        yield Piece(Precision.MONTH, int(match["y4"]), int(match["m4"]))
    if match["y6"]:
        yield Piece(Precision.YEAR, int(match["y6"])).until(Piece(Precision.YEAR, int(match["y7"])))
    if match["years"]:
        yield from (Piece(Precision.YEAR, int(year)) for year in re.findall(_YEAR, match["years"]))
    yield from _listed(match["months"], Precision.MONTH, _number(match["ym"]))
    yield from _listed(match["quarters"], Precision.QUARTER, _number(match["yq"]))


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _listed(text: str | None, precision: Precision, year: int | None) -> list[Piece]:
    """The months or quarters of a list ("I, II", "3 - 6"), all of the year that stands behind it."""
    found: list[Piece] = []
    for joint, value in re.findall(r"(-|đến|,|;|và|^)\s*(?:tháng\s+|qu[ýí]\s+)?(\d+|[iv]+)", text or ""):
        number = int(value) if value.isdigit() else ("i", "ii", "iii", "iv").index(value) + 1
        piece = Piece(precision, year, number)
        found = [*found[:-1], found[-1].until(piece)] if joint in ("-", "đến") else [*found, piece]
    return found


def _cycles(words: str) -> Iterator[Recurrence]:
    for match in _CYCLES.finditer(words):
        text = match["list"] or match["each"] or match["per"] or match["last"]
        for one in _ONE_CYCLE.finditer(text):
            yield _cycle(one[0])


def _cycle(text: str) -> Recurrence:
    if text in ("ngày", "tuần"):
        return Recurrence(Unit.DAY if text == "ngày" else Unit.WEEK)
    if text in _MONTHS:
        return Recurrence(Unit.MONTH, _MONTHS[text])
    count, unit = text.split()
    return Recurrence(Unit.MONTH, max(1, int(count)) * _MONTHS[unit])


def _anchored(pieces: Sequence[Piece]) -> Iterator[Recurrence]:
    """Times without a year beside "hằng năm": every year at that time."""
    for one in pieces:
        yearly = Recurrence(Unit.MONTH, 12, is_before=one.is_before)
        if one.precision is Precision.DAY and one.is_real:
            yield replace(yearly, month=one.number, day=one.day)
        elif one.precision is Precision.MONTH:
            yield replace(yearly, month=one.number)
        elif one.precision is Precision.QUARTER:
            yield replace(yearly, quarter=one.number)
        elif one.precision is Precision.HALF:
            yield replace(yearly, month=one.number * 6)


def _pointed(one: Recurrence, words: str) -> Recurrence:
    """``one`` with the day that is printed for it ("ngày 25 hằng tháng", "thứ sáu hằng tuần")."""
    day, weekday = _MONTHDAY.search(words), _WEEKDAY.search(words)
    if one.unit is Unit.WEEK and weekday:
        number = 6 if weekday["sunday"] else _WEEKDAY_NAMES.index(weekday["name"])
        return replace(one, weekday=number)
    ends = one.count == 3 and re.search(r"tháng\s+cuối", words)
    if day and 1 <= int(day["day"]) <= 31 and one.unit is Unit.MONTH and (one.count == 1 or ends):
        return replace(one, day=int(day["day"]), is_before=bool(_BEFORE.search(words[: day.start()])))
    return one


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = load_registry("deadlines")

    def any_of(name: str) -> str:
        return "|".join(re.escape(normalize(each)) for each in sorted(data[name], key=len, reverse=True))

    named = any_of("set_elsewhere")
    return _Words(
        re.compile(rf"\b(?:{any_of('continuous')})\b"),
        re.compile(rf"\b(?:{any_of('relative')})\b|\b\d+(?:,\d+)?\s+(?:ngày|giờ)\b"),
        re.compile(rf"\b(?:{any_of('following_years')})\b"),
        re.compile(rf"(?<!tiếp )\b(?:{named})\b(?!\s+(?:tháng|quý|năm|tuần)\b(?!\s*\d))[^;.()]*"),
        re.compile(rf"\b(?:{any_of('whole_year')})\b(?!\s*\d)"),
    )
