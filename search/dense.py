"""The dense index: vectors of passage windows, searched by inner product. The only door to ``faiss``.

Every vector is compared, in 16 bits a number, up to ``Layout.flat_limit`` windows: half the memory and half the time of
32 bits, and scores that differ by less than a thousandth. Beyond, ``IVF,SQ8``. Filters are applied inside the search.
Files are written and read by Python: faiss cannot open a path with Vietnamese letters on Windows.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from search.passages import Key
from search.window_table import Entry, WindowTable

Vectors = NDArray[np.float32]

_FAISS: Any = faiss  # its stubs do not know all of it
_VECTORS_FILE = "vectors.faiss"
_ENTRIES_FILE = "entries.npz"
_HASHTABLE = 2  # faiss::DirectMap::Hashtable: vectors can be fetched and removed by id
_PROBES = 128  # lists visited in an IVF search; more when a filter leaves few windows
_WINDOWS_PER_PASSAGE = 4  # how much deeper to look, as several windows may fold into one passage


@dataclass(frozen=True, slots=True)
class Layout:
    """When the index stops comparing every vector, and into how many lists it is then divided."""

    flat_limit: int = 200_000
    lists: int = 1024


class DenseIndex:
    """Vectors of dimension ``dimension``, L2-normalised by the caller, so scores are cosines."""

    def __init__(self, dimension: int, layout: Layout = Layout()) -> None:
        self.dimension = dimension
        self._layout = layout
        self._vectors: Any = faiss.IndexIDMap2(faiss.index_factory(dimension, "SQfp16", faiss.METRIC_INNER_PRODUCT))
        self._table = WindowTable()

    def __len__(self) -> int:
        return int(self._vectors.ntotal)

    @property
    def _is_divided(self) -> bool:
        return not isinstance(self._vectors, faiss.IndexIDMap2)

    def add(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        """Add one vector an entry; ``vectors`` is float32 of shape ``(len(entries), dimension)``."""
        if not entries:
            return
        self._vectors.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), self._table.add(entries))
        if not self._is_divided and len(self) > self._layout.flat_limit:
            self._divide()

    def remove(self, document_id: str) -> None:
        """Drop every vector of a document; none is no error."""
        gone = self._table.remove(document_id)
        if len(gone):
            selector = faiss.IDSelectorArray if self._is_divided else faiss.IDSelectorBatch  # IVF takes no other
            self._vectors.remove_ids(selector(gone))

    def search(self, query: Vectors, groups: Sequence[frozenset[str]], limit: int) -> dict[Key, float]:
        """The best ``limit`` passages that carry a term of every group, by their best window, best first."""
        allowed = self._table.allowed(groups) if groups else None
        if not len(self) or (allowed is not None and not allowed.any()):
            return {}
        depth = min(len(self), limit * _WINDOWS_PER_PASSAGE)
        faiss.omp_set_num_threads(1)  # of this thread: one question is answered sooner by one core alone
        scores, ids = self._vectors.search(query.reshape(1, -1), depth, params=self._parameters(allowed))
        found = ids[0] >= 0
        windows, own = ids[0][found], scores[0][found]
        firsts = self._table.firsts(windows)[:limit]
        return dict(zip(self._table.keys(windows[firsts]), own[firsts].tolist(), strict=True))

    def scores(self, query: Vectors, keys: Iterable[Key]) -> dict[Key, float]:
        """The score of each of ``keys`` that is in the index, by its best window."""
        known = self._table.windows(list(keys))
        if not known:
            return {}
        each = self._vectors.reconstruct_batch(np.concatenate([windows for _, windows in known])) @ query
        firsts = np.cumsum([0, *(len(windows) for _, windows in known)])[:-1]
        return dict(zip((key for key, _ in known), np.maximum.reduceat(each, firsts).tolist(), strict=True))

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``, aside first: a process that is killed leaves the files of before."""
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{_VECTORS_FILE}.new").open("wb") as out:
            faiss.write_index(self._vectors, _FAISS.PyCallbackIOWriter(out.write))
        self._table.save(folder / f"{_ENTRIES_FILE}.new")
        for name in (_VECTORS_FILE, _ENTRIES_FILE):
            (folder / f"{name}.new").replace(folder / name)

    @classmethod
    def load(cls, folder: Path, layout: Layout = Layout()) -> DenseIndex:
        """The index written into ``folder``.

        Raises:
            OSError: a file is missing.
            ValueError: a file is damaged.
        """
        with (folder / _VECTORS_FILE).open("rb") as stored:
            try:
                vectors = faiss.read_index(_FAISS.PyCallbackIOReader(stored.read))
            except RuntimeError as error:
                raise ValueError(f"{_VECTORS_FILE}: {error}") from error
        index = cls(vectors.d, layout)
        index._vectors = vectors
        index._table = WindowTable.load(folder / _ENTRIES_FILE)
        if len(index._table) != len(index):
            raise ValueError(f"{_ENTRIES_FILE}: {len(index._table)} != {len(index)}")
        return index

    def _divide(self) -> None:
        """Turn the index into lists of quantised vectors."""
        ids = faiss.vector_to_array(self._vectors.id_map)
        vectors = self._vectors.index.reconstruct_n(0, len(ids))
        lists = max(1, min(self._layout.lists, len(ids) // 40))
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        divided: Any = faiss.index_factory(self.dimension, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
        divided.train(vectors)
        divided.set_direct_map_type(_HASHTABLE)
        divided.add_with_ids(vectors, ids)
        self._vectors = divided

    def _parameters(self, allowed: NDArray[np.bool_] | None) -> Any:
        parameters: Any = faiss.SearchParameters()
        if self._is_divided:
            parameters = faiss.SearchParametersIVF()
            share = allowed.sum() / len(self) if allowed is not None else 1.0
            parameters.nprobe = min(self._vectors.nlist, int(_PROBES / share))
        if allowed is not None:
            parameters.sel = _FAISS.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        return parameters
