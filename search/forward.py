"""The words of a window as numbers, in their order: kept in the index, read when a passage is looked at again.

A word's number has 32 bits and comes from its letters, so no vocabulary is kept; that two words share one is rare and
costs a wrong match, no more. The lowest bit tells a compound from a syllable. A pair of neighbouring syllables has a
number of 64 bits made from the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from search.words import JOINT

Codes = NDArray[np.uint32]
PairCodes = NDArray[np.uint64]

_STORED = np.dtype("<u4")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio: spreads the first of a pair over all bits


@lru_cache(maxsize=200_000)
def code(word: str) -> int:
    """The number of a word; odd for compounds, even for all others."""
    return crc32(word.encode("utf-8")) & ~1 | (JOINT in word)


def codes(words: Sequence[str]) -> Codes:
    """The number of each word."""
    return np.array([code(word) for word in words], dtype=np.uint32)


def is_syllable(numbers: Codes) -> NDArray[np.bool_]:
    """Which of ``numbers`` are no compounds."""
    return np.asarray((numbers & 1) == 0, dtype=np.bool_)


def pair_codes(first: Codes, second: Codes) -> PairCodes:
    """The number of each pair of syllables, ``first[i]`` before ``second[i]``."""
    with np.errstate(over="ignore"):
        return np.asarray(first.astype(np.uint64) * _FACTOR + second.astype(np.uint64), dtype=np.uint64)


def pack(heading: Sequence[str], words: Sequence[str]) -> bytes:
    """A window's heading and its own words, as stored in the index."""
    return np.array([len(heading), *map(code, heading), *map(code, words)], dtype=_STORED).tobytes()


def unpack(stored: bytes) -> tuple[Codes, Codes]:
    """The numbers of heading and words; both empty when ``stored`` is empty."""
    numbers = np.frombuffer(stored, dtype=_STORED).astype(np.uint32, copy=False)
    if not len(numbers):
        return numbers, numbers
    own = 1 + int(numbers[0])
    return numbers[1:own], numbers[own:]
