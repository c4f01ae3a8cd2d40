"""Reading the archive for one question: catalogue, clause trees and word weights, each read once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from ingest.address import Address
from ingest.archive import Archive, CatalogueEntry, StoredDocument
from ingest.folding import squeeze
from ingest.records import Level, Provision, Span
from search.citation import by_address, path_to
from search.relevance import Weights

_SILENT = (Level.TABLE_HEAD, Level.RECIPIENTS, Level.SIGNATURE, Level.HEADER)
_WEIGHTS: WeakKeyDictionary[Archive, tuple[int, Weights]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision with its document and its path from the top, outermost first."""

    document: StoredDocument
    path: tuple[Provision, ...]

    @property
    def provision(self) -> Provision:
        """The provision itself, last of the path."""
        return self.path[-1]

    @property
    def key(self) -> tuple[str, str]:
        """Document id and printed address."""
        return self.document.id, str(self.provision.address)

    @property
    def headings(self) -> str:
        """The headings above, outermost first, on one line; the title of the part itself left out."""
        return " / ".join(squeeze(step.heading) for step in self.path[1:-1] if step.heading)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clause and the part of it that is the evidence."""

    clause: Clause
    span: Span

    @property
    def text(self) -> str:
        """The words of the evidence on one line, without bold marks."""
        return squeeze(self.span.of(self.clause.document.text).replace("**", ""))


class Library:
    """The archive as one question sees it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.catalogue: tuple[CatalogueEntry, ...] = tuple(archive.catalogue())
        self._documents: dict[str, StoredDocument] = {}
        self._trees: dict[str, dict[str, Provision]] = {}

    def document(self, document_id: str) -> StoredDocument:
        """The stored document."""
        if document_id not in self._documents:
            self._documents[document_id] = self.archive.document(document_id)
        return self._documents[document_id]

    def tree(self, document_id: str) -> dict[str, Provision]:
        """The document's provisions in reading order, by printed address."""
        if document_id not in self._trees:
            self._trees[document_id] = by_address(self.archive.provisions(document_id))
        return self._trees[document_id]

    def clause(self, document_id: str, address: Address) -> Clause | None:
        """The clause at ``address``, or None when the document has none there."""
        tree = self.tree(document_id)
        provision = tree.get(str(address))
        return Clause(self.document(document_id), path_to(tree, provision)) if provision else None

    def clauses(self, document_ids: Sequence[str], levels: Sequence[Level] = ()) -> Iterator[Clause]:
        """Every clause of the documents in reading order; by default those that state something: no headers, table
        heads, signatures or recipients."""
        for document_id in document_ids:
            tree = self.tree(document_id)
            for provision in tree.values():
                if provision.level in levels if levels else provision.level not in _SILENT:
                    yield Clause(self.document(document_id), path_to(tree, provision))

    def weights(self) -> Weights:
        """Word weights over all clauses of the archive, learnt once for each of its generations."""
        generation = self.archive.generation()
        known = _WEIGHTS.get(self.archive)
        if known and known[0] == generation:
            return known[1]
        clauses = self.clauses([entry.id for entry in self.catalogue])
        weights = Weights.learn(clause.provision.text for clause in clauses)
        _WEIGHTS[self.archive] = (generation, weights)
        return weights
