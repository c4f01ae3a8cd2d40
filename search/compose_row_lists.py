"""Answers that are the rows of a table, all of one part of it: "thủ tục nào bị bãi bỏ", "có những phường nào".

What a row is must be what the question asks for, as the head of the column of names calls it ("Tên thủ tục hành
chính"); which part of the table is meant, the headings above it say, and what else the question says the title does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.folding import normalize
from search.compose import Draft, Refusal
from search.evidence.focus import without
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause
from search.evidence.places_said import communes_named, says_commune
from search.evidence.tables import TableRow
from search.question.columns import columns_asked, is_one_of_several, names_of_rows
from search.question.values import names_of_units
from search.question.values import without as unmeasured
from search.telling_rows import is_one_of, row_fact

_ABOUT = 0.7  # of what the question says besides, that the headings above a table and the title must hold
_NAMES = 0.85  # of what these leave, that the name of a row must hold
_AS_GOOD = 0.97
_MOST_ROWS = 120


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows under the same headings, called ``noun`` in the question."""

    noun: str
    rows: tuple[tuple[Clause, TableRow], ...]

    @property
    def first(self) -> Clause:
        return self.rows[0][0]


def row_list(inquiry: Inquiry) -> Draft | Refusal:
    """Every row of the parts of a document's tables that the question asks for, with their number."""
    scored = sorted(_scored(inquiry), key=lambda each: -each[0])
    if not scored:
        return Refusal("")
    best = [part for score, part in scored if score >= _AS_GOOD * scored[0][0]]
    document = best[0].first.document
    parts = [part for part in best if part.first.document is document]
    rows = [row for part in parts for row in part.rows]
    if len(rows) > _MOST_ROWS:
        return Refusal("")
    wanted = columns_asked(inquiry.query.rewritten)
    asked = [[cell for cell in row.cells if is_one_of(cell[0], wanted)] for _, row in rows]
    facts = tuple(row_fact(inquiry, *each, cells) for each, cells in zip(rows, asked, strict=True))
    is_nested = any("." in row.provision.marker.strip(".") for _, row in rows)
    if len(facts) == 1:
        return Draft(facts)
    return Draft(facts, f"{'Các' if is_nested else f'Có {len(rows)}'} {parts[0].noun} được liệt kê:")


def _scored(inquiry: Inquiry) -> Iterator[tuple[float, _Part]]:
    """Each part that may be meant with how much its headings and the title of its document hold of the question."""
    query = inquiry.whole or inquiry.query
    for part in _parts(inquiry):
        runs = without(unmeasured(query.runs, names_of_units()), f"{part.noun} tên {' '.join(query.scope.former)}")
        topic = inquiry.library.topic(runs, inquiry.ids)
        headings, above = _headings(part.first), part.first.headings
        told = f"{headings} . {part.first.subject}"
        held = topic.coverage(told) if topic.weight else float(len(inquiry.ids) == 1)
        meant = part if held >= _ABOUT else _about(inquiry, without(runs, told), part)
        if meant.rows:
            yield max(held, _ABOUT) + topic.coverage(headings) + topic.coverage(above), meant


def _about(inquiry: Inquiry, runs: Sequence[str], part: _Part) -> _Part:
    """The rows of ``part`` whose names hold what the headings and the title leave of the question, ``runs``."""
    topic = inquiry.library.topic(runs, inquiry.ids)
    communes = communes_named(inquiry.query.rewritten)
    held = (each for each in part.rows if topic.weight and topic.coverage(each[1].name) >= _NAMES)
    return _Part(part.noun, tuple(row for row in held if all(says_commune(row[1].name, name) for name in communes)))


def _parts(inquiry: Inquiry) -> Iterator[_Part]:
    for document_id in inquiry.near_ids:
        rows = inquiry.library.rows(document_id).values()
        nouns = {head: names_of_rows(inquiry.query.rewritten, head) for head in {row.name_head for row in rows}}
        places: dict[tuple[str, str], list[tuple[Clause, TableRow]]] = {}  # by what stands above and the head
        for row in rows:
            clause = inquiry.library.clause(document_id, row.provision.address) if nouns[row.name_head] else None
            if clause is not None and not row.assigns:
                places.setdefault((_headings(clause), row.name_head), []).append((clause, row))
        for (_, head), held in places.items():
            noun = nouns[head]
            yield _Part(noun, _called(noun, held) if is_one_of_several(noun, head) else tuple(held))


def _headings(clause: Clause) -> str:
    return f"{clause.path[0].heading} . {clause.headings}"


def _called(noun: str, rows: Sequence[tuple[Clause, TableRow]]) -> tuple[tuple[Clause, TableRow], ...]:
    """Those of ``rows`` whose names begin with ``noun``, where some do."""
    begins = re.compile(rf"\W*{re.escape(noun)}\b")
    return tuple(each for each in rows if begins.match(normalize(each[1].name))) or tuple(rows)
