"""Searching as a page does it: the passages about a question, a page of them, and their facets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.archive import Archive
from search import citation, facets
from search.answer import Filters, Hit
from search.evidence.library import Clause, Library
from search.facets import Facet
from search.question.names import read_names
from search.results import highlights

if TYPE_CHECKING:
    from search.index import Index, PassageHit

_NEAREST = 10  # passages shown when none holds enough of the question
_DEPTH = 300


@dataclass(frozen=True, slots=True)
class Slice:
    """Which of the passages found are wanted: ``size`` of them from ``start``."""

    start: int = 0
    size: int = 10


@dataclass(frozen=True, slots=True)
class Findings:
    """A slice of the passages found, with how many were in all and their facets.

    ``is_near`` says that none is about the question, and that these are only the nearest, without facets. ``is_cut``
    says that there may be more than ``total``.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    is_near: bool = False
    is_cut: bool = False


def explore(archive: Archive, index: Index, text: str, filters: Filters, wanted: Slice) -> Findings:
    """The passages about ``text`` that pass ``filters``, best first; when there are none, the nearest."""
    from search import diacritics

    library = Library.of(archive)
    named = read_names(text, library).text
    words = diacritics.restore(named)
    found = index.search(named, filters, _DEPTH)
    pairs = [(one, clause) for one in found if (clause := library.clause(one.document_id, one.address))]
    kept = {each.key for each in facets.about((clause for _, clause in pairs), library.weights().topic((words,)))}
    relevant = [pair for pair in pairs if pair[1].key in kept]
    if not relevant:
        nearest = pairs[:_NEAREST]
        return Findings(len(nearest), _hits(nearest, words), is_near=True)
    shown = relevant[wanted.start : wanted.start + wanted.size]
    clauses = [clause for _, clause in relevant]
    is_cut = len(relevant) == len(found) == _DEPTH
    return Findings(len(relevant), _hits(shown, words), _facets(library, clauses), is_cut=is_cut)


def _facets(library: Library, found: Sequence[Clause]) -> tuple[Facet, ...]:
    return facets.facets(found, library.assignments(list(dict.fromkeys(each.document.id for each in found))))


def _hits(pairs: Sequence[tuple[PassageHit, Clause]], words: str) -> tuple[Hit, ...]:
    return tuple(_hit(clause, found.score, words) for found, clause in pairs)


def _hit(clause: Clause, score: float, words: str) -> Hit:
    cited = citation.cite(clause.document, clause.path)
    lit, state = highlights(cited.quote, words), clause.document.state.value
    return Hit(cited, citation.heading_path(clause.path), score, lit, state)
