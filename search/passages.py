"""Provisions as passages: what is searched, with the context without which it cannot be found.

A passage is one provision that says something of its own: any leaf, and a node above leaves when it has a lead-in.
Its context is the document's line (type, number, province, year) and the headings above it. A long text is cut into
windows for embedding; the passage, and so the provision, is what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.address import Address
from ingest.agencies import AgencyRegistry
from ingest.archive import StoredAssignment, StoredDocument
from ingest.folding import squeeze
from ingest.numbers import find_numbers
from ingest.records import AgencyMention, Level, Metadata, Provision
from search.terms import agency_terms, document_terms, part_terms

WINDOW = 120  # syllables of a window
_LEAD_IN = 30  # syllables of a lead-in or title that are repeated as context
_UNSEARCHED = frozenset({Level.TABLE_HEAD, Level.PAGE})
_BREAK = re.compile(r"(?<=[.;:!?])\s+|\n+")


class Key(NamedTuple):
    """Which provision: its document, and its address as printed."""

    document_id: str
    address: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One provision as it is indexed. ``context`` and each of ``windows`` are single lines; together the windows
    are the provision's own text. ``numbers`` are the document numbers that it names or that name its document;
    ``heading`` is its own heading, or else the nearest above."""

    key: Key
    title: str
    context: str
    windows: tuple[str, ...]
    terms: frozenset[str]
    numbers: tuple[str, ...]
    heading: str = ""

    def texts(self) -> tuple[str, ...]:
        """Every text of it that is segmented."""
        return (self.title, self.context, self.heading, *self.windows)

    def embedded(self) -> list[str]:
        """The texts to embed, one a window, each with the context on a line in front."""
        return [f"{self.context}\n{window}" if self.context else window for window in self.windows]


def texts_of(passages: Iterable[Passage]) -> Iterator[str]:
    """Every text of ``passages`` that is segmented."""
    return (text for passage in passages for text in passage.texts())


def document_passages(
    document: StoredDocument, provisions: Sequence[Provision], assignments: Iterable[StoredAssignment]
) -> list[Passage]:
    """Passages of a document in reading order."""
    by_address = {provision.address: provision for provision in provisions}
    parents = {provision.parent for provision in provisions if provision.parent}
    assigned = _assigned(assignments)
    own = document_terms(document)
    line = document_line(document.metadata)
    above = {each.address: heading_path(each, by_address) for each in provisions}
    return [
        Passage(
            key=Key(document.id, str(provision.address)),
            title=cut(document.metadata.title or "", _LEAD_IN),
            context=" | ".join(filter(None, [line, *above[provision.address]])),
            windows=tuple(windows(passage_text(provision))),
            terms=own.union(
                part_terms(provision.address, provision.level, document.metadata.type),
                _mentioned(provision.text),
                assigned.get(provision.address, frozenset()),
            ),
            numbers=_numbers(provision.text, document.metadata),
            heading=squeeze(provision.heading) or "".join(above[provision.address][-1:]),
        )
        for provision in provisions
        if _is_passage(provision, provision.address in parents)
    ]


def document_line(metadata: Metadata) -> str:
    """What identifies the document, in a line: "Kế hoạch 02/KH-UBND Đắk Nông 2020"."""
    year = metadata.issued_on.year if metadata.issued_on else None
    return " ".join(str(part) for part in (metadata.type, metadata.number, metadata.province, year) if part)


def heading_path(provision: Provision, by_address: Mapping[Address, Provision]) -> list[str]:
    """Headings, or else the beginnings of the lead-ins, of what lies above ``provision``, outermost first."""
    path: list[str] = []
    above = provision.parent
    while above is not None and above in by_address:
        node = by_address[above]
        path.append(squeeze(node.heading) or cut(squeeze(node.text), _LEAD_IN))
        above = node.parent
    return [heading for heading in reversed(path) if heading]


def passage_text(provision: Provision) -> str:
    """The provision's own text for searching; a table row as "column: cell" on lines of their own."""
    cells = [(squeeze(cell.name), squeeze(cell.text)) for cell in provision.cells if cell.text.strip()]
    if cells:
        return "\n".join(f"{name}: {text}" if name else text for name, text in cells)
    return provision.text


def windows(text: str, size: int = WINDOW) -> Iterator[str]:
    """``text`` in pieces of about ``size`` syllables, cut at line and sentence ends where there are any.

    Guaranteed: at least one window; each a single line; joined by spaces they are ``squeeze(text)``.
    """
    window: list[str] = []
    for sentence in _BREAK.split(text):
        words = sentence.split()
        while words:
            room = size - len(window)
            if len(words) > room and window and len(window) >= size // 2:
                yield " ".join(window)
                window = []
                continue
            window += words[:room]
            words = words[room:]
            if len(window) >= size:
                yield " ".join(window)
                window = []
    if window or not text.strip():
        yield " ".join(window)


def cut(text: str, size: int) -> str:
    """The first ``size`` words of ``text``."""
    return " ".join(text.split()[:size])


def _is_passage(provision: Provision, has_children: bool) -> bool:
    if provision.level in _UNSEARCHED or not provision.text.strip():
        return False
    return not has_children or provision.level == Level.ARTICLE or bool(_lead_in(provision))


def _lead_in(provision: Provision) -> str:
    """What the own text says beyond marker and heading."""
    said = squeeze(provision.text).removeprefix(squeeze(provision.marker)).strip(" .):-*")
    return said.removeprefix(squeeze(provision.heading)).strip(" .:-*")


def _numbers(text: str, metadata: Metadata) -> tuple[str, ...]:
    own = [metadata.number] if metadata.number else []
    return tuple(dict.fromkeys([*own, *(mention.number for mention in find_numbers(text))]))


def _mentioned(text: str) -> frozenset[str]:
    """Terms of the agencies that ``text`` names."""
    return _mention_terms(AgencyRegistry.load().find(text))


def _assigned(assignments: Iterable[StoredAssignment]) -> dict[Address, frozenset[str]]:
    """Terms of the agencies that each provision gives something to do, named in it or in a heading above."""
    found: dict[Address, frozenset[str]] = {}
    for stored in assignments:
        terms = _mention_terms(mention for group in stored.assignment.roles.values() for mention in group)
        address = stored.assignment.address
        found[address] = found.get(address, frozenset()) | terms
    return found


def _mention_terms(mentions: Iterable[AgencyMention]) -> frozenset[str]:
    """Terms by registry id, or by printed name where the registry has none."""
    return agency_terms(mention.id or mention.name for mention in mentions)
