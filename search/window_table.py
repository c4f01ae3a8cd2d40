"""What the vectors of an index stand for: in arrays, so that a million of them take some ten megabytes.

A window has a number that it keeps for good, its passage a number that may change; the windows of a passage, and the
passages of a document, have neighbouring numbers. Terms are kept a set at a time, as many passages share theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from search.passages import Key

Ids = NDArray[np.int64]
Numbers = NDArray[np.int32]

_GONE = -1
_MOST_CHUNKS = 256  # joined when there are more: joining at each document would copy the whole table each time


@dataclass(frozen=True, slots=True)
class Entry:
    """What a vector stands for: a window of the passage ``key``, found by the filter ``terms``."""

    key: Key
    terms: frozenset[str]


@dataclass(frozen=True)
class _Rows:
    """The table itself, or what is added to one; every change makes a new one."""

    passages: Numbers  # of each window, ascending; _GONE for those removed
    documents: Numbers  # of each passage
    sets: Numbers  # of terms, of each passage
    addresses: NDArray[np.uint8]  # of all passages, end to end, in UTF-8
    ends: Ids  # of each passage's address
    names: NDArray[np.uint64]  # a digest of each passage's key
    terms: Numbers  # of all sets, end to end
    term_ends: Ids  # of each set's terms

    @classmethod
    def empty(cls) -> _Rows:
        return cls(*(np.zeros(0, dtype=kind) for kind in _KINDS.values()))

    @cached_property
    def present(self) -> Ids:
        """Windows that are not gone."""
        return np.flatnonzero(self.passages != _GONE)

    @cached_property
    def held(self) -> Numbers:
        """The passage of each window that is present."""
        return self.passages[self.present]

    @cached_property
    def by_name(self) -> Ids:
        """Passages in the order of their digests."""
        return np.argsort(self.names, kind="stable")

    @cached_property
    def set_of(self) -> tuple[Numbers, Numbers]:
        """Terms, ascending, and beside each a set that holds it."""
        holders = np.repeat(np.arange(len(self.term_ends)), np.diff(self.term_ends, prepend=0))
        order = np.argsort(self.terms, kind="stable")
        return self.terms[order], holders[order].astype(np.int32)


_KINDS: dict[str, Any] = {
    "passages": np.int32,
    "documents": np.int32,
    "sets": np.int32,
    "addresses": np.uint8,
    "ends": np.int64,
    "names": np.uint64,
    "terms": np.int32,
    "term_ends": np.int64,
}


class WindowTable:
    """Entries by window number."""

    def __init__(self) -> None:
        self._chunks = [_Rows.empty()]  # of what was added since the table was last read
        self._documents: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._names: list[str] = []  # of documents, by number

    def __len__(self) -> int:
        return len(self._rows.present)

    def add(self, entries: Sequence[Entry]) -> Ids:
        """The numbers of new windows, in the order of ``entries``; the windows of a passage come together."""
        start = {name: sum(len(getattr(chunk, name)) for chunk in self._chunks) for name in _KINDS}
        runs = [(key, list(run)) for key, run in groupby(entries, key=lambda entry: entry.key)]
        sets = {terms: number for number, terms in enumerate(dict.fromkeys(run[0].terms for _, run in runs))}
        addresses = [key.address.encode("utf-8") for key, _ in runs]
        members = [sorted(_numbered(self._terms, term) for term in terms) for terms in sets]
        counts = [len(run) for _, run in runs]
        new = {
            "passages": np.repeat(np.arange(len(runs)) + start["documents"], counts),
            "documents": [self._document(key.document_id) for key, _ in runs],
            "sets": [sets[run[0].terms] + start["term_ends"] for _, run in runs],
            "addresses": np.frombuffer(b"".join(addresses), dtype=np.uint8),
            "ends": np.cumsum([len(each) for each in addresses]) + start["addresses"],
            "names": np.array([_digest(key) for key, _ in runs], dtype=np.uint64),
            "terms": [term for terms in members for term in terms],
            "term_ends": np.cumsum([len(terms) for terms in members]) + start["terms"],
        }
        self._chunks.append(_Rows(*(np.asarray(new[name], dtype=kind) for name, kind in _KINDS.items())))
        if len(self._chunks) > _MOST_CHUNKS:
            self._chunks = [_joined(self._chunks)]
        return np.arange(start["passages"], start["passages"] + len(entries), dtype=np.int64)

    @property
    def _rows(self) -> _Rows:
        if len(self._chunks) > 1:
            self._chunks = [_joined(self._chunks)]
        return self._chunks[0]

    def remove(self, document_id: str) -> Ids:
        """The numbers of a document's windows, which stand for nothing from now on."""
        number = self._documents.get(document_id)
        rows = self._rows
        kept = rows.documents != (number if number is not None else _GONE)
        if kept.all():
            return np.zeros(0, dtype=np.int64)
        gone: Ids = rows.present[~kept[rows.held]]
        self._chunks = [_without(rows, kept)]
        return gone

    def keys(self, windows: Ids) -> list[Key]:
        """The passage of each of ``windows``, all of them present."""
        return [self._key(passage) for passage in self._rows.passages[windows].tolist()]

    def firsts(self, windows: Ids) -> Ids:
        """Places in ``windows``, all of them present, where a passage comes first."""
        return np.sort(np.unique(self._rows.passages[windows], return_index=True)[1])

    def windows(self, keys: Sequence[Key]) -> list[tuple[Key, Ids]]:
        """Each of ``keys`` that is here with its windows. Keys are known by a digest of 64 bits: among a million, two
        share one with a chance of one in ten millions."""
        rows = self._rows
        if not keys or not len(rows.names):
            return []
        wanted = np.array([_digest(key) for key in keys], dtype=np.uint64)
        places = np.minimum(np.searchsorted(rows.names, wanted, sorter=rows.by_name), len(rows.names) - 1)
        passages = rows.by_name[places]
        starts, ends = np.searchsorted(rows.held, passages), np.searchsorted(rows.held, passages, side="right")
        known = (rows.names[passages] == wanted).tolist()
        spans = zip(keys, known, starts.tolist(), ends.tolist(), strict=True)
        return [(key, rows.present[start:end]) for key, is_known, start, end in spans if is_known]

    def allowed(self, groups: Iterable[frozenset[str]]) -> NDArray[np.bool_]:
        """For each window number whether it is present and carries a term of every group."""
        rows = self._rows
        fitting = np.ones(len(rows.term_ends), dtype=np.bool_)
        for group in groups:
            fitting &= self._holding(group)
        passages = fitting[rows.sets]
        return np.concatenate([passages, [False]])[rows.passages]

    def save(self, path: Path) -> None:
        """Write the table as a file."""
        listed = json.dumps([self._names, list(self._terms)], ensure_ascii=False).encode("utf-8")
        arrays = {name: getattr(self._rows, name) for name in _KINDS}
        with path.open("wb") as out:
            np.savez(out, listed=np.frombuffer(listed, dtype=np.uint8), **arrays)

    @classmethod
    def load(cls, path: Path) -> WindowTable:
        """The table in a file.

        Raises:
            OSError: there is no such file.
            ValueError: it is damaged.
        """
        table = cls()
        try:
            with path.open("rb") as stored, np.load(stored, allow_pickle=False) as arrays:
                table._chunks = [_Rows(*(arrays[name] for name in _KINDS))]
                table._names, terms = json.loads(arrays["listed"].tobytes())
        except (BadZipFile, KeyError, EOFError) as error:
            raise ValueError(f"{path.name}: {error}") from error
        table._documents = {name: number for number, name in enumerate(table._names)}
        table._terms = {term: number for number, term in enumerate(terms)}
        return table

    def _document(self, name: str) -> int:
        if name not in self._documents:
            self._documents[name] = len(self._names)
            self._names.append(name)
        return self._documents[name]

    def _key(self, passage: int) -> Key:
        rows = self._rows
        start = int(rows.ends[passage - 1]) if passage else 0
        address = rows.addresses[start : int(rows.ends[passage])].tobytes().decode("utf-8")
        return Key(self._names[rows.documents[passage]], address)

    def _holding(self, group: frozenset[str]) -> NDArray[np.bool_]:
        """Which sets hold a term of ``group``."""
        terms, holders = self._rows.set_of
        held = np.zeros(len(self._rows.term_ends), dtype=np.bool_)
        for term in group & self._terms.keys():
            number = self._terms[term]
            held[holders[np.searchsorted(terms, number) : np.searchsorted(terms, number, side="right")]] = True
        return held


def _joined(chunks: Sequence[_Rows]) -> _Rows:
    return _Rows(*(np.concatenate([getattr(chunk, name) for chunk in chunks]) for name in _KINDS))


def _without(rows: _Rows, kept: NDArray[np.bool_]) -> _Rows:
    """``rows`` with only the passages that are ``kept``."""
    renumbered = np.concatenate([np.where(kept, np.cumsum(kept) - 1, _GONE), [_GONE]]).astype(np.int32)
    lengths = np.diff(rows.ends, prepend=0)
    return _Rows(
        passages=renumbered[rows.passages],
        documents=rows.documents[kept],
        sets=rows.sets[kept],
        addresses=rows.addresses[np.repeat(kept, lengths)],
        ends=np.cumsum(lengths[kept]),
        names=rows.names[kept],
        terms=rows.terms,
        term_ends=rows.term_ends,
    )


def _numbered(known: dict[str, int], name: str) -> int:
    return known.setdefault(name, len(known))


def _digest(key: Key) -> int:
    return int.from_bytes(blake2b("\t".join(key).encode("utf-8"), digest_size=8).digest(), "little")
