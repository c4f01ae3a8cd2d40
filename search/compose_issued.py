"""Answers that are the documents issued on a day, in a month or in a year."""

from __future__ import annotations

import re
from datetime import date

from ingest.folding import fold
from search.compose import Draft, Refusal
from search.compose_documents import catalogue
from search.evidence.inquiry import Inquiry
from search.question.lexicon import states
from search.question.query import Deadline, Query

_FULL_DAY = re.compile(r"\b(\d{1,2})\s*(?:/|-|tháng)\s*(\d{1,2})\s*(?:/|-|năm)\s*((?:19|20)\d\d)\b")
_UNITS = ("ngay", "thang", "nam")


def asks_by_issue(query: Query) -> bool:
    """Whether documents are asked for by the day, the months or the year that they were issued in."""
    asked = query.deadline
    timed = (not query.topic and bool(asked.months or asked.year)) or issue_day(query) is not None
    return timed and states("issue_time", query.rewritten)


def issue_day(query: Query) -> date | None:
    """The full day that the question names and is about nothing but."""
    named = _FULL_DAY.search(query.rewritten)
    if named is None or not all(word.isdigit() or fold(word) in _UNITS for word in query.topic.split()):
        return None
    try:
        return date(int(named[3]), int(named[2]), int(named[1]))
    except ValueError:
        return None


def issued_then(inquiry: Inquiry) -> Draft | Refusal:
    """The documents of the provinces in scope that were issued on the day, or in the months and the year, asked."""
    asked, scope, day = inquiry.query.deadline, inquiry.query.scope, issue_day(inquiry.query)
    here = [
        entry for entry in inquiry.library.catalogue if not scope.historic or entry.metadata.province in scope.historic
    ]
    issued = {entry.id: entry.metadata.issued_on for entry in here}
    then = [each for each, on in issued.items() if (on == day if day else _is_of_time(on, asked))]
    return catalogue(inquiry.within(then))


def _is_of_time(issued: date | None, asked: Deadline) -> bool:
    if issued is None or (asked.year and issued.year != asked.year):
        return False
    return not asked.months or issued.month in asked.months
