"""Search results: provisions found, each as a citation with its heading path and the searched words highlighted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.archive import Archive, StoredDocument
from ingest.errors import NotFound
from ingest.folding import fold, strip_marks
from ingest.records import Provision
from search import citation
from search.answer import Hit

if TYPE_CHECKING:
    from search.index import PassageHit

_WORD = re.compile(r"\w+")
_SHORTEST_HIGHLIGHT = 2


def build_hits(archive: Archive, found: Iterable[PassageHit], words: str) -> tuple[Hit, ...]:
    """``found`` as hits in the same order; what the archive no longer holds is left out."""
    library = _Library(archive)
    hits = (library.hit(one, words) for one in found)
    return tuple(hit for hit in hits if hit is not None)


def highlights(quote: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where the longest runs of ``words`` stand in ``quote``, without marks and case: ascending, non-overlapping.

    A word standing alone counts only when no run of two or more words was found, so that "và" is not lit everywhere.
    """
    asked = fold(words).split()
    pairs = set(pairwise(asked))
    places = [(match.start(), match.end(), strip_marks(match[0]).casefold()) for match in _WORD.finditer(quote)]
    lit = [(first[0], second[1]) for first, second in pairwise(places) if (first[2], second[2]) in pairs]
    if not lit:
        single = {word for word in asked if len(word) > _SHORTEST_HIGHLIGHT}
        lit = [(start, end) for start, end, word in places if word in single]
    return tuple(_merged(lit))


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in ranges:
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


class _Library:
    """Documents and provisions of the archive, each read once for one search."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._read: dict[str, tuple[StoredDocument, dict[str, Provision]] | None] = {}

    def hit(self, found: PassageHit, words: str) -> Hit | None:
        """The hit of ``found``; None when its document or provision is gone."""
        known = self._document(found.document_id)
        provision = known[1].get(str(found.address)) if known else None
        if known is None or provision is None:
            return None
        path = citation.path_to(known[1], provision)
        cited = citation.cite(known[0], path)
        lit, state = highlights(cited.quote, words), known[0].state.value
        return Hit(cited, citation.heading_path(path), found.score, lit, state)

    def _document(self, document_id: str) -> tuple[StoredDocument, dict[str, Provision]] | None:
        if document_id not in self._read:
            try:
                document = self._archive.document(document_id)
                provisions = citation.by_address(self._archive.provisions(document_id))
                self._read[document_id] = (document, provisions)
            except NotFound:
                self._read[document_id] = None
        return self._read[document_id]
