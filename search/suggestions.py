"""What may be meant while a question is typed: agencies, documents and topics of the archive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from weakref import WeakKeyDictionary

from ingest.agencies import AgencyRegistry
from ingest.archive import Archive, CatalogueEntry
from ingest.folding import fold, squeeze
from ingest.records import Level
from search.passages import cut

_WORD = re.compile(r"\S+")
_CLAUSE_END = re.compile(r"[;:.,(“\"]")
_PUNCTUATION = re.compile(r"[^\w/]+")
_LONGEST_TAIL = 8  # words at the end of what is typed that may begin a name
_SHORTEST = 2  # letters of a single word from which something is proposed
_MOST_READ = 200  # newest documents whose headings and tasks are proposed as topics
_TOPIC_WORDS = range(3, 19)
_TITLE_WORDS = 16
_HEADED = (Level.SECTION, Level.CLAUSE, Level.ARTICLE, Level.CHAPTER)


class SuggestionKind(StrEnum):
    """What is proposed."""

    AGENCY = "agency"
    DOCUMENT = "document"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal: ``text`` takes the place of what was typed from ``start`` on; ``note`` says more about it."""

    kind: SuggestionKind
    text: str
    note: str
    start: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name with the word sequences by which it is found; ``inner``: from any of its words, not only the first."""

    kind: SuggestionKind
    text: str
    note: str
    keys: tuple[tuple[str, ...], ...]
    inner: bool


def suggest(archive: Archive, typed: str, limit: int = 8) -> list[Suggestion]:
    """Up to ``limit`` proposals for the end of ``typed``, those for its longest end; marks and case do not matter.

    Agencies come before documents, these before topics; no kind takes all the places of another.
    """
    entries = _entries(archive)
    for start, tail in _tails(typed):
        found = [entry for entry in entries if _fits(entry, tail)]
        if found:
            found.sort(key=lambda entry: not _begins(entry.keys[0], 0, tail))  # by its own name before by another
            return [Suggestion(one.kind, one.text, one.note, start) for one in _shared_out(found, limit)]
    return []


def _tails(typed: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The ends of ``typed`` from the longest, with where they begin."""
    words = [(match.start(), _key(match[0])) for match in _WORD.finditer(typed)][-_LONGEST_TAIL:]
    for first, (start, _) in enumerate(words):
        tail = tuple(part for _, key in words[first:] for part in key)
        if len(tail) > 1 or (tail and len(tail[0]) >= _SHORTEST):
            yield start, tail


def _fits(entry: _Entry, tail: tuple[str, ...]) -> bool:
    return any(_begins(key, at, tail) for key in entry.keys for at in _starts(entry, key, tail))


def _starts(entry: _Entry, key: tuple[str, ...], tail: tuple[str, ...]) -> Iterable[int]:
    return range(len(key)) if entry.inner and len(tail) > 1 else (0,)


def _begins(key: tuple[str, ...], at: int, tail: tuple[str, ...]) -> bool:
    whole, last = tail[:-1], tail[-1]
    end = at + len(whole)
    return end < len(key) and key[at:end] == whole and key[end].startswith(last)


