"""What a document leads to and what leads to it: references as links in its text, and as lists under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ingest.archive import Link, StoredDocument, StoredReference
from ingest.folding import squeeze
from ingest.records import Provision, Reference
from search.citation import document_name, path_to, short_place
from search.engine import Engine
from search.evidence.library import Library
from web.marked_text import TextLink

_PLACES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A clause that mentions a document."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A document that is mentioned, in the words of the first mention, or that mentions; ``targets`` are the documents
    of the archive that may be meant, ``more`` counts the places not shown."""

    name: str
    targets: tuple[Place, ...]
    places: tuple[Place, ...]
    more: int


def document_url(document_id: str, address: str = "") -> str:
    """The page of a document, at the clause ``address``."""
    page = f"/documents/{quote(document_id, safe='')}"
    return f"{page}#{quote(address, safe='/~+*')}" if address else page


def clause_url(address: str, is_here: bool) -> str:
    """Where a clause of the same document is: on the page at hand, or on one that shows the part around it."""
    anchor = f"#{quote(address, safe='/~+*')}"
    return anchor if is_here else f"?at={quote(address, safe='/~')}{anchor}"


def text_links(
    links: Iterable[Link], clauses: Iterable[StoredReference], addresses: Mapping[str, str]
) -> tuple[TextLink, ...]:
    """The references of a document as links, in order: to the one document of the archive that is meant, or to the
    clause of this document; ``clauses`` are its mentions of clauses, ``addresses`` says where those are that it has."""
    found = [TextLink(one.reference.span, document_url(one.targets[0])) for one in links if len(one.targets) == 1]
    for stored in clauses:
        path = stored.reference.path or ""
        is_own = path == str(stored.reference.address)
        if stored.reference.kind == "clause" and not stored.reference.number and path in addresses and not is_own:
            found.append(TextLink(stored.reference.span, addresses[path]))
    return tuple(_apart(sorted(found, key=lambda link: link.span)))


def _apart(links: Iterable[TextLink]) -> Iterator[TextLink]:
    """``links`` without those that begin inside an earlier one."""
    end = 0
    for link in links:
        if link.span.start >= end:
            yield link
            end = link.span.end


def cites(engine: Engine, document: StoredDocument, links: Sequence[Link]) -> list[Mentioned]:
    """The documents that ``links`` of ``document`` mention, each once, in order of the first mention."""
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(_key(link.reference), []).append(link)
    where = _Places(engine)
    made = []
    for found in groups.values():
        targets = tuple(where.document(one) for one in found[0].targets)
        made.append(_mentioned(squeeze(found[0].reference.text), targets, found, where))
    return made


def cited_by(engine: Engine, links: Sequence[Link]) -> list[Mentioned]:
    """The documents that mention, in ``links``, a document, each once."""
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(link.document_id, []).append(link)
    where = _Places(engine)
    return [_mentioned("", (where.document(each),), found, where) for each, found in groups.items()]


def _mentioned(name: str, targets: tuple[Place, ...], found: Sequence[Link], where: _Places) -> Mentioned:
    places = list(dict.fromkeys(where.clause(one) for one in found))
    return Mentioned(name, targets, tuple(places[:_PLACES_SHOWN]), max(0, len(places) - _PLACES_SHOWN))


def _key(reference: Reference) -> str:
    return (reference.number or squeeze(reference.text)).casefold()


class _Places:
    """Clauses and documents in words, each document read once."""

    def __init__(self, engine: Engine) -> None:
        self._library = Library.of(engine.archive)
        self._read: dict[str, tuple[StoredDocument, Mapping[str, Provision]]] = {}

    def document(self, document_id: str) -> Place:
        return Place(document_name(self._document(document_id)[0]), document_url(document_id))

    def clause(self, link: Link) -> Place:
        document, tree = self._document(link.document_id)
        provision = tree[str(link.reference.address)]
        words = short_place(document, path_to(tree, provision)) or "toàn văn bản"
        span = link.reference.span
        page = f"/documents/{quote(document.id, safe='')}?start={span.start}&end={span.end}"
        return Place(words, f"{page}#{quote(str(provision.address), safe='/~+*')}")

    def _document(self, document_id: str) -> tuple[StoredDocument, Mapping[str, Provision]]:
        if document_id not in self._read:
            self._read[document_id] = (self._library.document(document_id), self._library.tree(document_id))
        return self._read[document_id]
