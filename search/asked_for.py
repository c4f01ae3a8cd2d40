"""What a question asks for, as words of a clause print it: a time, an agency, a figure."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.agencies import AgencyRegistry
from ingest.records import Level
from search.answer import Kind
from search.compose_clauses import introduces, opens_list
from search.compose_values import prints_figure
from search.evidence.clauses import states_report, uncited
from search.evidence.library import Evidence
from search.forms_asked import wordings
from search.question.lexicon import states
from search.question.query import Query
from search.question.values import Wanted, attribute_asked, number_asked, unit_asked

_TIMELESS = re.compile(r"\bhoàn thành\b", re.IGNORECASE)  # says no time by itself
_DAY = re.compile(
    r"\d{1,2}/\d{1,2}(?:/\d{4})?|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}|\bquý\s+\w+|\btháng\s+\d+", re.IGNORECASE
)
_YEAR, _ASKS_YEAR = re.compile(r"\b20\d\d\b"), re.compile(r"\bnăm (?:nào|mấy)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:những|các)\b.*\bnào\b", re.IGNORECASE)
_OF_DEEDS = (Kind.LEAD, Kind.DEADLINE, Kind.REPORT)
# "sở nào" is answered by a Sở.
_SORT = re.compile(r"\b(sở|bộ|phòng|ban|cục|chi cục|trung tâm|tòa án|hội đồng|viện|trường) nào\b", re.IGNORECASE)


def tells_type(query: Query) -> bool:
    """Whether it can be told by words alone what sort of thing ``query`` asks for."""
    asks = query.aspect in _OF_DEEDS or "value" in query.facets or _asks_list(query) or bool(wordings(query))
    return asks or _figure_asked(query) is not None or attribute_asked(query.rewritten) is not None


def asks_length(query: Query) -> bool:
    """Whether a number of days, months or years is asked for."""
    wanted = _figure_asked(query)
    return wanted is not None and wanted.very is not None


def _asks_list(query: Query) -> bool:
    return query.kind is Kind.OPEN and _SEVERAL.search(query.asking) is not None


def asks_same_sort(one: Query, other: Query) -> bool:
    """Whether both ask for things of the same sort: for figures of the same unit, for times, for agencies."""
    wanted = [_figure_asked(query) for query in (one, other)]
    if wanted[0] and wanted[1]:
        return wanted[0].figures == wanted[1].figures
    same = one.aspect is other.aspect and wordings(one) == wordings(other)
    return wanted == [None, None] and same and tells_type(one) and tells_type(other)


def prints(evidence: Evidence, query: Query) -> bool:
    """Whether ``evidence`` prints such a thing as ``query`` asks for; never where it asks for none that can be told."""
    wanted = attribute_asked(query.rewritten) or _figure_asked(query)
    if query.aspect is Kind.REPORT and wanted is None:
        return states_report(evidence)
    # The head of a row's column says of what its figures are.
    if "value" in query.facets and (wanted is None or evidence.clause.provision.level is Level.ROW):
        return prints_figure(evidence)
    if _asks_list(query) and wanted is None:
        return introduces(evidence) or opens_list(evidence)
    return bool(printed(evidence.text, query))


def printed(text: str, query: Query) -> frozenset[str]:
    """The things of the sort that ``query`` asks for as ``text`` prints them; of times that are no days one."""
    wanted = attribute_asked(query.rewritten) or _figure_asked(query)
    if wanted is not None:
        return frozenset(wanted.printed(text))
    if query.aspect is Kind.DEADLINE:
        days = (_YEAR if _ASKS_YEAR.search(query.asking) else _DAY).findall(uncited(text))
        return frozenset(days) or frozenset([text] if prints_time(text) else [])
    if worded := wordings(query):
        return frozenset([text] if any(states(each, text) for each in worded) else [])
    if query.aspect is not Kind.LEAD:
        return frozenset()
    sort = _SORT.search(query.asking)
    if sort is not None:
        return frozenset(re.findall(rf"\b{sort[1].capitalize()} [A-ZĐ]\w*", text))
    return _agencies(AgencyRegistry.load(), text)


@lru_cache(maxsize=4096)
def _agencies(registry: AgencyRegistry, text: str) -> frozenset[str]:
    return frozenset(mention.name for mention in registry.find(text))


def _figure_asked(query: Query) -> Wanted | None:
    asks = "value" in query.facets or query.aspect is Kind.DEADLINE
    asks = asks or (query.kind is Kind.COUNT and "documents" not in query.facets)
    return unit_asked(query.asking) or number_asked(query.asking) if asks else None


def prints_time(text: str) -> bool:
    """Whether ``text`` says by when, since when or how often."""
    said = uncited(text)
    return states("times", _TIMELESS.sub("", said)) or states("periodic", said)
