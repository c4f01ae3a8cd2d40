"""Answers that are the kinds of a thing: the sentence that enumerates them, or what introduces them with all of them.

"Rừng chia làm mấy loại?" is answered by "rừng được phân thành ba loại sau đây:" and its items; a sentence that says
the words elsewhere is no answer. What is divided must be what the sentence says is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.folding import normalize
from search.compose import Draft, Refusal
from search.compose_clauses import from_passages, introduces, items_of
from search.evidence.clauses import Passage, statements
from search.evidence.focus import without
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.question.description import full_title
from search.question.divisions import Division, called, divides, division_asked, heads, is_generic, prints_number
from search.question.lexicon import word_set
from search.relevance import Topic, syllables, words_of

# Of the thing asked about that the words before an enumeration must be: where nothing says what the kinds are called
# ("Cơ sở điện ảnh bao gồm:"), where that or a division is said, where both are.
_LEAST = (0.8, 0.6, 0.4)
_OWN = 0.5  # of the score, how little else they say
_HEADING = 0.9
_ABOVE = 0.85  # of what headings hold of it
# For a sentence that says that something is divided, prints how many there are, does not say what they are called.
_DIVIDED, _NUMBERED, _NAMELESS = 0.3, 0.1, 0.85
_NEAR = 0.15  # what the index adds
_AS_GOOD = 0.95


def divided(inquiry: Inquiry) -> Draft | Refusal:
    """The kinds that the question asks for, as a clause enumerates them; with their number where it is asked for and
    they stand in a list."""
    asked = division_asked(inquiry.query.rewritten)
    found = sorted(_enumerating(inquiry, asked), key=lambda each: -each.score) if asked else []
    if asked is None or not found:
        return Refusal("")
    best = [each for each in found if each.score >= _AS_GOOD * found[0].score and _is_of(each, found[0])]
    draft = from_passages(inquiry, best)
    is_counted = asked.is_counted and len(best) == 1 and not prints_number(best[0].evidence.text, asked.noun)
    return replace(draft, lead=_counted(inquiry, best[0].evidence)) if is_counted else draft


def _counted(inquiry: Inquiry, evidence: Evidence) -> str:
    """The number of items of the list that it introduces, in words; "" where it introduces none."""
    number = len(items_of(inquiry, evidence)) if evidence.text.endswith(":") else 0
    return f"Có {number} mục được liệt kê:" if number > 1 else ""


def _is_of(one: Passage, other: Passage) -> bool:
    return one.evidence.clause.document.id == other.evidence.clause.document.id


def _enumerating(inquiry: Inquiry, asked: Division) -> Iterable[Passage]:
    query = inquiry.whole or inquiry.query
    own = without(query.runs, " ".join(query.scope.former))
    runs = tuple(left for run in own if (left := _without_words(run, asked.words)))
    topic = inquiry.library.topic(runs or (asked.noun,), inquiry.ids)
    for each in statements(inquiry.library, inquiry.near_ids):
        score = _score(inquiry, topic, asked, each) if _may_enumerate(each, asked) else 0.0
        if score:
            yield Passage(each, score)


def _without_words(run: str, words: frozenset[str]) -> str:
    return " ".join(word for word in run.split() if normalize(word) not in words)


def _may_enumerate(evidence: Evidence, asked: Division) -> bool:
    plain = evidence.text.casefold()
    if asked.noun not in plain and not (is_generic(asked.noun) and ("gồm" in plain or divides(evidence.text))):
        return False
    other = called(evidence.text)
    return not other or other == asked.noun or is_generic(other)


def _score(inquiry: Inquiry, topic: Topic, asked: Division, evidence: Evidence) -> float:
    """How much of ``topic`` stands before the enumeration, and how little else; more for what is sure to be one."""
    said, weight = tuple(heads(evidence.text)), 1.0
    if not said and _is_named(evidence.text, asked.noun) and introduces(evidence):
        said, weight = (evidence.text,), _HEADING * (len(items_of(inquiry, evidence)) > 1)
    is_divided = asked.is_divided and divides(evidence.text)
    is_named = asked.noun in normalize(evidence.text)
    title = _title(inquiry, evidence) if said and (inquiry.whole or (is_divided and is_named)) else ""
    found = (_Head(words, evidence.clause.headings, title) for words in said)
    best = weight * max((_closeness(inquiry, topic, asked, head) for head in found), default=0.0)
    if best < _LEAST[is_divided + is_named]:
        return 0.0
    sure = 1 + _DIVIDED * is_divided + _NUMBERED * prints_number(evidence.text, asked.noun)
    near = _NEAR * inquiry.nearness.get(evidence.clause.key, 0.0)
    return best * (sure if is_named else sure * _NAMELESS) + near


def _is_named(heading: str, noun: str) -> bool:
    """Whether ``heading`` names kinds: "Các hình thức kỷ luật"."""
    return normalize(heading).startswith((noun, f"các {noun}"))


@dataclass(frozen=True, slots=True)
class _Head:
    """The words before an enumeration, with the headings above and the title of the document where it counts."""

    words: str
    headings: str
    title: str


def _closeness(inquiry: Inquiry, topic: Topic, asked: Division, head: _Head) -> float:
    said = {word for word in words_of(head.words) if word not in word_set("fillers") and word not in asked.words}
    if not said:
        return 0.0
    inside = len(set(syllables(" ".join(said))) & set(topic.words)) / len(said)
    return _held(inquiry, topic, head) * (1 - _OWN + _OWN * inside)


def _held(inquiry: Inquiry, topic: Topic, head: _Head) -> float:
    """How much of ``topic`` the ``head`` of an enumeration holds, with the headings above it or with the title; of what
    the title does not say as much must stand in the head itself."""
    held = max(topic.coverage(head.words), _ABOVE * topic.coverage(f"{head.words} {head.headings}"))
    if not head.title:
        return held
    own = inquiry.library.topic(without((" ".join(topic.words),), head.title), inquiry.ids)
    titled = topic.coverage(f"{head.words} {head.title}")
    return max(held, min(titled, own.coverage(head.words)) if own.weight else titled)


def _title(inquiry: Inquiry, evidence: Evidence) -> str:
    """The title of a document that words of the question named."""
    found = (entry for entry in inquiry.library.catalogue if entry.id == evidence.clause.document.id)
    return next(map(full_title, found), "")
