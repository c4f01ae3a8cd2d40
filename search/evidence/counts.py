"""In how many clauses of each document each unit of words stands: counted once a document, kept beside the archive.

Derived from the archive: a document whose generation has changed is counted again, a damaged file is passed over.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from ingest.archive import Archive
from ingest.datafolder import write_whole
from ingest.errors import BadDataFolder
from search.relevance import Counted

FILE = "word-counts-4.json"  # the number grows when units are counted otherwise
Count = Callable[[str], Counted]


class UnitCounts:
    """The counts of the documents of one archive; safe to share between threads."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._known: dict[str, tuple[int, Counted]] = {}
        self._lock = threading.Lock()

    @classmethod
    def of(cls, archive: Archive) -> UnitCounts:
        """Those of ``archive``, the same for as long as it is open."""
        return _SHARED.setdefault(archive, cls())

    def keep_in(self, folder: Path) -> None:
        """Keep them in ``folder`` from now on, beginning with what is kept there already."""
        self._file = folder / FILE
        self._known = _read(self._file)

    def counted(self, generations: Mapping[str, int], count: Count) -> list[Counted]:
        """The counts of the documents with these generations, in order; ``count`` counts those that are not known."""
        with self._lock:
            stale = [each for each, generation in generations.items() if self._generation(each) != generation]
            for each in stale:
                self._known[each] = (generations[each], count(each))
            gone = set(self._known) - set(generations)
            for each in gone:
                del self._known[each]
            if stale or gone:
                self._write()
            return [self._known[each][1] for each in generations]

    def _generation(self, document_id: str) -> int | None:
        return self._known[document_id][0] if document_id in self._known else None

    def _write(self) -> None:
        if self._file is None:
            return
        kept = {key: [generation, one.total, one.counts, one.defined] for key, (generation, one) in self._known.items()}
        try:
            write_whole(self._file, json.dumps(kept, ensure_ascii=False).encode())
        except BadDataFolder:
            self._file = None  # a folder that cannot be written still answers; they are counted again next time


def _read(file: Path) -> dict[str, tuple[int, Counted]]:
    try:
        kept = json.loads(file.read_bytes())
        return {key: (int(one[0]), _counted(*one[1:])) for key, one in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError, IndexError):
        return {}


def _counted(total: Any, counts: Any, defined: Any) -> Counted:
    forms = {str(short): str(long) for short, long in defined.items()}
    return Counted(_whole(counts.items()), int(total), forms)


def _whole(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    return {str(unit): int(number) for unit, number in counts}


_SHARED: WeakKeyDictionary[Archive, UnitCounts] = WeakKeyDictionary()
