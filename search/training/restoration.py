"""Learning the model that restores marks: counts of syllables and of their neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.folding import normalize, strip_marks
from search.diacritics import restore_with
from search.diacritics_model import STOP, SYMBOLS, Ids, SyllableModel, tokenize

_LONGEST = 7  # letters of the longest Vietnamese syllable, "nghiêng"


@dataclass(frozen=True, slots=True)
class Pruning:
    """How often a syllable or a pair must occur to be kept."""

    syllables: int = 20
    pairs: int = 3


def learn(texts: Sequence[str], pruning: Pruning = Pruning()) -> SyllableModel:
    """A model of ``texts``, which carry their marks."""
    names = _vocabulary(texts, pruning.syllables)
    ids = {name: number for number, name in enumerate(names)}
    counts = np.zeros(len(names), dtype=np.uint32)
    keys: list[np.ndarray[tuple[int], np.dtype[np.uint32]]] = []
    for text in texts:
        sequence = _numbered(text, ids)
        np.add.at(counts, sequence[:-1], 1)
        keys.append(((sequence[:-1] << 16) | sequence[1:]).astype(np.uint32))
    pairs, pair_counts = np.unique(np.concatenate(keys), return_counts=True)
    kept = pair_counts >= pruning.pairs
    return SyllableModel(names, counts, pairs[kept], pair_counts[kept].astype(np.uint32))


def _vocabulary(texts: Iterable[str], least: int) -> tuple[str, ...]:
    seen = Counter(token.syllable for text in texts for token in tokenize(text) if token.syllable)
    return (*SYMBOLS, *sorted(name for name, count in seen.items() if count >= least and len(name) <= _LONGEST))


def _numbered(text: str, ids: dict[str, int]) -> Ids:
    inner = [ids.get(token.syllable, token.symbol) for token in tokenize(text)]
    return np.array([STOP, *inner, STOP], dtype=np.int64)


def accuracy(model: SyllableModel, texts: Iterable[str]) -> float:
    """Share of syllables of ``texts`` that come back right once all marks were dropped."""
    right = total = 0
    for text in texts:
        for line in filter(None, normalize_lines(text)):
            restored = restore_with(model, strip_marks(line))
            pairs = list(zip(line.split(), restored.split(), strict=True))
            right += sum(a == b for a, b in pairs)
            total += len(pairs)
    return right / max(total, 1)


def normalize_lines(text: str) -> list[str]:
    """Lines of ``text`` in the form in which two texts are compared (one tone placement, no case)."""
    return [normalize(line) for line in text.splitlines()]
