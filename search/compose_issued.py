"""Answers that are the documents issued on a day, in a month or in a year, or before or after all others."""

from __future__ import annotations

import re
from datetime import date

from ingest.folding import fold
from search.citation import printed_date
from search.compose import Draft, Refusal
from search.compose_documents import catalogue
from search.evidence.inquiry import Inquiry
from search.question.lexicon import states
from search.question.query import Deadline, Query

_FULL_DAY = re.compile(r"\b(\d{1,2})\s*(?:/|-|tháng)\s*(\d{1,2})\s*(?:/|-|năm)\s*((?:19|20)\d\d)\b")
_UNITS = ("ngay", "thang", "nam")
_SEVERAL = re.compile(r"\b(?:nhung|cac|may|liet ke|danh sach|ke ten)\b")
_MOST = 5  # documents that are listed where several are asked for


def asks_by_issue(query: Query) -> bool:
    """Whether documents are asked for by the day, the months or the year that they were issued in."""
    asked = query.deadline
    if not query.topic and (states("asks_newest", query.rewritten) or states("asks_oldest", query.rewritten)):
        return True
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


def _in_order(inquiry: Inquiry, newest: bool) -> Draft | Refusal:
    """The last or the first of the documents in scope: all of that day, or where several are asked for the ones next
    to it, in order."""
    days = {each.id: each.metadata.issued_on for each in inquiry.documents if each.metadata.issued_on}
    ordered = sorted(days, key=lambda each: days[each], reverse=newest)
    several = bool(_SEVERAL.search(fold(inquiry.query.rewritten)))
    told = ordered[:_MOST] if several else [each for each in ordered if days[each] == days[ordered[0]]]
    result = catalogue(inquiry.within(told))
    order = "mới nhất" if newest else "sớm nhất"
    on = f", ban hành ngày {printed_date(days[told[0]])}" if told and not several else ""
    return Draft(result.facts, f"{len(told)} văn bản {order}{on}:") if isinstance(result, Draft) else result


def issued_then(inquiry: Inquiry) -> Draft | Refusal:
    """The documents of the provinces in scope that were issued on the day, or in the months and the year, asked, or
    the last or the first of all in scope."""
    newest = states("asks_newest", inquiry.query.rewritten)
    if newest or states("asks_oldest", inquiry.query.rewritten):
        return _in_order(inquiry, newest)
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
