"""Questions about what became of a document: by which it was abolished, replaced or amended, which ones it abolished,
and whether it is still in force."""

from __future__ import annotations

from collections.abc import Collection

from search.question.lexicon import facet_cues, states
from search.question.tokens import Line

UNDOER, UNDONE = "undoer", "undone"  # facets: what undid a document is sought, or what was undone


def asks_what_became(text: str) -> bool:
    """Whether ``text`` asks what became of a document, or what one did to others."""
    line = Line.read(text)
    return any(True for facet in (UNDOER, UNDONE) for cue in facet_cues(facet) for _ in line.matches(cue))


def speaks_of_undoing(text: str) -> bool:
    """Whether ``text`` says that something was undone: a year in it may be that of the document that was."""
    return states("undoing", text)


def is_about_undoing(facets: Collection[str]) -> bool:
    """Whether ``facets`` of a question say that it asks so."""
    return UNDOER in facets or UNDONE in facets
