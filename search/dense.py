"""The dense index: vectors of passage windows, searched by inner product. The only door to ``faiss``.

Exact search (``IndexFlatIP``) up to ``Layout.flat_limit`` windows, ``IVF,SQ8`` beyond. Filters are applied inside the
search. Files are written and read by Python: faiss cannot open a path with Vietnamese letters on Windows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from search.passages import Key

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]

_VECTORS_FILE = "vectors.faiss"
_ENTRIES_FILE = "entries.jsonl"
_HASHTABLE = 2  # faiss::DirectMap::Hashtable: vectors can be fetched and removed by id
_PROBES = 32  # lists visited in an IVF search
_WINDOWS_PER_PASSAGE = 4  # how much deeper to look, as several windows may fold into one passage


@dataclass(frozen=True, slots=True)
class Layout:
    """When the index stops being exact, and into how many lists it is then divided."""

    flat_limit: int = 200_000
    lists: int = 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """What a vector stands for: a window of the passage ``key``, found by the filter ``terms``."""

    key: Key
    terms: frozenset[str]


class DenseIndex:
    """Vectors of dimension ``dimension``, L2-normalised by the caller, so scores are cosines."""

    def __init__(self, dimension: int, layout: Layout = Layout()) -> None:
        self.dimension = dimension
        self._layout = layout
        self._vectors: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        self._entries: dict[int, Entry] = {}
        self._ids_of_term: dict[str, list[int]] | None = None
        self._ids_of_key: dict[Key, list[int]] | None = None

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def _is_exact(self) -> bool:
        return isinstance(self._vectors, faiss.IndexIDMap2)

    def add(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        """Add one vector an entry; ``vectors`` is float32 of shape ``(len(entries), dimension)``."""
        if not entries:
            return
        first = max(self._entries, default=-1) + 1
        ids = np.arange(first, first + len(entries), dtype=np.int64)
        self._vectors.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)
        self._entries.update(zip(ids.tolist(), entries, strict=True))
        self._forget_lookups()
        if len(self) > self._layout.flat_limit and self._is_exact:
            self._divide()

    def remove(self, document_id: str) -> None:
        """Drop every vector of a document; none is no error."""
        gone = [number for number, entry in self._entries.items() if entry.key.document_id == document_id]
        if gone:
            selector = faiss.IDSelectorBatch if self._is_exact else faiss.IDSelectorArray  # IVF takes no other
            self._vectors.remove_ids(selector(np.array(gone, dtype=np.int64)))
            for number in gone:
                del self._entries[number]
            self._forget_lookups()

    def search(self, query: Vectors, groups: Sequence[frozenset[str]], limit: int) -> dict[Key, float]:
        """The best ``limit`` passages that carry a term of every group, by their best window, best first."""
        allowed = self._allowed(groups)
        if not self._entries or (allowed is not None and not len(allowed)):
            return {}
        depth = min(len(self), limit * _WINDOWS_PER_PASSAGE)
        scores, ids = self._vectors.search(query.reshape(1, -1), depth, params=self._parameters(allowed))
        best: dict[Key, float] = {}
        for number, score in zip(ids[0].tolist(), scores[0].tolist(), strict=True):
            if number >= 0:
                best.setdefault(self._entries[number].key, score)
        return dict(list(best.items())[:limit])

    def scores(self, query: Vectors, keys: Iterable[Key]) -> dict[Key, float]:
        """The score of each of ``keys`` that is in the index, by its best window."""
        by_key = self._lookup_keys()
        return {
            key: max(float(self._vectors.reconstruct(number) @ query) for number in by_key[key])
            for key in keys
            if key in by_key
        }

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _VECTORS_FILE).write_bytes(faiss.serialize_index(self._vectors).tobytes())
        with (folder / _ENTRIES_FILE).open("w", encoding="utf-8") as lines:
            for number, entry in self._entries.items():
                lines.write(json.dumps([number, *entry.key, sorted(entry.terms)], ensure_ascii=False) + "\n")

    @classmethod
    def load(cls, folder: Path, layout: Layout = Layout()) -> DenseIndex:
        """The index written into ``folder``.

        Raises:
            OSError: a file is missing.
            ValueError: a file is damaged.
        """
        stored = np.frombuffer((folder / _VECTORS_FILE).read_bytes(), dtype=np.uint8)
        try:
            vectors = faiss.deserialize_index(stored)
        except RuntimeError as error:
            raise ValueError(f"{_VECTORS_FILE}: {error}") from error
        index = cls(vectors.d, layout)
        index._vectors = vectors
        with (folder / _ENTRIES_FILE).open(encoding="utf-8") as lines:
            for number, document_id, address, terms in map(json.loads, lines):
                index._entries[number] = Entry(Key(document_id, address), frozenset(terms))
        if vectors.ntotal != len(index._entries):
            raise ValueError(f"{_ENTRIES_FILE}: {len(index._entries)} != {vectors.ntotal}")
        return index

    def _divide(self) -> None:
        """Turn the exact index into lists of quantised vectors."""
        ids = np.array(list(self._entries), dtype=np.int64)
        vectors = np.stack([self._vectors.reconstruct(number) for number in ids.tolist()])
        lists = max(1, min(self._layout.lists, len(ids) // 40))
        divided: Any = faiss.index_factory(self.dimension, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
        divided.train(vectors)
        divided.set_direct_map_type(_HASHTABLE)
        divided.add_with_ids(vectors, ids)
        self._vectors = divided

    def _parameters(self, allowed: Ids | None) -> Any:
        parameters: Any = faiss.SearchParameters()
        if not self._is_exact:
            parameters = faiss.SearchParametersIVF()
            parameters.nprobe = _PROBES
        if allowed is not None:
            parameters.sel = faiss.IDSelectorBatch(allowed)
        return parameters

    def _allowed(self, groups: Sequence[frozenset[str]]) -> Ids | None:
        """Ids that carry a term of every group; None when there is no group."""
        if not groups:
            return None
        by_term = self._lookup_terms()
        fitting = [{number for term in group for number in by_term.get(term, ())} for group in groups]
        return np.array(sorted(set.intersection(*fitting)), dtype=np.int64)

    def _lookup_terms(self) -> dict[str, list[int]]:
        if self._ids_of_term is None:
            found: dict[str, list[int]] = {}
            for number, entry in self._entries.items():
                for term in entry.terms:
                    found.setdefault(term, []).append(number)
            self._ids_of_term = found
        return self._ids_of_term

    def _lookup_keys(self) -> dict[Key, list[int]]:
        if self._ids_of_key is None:
            found: dict[Key, list[int]] = {}
            for number, entry in self._entries.items():
                found.setdefault(entry.key, []).append(number)
            self._ids_of_key = found
        return self._ids_of_key

    def _forget_lookups(self) -> None:
        self._ids_of_term = self._ids_of_key = None
