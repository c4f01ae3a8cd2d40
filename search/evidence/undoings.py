"""What a document says of other documents' force: which it abolishes, replaces or amends, and which go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.archive.keys import number_key
from ingest.folding import fold
from ingest.numbers import find_numbers
from ingest.records import SILENT, Level, Provision, Span
from search.evidence.library import Clause, Evidence, Library
from search.question.lexicon import states

ENDING, AMENDING, CONTINUING = "ending", "amending", "continuing"  # kinds of statements
_MAY_SAY = re.compile(r"bai bo|huy bo|thay the|dinh chi|hieu luc|sua doi|ap dung")
_NO_STATEMENTS = (*SILENT, Level.BASIS, Level.PART)


@dataclass(frozen=True, slots=True)
class Undoing:
    """``evidence`` says it of the documents with the ``numbers`` (keys); ``heading`` is the clause above that says so
    of a list of which it is one item, None when it says it itself."""

    evidence: Evidence
    numbers: frozenset[str]
    heading: Evidence | None = None

    def says(self, kind: str) -> bool:
        """Whether it says a thing of this kind: that the documents end, are amended, or go on."""
        return states(kind, (self.heading or self.evidence).text)

    @property
    def text(self) -> str:
        """The words of both."""
        return f"{self.heading.text} {self.evidence.text}" if self.heading else self.evidence.text


def undoings(library: Library, document_ids: Sequence[str]) -> Iterator[Undoing]:
    """Every such statement of the documents that names a document by its number, in reading order."""
    for document_id in document_ids:
        if _MAY_SAY.search(library.plain(document_id)):
            for clause in library.clauses([document_id]):
                if clause.provision.level not in _NO_STATEMENTS:
                    yield from _said(library, clause)


def _said(library: Library, clause: Clause) -> Iterator[Undoing]:
    if not find_numbers(clause.provision.text):
        return
    heading = _heading(library, clause)
    opening: Evidence | None = None  # the sentence that says so of all up to the next full stop
    for evidence in [_whole(clause)] if heading else clause.sentences:
        numbers = frozenset(number_key(found.number) for found in find_numbers(evidence.text))
        says = _says(evidence.text)
        if numbers and (heading or says or opening):
            yield Undoing(evidence, numbers, heading or (None if says else opening))
        opening = (evidence if says else opening) if evidence.text.rstrip().endswith(";") else None


def _heading(library: Library, clause: Clause) -> Evidence | None:
    """The nearest clause above that says it of what follows."""
    for depth in range(len(clause.path) - 1, 0, -1):
        above = Clause(clause.document, clause.path[:depth])
        said = _introduction(above.provision)
        if said is not None:
            return Evidence(above, said)
    return None


def _introduction(provision: Provision) -> Span | None:
    """The part of a clause that says it of a list below: its heading, or what ends in a colon."""
    if provision.level in SILENT or not provision.spans or provision.level is Level.PART:
        return None
    text = provision.text.strip()
    introduces = text.endswith(":") or (provision.heading and fold(provision.heading) == fold(text))
    return Span(provision.start, provision.end) if introduces and _says(text) else None


def _says(text: str) -> bool:
    return any(states(name, text) for name in (ENDING, AMENDING, CONTINUING))


def _whole(clause: Clause) -> Evidence:
    return Evidence(clause, Span(clause.provision.start, clause.provision.end))
