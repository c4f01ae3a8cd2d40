"""Counts of Vietnamese syllables and of neighbouring pairs: the model behind the restoring of marks.

Stored as one compressed ``.npz`` file: ``syllables`` (UTF-8, one a line), ``counts``, ``pairs``
(``first << 16 | second``, sorted) and ``pair_counts``.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
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
_LEAST_BACKOFF = 1e-4
_TOKEN = re.compile(r"(?P<letters>[^\W\d_]++)(?![\d_])|(?P<mixed>\w+)|(?P<stop>[^\w\s])")

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Counts = NDArray[np.uint32]


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


class SyllableModel:
    """Bigram probabilities with absolute discounting, and the readings of a syllable without marks."""

    def __init__(self, syllables: tuple[str, ...], counts: Counts, pairs: Counts, pair_counts: Counts) -> None:
        """``syllables`` begins with ``SYMBOLS``; ``counts`` is aligned with it; ``pairs`` is sorted."""
        self.syllables = syllables
        self.counts = counts
        self.pairs = pairs
        self.pair_counts = pair_counts
        totals = np.maximum(counts.astype(np.float64), 1)
        kept = np.bincount(pairs >> 16, weights=pair_counts - _DISCOUNT, minlength=len(totals))
        self._totals: Floats = totals
        self._shares: Floats = totals / totals.sum()
        self._backoff: Floats = np.clip(1 - kept / totals, _LEAST_BACKOFF, 1)
        self._ids = {syllable: number for number, syllable in enumerate(syllables)}
        self._readings = _readings(syllables)

    def id_of(self, token: Token) -> int:
        """The vocabulary number of ``token``: its syllable, or its symbol."""
        return self._ids.get(token.syllable, token.symbol)

    def readings(self, unmarked: str) -> Ids:
        """Vocabulary numbers of all syllables that are ``unmarked`` once their marks are dropped; may be empty."""
        return self._readings.get(unmarked, np.empty(0, dtype=np.int64))

    def log_probability(self, before: Ids, after: Ids) -> Floats:
        """Matrix of ``log P(after | before)``, shape ``(len(before), len(after))``."""
        keys = (before[:, None].astype(np.uint32) << 16) | after[None, :].astype(np.uint32)
        place = np.minimum(np.searchsorted(self.pairs, keys), len(self.pairs) - 1)
        seen = np.where(self.pairs[place] == keys, self.pair_counts[place] - _DISCOUNT, 0.0)
        share = seen / self._totals[before][:, None] + self._backoff[before][:, None] * self._shares[after][None, :]
        return np.asarray(np.log(share), dtype=np.float64)

    def save(self, path: Path) -> None:
        """Write the model to ``path``."""
        buffer = io.BytesIO()
        names = np.frombuffer("\n".join(self.syllables).encode("utf-8"), dtype=np.uint8)
        np.savez_compressed(buffer, syllables=names, counts=self.counts, pairs=self.pairs, pair_counts=self.pair_counts)
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
                return cls(names, stored["counts"], stored["pairs"], stored["pair_counts"])
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise Defect(f"Mô hình thêm dấu {path.name} thiếu hoặc hỏng ({error}); hãy cài đặt lại.") from error


def _readings(syllables: tuple[str, ...]) -> dict[str, Ids]:
    numbers: dict[str, list[int]] = {}
    for number, syllable in enumerate(syllables[len(SYMBOLS) :], start=len(SYMBOLS)):
        numbers.setdefault(strip_marks(syllable), []).append(number)
    return {unmarked: np.array(found, dtype=np.int64) for unmarked, found in numbers.items()}
