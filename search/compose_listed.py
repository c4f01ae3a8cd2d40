"""Answers that are a list of a clause: what introduces it, with all of its items.

"Gồm những giấy tờ gì?" is answered by "Hồ sơ bao gồm:" and all papers, not by the one of them that says most words of
the question. An item says little of what the list is about, so what introduces it is measured, not they.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.folding import fold
from ingest.registry_wording import wording
from search.answer import Kind
from search.citation import STATUTES
from search.compose import Draft, Refusal
from search.compose_clauses import from_passages, introduces, is_of_parts, items_of, names_part
from search.evidence.clauses import Passage, statements
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.question.lexicon import word_set
from search.question.listings import Listing, listing_asked
from search.relevance import Topic, syllables, words_of

_LISTED_KINDS = (Kind.OPEN, Kind.DEFINITION, Kind.LEAD, Kind.LIST, Kind.COUNT, Kind.REPORT, Kind.LEGAL_BASIS, Kind.DUTY)
_OF_STATUTES = (Kind.DUTY, Kind.LEAD, Kind.COUNT, Kind.LEGAL_BASIS)  # what plans answer by assignments and bases
_COVERED = 0.62  # of the topic that what introduces the list must hold with the headings above
_AS_NEAR = 0.85  # of the nearest clause that the list must be
_SURE = 0.7
_AS_GOOD = 0.97  # of the best, another list that answers as well
_ABOVE = 0.85
_OWN = 0.3  # of the score, how little else it says
_NEAR = 0.25  # what the index adds
_OF_HEAD = 0.8  # for a list about the head of the agency that is asked about
_DECREE = "Nghị định"
# By what tells that it introduces the list asked for: what its items are called, the same said otherwise, a heading
# above, "gồm".
_SAID, _ALIKE, _UNDER, _GENERAL = 1.0, 0.95, 0.9, 0.88


def listed(inquiry: Inquiry) -> Draft | Refusal:
    """The list that the question asks for, whole, with what introduces it; a refusal where none is surely about it."""
    asked = listing_asked(inquiry.query.rewritten) if _may_list(inquiry) else None
    found = sorted(_introducing(inquiry, asked), key=lambda each: -each.score) if asked else []
    if not found or found[0].score < _SURE:
        return Refusal("")
    best = [each for each in found if each.score >= _AS_GOOD * found[0].score]
    return from_passages(inquiry, [each for each in best if not any(_holds(each, other) for other in best)])


def _holds(one: Passage, other: Passage) -> bool:
    """Whether the list of ``other`` is one of several things that stand under ``one``."""
    clause, inner = one.evidence.clause, other.evidence.clause
    is_inside = inner.provision.address.is_within(clause.provision.address) and inner.key != clause.key
    return is_inside and inner.document.id == clause.document.id


def _may_list(inquiry: Inquiry) -> bool:
    query = inquiry.query
    if query.kind not in _LISTED_KINDS or query.deadline or query.clauses or query.facets & {"documents", "value"}:
        return False
    is_of_plans = (query.kind in _OF_STATUTES and not query.is_weak) or bool(query.agencies)
    return not is_of_plans or are_statutes(inquiry)


def are_statutes(inquiry: Inquiry) -> bool:
    """Whether the document in which the index finds the question first, or the only one in scope, is a statute or a
    decree: they say who may and must, and assign no tasks."""
    ids = inquiry.ids
    if len(ids) > 1:
        nearest = max(inquiry.nearness, key=lambda key: inquiry.nearness[key], default=None)
        ids = nearest[:1] if nearest else ids
    return all(inquiry.library.document(each).metadata.type in (*STATUTES, _DECREE) for each in ids)


def _introducing(inquiry: Inquiry, asked: Listing) -> Iterator[Passage]:
    topic = _topic(inquiry, asked)
    near = _AS_NEAR * inquiry.nearest_in(inquiry.ids)
    for each in statements(inquiry.library, inquiry.near_ids):
        is_near = inquiry.nearness.get(each.clause.key, 0.0) >= near
        if is_near and introduces(each) and not names_part(each) and _is_list(inquiry, each):
            score = _score(inquiry, topic, asked, each)
            if score:
                yield Passage(each, score)


def _is_list(inquiry: Inquiry, evidence: Evidence) -> bool:
    return len(items_of(inquiry, evidence)) > 1 and not is_of_parts(inquiry, evidence)


def _topic(inquiry: Inquiry, asked: Listing) -> Topic:
    """What the list is about: the topic with the agencies named, without what the items are called."""
    query, called = inquiry.whole or inquiry.query, set(asked.noun.split())
    runs = (*(" ".join(word for word in run.split() if word.casefold() not in called) for run in query.runs),)
    words = (*runs, *(agency.span.of(query.rewritten) for agency in query.agencies))
    return inquiry.library.topic([each for each in words if each] or [asked.noun], inquiry.ids)


def _score(inquiry: Inquiry, topic: Topic, asked: Listing, evidence: Evidence) -> float:
    weight = _weight(asked, evidence) * (_OF_HEAD if _is_of_head(inquiry, evidence) else 1)
    around = f"{evidence.clause.provision.text} {evidence.clause.headings}"
    held = max(topic.coverage(evidence.text), _ABOVE * topic.coverage(around))
    if not weight or held < _COVERED:
        return 0.0
    near = _NEAR * inquiry.nearness.get(evidence.clause.key, 0.0)
    return weight * held * (1 - _OWN + _OWN * _inside(topic, asked, evidence)) + near


def _is_of_head(inquiry: Inquiry, evidence: Evidence) -> bool:
    """Whether it is about who heads an agency that the question names without its head: "người đứng đầu Bộ phận Một
    cửa" has other duties than the Bộ phận Một cửa."""
    question = inquiry.query.rewritten
    names = [each.span.of(question) for each in inquiry.query.agencies]
    heads = [f"{title}{of}{name}" for title in wording().titles for of in (" ", " của ") for name in names]
    return _says(heads, evidence.text) and not _says(heads, question)


def _weight(asked: Listing, evidence: Evidence) -> float:
    """How surely it introduces what is asked for, by its words; 0 for another list."""
    if _says((asked.noun,), evidence.text):
        return _SAID
    if _says(asked.printed, evidence.text):
        return _ALIKE
    if _says(asked.printed, evidence.clause.headings):
        return _UNDER
    return _GENERAL * (asked.is_general and "gom" in fold(evidence.text).split())


def _says(words: Sequence[str], text: str) -> bool:
    plain = f" {' '.join(syllables(text))} "
    return any(f" {' '.join(syllables(each))} " in plain for each in words)


def _inside(topic: Topic, asked: Listing, evidence: Evidence) -> float:
    """The share of the words of what introduces the list that are asked about."""
    said = [word for word in words_of(evidence.text) if word not in word_set("fillers")]
    known = {*topic.words, *syllables(" ".join((*asked.printed, "gồm sau đây")))}
    return sum(1 for word in syllables(" ".join(said)) if word in known) / max(1, len(said))
