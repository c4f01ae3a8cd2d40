"""Words of a question that a clause leaves unsaid: one that stands near it may speak of something else.

"Phải ký quỹ bao nhiêu tỷ đồng?" is not answered by a clause on charter capital, however near it is. What counts as a
word is what the archive prints as one: neighbours that stand together more often than by chance, compounds, and the
two right before what asks. A word that the archive does not print is spoken language, and print says it otherwise; so
it may with a clause that is surely near.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ingest.folding import normalize
from ingest.records import Level
from search.evidence.clauses import Passage, is_heading_only
from search.evidence.inquiry import Inquiry
from search.evidence.library import Evidence
from search.evidence.places_said import communes_named, says_commune
from search.question.conjoined import conjoined
from search.question.lexicon import word_set
from search.relevance import Weights, syllables, words_of
from search.words import segmented

_SURE = 0.72  # the nearness of the index from which a clause may word a question otherwise
_SURE_OF_HOW = 0.85  # where it is asked how the very thing is ("công thức tính ... như thế nào?")
_TELLING = 0.58  # of what a word tells that a single clause holds, from which a word tells what is asked
_PRINTED = 3  # clauses that hold a word which the archive knows
_TOGETHER = 0.1  # normalized pointwise mutual information of two syllables that are one word
_HELD = 0.75  # of a word that a short form of it says
_ASKS = re.compile(r"\b(?:bao nhiêu|mấy)\b")
_HOW = re.compile(r"\b(?:thế nào|ra sao)\b")
_FIELD = re.compile(r"\b(?:lĩnh vực|thủ tục(?: hành chính)?(?: nào| gì)? về)\s+(?P<field>[^\W\d]+ [^\W\d]+)")
_BORDER = re.compile(r"[,;:?.!()]|\bthì\b")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as its ``syllables`` without marks; ``is_asked`` when "bao nhiêu" stands right behind it; a clause that is
    nearer than ``sure`` may leave it unsaid."""

    syllables: tuple[str, ...]
    is_asked: bool = False
    sure: float = _SURE

    @property
    def pairs(self) -> list[str]:
        return [f"{one} {other}" for one, other in pairwise(self.syllables)]


def saying(inquiry: Inquiry, found: Sequence[Passage]) -> list[Passage]:
    """Those of ``found`` that leave no word unsaid that tells what is asked, unless they are surely near it, and no
    commune that is named."""
    words = tuple(_telling(inquiry)) if inquiry.nearness and found else ()
    communes = communes_named((inquiry.whole or inquiry.query).rewritten)
    kept = [each for each in found if _says(inquiry, each.evidence, words)]
    return [each for each in kept if _is_of(inquiry, each.evidence, communes)] if communes else kept


def _is_of(inquiry: Inquiry, evidence: Evidence, communes: Iterable[str]) -> bool:
    text = f"{told(inquiry, evidence)} . {evidence.clause.document.metadata.issuer}"
    return all(says_commune(text, name) for name in communes)


def _says(inquiry: Inquiry, evidence: Evidence, words: Iterable[_Word]) -> bool:
    near = inquiry.nearness.get(evidence.clause.key, 0.0)
    needed = [] if evidence.clause.provision.level is Level.RECIPIENTS else [each for each in words if near < each.sure]
    text = told(inquiry, evidence) if needed else ""
    said = syllables(text)
    plain, known = f" {' '.join(said)} ", set(said)
    return all(_is_said(word, plain, known) or _is_short(inquiry, word, text) for word in needed)


def told(inquiry: Inquiry, evidence: Evidence) -> str:
    """What ``evidence`` says with the headings above, the heads of its columns, what its document is about and the list
    that it introduces."""
    told = [evidence.text, evidence.clause.headings, evidence.clause.subject]
    row = inquiry.library.row(evidence.clause) if evidence.clause.provision.level is Level.ROW else None
    told += [row.text] if row else []
    if evidence.text.endswith(":") or is_heading_only(evidence):
        told += [each.provision.text for each in inquiry.library.below(evidence.clause)]
    return " . ".join(told)


def _is_said(word: _Word, plain: str, known: set[str]) -> bool:
    return f" {' '.join(word.syllables)} " in plain or (not word.is_asked and known.issuperset(word.syllables))


