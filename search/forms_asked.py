"""Forms of questions that decide what composes their answer, by the query alone."""

from __future__ import annotations

import re
from functools import lru_cache

from search.answer import Kind
from search.evidence.bases import basis_asked_for
from search.evidence.types import types_asked
from search.question.lexicon import asked_fields, states
from search.question.query import Query
from search.question.values import asks_amount, attribute_asked, counted_unit, number_asked, unit_asked

_VALUE_KINDS = (Kind.OPEN, Kind.DEFINITION, Kind.FUNDING, Kind.COMPARE)
_SUM_KINDS = (Kind.REPORT, Kind.DEADLINE)
_BESIDE = 5  # letters between a clause and the document whose it is
_GOES_BY = re.compile(r"\b(?:theo|tại|căn cứ|trong|như)\s+$", re.IGNORECASE)
_ATTRIBUTE_KINDS = (
    Kind.OPEN,
    Kind.DEFINITION,
    Kind.METADATA,
    Kind.LEAD,
    Kind.LIST,
    Kind.REPORT,
    Kind.FUNDING,
)
# What is asked without a value that print shows, and how a clause words it: why, whether one may or must, to whom.
_WORDED = (
    ("asks_why", "why"),
    ("asks_allowed", "allowed"),
    ("asks_obliged", "obliged"),
    ("asks_addressee", "addressee"),
)


def asks_attribute(query: Query) -> bool:
    """Whether one attribute of a thing is asked for that clauses print in a form of its own: an address, an outcome."""
    wanted = attribute_asked(query.rewritten)
    if wanted is None or (counted_unit(query.asking) and not wanted.is_done):
        return False
    return query.kind in _ATTRIBUTE_KINDS or ((wanted.is_date or wanted.is_done) and query.kind is Kind.DEADLINE)


def asks_value(query: Query) -> bool:
    """Whether a value is asked for: a figure of any kind, or besides a rule of reporting or a time, a sum."""
    if "value" not in query.facets:
        return False
    is_counted = asks_amount(query.asking) or number_asked(query.asking) is not None
    if query.kind is Kind.DUTY:
        return number_asked(query.asking) is not None or unit_asked(query.asking) is not None
    if query.kind is Kind.LIST:
        return is_counted and not query.agencies and "documents" not in query.facets
    return query.aspect in _VALUE_KINDS or (query.aspect in _SUM_KINDS and is_counted)


def asks_effect(query: Query) -> bool:
    """Whether it is asked from when a document is in force."""
    return query.kind is Kind.METADATA and "effect" in asked_fields(query.rewritten)


def asks_source_and_sum(query: Query) -> bool:
    """ "Từ nguồn nào, mỗi người bao nhiêu?": both in one question."""
    return query.aspect is Kind.FUNDING and {"value", "source"} <= query.facets


def may_be_of_another(query: Query) -> bool:
    """Whether a clause named may be that of a document which is only cited; one of a document named is missing."""
    return query.kind is Kind.OPEN and bool(query.clauses) and not query.scope.title


def asks_how_often(query: Query) -> bool:
    """Whether it is asked how many times, or every how long."""
    return query.kind is Kind.DEADLINE and states("asks_how_often", query.asking)


def asks_what_rests_on(query: Query) -> bool:
    """ "Văn bản nào căn cứ Luật ...?": the documents are asked for, not their bases."""
    return query.kind in (Kind.LEGAL_BASIS, Kind.LIST) and bool(basis_asked_for(query.rewritten))


def lists_documents(query: Query) -> bool:
    """Whether documents are asked for, rather than what stands in them."""
    return query.kind in (Kind.LIST, Kind.COUNT) and "documents" in query.facets


def asks_for_documents(query: Query) -> bool:
    """Whether a question that lists documents narrows them by nothing but its scope."""
    return not query.topic and not query.agencies and not query.deadline


def lists_things(query: Query) -> bool:
    """Whether things are listed that are no tasks: "liệt kê các phòng chuyên môn của Sở Nội vụ"."""
    return query.kind is Kind.LIST and bool(query.topic) and not query.deadline and not states("tasks", query.rewritten)


def is_by_topic(query: Query) -> bool:
    """Whether documents are asked for by nothing but what they say."""
    return query.kind is Kind.LIST and bool(query.topic) and not (query.agencies or query.deadline or query.clauses)


def only_cited(query: Query) -> tuple[str, ...]:
    """The documents named that the archive does not hold but cites."""
    return tuple(name.text for name in query.names if name.is_cited)


def cited_text_asked(query: Query) -> str:
    """The document whose clause is asked for ("Điều 2 Quyết định 412 giao ... làm gì?"), where the archive only cites
    it; "" where it is none, or what is asked goes by that clause."""
    cited = [name for name in query.names if name.is_cited]
    if not cited or len(cited) < len(query.names) or query.kind is Kind.MENTION or "documents" in query.facets:
        return ""
    of_it = [each for each in query.clauses if 0 <= cited[0].span.start - each.span.end <= _BESIDE]
    goes_by = any(_GOES_BY.search(query.rewritten[: each.span.start]) for each in query.clauses)
    return cited[0].text if of_it and not goes_by else ""


def asks_which(query: Query) -> bool:
    """Whether it is asked which documents do something with one that is only cited ("được những văn bản nào triển
    khai")."""
    return query.kind in (Kind.LEAD, Kind.OPEN) and bool(types_asked(query.rewritten) or "documents" in query.facets)


def wordings(query: Query) -> tuple[str, ...]:
    """How a clause words what ``query`` asks where that is no value: why, whether one may or must, to whom."""
    if "value" in query.facets or not (query.kind is Kind.OPEN or (query.kind is Kind.LEAD and query.is_weak)):
        return ()
    worded = _worded(query.question)
    return worded if query.kind is Kind.OPEN else tuple(each for each in worded if each == "addressee")


@lru_cache(maxsize=1024)
def _worded(question: str) -> tuple[str, ...]:
    return tuple(worded for asks, worded in _WORDED if states(asks, question))