def _shared_out(found: Sequence[_Entry], limit: int) -> list[_Entry]:
    """The first of ``found``, each kind with at least its share of the places."""
    kinds = {kind: [one for one in found if one.kind is kind] for kind in SuggestionKind}
    share = max(1, limit // max(1, sum(map(bool, kinds.values()))))
    kept = [one for ones in kinds.values() for one in ones[:share]]
    rest = [one for one in found if one not in kept][: limit - len(kept)]
    order = list(SuggestionKind)
    return sorted([*kept, *rest], key=lambda one: order.index(one.kind))[:limit]


def _key(text: str) -> tuple[str, ...]:
    return tuple(word for word in _PUNCTUATION.split(fold(text)) if word)


_KNOWN: WeakKeyDictionary[Archive, tuple[int, tuple[_Entry, ...]]] = WeakKeyDictionary()


def _entries(archive: Archive) -> tuple[_Entry, ...]:
    """Everything that can be proposed; read anew when the archive has changed."""
    generation = archive.generation()
    known = _KNOWN.get(archive)
    if known is None or known[0] != generation:
        catalogue = archive.catalogue()
        made = (*_agencies(archive), *_documents(catalogue), *_topics(archive, catalogue))
        known = (generation, made)
        _KNOWN[archive] = known
    return known[1]


def _agencies(archive: Archive) -> list[_Entry]:
    """Agencies that have an assignment, the busiest first."""
    registry = AgencyRegistry.load()
    counts: dict[str, int] = {}
    for use in archive.agencies():
        if use.agency_id:
            counts[use.agency_id] = counts.get(use.agency_id, 0) + use.assignments
    entries = []
    for agency_id in sorted(counts, key=lambda one: -counts[one]):
        agency = registry.get(agency_id)
        keys = dict.fromkeys(map(_key, (agency.name, *agency.aliases)))
        entries.append(
            _Entry(SuggestionKind.AGENCY, agency.name, f"{counts[agency_id]} nhiệm vụ", tuple(keys), inner=False)
        )
    return entries


def _documents(catalogue: Sequence[CatalogueEntry]) -> list[_Entry]:
    """Documents with a number, the newest first; found by number, type and any words of the title."""
    entries = []
    for entry in _newest(catalogue):
        known = entry.metadata
        if known.number:
            name = f"{known.type or 'Văn bản'} số {known.number}"
            title = squeeze(known.title or "")
            said = (name, f"{known.type or ''} {known.number}", known.number, f"{known.type or ''} {title}")
            note = cut(title, _TITLE_WORDS) or known.province or ""
            entries.append(_Entry(SuggestionKind.DOCUMENT, name, note, tuple(map(_key, said)), inner=True))
    return entries


def _newest(catalogue: Iterable[CatalogueEntry]) -> list[CatalogueEntry]:
    return sorted(catalogue, key=lambda one: str(one.metadata.issued_on or ""), reverse=True)


def _topics(archive: Archive, catalogue: Sequence[CatalogueEntry]) -> list[_Entry]:
    """Headings and short tasks of the newest documents, each once, the most frequent first."""
    ids = [entry.id for entry in _newest(catalogue)[:_MOST_READ]]
    texts = [one.heading for each in ids for one in archive.provisions(each) if one.level in _HEADED]
    texts += [stored.assignment.task for stored in archive.assignments(document_ids=ids)] if ids else []
    agencies = {_key(name) for agency in AgencyRegistry.load().all() for name in (agency.name, *agency.aliases)}
    names: dict[tuple[str, ...], tuple[str, int]] = {}
    for text in map(_beginning, texts):
        key = _key(text)
        if len(key) in _TOPIC_WORDS and key not in agencies:
            name, count = names.get(key, (_phrase(text), 0))
            names[key] = (name, count + 1)
    frequent = sorted(names.items(), key=lambda item: -item[1][1])
    return [_Entry(SuggestionKind.TOPIC, name, "", (key,), inner=True) for key, (name, _) in frequent]


def _beginning(text: str) -> str:
    """``text`` up to the first sign that ends a clause, when that is long enough to be a topic, and not too long."""
    words = squeeze(text.replace("*", ""))
    first = _CLAUSE_END.split(words, maxsplit=1)[0].strip()
    return cut(first if len(_key(first)) in _TOPIC_WORDS else words, _TOPIC_WORDS.stop - 1)


def _phrase(text: str) -> str:
    """A heading as words within a sentence: no sign at its ends, no capitals throughout."""
    said = text.strip(" .;:,-–")
    return said.lower() if said.isupper() else said[:1].lower() + said[1:] if said[1:2].islower() else said
