"""How much of a question's topic a clause speaks about: weighted overlap of syllables and of pairs of them.

Compared without marks, acronyms spelled out on both sides. A word that every clause of the archive holds ("cải cách
hành chính") weighs next to nothing, a rare one much; a pair of neighbouring syllables, which is what most Vietnamese
words are, counts beside its two halves.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from ingest.folding import fold
from search.question.lexicon import acronyms, sound

_SYLLABLE = re.compile(r"[a-z0-9]+")
_SHORTEST_SLIP = 4  # letters of a word that may be a slip of a known one
Unit = str  # a syllable, or two joined by a space


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """The syllables of ``text`` in order, without marks, with known acronyms spelled out.

    >>> syllables("Hội thi CCHC")
    ('hoi', 'thi', 'cai', 'cach', 'hanh', 'chinh')
    """
    spelled = acronyms()
    result: list[str] = []
    for syllable in _SYLLABLE.findall(fold(text)):
        result.extend(spelled.get(syllable, (syllable,)))
    return tuple(result)


def units(words: Sequence[str]) -> set[Unit]:
    """The syllables ``words`` and the pairs of neighbours among them."""
    return {*words, *(f"{one} {two}" for one, two in pairwise(words))}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each unit tells, learnt from the clauses of an archive."""

    counts: Counter[Unit]
    total: int

    @classmethod
    def learn(cls, texts: Iterable[str]) -> Weights:
        """Count in how many of ``texts`` each unit stands."""
        counts: Counter[Unit] = Counter()
        total = 0
        for text in texts:
            counts.update(units(syllables(text)))
            total += 1
        return cls(counts, total)

    def of(self, unit: Unit) -> float:
        """Inverse document frequency, at least 0; a unit never seen weighs as one seen once."""
        seen = max(1, self.counts[unit])
        return max(0.0, math.log((self.total + 1) / (seen + 0.5)))

    def known(self, syllable: str) -> str:
        """``syllable``, or the most frequent known one of which it is a slip (one letter, or a confused sound)."""
        if self.counts[syllable] or len(syllable) < _SHORTEST_SLIP or syllable.isdigit():
            return syllable
        near = [unit for unit in self.counts if " " not in unit and _is_slip(syllable, unit)]
        return max(near, key=lambda unit: self.counts[unit], default=syllable)

    def topic(self, runs: Iterable[str]) -> Topic:
        """A topic to score clauses with from ``runs`` of words; words of different runs make no pair."""
        spelled = [[self.known(word) for word in syllables(run)] for run in runs]
        weights = {unit: self.of(unit) for words in spelled for unit in units(words)}
        return Topic(tuple(word for words in spelled for word in words), weights)


def _is_slip(typed: str, known: str) -> bool:
    if abs(len(typed) - len(known)) > 1:
        return False
    return sound(typed) == sound(known) or DamerauLevenshtein.distance(typed, known, score_cutoff=1) <= 1


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its syllables in order and the weight of each unit."""

    words: tuple[str, ...]
    weights: dict[Unit, float]

    @property
    def weight(self) -> float:
        """How much the topic tells in all; near 0 when it holds nothing but words that are everywhere."""
        return sum(self.weights.values())

    @property
    def strength(self) -> float:
        """The weight of the topic's most telling syllable."""
        return max((self.weights[word] for word in self.words), default=0.0)

    def coverage(self, text: str) -> float:
        """The share (0 to 1) of the topic's weight that ``text`` holds."""
        whole = self.weight
        if whole <= 0:
            return 0.0
        held = units(syllables(text))
        return sum(weight for unit, weight in self.weights.items() if unit in held) / whole

    def score(self, text: str) -> float:
        """``coverage``, lowered a little for what the text says besides: of two that hold as much, the closer one."""
        words = syllables(text)
        if not words:
            return 0.0
        inside = sum(1 for word in words if word in self.weights) / len(words)
        return self.coverage(text) * (0.85 + 0.15 * inside)
