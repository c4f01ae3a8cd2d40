"""Reading the archive for one question: catalogue, clause trees and word weights, each read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary, ref

from ingest.address import Address
from ingest.archive import Archive, CatalogueEntry, StoredAssignment, StoredDocument
from ingest.errors import Defect
from ingest.folding import squeeze, strip_marks
from ingest.records import SILENT, Level, Provision, Span
from search.citation import by_address, path_to
from search.evidence.counts import UnitCounts
from search.evidence.sentences import sentence_spans, states_something
from search.evidence.tables import TableRow, table_rows
from search.question.misspelt_numbers import Numbers
from search.question.statutes_said import StatuteBook, statute_book, titles_of_statutes
from search.relevance import Counted, Topic, Weights, syllables
from search.short_forms import ShortForms, defined_in

_FEW = 12  # documents whose own short forms are read
_SEVERAL_CLAUSES = 3  # that print a word which is known to be a name
_BEGINNING = 600  # letters
_MOST_WEIGHED = 400  # documents from which word weights are learnt
_BORDERS = re.compile(r"\s*\|(?:\s*\|)*\s*")
_TITLES = (Level.PART, Level.TABLE_HEAD)


EvidenceKey = tuple[tuple[str, str], int, int]


@dataclass(frozen=True)
class Clause:
    """A provision with its document and its path from the top, outermost first."""

    document: StoredDocument
    path: tuple[Provision, ...]
    is_leaf: bool = False  # known to have no clause under it

    @property
    def provision(self) -> Provision:
        """The provision itself, last of the path."""
        return self.path[-1]

    @cached_property
    def key(self) -> tuple[str, str]:
        """Document id and printed address."""
        return self.document.id, str(self.provision.address)

    @cached_property
    def headings(self) -> str:
        """The headings above, outermost first, on one line; the title of the part itself left out."""
        return " / ".join(squeeze(step.heading) for step in self.path[1:-1] if step.heading)

    @property
    def subject(self) -> str:
        """What its document says it is about: its title; of one without a title its beginning."""
        return self.document.metadata.title or self.document.text[:_BEGINNING]

    @cached_property
    def sentences(self) -> tuple[Evidence, ...]:
        """The sentences of its own text in order, without its marker."""
        return tuple(Evidence(self, span) for span in sentence_spans(self.document.text, self.provision.spans))

    @cached_property
    def statements(self) -> tuple[Evidence, ...]:
        """Those of its sentences that state something."""
        marker, number = squeeze(self.provision.marker), self.document.metadata.number
        return tuple(each for each in self.sentences if states_something(each.text, marker, number))


@dataclass(frozen=True)
class Evidence:
    """A clause and the part of it that is the evidence."""

    clause: Clause
    span: Span

    @property
    def key(self) -> EvidenceKey:
        """Clause and place: the same for the same words of the same clause."""
        return self.clause.key, self.span.start, self.span.end

    @cached_property
    def text(self) -> str:
        """The words of the evidence on one line, without bold marks; one border between the cells of a row."""
        words = squeeze(self.span.of(self.clause.document.text).replace("*", ""))
        return _BORDERS.sub(" | ", words).strip(" |")


def is_told(evidence: Evidence, told: Iterable[Evidence]) -> bool:
    """Whether words of the same row or overlapping words of the same clause are ``told``."""
    same = [each for each in told if each.clause.key == evidence.clause.key]
    if evidence.clause.provision.level is Level.ROW:
        return bool(same)
    return any(each.span.start < evidence.span.end and evidence.span.start < each.span.end for each in same)


class Library:
    """The archive as it stood at one of its generations; ``Library.of`` shares one between questions."""

    def __init__(self, archive: Archive) -> None:
        self._archive = ref(archive)  # not held: the shared libraries go with their archives
        self.catalogue: tuple[CatalogueEntry, ...] = tuple(archive.catalogue())
        self._generations = archive.document_generations()
        self._documents: dict[str, StoredDocument] = {}
        self._trees: dict[str, dict[str, Provision]] = {}
        self._clauses: dict[str, dict[str, Clause]] = {}
        self._assignments: dict[str, tuple[StoredAssignment, ...]] = {}
        self._plain: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._rows: dict[str, dict[str, TableRow]] = {}
        self._defined: dict[str, dict[str, str]] = {}
        self._printed: dict[tuple[str, str], bool] = {}
        self._weights: Weights | None = None

    @classmethod
    def of(cls, archive: Archive) -> Library:
        """The library of the archive as it stands now: read anew whenever anything was added or removed."""
        generation = archive.generation()
        known = _LIBRARIES.get(archive)
        if known is None or known[0] != generation:
            made = cls(archive)
            if known is not None:
                made._take_over(known[1])
            known = (generation, made)
            _LIBRARIES[archive] = known
        return known[1]

    def _take_over(self, earlier: Library) -> None:
        """What ``earlier`` has read of documents that have not changed since."""
        same = {each for each, generation in self._generations.items() if earlier._generations.get(each) == generation}
        for mine, theirs in zip(self._read(), earlier._read(), strict=True):
            mine.update((key, value) for key, value in list(theirs.items()) if key in same)

    def _read(self) -> tuple[dict[str, Any], ...]:
        by_document = self._documents, self._trees, self._clauses, self._assignments, self._plain, self._titles
        return *by_document, self._rows, self._defined

    @property
    def archive(self) -> Archive:
        """The archive read from.

        Raises:
            Defect: it was let go of while this library was still in use.
        """
        archive = self._archive()
        if archive is None:
            raise Defect("Kho văn bản đã đóng trong khi đang trả lời; hãy hỏi lại.")
        return archive

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of the documents."""
        return Numbers(entry.metadata.number for entry in self.catalogue if entry.metadata.number)

    @cached_property
    def statutes(self) -> StatuteBook:
        """The statutes that a question may name."""
        return statute_book(titles_of_statutes(self.catalogue))

    def document(self, document_id: str) -> StoredDocument:
        """The stored document."""
        if document_id not in self._documents:
            self._documents[document_id] = self.archive.document(document_id)
        return self._documents[document_id]

    def plain(self, document_id: str) -> str:
        """The document's text without marks and capitals, to see quickly whether it may hold something."""
        if document_id not in self._plain:
            self._plain[document_id] = strip_marks(self.document(document_id).text).casefold()
        return self._plain[document_id]

    def tree(self, document_id: str) -> dict[str, Provision]:
        """The document's provisions in reading order, by printed address."""
        if document_id not in self._trees:
            self._trees[document_id] = by_address(self.archive.provisions(document_id))
        return self._trees[document_id]

    def prints(self, one: str, other: str) -> bool:
        """Whether a document prints the syllables ``one`` and ``other``, given in small letters, in a row."""
        pair = one, other
        if pair not in self._printed:
            weights, bare = self.weights(), strip_marks(other)
            may_be = weights.counts[" ".join(syllables(f"{one} {other}"))] and all(map(weights.printed, pair))
            found = re.compile(rf"(?<!\w){one}\s+{other}(?!\w)", re.IGNORECASE)
            texts = (
                self.document(entry.id).text for entry in self.catalogue if may_be and bare in self.plain(entry.id)
            )
            self._printed[pair] = any(found.search(text) for text in texts)
        return self._printed[pair]

    def prints_as_name(self, word: str) -> bool:
        """Whether ``word`` is printed in several clauses, never without a capital, nor in capitals alone."""
        if self.weights().printed(word.casefold()) < _SEVERAL_CLAUSES:
            return False
        found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        plain = strip_marks(word).casefold()
        texts = (self.document(entry.id).text for entry in self.catalogue if plain in self.plain(entry.id))
        forms = {match[0] for text in texts for match in found.finditer(text)}
        return bool(forms) and all(form[0].isupper() for form in forms) and not all(map(str.isupper, forms))

    def titles(self, document_id: str) -> str:
        """The titles of the document's parts and the heads of its tables, on one line."""
        if document_id not in self._titles:
            told = [
                provision.heading if provision.level is Level.PART else provision.text
                for provision in self.tree(document_id).values()
                if provision.level in _TITLES
            ]
            self._titles[document_id] = squeeze(" ".join(told))
        return self._titles[document_id]

    def rows(self, document_id: str) -> dict[str, TableRow]:
        """The rows of the document's tables in reading order, by printed address."""
        if document_id not in self._rows:
            rows = table_rows(self.tree(document_id).values())
            self._rows[document_id] = {str(each.provision.address): each for each in rows}
        return self._rows[document_id]

    def row(self, clause: Clause) -> TableRow | None:
        """``clause`` as a row of a table; None where it is none that has a name."""
        document_id, address = clause.key
        return self.rows(document_id).get(address)

    def clause(self, document_id: str, address: Address) -> Clause | None:
        """The clause at ``address``, or None when the document has none there."""
        return self._clauses_of(document_id).get(str(address))

    def clauses(self, document_ids: Sequence[str], levels: Sequence[Level] = ()) -> Iterator[Clause]:
        """Every clause of the documents in reading order; by default those that state something: no headers, table
        heads, signatures or recipients."""
        for document_id in document_ids:
            for clause in self._clauses_of(document_id).values():
                level = clause.provision.level
                if level in levels if levels else level not in SILENT:
                    yield clause

    def below(self, clause: Clause) -> list[Clause]:
        """The clauses under ``clause``, at any depth, in reading order."""
        address = clause.provision.address
        everything = self._clauses_of(clause.document.id).values()
        return [each for each in everything if _is_below(each, address)]

    def beside(self, clause: Clause) -> list[Clause]:
        """The clauses after ``clause`` under the same clause above, and those under them, in reading order: what a
        paragraph introduces ("Nghiêm cấm các hành vi sau đây:" and the clauses of its article)."""
        above = clause.provision.parent
        if above is None:
            return []
        everything = list(self._clauses_of(clause.document.id).values())
        after = everything[everything.index(clause) + 1 :]
        return [each for each in after if _is_below(each, above)]

    def _clauses_of(self, document_id: str) -> dict[str, Clause]:
        if document_id not in self._clauses:
            document, tree = self.document(document_id), self.tree(document_id)
            above = {each.parent for each in tree.values()}
            self._clauses[document_id] = {
                key: Clause(document, path_to(tree, each), each.address not in above) for key, each in tree.items()
            }
        return self._clauses[document_id]

    def assignments(self, document_ids: Sequence[str]) -> Iterator[StoredAssignment]:
        """Every assignment of the documents, by document and reading order; each document is read once."""
        unread = [each for each in document_ids if each not in self._assignments]
        if unread:
            found: dict[str, list[StoredAssignment]] = {each: [] for each in unread}
            for stored in self.archive.assignments(document_ids=unread):
                found[stored.document_id].append(stored)
            self._assignments |= {key: tuple(values) for key, values in found.items()}
        for document_id in document_ids:
            yield from self._assignments[document_id]

    def weights(self) -> Weights:
        """Word weights over all clauses of the archive; of a large one, over those of documents evenly spread."""
        if self._weights is None:
            step = -(-len(self.catalogue) // _MOST_WEIGHED) or 1
            weighed = {entry.id: self._generations[entry.id] for entry in self.catalogue[::step]}
            self._weights = Weights.of_documents(UnitCounts.of(self.archive).counted(weighed, self._count))
        return self._weights

    def _count(self, document_id: str) -> Counted:
        counted = Counted.of(clause.provision.text for clause in self.clauses([document_id]))
        return replace(counted, defined=self._defined_by(document_id))

    def _defined_by(self, document_id: str) -> dict[str, str]:
        if document_id not in self._defined:
            self._defined[document_id] = defined_in(self.document(document_id).text)
        return self._defined[document_id]

    def topic(self, runs: Iterable[str], document_ids: Sequence[str]) -> Topic:
        """A topic of ``runs`` as the documents ``document_ids`` speak: when they are few, their own short forms count
        before those of all."""
        few = document_ids if len(document_ids) <= _FEW else ()
        own = ShortForms.agreed(self._defined_by(each) for each in few if each in self._generations)
        return self.weights().topic(runs, own)


def _is_below(clause: Clause, address: Address) -> bool:
    return clause.provision.address.is_within(address) and clause.provision.address != address


_LIBRARIES: WeakKeyDictionary[Archive, tuple[int, Library]] = WeakKeyDictionary()
