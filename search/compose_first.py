"""What the words of a question show whatever its kind: rows of tables, ranges of amounts, kinds, lists, spans."""

from __future__ import annotations

from collections.abc import Callable

from search.answer import Kind
from search.compose import Draft, Refusal
from search.compose_divided import divided
from search.compose_listed import listed
from search.compose_penalties import penalized
from search.compose_ranged import ranged
from search.compose_row_lists import row_list
from search.compose_rows import rowed
from search.compose_spans import spanned
from search.evidence.inquiry import Inquiry
from search.question.columns import columns_asked
from search.question.query import Query

_SPANNED_KINDS = (Kind.OPEN, Kind.DEFINITION, Kind.DEADLINE)
_RANGED_KINDS = (*_SPANNED_KINDS, Kind.LEAD)
_DIVIDED_KINDS = (*_RANGED_KINDS, Kind.LIST, Kind.COUNT, Kind.FUNDING)
_ROW_KINDS = (*_SPANNED_KINDS, Kind.FUNDING, Kind.COUNT, Kind.LEGAL_BASIS)
_LISTED_KINDS = (Kind.OPEN, Kind.LIST, Kind.COUNT, Kind.DEFINITION, Kind.LEAD)
_WORK_KINDS = (Kind.LEAD, Kind.DUTY, Kind.LIST)  # rows answer these where the question asks for a column of theirs


def first(inquiry: Inquiry, lists_documents: bool) -> Draft | Refusal:
    """What answers before anything that depends on the kind of the question; where documents are asked for, no row."""
    kind = inquiry.query.aspect
    fitting: tuple[tuple[bool, Callable[[Inquiry], Draft | Refusal]], ...] = (
        (kind in _LISTED_KINDS and not lists_documents, row_list),
        (_may_stand_in_rows(inquiry.query) and not lists_documents, rowed),
        (kind in _RANGED_KINDS, ranged),
        (kind in _SPANNED_KINDS, penalized),
        (kind in _DIVIDED_KINDS and not lists_documents, divided),
        (True, listed),
        (kind in _SPANNED_KINDS, spanned),
    )
    told = (composition(inquiry) for fits, composition in fitting if fits)
    return next((each for each in told if isinstance(each, Draft)), Refusal(""))


def _may_stand_in_rows(query: Query) -> bool:
    asks_column = any(each.is_told_by_head for each in columns_asked(query.rewritten))
    return query.aspect in _ROW_KINDS or (query.aspect in _WORK_KINDS and asks_column)
