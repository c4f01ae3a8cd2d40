"""Documents that are asked for by what they do ("những quyết định nào ủy quyền cho giám đốc sở"): all of them whose
titles say it, not only those that say it best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.folding import fold
from search.evidence.inquiry import TELLS_APART, Inquiry
from search.question.description import full_title
from search.question.query import Query

_HOLDS = 0.75  # of what is asked that a title must hold to say it
_OR = re.compile(r"\b(?:hoac|hay la)\b")


def doing(inquiry: Inquiry) -> Inquiry | None:
    """``inquiry`` over the documents in scope whose titles, or those of their parts, say what it asks for, its topic
    taken out; None where no title does, or the words tell no documents apart."""
    library, titles = inquiry.library, {each.id: full_title(each) for each in inquiry.library.catalogue}
    topics = [library.topic(runs, inquiry.ids) for runs in _alternatives(inquiry.query)]
    telling = [topic for topic in topics if topic.specificity >= TELLS_APART or len(topic.words) > 1]
    found = tuple(
        each
        for each in inquiry.ids
        if any(topic.coverage(f"{titles[each]} {library.titles(each)}") >= _HOLDS for topic in telling)
    )
    if not found:
        return None
    return replace(inquiry, query=replace(inquiry.query, runs=(), agencies=()), ids=found, whole=inquiry.query)


def _alternatives(query: Query) -> list[Sequence[str]]:
    """What is asked, agencies included; with "hoặc" what is said before it, and its beginning with what is behind."""
    words = (*query.runs, *(agency.name for agency in query.agencies))
    either = _OR.search(fold(query.rewritten))
    if either is None:
        return [words]
    before = fold(query.rewritten[: either.start()])
    spans = {agency.name: agency.span.start < either.start() for agency in query.agencies}
    first = [each for each in words if spans.get(each, fold(each) in before)]
    return [first, [*first[:1], *(each for each in words if each not in first)]]
