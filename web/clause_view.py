"""A cited clause in its surroundings: the headings above it, the quote marked in its text, what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import SILENT, Level, Provision, Span
from search.answer import Citation
from search.citation import path_to
from search.evidence.library import Library
from web.document_view import VERSE
from web.marked_text import Layers, Paragraph, line, paragraphs, plain

_MOST = 1600  # characters of a clause that are shown around a quote
_ROOM = 500  # characters kept on either side of the quote when a clause is longer
_NEIGHBOUR = 140  # characters of the text before and after
_NOT_AROUND = (*SILENT, Level.PART)


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell of a cited table row with the heading of its column."""

    name: str
    text: Paragraph


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A cited clause: ``paragraphs``, or ``cells`` for a table row; ``before`` and ``after`` are the neighbouring
    words, "" where there are none. ``path`` are the headings above it within its part; ``verse`` says that its line
    breaks mean something."""

    citation: Citation
    path: tuple[str, ...]
    before: str
    paragraphs: tuple[Paragraph, ...]
    cells: tuple[NamedCell, ...]
    after: str
    verse: bool = False


def clause_view(library: Library, citation: Citation) -> ClauseView:
    """The clause of ``citation`` as ``library`` holds it, the quote marked; just the quote when it is gone."""
    tree = library.tree(citation.document_id)
    provision = tree.get(citation.address)
    if provision is None:
        return ClauseView(citation, (), "", tuple(paragraphs(citation.quote, Span(0, len(citation.quote)))), (), "")
    text = library.document(citation.document_id).text
    mark = Span(citation.start, citation.end)
    above = (step for step in path_to(tree, provision)[:-1] if step.level is not Level.PART)
    headings = tuple(plain(step.heading) for step in above if step.heading.strip())
    order = list(tree.values())
    shown, cut = _shown(provision, mark)
    return ClauseView(
        citation,
        headings,
        "… " if cut[0] else _before(order, provision, headings),
        () if provision.cells else tuple(paragraphs(text, shown, Layers(mark))),
        _cells(text, provision, mark),
        " …" if cut[1] else _after(order, provision, mark.end),
        provision.level in VERSE,
    )


def _cells(text: str, provision: Provision, mark: Span) -> tuple[NamedCell, ...]:
    cells = (cell for cell in provision.cells if cell.text.strip())
    return tuple(NamedCell(plain(cell.name), line(text, cell.spans, Layers(mark))) for cell in cells)


def _shown(provision: Provision, mark: Span) -> tuple[Span, tuple[bool, bool]]:
    """The characters of the clause and the quote, of a long clause only those near the quote; whether either end is
    cut off."""
    whole = Span(min(provision.start, mark.start), max(provision.end, mark.end))
    if whole.end - whole.start <= _MOST:
        return whole, (False, False)
    start, end = max(whole.start, mark.start - _ROOM), min(whole.end, mark.end + _ROOM)
    return Span(start, end), (start > whole.start, end < whole.end)


def _before(order: Sequence[Provision], provision: Provision, headings: Sequence[str]) -> str:
    """The end of what precedes the clause, unless the headings say it."""
    earlier = [one for one in order if one.end <= provision.start and one.level not in _NOT_AROUND]
    said = plain(earlier[-1].text) if earlier else ""
    if not said or any(heading and heading in said for heading in headings[-1:]):
        return ""
    return said if len(said) <= _NEIGHBOUR else "… " + said[-_NEIGHBOUR:].partition(" ")[2]


def _after(order: Sequence[Provision], provision: Provision, end: int) -> str:
    """The beginning of what follows the quote."""
    later = [one for one in order if one.start >= max(provision.end, end) and one.level not in _NOT_AROUND]
    said = plain(min(later, key=lambda one: one.start).text) if later else ""
    return said if len(said) <= _NEIGHBOUR else said[:_NEIGHBOUR].rpartition(" ")[0] + " …"
