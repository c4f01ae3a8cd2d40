"""A second look at the best passages: their words are read again, near to each other and beside their heading.

The first look scores windows by all words they hold, wherever they stand. Here each candidate's best window is cut into
stretches of some forty syllables, a sentence or two, and the best of them counts: by its words (BM25) and by its
meaning (mean of word vectors). A heading counts by how much of it the question speaks about: one that promises more
than was asked is the heading of something else. And a document of which much was found is more likely meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from search.forward import Codes, PairCodes, is_syllable, pair_codes, unpack
from search.passages import Key
from search.word_vectors import Rows, Vectors, WordVectors

Scores = NDArray[np.float64]

_STRETCH = 40  # syllables
_K1, _B = 1.2, 0.75  # of BM25, as in tantivy
_USUAL_LENGTH = 110  # tokens of heading and stretch, as b measures it
_FLOOR = 50  # a document's other candidates count by what they have above the one at this rank


@dataclass(frozen=True, slots=True)
class Weights:
    """Share of each score, all in 0..1, in the sum.

    Found by logistic regression on zalo-dev, alqac2022 and vlsp2023, so that the relevant passages of each question
    win over its other candidates; fitted on two sets, they hold on the third (see the model's card).
    """

    lexical: float = 0.22
    dense: float = 0.14
    stretch: float = 0.25
    meaning: float = 0.16
    heading: float = 0.14
    document: float = 0.09


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Asked:
    """The question: the numbers of its words and pairs, each once and ascending, what each weighs (its idf by its
    kind's boost), and its vector, None without a static model."""

    words: Codes
    word_weights: Scores
    pairs: PairCodes
    pair_weights: Scores
    vector: Vectors | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with its scores of the first look, and its best window as stored by ``search.forward``; empty when it
    has no word of the question."""

    key: Key
    lexical: float
    dense: float
    fused: float
    window: bytes


def rescored(
    asked: Asked, candidates: Sequence[Candidate], vectors: WordVectors | None, weights: Weights = WEIGHTS
) -> list[tuple[Key, float]]:
    """``candidates``, best first of the first look, in their new order with scores in 0..1; ties in the order of keys.

    Without ``vectors`` the shares of meaning and heading are left out.
    """
    if not candidates:
        return []
    text = _Windows.of([each.window for each in candidates])
    columns = {
        "lexical": _shares(np.array([each.lexical for each in candidates])),
        "dense": np.maximum(0.0, np.array([each.dense for each in candidates])),
        "stretch": _shares(text.best(_bm25(asked, text))),
        "document": _documents(candidates),
    }
    if vectors is not None and asked.vector is not None:
        columns["meaning"] = np.maximum(0.0, text.best(_likeness(asked.vector, text, vectors)))
        columns["heading"] = _headings_asked(asked, text, vectors)
    shares = {each.name: getattr(weights, each.name) for each in fields(weights)}
    total = sum(shares[name] for name in columns)
    scores = sum(shares[name] / total * column for name, column in columns.items())
    found = zip((each.key for each in candidates), np.asarray(scores).tolist(), strict=True)
    return sorted(found, key=lambda hit: (-hit[1], hit[0]))


@dataclass(frozen=True, slots=True)
class _Windows:
    """The words of many windows laid end to end, and where each stands. Every window has at least one stretch."""

    headings: Codes
    heading_of: Rows  # window of each word of ``headings``
    words: Codes
    word_in: Rows  # stretch of each word of ``words``
    stretch_of: Rows  # window of each stretch, ascending
    count: int  # of windows

    @classmethod
    def of(cls, stored: Sequence[bytes]) -> _Windows:
        read = [unpack(each) for each in stored]
        own = np.concatenate([words for _, words in read])
        window = np.repeat(np.arange(len(read)), [len(words) for _, words in read])
        plain = is_syllable(own)
        syllables = np.bincount(window[plain], minlength=len(read))
        stretches = np.maximum(1, np.rint(syllables / _STRETCH)).astype(np.int64)
        firsts = np.cumsum(stretches) - stretches
        before = (np.cumsum(plain) - plain) - (np.cumsum(syllables) - syllables)[window]
        inside = np.minimum(before * stretches[window] // np.maximum(1, syllables[window]), stretches[window] - 1)
        return cls(
            headings=np.concatenate([heading for heading, _ in read]),
            heading_of=np.repeat(np.arange(len(read)), [len(heading) for heading, _ in read]),
            words=own,
            word_in=firsts[window] + inside,
            stretch_of=np.repeat(np.arange(len(read)), stretches),
            count=len(read),
        )

    def best(self, scores: Scores) -> Scores:
        """The highest score of each window's stretches."""
        firsts = np.searchsorted(self.stretch_of, np.arange(self.count))
        return np.asarray(np.maximum.reduceat(scores, firsts), dtype=np.float64)


def _neighbours(words: Codes, place: Rows) -> tuple[PairCodes, Rows]:
    """Pairs of neighbouring syllables of the same place, and that place."""
    plain = is_syllable(words)
    words, place = words[plain], place[plain]
    together = place[:-1] == place[1:]
    return pair_codes(words[:-1], words[1:])[together], place[1:][together]


def _bm25(asked: Asked, text: _Windows) -> Scores:
    """BM25 of each stretch with its window's heading."""
    size = len(text.stretch_of)
    length = np.bincount(text.word_in, minlength=size)
    length = length + np.bincount(text.heading_of, minlength=text.count)[text.stretch_of]
    damping = (_K1 * (1 - _B + _B * length / _USUAL_LENGTH))[:, None]
    words = _times(asked.words, text.words, text.word_in, size)
    words += _times(asked.words, text.headings, text.heading_of, text.count)[text.stretch_of]
    pairs = _times(asked.pairs, *_neighbours(text.words, text.word_in), size)
    pairs += _times(asked.pairs, *_neighbours(text.headings, text.heading_of), text.count)[text.stretch_of]
    times = np.concatenate([words, pairs], axis=1)
    weights = np.concatenate([asked.word_weights, asked.pair_weights])
    return np.asarray((times * (_K1 + 1) / (times + damping)) @ weights, dtype=np.float64)


def _times(wanted: Codes | PairCodes, found: Codes | PairCodes, place: Rows, size: int) -> Scores:
    """How often each place (a row) holds each of the ``wanted`` (a column)."""
    if not len(wanted):
        return np.zeros((size, 0))
    column = np.minimum(np.searchsorted(wanted, found), len(wanted) - 1)
    hit = wanted[column] == found
    counted = np.bincount(place[hit] * len(wanted) + column[hit], minlength=size * len(wanted))
    return counted.reshape(size, len(wanted)).astype(np.float64)


def _likeness(question: Vectors, text: _Windows, known: WordVectors) -> Scores:
    """Cosine of the question and each stretch with its window's heading."""
    size = len(text.stretch_of)
    sums = _summed(known, text.words, text.word_in, size)
    sums += _summed(known, text.headings, text.heading_of, text.count)[text.stretch_of]
    lengths = np.maximum(np.linalg.norm(sums, axis=1) * np.linalg.norm(question), 1e-9)
    return np.asarray(sums @ question / lengths, dtype=np.float64)


def _summed(known: WordVectors, words: Codes, place: Rows, size: int) -> Vectors:
    """The sum of the vectors of each place's words and pairs; ``place`` ascends."""
    rows, where = _known_rows(known, words, place)
    return known.sums(rows, np.searchsorted(where, np.arange(size)))


def _known_rows(known: WordVectors, words: Codes, place: Rows) -> tuple[Rows, Rows]:
    """Rows of words and pairs that have a vector, and their places, ascending."""
    pairs, pair_place = _neighbours(words, place)
    rows = np.concatenate([known.rows(words), known.pair_rows(pairs)])
    where = np.concatenate([place, pair_place])
    kept = np.flatnonzero(rows >= 0)
    order = kept[np.argsort(where[kept], kind="stable")]
    return rows[order], where[order]


def _headings_asked(asked: Asked, text: _Windows, known: WordVectors) -> Scores:
    """How much of each window's heading the question speaks about: for each of its words the likeness of the nearest
    word of the question, weighted by the length of its vector, which grows with what a word says."""
    rows, where = _known_rows(known, text.headings, text.heading_of)
    own = np.concatenate([known.rows(asked.words), known.pair_rows(asked.pairs)])
    own = own[own >= 0]
    if not len(rows) or not len(own):
        return np.zeros(text.count)
    distinct, back = np.unique(rows, return_inverse=True)
    nearest = (_unit(known, distinct) @ _unit(known, own).T).max(axis=1)[back]
    weight = known.lengths[rows]
    said = np.bincount(where, weights=weight * np.maximum(0.0, nearest), minlength=text.count)
    return np.asarray(said / np.maximum(np.bincount(where, weights=weight, minlength=text.count), 1e-9))


def _unit(known: WordVectors, rows: Rows) -> Vectors:
    return np.asarray(known.vectors[rows] / np.maximum(known.lengths[rows], 1e-9)[:, None], dtype=np.float32)


def _documents(candidates: Sequence[Candidate]) -> Scores:
    """What was found of each candidate's document, as a share of what was found of the best one."""
    floor = candidates[min(_FLOOR, len(candidates)) - 1].fused
    excess = [max(0.0, each.fused - floor) for each in candidates]
    found: dict[str, float] = {}
    for each, more in zip(candidates, excess, strict=True):
        found[each.key.document_id] = found.get(each.key.document_id, 0.0) + more
    return _shares(np.array([found[each.key.document_id] for each in candidates]))


def _shares(scores: Scores) -> Scores:
    """Scores divided by the best one; zeros when none is above zero."""
    best = float(scores.max(initial=0.0))
    return scores / best if best > 0 else np.zeros(len(scores))
