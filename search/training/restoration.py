"""Learning the model that restores marks: counts of syllables and of their neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.folding import normalize, strip_marks
from search.diacritics import restore_with
from search.diacritics_model import STOP, SYMBOLS, Ids, Runs, SyllableModel, tokenize
from search.training.phrases import own_phrases
from search.training.texts import Article

_LONGEST = 7  # letters of the longest Vietnamese syllable, "nghiêng"
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_MARKED = 0.2  # of the words of a line, from which it was written with marks

PHRASES = Path(__file__).resolve().parent / "phrases.txt"
PHRASE_WEIGHT = 40  # how often each phrase counts: ways of asking, which statutes hardly hold


@dataclass(frozen=True, slots=True)
class Pruning:
    """How often a syllable, a pair, a triple must occur to be kept."""

    syllables: int = 20
    pairs: int = 2
    triples: int = 4


def training_texts(articles: Iterable[Article]) -> Iterator[str]:
    """Titles, texts, the ways of asking in ``phrases.txt`` and what our own registries hold."""
    for article in articles:
        yield with_marks(f"{article.title}\n{article.text}")
    for phrase in (*PHRASES.read_text(encoding="utf-8").splitlines(), *own_phrases()):
        yield from [phrase] * PHRASE_WEIGHT


def with_marks(text: str) -> str:
    """``text`` without the lines that were written without marks (names of files, addresses).

    >>> with_marks("Hồ sơ gồm có\\nMau don dang ky.doc")
    'Hồ sơ gồm có'
    """
    return "\n".join(line for line in text.split("\n") if _share_of_marked(line) >= _LEAST_MARKED)


def _share_of_marked(line: str) -> float:
    words = _WORD.findall(line)
    return sum(strip_marks(word) != word for word in words) / len(words) if len(words) > 2 else 1.0


def learn(texts: Sequence[str], pruning: Pruning = Pruning()) -> SyllableModel:
    """A model of ``texts``, which carry their marks."""
    names = _vocabulary(texts, pruning.syllables)
    ids = {name: number for number, name in enumerate(names)}
    symbols = np.concatenate([_numbered(text, ids) for text in texts])
    counts = np.bincount(symbols, minlength=len(names))
    pairs = (symbols[:-1] << 16) | symbols[1:]
    triples = (pairs[:-1] << 16) | symbols[2:]
    return SyllableModel(names, counts, _kept(pairs, pruning.pairs), _kept(triples, pruning.triples))


def _kept(keys: Ids, least: int) -> Runs:
    found, counts = np.unique(keys, return_counts=True)
    kept = counts >= least
    return Runs(found[kept], counts[kept].astype(np.int64))


def _vocabulary(texts: Iterable[str], least: int) -> tuple[str, ...]:
    seen = Counter(token.syllable for text in texts for token in tokenize(text) if token.syllable)
    return (*SYMBOLS, *sorted(name for name, count in seen.items() if count >= least and len(name) <= _LONGEST))


def _numbered(text: str, ids: dict[str, int]) -> Ids:
    """The symbols of a text after two stops, as a search for the best reading begins."""
    inner = [ids.get(token.syllable, token.symbol) for token in tokenize(text)]
    return np.array([STOP, STOP, *inner], dtype=np.int64)


def accuracy(model: SyllableModel, texts: Iterable[str]) -> float:
    """Share of syllables of ``texts`` that come back right once all marks were dropped."""
    right = total = 0
    for text in texts:
        for line in filter(None, map(normalize, text.splitlines())):
            restored = restore_with(model, strip_marks(line))
            pairs = list(zip(line.split(), restored.split(), strict=True))
            right += sum(a == b for a, b in pairs)
            total += len(pairs)
    return right / max(total, 1)
