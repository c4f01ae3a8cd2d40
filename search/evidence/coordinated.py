"""Rows of a table for each of two things of which a question asks the same ("Trung tâm A và Trường B mấy xe?")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.records import Level
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence

_AND = re.compile(r"\s(?:và|với|cùng)\s(?=[^\W\d_])")
_NAMED = 3  # words of a topic from which they name one thing
_HELD = 0.6  # of the weight of such words that a row must hold to be of that thing


def rows_of_each(inquiry: Inquiry, evidence: Iterable[Evidence]) -> list[Evidence]:
    """For each of two things that the question joins the row of ``evidence`` that names it; none unless both have one
    of their own."""
    rows = [each for each in evidence if each.clause.provision.level is Level.ROW]
    for first, second in _sides(inquiry.query.rewritten, inquiry.query.runs):
        found = [row for runs in (first, second) if (row := _row_of(inquiry, runs, rows))]
        if len({row.clause.key for row in found}) > 1:
            return found
    return []


def _sides(text: str, runs: Sequence[str]) -> Iterable[tuple[list[str], list[str]]]:
    """The ``runs`` before and behind each "và" of ``text``, where both say enough to name something."""
    places, last = [], 0
    for run in runs:
        last = max(last, text.find(run.split()[0], last))
        places.append(last)
    for match in _AND.finditer(text):
        first = [run for run, place in zip(runs, places, strict=True) if place < match.start()]
        second = [run for run, place in zip(runs, places, strict=True) if place >= match.end()]
        if all(sum(len(run.split()) for run in side) >= _NAMED for side in (first, second)):
            yield first, second


def _row_of(inquiry: Inquiry, runs: Sequence[str], rows: Sequence[Evidence]) -> Evidence | None:
    topic = inquiry.library.topic(runs, inquiry.ids)
    scored = [(topic.coverage(row.text), place) for place, row in enumerate(rows)]
    best, place = max(scored, default=(0.0, 0), key=lambda pair: (pair[0], -pair[1]))
    return rows[place] if best >= _HELD else None
