"""What the clauses of an answer say further: "riêng Bộ Công an thì mấy?" is answered by the sentence behind."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.folding import fold
from search.answer import Kind
from search.compose import Draft, Fact
from search.compose_values import prints_figure
from search.evidence.inquiry import Inquiry
from search.evidence.library import Clause, Evidence, is_told
from search.question.lexicon import slight_words, states
from search.question.query import Query
from search.question.values import number_asked, unit_asked

_HERE, _BESIDE = 0.75, 0.9  # of what a part is about, that a sentence of the same clause, or of one beside it, holds


def further(query: Query, inquiry: Inquiry, said: Draft) -> Draft | None:
    """The sentence that states what ``query`` asks in a clause of ``said``, or in one that stands beside it; None where
    none does."""
    told = [each for fact in said.facts for each in fact.evidence]
    runs = [" ".join(left) for run in query.runs if (left := [word for word in run.split() if not _is_slight(word)])]
    topic = inquiry.library.topic(runs, inquiry.ids)
    for share, clauses in ((_HERE, _clauses(told)), (_BESIDE, _beside(inquiry, told))):
        stating = (each for clause in clauses for each in clause.sentences if _states(each, query))
        about = [each for each in stating if not is_told(each, told) and topic.coverage(each.text) >= share]
        if about and topic.weight:
            return Draft((Fact(about[0].text, (about[0],)),))
    return None


def _is_slight(word: str) -> bool:
    return fold(word) in slight_words()


def _clauses(told: list[Evidence]) -> Iterator[Clause]:
    yield from {each.clause.key: each.clause for each in told}.values()


def _beside(inquiry: Inquiry, told: list[Evidence]) -> Iterator[Clause]:
    for clause in _clauses(told):
        yield from inquiry.library.beside(clause)


def _states(evidence: Evidence, query: Query) -> bool:
    """Whether it prints a figure or a time such as ``query`` asks for."""
    unit = unit_asked(query.asking) or unit_asked(query.question)
    if unit is not None:
        return unit.is_in(evidence.text)
    if "value" in query.facets or number_asked(query.asking) is not None:
        return prints_figure(evidence)
    return query.kind is Kind.DEADLINE and states("times", evidence.text)
