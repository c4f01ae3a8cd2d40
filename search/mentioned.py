"""What the documents mention: public indices, by acronym or in words, and the documents that they cite."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ingest.address import Address
from ingest.archive import Archive, Link
from ingest.folding import fold, slugify, squeeze, strip_marks
from ingest.numbers import find_dates
from ingest.records import SILENT, Reference, Span
from ingest.registry_terms import PublicIndex, find_indices, indices, may_name_indices
from search.evidence.library import Library

# Whose numbers begin again in every province (Nghị định 30/2020/NĐ-CP, Phụ lục I).
_LOCAL = ("UBND", "HĐND", "TU")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Place:
    """A mention in a clause. ``in_words`` marks an index that is named without its acronym."""

    document_id: str
    address: Address
    span: Span
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class MentionedIndex:
    """An index with every place that names it, by document and reading order."""

    index: PublicIndex
    places: tuple[Place, ...]

    @property
    def documents(self) -> int:
        """How many documents name it."""
        return len({one.document_id for one in self.places})


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that others cite: what its mentions print of it, the documents of the archive that it may be, and
    every place. ``key`` names it in addresses."""

    key: str
    type: str | None
    number: str | None
    issued_on: date | None
    text: str
    targets: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def documents(self) -> int:
        """How many documents cite it."""
        return len({one.document_id for one in self.places})


class Mentions:
    """The mentions of an archive, read again only for documents that have changed. Safe to share between threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._indices: dict[str, tuple[int, tuple[tuple[str, Place], ...]]] = {}
        self._cited: tuple[int, tuple[CitedDocument, ...]] | None = None

    def indices(self) -> list[MentionedIndex]:
        """Every index that some document names, the most named first."""
        found: dict[str, list[Place]] = {}
        for index_id, place in self._named():
            found.setdefault(index_id, []).append(place)
        known = (MentionedIndex(one, tuple(found[one.id])) for one in indices() if one.id in found)
        return sorted(known, key=lambda one: -one.documents)

    def cited(self) -> tuple[CitedDocument, ...]:
        """Every document cited, the most cited first, then by number."""
        generation = self._archive.generation()
        with self._lock:
            if self._cited is None or self._cited[0] != generation:
                self._cited = (generation, tuple(_cited(self._archive)))
            return self._cited[1]

    def _named(self) -> Iterator[tuple[str, Place]]:
        generations, library = self._archive.document_generations(), Library.of(self._archive)
        with self._lock:
            self._indices = {key: known for key, known in self._indices.items() if key in generations}
            for document_id, generation in sorted(generations.items()):
                if self._indices.get(document_id, (-1,))[0] != generation:
                    self._indices[document_id] = (generation, tuple(_places(library, document_id)))
            return iter([one for _, places in self._indices.values() for one in places])


def _places(library: Library, document_id: str) -> Iterator[tuple[str, Place]]:
    """Each index once a clause, by its acronym when the clause prints that."""
    if not may_name_indices(library.plain(document_id)):
        return
    text = library.document(document_id).text
    for provision in library.tree(document_id).values():
        if provision.level in SILENT or not may_name_indices(strip_marks(provision.text).casefold()):
            continue
        found: dict[str, Place] = {}
        for piece in provision.spans:
            for mention in find_indices(piece.of(text)):
                span = Span(piece.start + mention.span.start, piece.start + mention.span.end)
                known = found.get(mention.id)
                if known is None or (known.in_words and mention.by_acronym):
                    found[mention.id] = Place(document_id, provision.address, span, not mention.by_acronym)
        yield from found.items()


def _cited(archive: Archive) -> list[CitedDocument]:
    """The mentions of documents put together: by number (a local one by the province that cites it), then by date."""
    by_number: dict[str, list[Link]] = {}
    for entry in archive.catalogue():
        for link in archive.cites(entry.id):
            by_number.setdefault(_key(link.reference, entry.metadata.province), []).append(link)
    made = [_made(key, links) for number, found in by_number.items() for key, links in _by_day(number, found)]
    return sorted(made, key=lambda one: (-one.documents, fold(one.number or one.text)))


def _key(reference: Reference, province: str | None) -> str:
    if not reference.number:
        dates = find_dates(reference.text)
        name = reference.text[: dates[0].span.start] if dates else reference.text
        return slugify(f"{name.removesuffix('ngày')} {reference.issued_on or ''}")
    is_local = reference.number.endswith(_LOCAL)
    return slugify(f"{reference.number} {province or ''}" if is_local else reference.number)


def _by_day(key: str, links: Sequence[Link]) -> Iterator[tuple[str, list[Link]]]:
    """``links`` parted by the printed date; those without one belong to the only date that there is."""
    days = {link.reference.issued_on for link in links if link.reference.issued_on}
    if len(days) < 2:
        yield key, list(links)
        return
    for day in (*sorted(days), None):
        own = [link for link in links if link.reference.issued_on == day]
        if own:
            yield f"{key}-{day.isoformat() if day else 'khong-ghi-ngay'}", own


def _made(key: str, links: Sequence[Link]) -> CitedDocument:
    references = [link.reference for link in links]
    places: dict[tuple[str, str], Place] = {}
    for link in links:
        one = link.reference
        places.setdefault((link.document_id, str(one.address)), Place(link.document_id, one.address, one.span))
    return CitedDocument(
        key,
        _usual(one.type for one in references),
        _usual(one.number for one in references),
        _usual(one.issued_on for one in references),
        max((squeeze(one.text.replace("*", "")) for one in references), key=len),
        tuple(sorted({target for link in links for target in link.targets})),
        tuple(places.values()),
    )


def _usual(values: Iterable[_Value | None]) -> _Value | None:
    """The value that is printed most often; None when none is."""
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None
