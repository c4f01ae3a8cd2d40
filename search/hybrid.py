"""One search over both indexes: the question is read once, asked of each side, the answers are fused, and the best of
them are looked at again (``search.rescoring``).

Neither side filters the other: each gives its best passages, and every passage found is scored by both. What holds all
that the question names exactly, document numbers, clauses and words in quotation marks, comes before everything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.folding import fold
from ingest.numbers import find_numbers
from ingest.registry_terms import Acronym, acronyms
from search.dense import DenseIndex
from search.diacritics import restore
from search.embedding import Encoder
from search.fusion import fuse
from search.initials import is_short_form
from search.lexical import LexicalIndex, LexicalQuery
from search.passages import Key, Passage
from search.places import named_places
from search.rescoring import Asked, Candidate, rescored
from search.window_table import Entry
from search.words import folded, pairs, syllables, tokens

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]

_DEPTH = 60  # passages that each side puts forward
_SECOND_LOOK = 60  # of them that are read again
_LEXICAL, _DENSE = "lexical", "dense"
_WORD = re.compile(r"[^\W\d_]+(?:[&-][^\W\d_]+)*")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{2,200})[”\"»]")
HEADING_SHARE, DOCUMENT_SHARE = 0.25, 0.25  # of context and of document in a window's vector; see ``search.fusion``


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it is searched for: ``rewritten`` has the marks that were not typed, ``spelled`` also the long
    forms of its acronyms, on lines of their own."""

    rewritten: str
    spelled: str
    lexical: LexicalQuery


def read(text: str) -> Reading:
    """What to look for. Words come from the rewritten text; the folded field is asked only for short forms and what was
    typed without marks, so that marks which were typed are respected."""
    rewritten = restore(text)
    spelled = "\n".join([rewritten, *_written_out(rewritten)])
    words = tuple(tokens(spelled))
    phrases = tuple(filter(None, (tuple(syllables(quoted)) for quoted in _QUOTED.findall(rewritten))))
    was_rewritten = rewritten.casefold() != text.casefold()
    numbers = tuple(mention.number.casefold() for mention in find_numbers(text.upper()))
    places = tuple(named_places(rewritten))
    joined = tuple(pairs(words))
    short = [*_short_forms(rewritten), *filter(is_short_form, folded(words))]
    typed = (*(folded([*words, *joined]) if was_rewritten else ()), *short)
    return Reading(rewritten, spelled, LexicalQuery(words, joined, typed, numbers, places, phrases))


def _written_out(text: str) -> list[str]:
    """Long forms of those acronyms in ``text`` that mean one thing only, each once."""
    known = {fold(entry.text): entry for entry in _sure()}
    sure = filter(None, (known.get(fold(word)) for word in _WORD.findall(text)))
    return list(dict.fromkeys(entry.expansions[0] for entry in sure))


def _short_forms(text: str) -> list[str]:
    """The acronyms that documents may print for words of ``text``."""
    said = f" {' '.join(syllables(text))} "
    return [fold(entry.text) for entry in _sure() if f" {' '.join(syllables(entry.expansions[0]))} " in said]


@cache
def _sure() -> tuple[Acronym, ...]:
    """The acronyms that mean one thing only."""
    return tuple(entry for entry in acronyms().values() if entry.unambiguous and len(entry.expansions) == 1)


