"""Which documents of the archive a question may be answered from: its scope applied as constraints, never as hints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.archive import CatalogueEntry, State
from search.question.description import holding, matching
from search.question.query import Scope
from search.relevance import syllables

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TELLING = 5  # syllables of type and title: "kế hoạch chuyển đổi số"


@dataclass(frozen=True, slots=True)
class Selection:
    """Ids of the documents that fit, in order of the catalogue; when none fits, ``missing`` says in Vietnamese what is
    not there ("văn bản của tỉnh Cà Mau")."""

    ids: tuple[str, ...]
    missing: str = ""


def select(scope: Scope, catalogue: Sequence[CatalogueEntry]) -> Selection:
    """The documents that meet every constraint of ``scope``; recalled documents never do."""
    entries = [entry for entry in catalogue if entry.state is not State.RECALLED]
    if scope.missing and not scope.documents:
        return Selection((), " và ".join(scope.missing))
    if scope.documents:
        return _selection(_prefer(entries, scope), f"văn bản có số đã nêu của {_names(scope)}")
    entries = [entry for entry in entries if not scope.historic or entry.metadata.province in scope.historic]
    entries = [entry for entry in entries if not scope.among or entry.id in scope.among]
    if not entries and scope.historic:
        return Selection((), f"văn bản của {_names(scope)}")
    timed = of_time(entries, scope)
    if not timed and entries:
        return Selection((), _missing_time(scope))
    return _selection(_of_title(timed, scope), _described(scope))


def undated(scope: Scope, catalogue: Iterable[CatalogueEntry], text_of: Callable[[str], str]) -> tuple[str, ...]:
    """The documents of the provinces of ``scope`` that print no date of their own and name every year asked, in
    ``text_of`` their ids: they may be of that time. None where documents are named or described."""
    years = [str(year) for year in (*scope.years, *(scope.period or ()))]
    if not years or not scope.historic or scope.documents or scope.title:
        return ()
    local = [entry for entry in catalogue if entry.metadata.province in scope.historic and _has_no_time(entry)]
    return tuple(entry.id for entry in local if all(year in text_of(entry.id) for year in years))


def aiming(scope: Scope, catalogue: Iterable[CatalogueEntry], text_of: Callable[[str], str]) -> tuple[str, ...]:
    """The documents of the provinces of ``scope`` that name every year asked, in ``text_of`` their ids, where all were
    issued before: none can be of such a year, and they say what is aimed at for it. None where documents are named or
    described."""
    if not scope.years or scope.period or scope.documents or scope.title:
        return ()
    allowed = [entry for entry in catalogue if entry.state is not State.RECALLED]
    local = [entry for entry in allowed if not scope.historic or entry.metadata.province in scope.historic]
    issued = [entry.metadata.issued_on.year for entry in local if entry.metadata.issued_on]
    if max(issued, default=0) >= min(scope.years):
        return ()
    return tuple(entry.id for entry in local if all(str(year) in text_of(entry.id) for year in scope.years))


def _has_no_time(entry: CatalogueEntry) -> bool:
    known = entry.metadata
    return entry.state is not State.RECALLED and known.issued_on is None and known.period is None


def _selection(entries: Iterable[CatalogueEntry], missing: str) -> Selection:
    ids = tuple(entry.id for entry in entries)
    return Selection(ids, "" if ids else missing)


def _names(scope: Scope) -> str:
    return ", ".join(f"tỉnh {name}" for name in scope.provinces)


def _missing_time(scope: Scope) -> str:
    place = f" của {_names(scope)}" if scope.provinces else ""
    return f"văn bản {times_said(scope)}{place}"


def _prefer(entries: Iterable[CatalogueEntry], scope: Scope) -> list[CatalogueEntry]:
    """The named documents, without those of other provinces than were named with it; of several of the same number
    those of the province and time that were."""
    named = [entry for entry in entries if entry.id in scope.documents]
    if scope.historic and scope.provinces:
        named = [entry for entry in named if entry.metadata.province in (*scope.historic, None)]
    local = [entry for entry in named if entry.metadata.province in scope.historic] or named
    return of_time(local, scope) or local


def _of_title(entries: Sequence[CatalogueEntry], scope: Scope) -> list[CatalogueEntry]:
    """Those whose title holds the words that describe a document: of each province where provinces were named. Where
    no title does: none when a time was asked for and the words say enough to know the document by, else all."""
    parts = _by_province(entries) if scope.historic else [list(entries)]
    timed = bool(scope.years or scope.period)
    if timed and len(syllables(scope.title)) >= _TELLING and not any(holding(scope.title, part) for part in parts):
        return []
    return [entry for part in parts for entry in matching(scope.title, part)]


def _described(scope: Scope) -> str:
    place = f"của {_names(scope)}" if scope.provinces else ""
    return " ".join(filter(None, [scope.title, times_said(scope), place])) or "văn bản nào"


def times_said(scope: Scope) -> str:
    """The years and the period of ``scope`` in Vietnamese, "" where it has none."""
    period = [f"giai đoạn {scope.period[0]}-{scope.period[1]}"] if scope.period else []
    return ", ".join([*(f"năm {year}" for year in scope.years), *period])


def of_time(entries: Sequence[CatalogueEntry], scope: Scope) -> list[CatalogueEntry]:
    """In each province the documents of the years and the period asked, those that fit best: for the year itself
    before those for years around it, these before those only issued in it."""
    if not scope.years and not scope.period:
        return list(entries)
    return [entry for part in _by_province(entries) for entry in _best_in_time(part, scope)]


def _by_province(entries: Iterable[CatalogueEntry]) -> list[list[CatalogueEntry]]:
    parts: dict[str | None, list[CatalogueEntry]] = {}
    for entry in entries:
        parts.setdefault(entry.metadata.province, []).append(entry)
    return list(parts.values())


def _best_in_time(entries: Sequence[CatalogueEntry], scope: Scope) -> list[CatalogueEntry]:
    """Those for the very years asked, else for years around them, and with these the ones issued then whose titles
    name no years; where there are none, those issued then for other years."""
    spans = [(year, year) for year in scope.years] + ([scope.period] if scope.period else [])
    exact = {entry.id for entry in entries if entry.metadata.period in spans}
    near = exact or {entry.id for entry in entries if any(_meets(entry.metadata.period, span) for span in spans)}
    issued = {entry.id for entry in entries if any(_issued_in(entry, span) for span in spans)}
    timeless = {entry.id for entry in entries if entry.metadata.period is None and entry.id in issued}
    kept = near | timeless or issued
    return [entry for entry in entries if entry.id in kept]


def _meets(period: tuple[int, int] | None, span: tuple[int, int]) -> bool:
    return period is not None and period[0] <= span[1] and span[0] <= period[1]


def _issued_in(entry: CatalogueEntry, span: tuple[int, int]) -> bool:
    """Whether it was issued in the years of ``span``, or in the year before a span of several; one that prints no date
    in a year that its title names."""
    known = entry.metadata
    years = [known.issued_on.year] if known.issued_on else [int(year) for year in _YEAR.findall(known.title or "")]
    return any(span[0] - (span[0] < span[1]) <= year <= span[1] for year in years)
