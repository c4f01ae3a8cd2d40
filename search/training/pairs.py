"""Training pairs: a short text and the passage that it should find.

Most of them are (title, window of the text); the others (a run of words of a window, the title with the rest of it), so
that a question in the text's own words finds it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.training.segmented import Segmented

Rows = NDArray[np.int64]

_SHORTEST_TEXT = 8  # tokens
_SHORTEST_RUN, _LONGEST_RUN = 8, 30


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that get a vector, most frequent first; ``idf`` is aligned with them."""

    words: tuple[str, ...]
    rows: Rows  # position in ``Segmented.words`` -> row of the weights, -1 for words that get none
    idf: NDArray[np.float64]

    @classmethod
    def of(cls, texts: Segmented, most: int, least: int) -> Vocabulary:
        """The ``most`` words found in at least ``least`` articles."""
        found_in = np.zeros(len(texts.words), dtype=np.int64)
        for title, text in zip(texts.titles, texts.texts, strict=True):
            found_in[np.unique(np.concatenate([title, text]))] += 1
        order = np.argsort(-found_in, kind="stable")[:most]
        kept = order[found_in[order] >= least]
        rows = np.full(len(texts.words), -1, dtype=np.int64)
        rows[kept] = np.arange(len(kept))
        return cls(tuple(texts.words[number] for number in kept), rows, np.log(len(texts) / found_in[kept]))

    def known(self, ids: NDArray[np.int32]) -> Rows:
        """Rows of those words of a text that have one."""
        rows = self.rows[ids]
        return rows[rows >= 0]


class Pairs:
    """Random pairs of the articles whose title and text have known words."""

    def __init__(self, texts: Segmented, vocabulary: Vocabulary, window: int, title_share: float) -> None:
        """``window`` is in tokens; ``title_share`` of the pairs begin with a title."""
        read = [(vocabulary.known(a), vocabulary.known(b)) for a, b in zip(texts.titles, texts.texts, strict=True)]
        self._articles = [(title, text) for title, text in read if len(title) and len(text) >= _SHORTEST_TEXT]
        self._window = window
        self._title_share = title_share

    def __len__(self) -> int:
        return len(self._articles)

    def sample(self, numbers: Sequence[int], chance: np.random.Generator) -> tuple[list[Rows], list[Rows]]:
        """A pair of each of these articles: the short texts, and the passages."""
        pairs = [self._pair(*self._articles[number], chance) for number in numbers]
        return [short for short, _ in pairs], [passage for _, passage in pairs]

    def _pair(self, title: Rows, text: Rows, chance: np.random.Generator) -> tuple[Rows, Rows]:
        start = 0 if len(text) <= self._window else int(chance.integers(0, len(text) - self._window // 2))
        window = text[start : start + self._window]
        if chance.random() < self._title_share:
            return title, window
        length = min(int(chance.integers(_SHORTEST_RUN, _LONGEST_RUN + 1)), len(window) // 2)
        cut = int(chance.integers(0, len(window) - length + 1))
        return window[cut : cut + length], np.concatenate([title, window[:cut], window[cut + length :]])
