"""Training pairs: a short text and the passage that it should find.

Most of them are (title, window of the text); the others (a run of words of a window, the title with the rest of it), so
that a question in the text's own words finds it too. To some of the short texts a phrase is added in which people ask,
so that such words count for little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.training.segmented import Segmented, WordIds
from search.words import JOINT, PAIR

Rows = NDArray[np.int64]

_SHORTEST_TEXT = 8  # tokens
_SHORTEST_RUN, _LONGEST_RUN = 8, 30


@dataclass(frozen=True, slots=True)
class Shares:
    """How pairs are drawn: the size of a window in tokens, and which share of the short texts is a title, and has a
    phrase added."""

    window: int
    title: float
    asked: float = 0.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that get a vector: single ones, most frequent first, then pairs of neighbouring syllables.

    ``idf`` is aligned with ``words``.
    """

    words: tuple[str, ...]
    idf: NDArray[np.float64]
    rows: Rows  # position in ``Segmented.words`` -> row of the weights, -1 for words that get none
    syllable: NDArray[np.bool_]  # whether the word at a position is one
    codes: Rows  # of the pairs, ascending, see ``_pair_codes``; their rows follow those of the words

    @classmethod
    def of(cls, texts: Segmented, most: int, most_pairs: int, least: int) -> Vocabulary:
        """The ``most`` words and the ``most_pairs`` pairs found in at least ``least`` articles."""
        syllable = np.array([JOINT not in word for word in texts.words], dtype=np.bool_)
        found_in = np.zeros(len(texts.words), dtype=np.int64)
        for title, text in zip(texts.titles, texts.texts, strict=True):
            found_in[np.unique(np.concatenate([title, text]))] += 1
        order = np.argsort(-found_in, kind="stable")[:most]
        kept = order[found_in[order] >= least]
        rows = np.full(len(texts.words), -1, dtype=np.int64)
        rows[kept] = np.arange(len(kept))
        codes, pairs_in = _frequent_pairs(texts, syllable, most_pairs, least)
        names = [texts.words[number] for number in kept]
        size = len(texts.words)
        names += [f"{texts.words[code // size]}{PAIR}{texts.words[code % size]}" for code in codes.tolist()]
        idf = np.log(len(texts) / np.concatenate([found_in[kept], pairs_in]))
        return cls(tuple(names), idf, rows, syllable, codes)

    def known(self, ids: WordIds) -> Rows:
        """Rows of those words and pairs of a text that have one."""
        rows = self.rows[ids]
        rows = rows[rows >= 0]
        if not len(self.codes):
            return rows
        codes = _pair_codes(ids, self.syllable)
        places = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        first = len(self.words) - len(self.codes)
        return np.concatenate([rows, first + places[self.codes[places] == codes]])


def _pair_codes(ids: WordIds, syllable: NDArray[np.bool_]) -> Rows:
    """A number for each pair of neighbouring syllables."""
    plain = ids[syllable[ids]].astype(np.int64)
    return plain[:-1] * len(syllable) + plain[1:]


def _frequent_pairs(
    texts: Segmented, syllable: NDArray[np.bool_], most: int, least: int
) -> tuple[Rows, NDArray[np.int64]]:
    """Codes of the most frequent pairs that are no compound, ascending, and in how many articles each is."""
    compounds = {word for word in texts.words if JOINT in word}
    each = [
        np.unique(np.concatenate([_pair_codes(title, syllable), _pair_codes(text, syllable)]))
        for title, text in zip(texts.titles, texts.texts, strict=True)
    ]
    codes, found_in = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *each]), return_counts=True)
    size = len(texts.words)
    chosen: list[int] = []
    for number in np.argsort(-found_in, kind="stable").tolist():
        if len(chosen) == most or found_in[number] < least:
            break
        code = int(codes[number])
        if f"{texts.words[code // size]}{JOINT}{texts.words[code % size]}" not in compounds:
            chosen.append(number)
    places = np.array(sorted(chosen), dtype=np.int64)
    return codes[places], found_in[places]


class Pairs:
    """Random pairs of the articles whose title and text have known words."""

    def __init__(self, texts: Segmented, vocabulary: Vocabulary, shares: Shares, phrases: Sequence[str] = ()) -> None:
        """``phrases`` are those that people ask in, as tokens joined by spaces."""
        self._articles = [
            (title, text)
            for title, text in zip(texts.titles, texts.texts, strict=True)
            if len(vocabulary.known(title)) and len(vocabulary.known(text)) >= _SHORTEST_TEXT
        ]
        self._vocabulary = vocabulary
        self._shares = shares
        number = {word: place for place, word in enumerate(texts.words)}
        listed = [[number[word] for word in phrase.split() if word in number] for phrase in phrases]
        self._phrases = [np.array(ids, dtype=np.int32) for ids in listed if ids]

    def __len__(self) -> int:
        return len(self._articles)

    def sample(self, numbers: Sequence[int], chance: np.random.Generator) -> tuple[list[Rows], list[Rows]]:
        """A pair of each of these articles: the short texts, and the passages."""
        pairs = [self._pair(*self._articles[number], chance) for number in numbers]
        known = self._vocabulary.known
        return [known(self._asked(short, chance)) for short, _ in pairs], [known(passage) for _, passage in pairs]

    def _asked(self, short: WordIds, chance: np.random.Generator) -> WordIds:
        if not self._phrases or chance.random() >= self._shares.asked:
            return short
        return np.concatenate([short, self._phrases[int(chance.integers(len(self._phrases)))]])

    def _pair(self, title: WordIds, text: WordIds, chance: np.random.Generator) -> tuple[WordIds, WordIds]:
        size = self._shares.window
        start = 0 if len(text) <= size else int(chance.integers(0, len(text) - size // 2))
        window = text[start : start + size]
        if chance.random() < self._shares.title:
            return title, window
        length = min(int(chance.integers(_SHORTEST_RUN, _LONGEST_RUN + 1)), len(window) // 2)
        cut = int(chance.integers(0, len(window) - length + 1))
        return window[cut : cut + length], np.concatenate([title, window[:cut], window[cut + length :]])