class HybridIndex:
    """Passages in a lexical and, when there is a model, a dense index."""

    def __init__(self, lexical: LexicalIndex, dense: DenseIndex | None, encoder: Encoder | None) -> None:
        self.lexical = lexical
        self.dense = dense if encoder is not None else None
        self._encoder = encoder

    @classmethod
    def open(cls, folder: Path, encoder: Encoder | None) -> HybridIndex:
        """The index stored in ``folder``, or an empty one.

        Raises:
            OSError, ValueError: a file is missing or damaged.
        """
        lexical = LexicalIndex(folder / _LEXICAL)
        stored = folder / _DENSE
        if encoder is None:
            return cls(lexical, None, None)
        return cls(lexical, DenseIndex.load(stored) if stored.is_dir() else DenseIndex(encoder.dimension), encoder)

    @staticmethod
    def dense_folder(folder: Path) -> Path:
        """Where an index in ``folder`` keeps its vectors."""
        return folder / _DENSE

    def save(self, folder: Path) -> None:
        """Make all changes durable in the ``folder`` that this index was opened in, and visible."""
        self.lexical.commit()
        if self.dense is not None:
            self.dense.save(folder / _DENSE)

    def add(self, passages: Sequence[Passage], embed: Embed) -> None:
        """Add whole documents with new keys; ``embed`` turns texts into vectors.

        Raises:
            BadModel: ``embed`` raised it; the dense side has none of ``passages`` then.
        """
        self.lexical.add(passages)
        self.add_vectors(passages, embed)

    def add_vectors(self, passages: Sequence[Passage], embed: Embed) -> None:
        """The dense side of ``add``."""
        if self.dense is not None and passages:
            entries = [Entry(passage.key, passage.terms) for passage in passages for _ in passage.windows]
            self.dense.add(entries, window_vectors(passages, embed))

    def remove(self, document_id: str) -> None:
        """Drop every passage of a document."""
        self.lexical.remove(document_id)
        if self.dense is not None:
            self.dense.remove(document_id)

    def drop_dense(self) -> None:
        """Go on with words alone."""
        self.dense = None

    def search(self, reading: Reading, groups: Sequence[frozenset[str]], limit: int) -> list[tuple[Key, float]]:
        """The best ``limit`` passages that carry a filter term of every group, best first."""
        depth = max(_DEPTH, limit)
        named = self.lexical.exact(reading.lexical, groups, depth)
        words = {**self.lexical.search(reading.lexical, groups, depth), **named}
        vector = self.vector(reading)
        dense: dict[Key, float] = {}
        if vector is not None and self.dense is not None:
            dense = self.dense.search(vector, groups, depth)
            words |= self.lexical.scores(reading.lexical, [key for key in dense if key not in words])
            dense |= self.dense.scores(vector, [key for key in words if key not in dense])
        about = self.lexical.about(reading.lexical, {key.document_id for key in {**words, **dense}})
        lexical = {
            key: (words[key].score if key in words else 0.0) + about.get(key.document_id, 0.0)
            for key in {**words, **dense}
        }
        first = fuse(lexical, dense, named)
        looked_at = [
            Candidate(key, lexical[key], dense.get(key, 0.0), score, words[key].window if key in words else b"")
            for key, score in first[:_SECOND_LOOK]
        ]
        again = self._rescored(reading, vector, looked_at, named)
        lowest = again[-1][1] if again else 0.0
        return [*again, *((key, min(score, lowest)) for key, score in first[_SECOND_LOOK:])][:limit]

    def _rescored(
        self, reading: Reading, vector: Vectors | None, candidates: Sequence[Candidate], named: Container[Key]
    ) -> list[tuple[Key, float]]:
        """``candidates`` in the order of a second look, those that are ``named`` before all others."""
        asked = Asked(*self.lexical.word_weights(reading.lexical), *self.lexical.pair_weights(reading.lexical), vector)
        vectors = self._encoder.word_vectors if self._encoder is not None else None
        found = [(key, score + (key in named)) for key, score in rescored(asked, candidates, vectors)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def vector(self, reading: Reading) -> Vectors | None:
        """The question's vector; None without a model, or when the model knows none of its words."""
        if self.dense is None or self._encoder is None:
            return None
        vector = self._encoder.encode_queries([reading.spelled])[0]
        return vector if np.any(vector) else None


def window_vectors(passages: Sequence[Passage], embed: Embed) -> Vectors:
    """A vector for every window of every passage, in their order: the sum of that of context and window, of a share of
    that of the context alone and of a share of its document's, so that an inner product is the weighted mean of three
    scores. The passages of a document come together."""
    texts = [text for passage in passages for text in passage.embedded()]
    heads = [passage.context or text for passage in passages for text in passage.embedded()]
    rows = {head: number for number, head in enumerate(dict.fromkeys(heads))}
    own, above = embed(texts), embed(list(rows))
    documents = [passage.key.document_id for passage in passages for _ in passage.windows]
    summed = own + HEADING_SHARE * above[[rows[head] for head in heads]] + DOCUMENT_SHARE * _centres(own, documents)
    return np.asarray(summed / (1 + HEADING_SHARE + DOCUMENT_SHARE), dtype=np.float32)


def _centres(vectors: Vectors, groups: Sequence[str]) -> Vectors:
    """For each vector the normalised mean of its group, in which it is itself."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    member = [numbers[name] for name in groups]
    sums = np.zeros((len(numbers), vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, member, vectors)
    lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return np.asarray((sums / lengths)[member], dtype=np.float32)
