"""Rows of tables as sentences: the name of the row, with the cells under the columns that a question asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.folding import fold
from ingest.records import Level
from search.compose import Fact
from search.compose_documents import whole
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence
from search.evidence.tables import UNDER, TableRow
from search.question.columns import Column, asks_head, columns_asked, names_head

Cells = Sequence[tuple[str, str]]
_UNIT = re.compile(r"^(?:don vi tinh|dvt|don vi)$")
_BARE = re.compile(r"\d{1,3}(?:[.,]\d+)+|\d{4,}")


def fact_of(inquiry: Inquiry, evidence: Evidence) -> Fact:
    """``evidence`` as a fact; of a row of a table what is asked of it, or all of it as the sentence that it makes."""
    clause = evidence.clause
    row = inquiry.library.row(clause) if clause.provision.level is Level.ROW else None
    if row is None:
        return Fact(evidence.text, (evidence,))
    cells = asked_cells(row, inquiry.query.rewritten)
    if not cells and evidence.span != whole(clause).span:
        return Fact(evidence.text, (evidence,))
    return row_fact(inquiry, clause, row, cells or all_cells(row))


def row_fact(inquiry: Inquiry, clause: Clause, row: TableRow, cells: Cells) -> Fact:
    """The name of ``row``, of ``clause``, with ``cells`` of it; on the row above too where it shares one of them."""
    unit = next((text for head, text in row.cells if _UNIT.match(fold(head))), "")
    told = "; ".join(_cell(head, text, unit) for head, text in cells if not (unit and text == unit))
    above = inquiry.library.clause(clause.document.id, row.above.address) if row.above else None
    shares = above is not None and any(each not in row.own for each in cells)
    evidence = (whole(clause), whole(above)) if above is not None and shares else (whole(clause),)
    return Fact(f"{row.name} – {told}" if told else row.name, evidence)


def told_apart(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """``facts``, those of rows of the same name with the heading above each."""
    counts = Counter(_name(fact) for fact in facts)
    return tuple(_headed(fact) if counts[_name(fact)] > 1 else fact for fact in facts)


def _name(fact: Fact) -> str:
    return fact.text.partition(UNDER)[0]


def _headed(fact: Fact) -> Fact:
    clause = fact.evidence[0].clause
    above = clause.headings.rpartition(" / ")[2] if clause.provision.level is Level.ROW else ""
    return replace(fact, text=f"{above}: {fact.text}") if above else fact


def asked_cells(row: TableRow, asking: str) -> Cells:
    """The cells of ``row`` under the heads that ``asking`` asks for, of those under one head the ones that are named;
    all of them where it asks for what its name is."""
    wanted = columns_asked(asking)
    told = [(head, text) for head, text in row.cells if head and _is_asked(head, asking, wanted)]
    if not told and row.name_head and _is_asked(row.name_head, asking, wanted):
        return all_cells(row)
    named = [(head, text) for head, text in told if names_head(asking, head.split(UNDER)[-1])]
    return named if named and all(UNDER in head for head, _ in told) else told


def all_cells(row: TableRow) -> Cells:
    """The cells of ``row`` without its number."""
    first = row.cells[0][1] if row.cells else ""
    is_number = bool(row.level) and row.level.endswith(first)
    return row.cells[1:] if is_number or first.strip(" .") == row.provision.marker.strip(" .") else row.cells


def is_one_of(head: str, wanted: Iterable[Column]) -> bool:
    """Whether ``head`` is that of a column of one of the sorts ``wanted``."""
    return any(each.heads.search(fold(head)) for each in wanted)


def _is_asked(head: str, asking: str, wanted: Sequence[Column]) -> bool:
    parts = head.split(UNDER)
    return is_one_of(head, wanted) or asks_head(asking, parts[0]) or any(names_head(asking, each) for each in parts)


def _cell(head: str, text: str, unit: str) -> str:
    """A cell behind its head; a bare figure with the ``unit`` that another cell of the row gives."""
    told = f"{text} {unit[0].lower()}{unit[1:]}" if unit and _BARE.fullmatch(text) else text
    return f"{head}: {told}" if head else told
