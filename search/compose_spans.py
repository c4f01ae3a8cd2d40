"""Answers that say from when to when a thing takes place: a clause with a span of time about it, or under its heading.

"Thời gian: Từ ngày 15/11/2025 đến ngày 15/12/2025" under the heading "Tháng hành động" says when that is, though it
does not say of what; "Đợt 01 dự kiến: ..." says when the first round of what its document is about is.
"""

from __future__ import annotations

from collections.abc import Iterator

from search.compose import Draft, Fact, Refusal
from search.evidence.clauses import Passage, is_dated, is_heading_only, is_label_of_time, statements
from search.evidence.focus import without
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence
from search.question.description import full_title
from search.question.spans import Round, asks_span, is_of_round, prints_span, round_named, without_asking
from search.relevance import Topic

_LEAST = 0.6  # of the topic that a clause, what stands around it and the title of its document must hold
_OWN = 0.5  # of that the words that no title says
_NEAR = 0.15  # what the index adds
_AS_GOOD = 0.95


def spanned(inquiry: Inquiry) -> Draft | Refusal:
    """When what the question is about takes place, or a round of it that is called by its number."""
    asked = round_named(inquiry.query.rewritten)
    if asked is None and not asks_span(inquiry.query.rewritten):
        return Refusal("")
    found = sorted(_telling(inquiry, asked), key=lambda each: -each.score)
    best = [each.evidence for each in found if each.score >= _AS_GOOD * found[0].score]
    same = [each for each in best if each.clause.document is best[0].clause.document]
    return Draft(tuple(Fact(each.text, (each,)) for each in same)) if same else Refusal("")


def _telling(inquiry: Inquiry, asked: Round | None) -> Iterator[Passage]:
    query = inquiry.whole or inquiry.query
    topic = inquiry.library.topic(without_asking(query.runs), inquiry.ids)
    titles = {entry.id: full_title(entry) for entry in inquiry.library.catalogue if entry.id in inquiry.near_ids}
    for each in statements(inquiry.library, inquiry.near_ids):
        if topic.weight and _tells_when(each, asked):
            score = _score(inquiry, topic, each, titles.get(each.clause.document.id, ""))
            if score:
                yield Passage(each, score)


def _tells_when(evidence: Evidence, asked: Round | None) -> bool:
    if asked is None:
        return prints_span(evidence.text)
    return is_of_round(evidence.text, asked) and is_dated(evidence) and not is_heading_only(evidence)


def _score(inquiry: Inquiry, topic: Topic, evidence: Evidence, title: str) -> float:
    """How much of ``topic`` it holds, with what stands around it and with the title; 0 where that is little."""
    here = f"{evidence.text} {evidence.clause.headings} {_beside(inquiry, evidence)}"
    held = topic.coverage(f"{here} {title}")
    own = inquiry.library.topic(without((" ".join(topic.words),), title), inquiry.ids)
    if held < _LEAST or (own.weight and own.coverage(here) < _OWN):
        return 0.0
    return (held + topic.coverage(here)) / 2 + _NEAR * inquiry.nearness.get(evidence.clause.key, 0.0)


def _beside(inquiry: Inquiry, evidence: Evidence) -> str:
    """The first sentences of the clauses beside one that is no more than a time: of what it is the time."""
    clause = evidence.clause
    if len(clause.path) < 2 or not is_label_of_time(evidence):
        return ""
    above = Clause(clause.document, clause.path[:-1])
    beside = [each for each in inquiry.library.below(above) if len(each.path) == len(clause.path)]
    return " ".join(each.sentences[0].text for each in beside if each.sentences)
