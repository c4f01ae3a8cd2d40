"""Counts of Vietnamese syllables in runs of one, two and three: the model behind the restoring of marks.

Stored as one compressed ``.npz`` file: ``syllables`` (UTF-8, one a line), ``counts``, and for runs of two and three
``keys`` (numbers of 16 bits each, first syllable highest; sorted) and ``key_counts``.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import Defect
from ingest.folding import normalize, strip_marks

MODEL_PATH = Path(__file__).resolve().parent / "models" / "diacritics.npz"

# Symbols of a sequence that are no syllables; they open the vocabulary.
STOP, NUMBER, UNKNOWN = 0, 1, 2
SYMBOLS = ("<stop>", "<number>", "<unknown>")

_DISCOUNT = 0.5
_LEAST_BACKOFF = 1e-3
_RARE = 200  # times as frequent is another syllable of the same letters
_TOKEN = re.compile(r"(?P<letters>[^\W\d_]++)(?![\d_])|(?P<mixed>\w+)|(?P<stop>[^\w\s])")

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Token:
    """A run of the text: ``syllable`` is its normalised letters, "" for a number or punctuation (then ``symbol``)."""

    start: int
    end: int
    syllable: str
    symbol: int


def tokenize(text: str) -> Iterator[Token]:
    """Syllables, numbers and punctuation of ``text`` (NFC) in order; spaces are left out."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["letters"]:
            yield Token(start, end, normalize(match[0]), UNKNOWN)
        else:
            yield Token(start, end, "", NUMBER if match["mixed"] else STOP)


@dataclass(frozen=True)
class Runs:
    """How often each run of two (or three) symbols was seen; ``keys`` is sorted."""

    keys: Ids
    counts: Ids

    def seen(self, keys: Ids) -> Floats:
        """Discounted counts of ``keys`` (any shape), 0 for a run that was not kept."""
        if not len(self.keys):
            return np.zeros(keys.shape)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, self.counts[place] - _DISCOUNT, 0.0)

    def mass(self, heads: Ids) -> Floats:
        """Sum of the discounted counts of the runs that begin with each of ``heads``."""
        first = np.searchsorted(self.keys, heads << 16)
        return np.asarray(self._sums[np.searchsorted(self.keys, (heads + 1) << 16)] - self._sums[first])

    @cached_property
    def _sums(self) -> Floats:
        return np.concatenate([[0.0], np.cumsum(self.counts - _DISCOUNT)])


class SyllableModel:
    """Trigram probabilities with absolute discounting, and the readings of a syllable without marks."""

    def __init__(self, syllables: tuple[str, ...], counts: Ids, pairs: Runs, triples: Runs) -> None:
        """``syllables`` begins with ``SYMBOLS``; ``counts`` is aligned with it."""
        self.syllables = syllables
        self.counts = counts
        self.pairs = pairs
        self.triples = triples
        self._heads: Floats = np.maximum(counts, 1).astype(np.float64)
        self._shares: Floats = self._heads / self._heads.sum()
        self._ids = {syllable: number for number, syllable in enumerate(syllables)}
        self._readings = _readings(syllables, counts)

    def id_of(self, token: Token) -> int:
        """The vocabulary number of ``token``: its syllable, or its symbol."""
        return self._ids.get(token.syllable, token.symbol)

    def readings(self, unmarked: str) -> Ids:
        """Vocabulary numbers of all syllables that are ``unmarked`` once their marks are dropped; may be empty."""
        return self._readings.get(unmarked, np.empty(0, dtype=np.int64))

    def log_probability(self, first: Ids, second: Ids, third: Ids) -> Floats:
        """``log P(third | first second)`` for every choice, of shape ``(len(first), len(second), len(third))``."""
        pair = _mixed(self.pairs, second, self._heads[second], third, self._shares[third])
        heads = (first[:, None] << 16) | second[None, :]
        return np.log(_mixed(self.triples, heads, self.pairs.seen(heads) + _DISCOUNT, third, pair))

    def save(self, path: Path) -> None:
        """Write the model to ``path``."""
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            syllables=np.frombuffer("\n".join(self.syllables).encode("utf-8"), dtype=np.uint8),
            counts=self.counts.astype(np.uint32),
            pair_keys=_gaps(self.pairs.keys).astype(np.uint32),
            pair_counts=self.pairs.counts.astype(np.uint32),
            triple_keys=_gaps(self.triples.keys).astype(np.uint64),
            triple_counts=self.triples.counts.astype(np.uint32),
        )
        path.write_bytes(buffer.getvalue())

    @classmethod
    def load(cls, path: Path = MODEL_PATH) -> SyllableModel:
        """The model stored at ``path``.

        Raises:
            Defect: the file is missing or damaged (it ships with the program).
        """
        try:
            with np.load(io.BytesIO(path.read_bytes())) as stored:
                names = tuple(stored["syllables"].tobytes().decode("utf-8").split("\n"))
                runs = [
                    Runs(np.cumsum(stored[f"{kind}_keys"].astype(np.int64)), stored[f"{kind}_counts"].astype(np.int64))
                    for kind in ("pair", "triple")
                ]
                return cls(names, stored["counts"].astype(np.int64), *runs)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise Defect(f"Mô hình thêm dấu {path.name} thiếu hoặc hỏng ({error}); hãy cài đặt lại.") from error


def _mixed(runs: Runs, heads: Ids, head_counts: Floats, last: Ids, shorter: Floats) -> Floats:
    """Probability of ``last`` after each of ``heads``: what was seen, and the rest shared out as ``shorter`` says."""
    mass = runs.mass(heads)
    rest = np.where(mass > 0, np.maximum(1 - mass / head_counts, _LEAST_BACKOFF), 1.0)
    seen = runs.seen((heads[..., None] << 16) | last)
    return np.asarray(seen / head_counts[..., None] + rest[..., None] * shorter, dtype=np.float64)


def _gaps(keys: Ids) -> Ids:
    """Differences of neighbours: small numbers compress well."""
    return np.diff(keys, prepend=0)


def _readings(syllables: tuple[str, ...], counts: Ids) -> dict[str, Ids]:
    """The syllables by what they are without marks; those left out that are next to nothing beside another of them."""
    numbers: dict[str, list[int]] = {}
    for number, syllable in enumerate(syllables[len(SYMBOLS) :], start=len(SYMBOLS)):
        numbers.setdefault(strip_marks(syllable), []).append(number)
    made = {unmarked: np.array(found, dtype=np.int64) for unmarked, found in numbers.items()}
    return {unmarked: found[counts[found] * _RARE >= counts[found].max()] for unmarked, found in made.items()}