def _is_short(inquiry: Inquiry, word: _Word, text: str) -> bool:
    return inquiry.library.topic((" ".join(word.syllables),), inquiry.ids).coverage(text) >= _HELD


def _telling(inquiry: Inquiry) -> Iterator[_Word]:
    """The words of the question that the archive prints and that are telling; of things of which the same is asked,
    which one clause need not say together, none."""
    weights, query = inquiry.library.weights(), inquiry.whole or inquiry.query
    joined = {word for pair in conjoined(query.rewritten, query.runs) for thing in pair for word in thing.words}
    apart = set(syllables(" ".join(joined)))
    how = _HOW.search(normalize(query.asking))
    for run in query.runs:
        is_how = how is not None and _ends(normalize(query.asking)[: how.start()], run)
        for word in _words(weights, run):
            is_apart = apart.issuperset(word.syllables)
            if not is_apart and _is_telling(weights, word):
                yield replace(word, sure=_SURE_OF_HOW) if is_how else word
    yield from (word for word in _before_asking(query.asking, query.runs) if _is_telling(weights, word))
    yield from _fields(query.rewritten)


def _fields(text: str) -> Iterator[_Word]:
    """The fields that ``text`` names as such, however common the word is ("thủ tục về đất đai")."""
    for match in _FIELD.finditer(normalize(text)):
        if len(list(segmented(match["field"].split()))) == 1:
            yield _Word(syllables(match["field"]), sure=1.0)


def _is_telling(weights: Weights, word: _Word) -> bool:
    rarest = min(word.pairs, key=lambda pair: weights.counts[pair])
    return weights.counts[rarest] >= _PRINTED and weights.of(rarest) >= _TELLING * weights.of("")


def _words(weights: Weights, run: str) -> Iterator[_Word]:
    """The compounds of ``run``, and neighbours that stand together, but for those that only ask for a number."""
    words, light = words_of(run), _light()
    pairs = ((one, other) for one, other in pairwise(words) if _join(weights, one, other))
    said = (*(each for each in segmented(words) if len(each) > 1), *pairs)
    yield from (_Word(syllables(" ".join(each))) for each in said if not light.issuperset(each))


def _join(weights: Weights, one: str, other: str) -> bool:
    """Whether two syllables stand together more often than by chance, those with other marks not counted."""
    if one.isdigit() or other.isdigit():
        return False
    together = weights.counts[" ".join(syllables(f"{one} {other}"))]
    if together < _PRINTED:
        return False
    alone = [max(together, weights.printed(each)) for each in (one, other)]
    return math.log(together * weights.total / math.prod(alone)) >= _TOGETHER * math.log(weights.total / together)


def _before_asking(text: str, runs: Sequence[str]) -> Iterator[_Word]:
    """The last two words of the topic in front of each "bao nhiêu" in ``text`` ("ký quỹ bao nhiêu"), where no word of
    more syllables ends there."""
    plain = normalize(text)
    for match in _ASKS.finditer(plain):
        last = list(segmented(_said_before(plain[: match.start()])))[-2:]
        pair = " ".join(word for each in last for word in each)
        is_pair = len(last) > 1 and all(len(each) == 1 for each in last)
        if is_pair and any(f" {pair} " in f" {' '.join(words_of(run))} " for run in runs):
            yield _Word(syllables(pair), is_asked=True)


def _ends(text: str, run: str) -> bool:
    """Whether ``text`` ends with ``run``, light words left out."""
    return f" {' '.join(_said_before(text))}".endswith(f" {' '.join(words_of(run))}")


def _said_before(text: str) -> list[str]:
    """The last words of ``text`` that stand together, without the light ones at their end."""
    words, light = list(words_of(_BORDER.split(text)[-1])), _light()
    while words and words[-1] in light:
        words.pop()
    return words


@cache
def _light() -> frozenset[str]:
    """Words that stand between a thing and the question for its number: "bằng", "ít nhất", "mỗi tháng"."""
    measures = (*word_set("value_words"), *word_set("measure_words"), *word_set("measured_by"))
    return word_set("fillers").union(word for phrase in measures for word in phrase.split())
