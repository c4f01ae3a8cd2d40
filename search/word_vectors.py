"""The vectors of single words in a static embedding model, found by the words' numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from search.forward import Codes, PairCodes, code, codes, pair_codes
from search.words import PAIR

Rows = NDArray[np.int64]
Vectors = NDArray[np.float32]


Sums = Callable[[Rows, Rows], Vectors]


class WordVectors:
    """``vectors`` is float32 with a row a word; ``lengths`` are the rows' Euclidean lengths; ``sums`` gives the sum of
    the vectors of each run of rows, zeros for an empty one: its second argument is where each run begins."""

    def __init__(self, vocabulary: Mapping[str, int], vectors: Vectors, sums: Sums) -> None:
        """``vocabulary`` maps words, and pairs as ``search.words.pairs`` writes them, to rows."""
        self.vectors = vectors
        self.lengths = np.linalg.norm(vectors, axis=1)
        self.sums = sums
        single = {code(word): row for word, row in vocabulary.items() if PAIR not in word}
        self._codes, self._rows = _sorted(np.array(list(single), dtype=np.uint64), list(single.values()))
        joined = {word: row for word, row in vocabulary.items() if PAIR in word}
        first, second = (codes([word.split(PAIR, 1)[side] for word in joined]) for side in (0, 1))
        self._pairs, self._pair_rows = _sorted(pair_codes(first, second), list(joined.values()))

    def rows(self, words: Codes) -> Rows:
        """The row of each word; -1 for those that have none."""
        return _looked_up(words.astype(np.uint64), self._codes, self._rows)

    def pair_rows(self, pairs: PairCodes) -> Rows:
        """The row of each pair; -1 for those that have none."""
        return _looked_up(pairs, self._pairs, self._pair_rows)


def _sorted(numbers: PairCodes, rows: list[int]) -> tuple[PairCodes, Rows]:
    order = np.argsort(numbers, kind="stable")
    return numbers[order], np.array(rows, dtype=np.int64)[order]


def _looked_up(wanted: PairCodes, known: PairCodes, rows: Rows) -> Rows:
    if not len(known):
        return np.full(len(wanted), -1, dtype=np.int64)
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[places] == wanted, rows[places], -1)
