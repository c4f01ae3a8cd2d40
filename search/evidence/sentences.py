"""Sentences of clauses, with their places: the pieces of a clause that state one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.folding import fold
from ingest.records import Span

# A full stop or semicolon ends a sentence where white space and a capital follow, not after "TP" or inside "v.v".
_END = re.compile(r"(?<!\bTP)(?<!\bv\.v)[.;](?=\s+[A-ZĐÀ-ÖØ-ÞĂĨŨƠƯẠ-Ỹ“\"]|\s*$)")
_BLANKS = re.compile(r"[□☐]|(?:\.\s?){6,}|…{2,}|_{4,}")
_LISTED = re.compile(r"^[A-ZĐ][^\W\d]+(?: [^\W\d]+){0,2} (?P<number>\d[\w/-]+) (?:năm|ngày) ")
_WORD = re.compile(r"[^\W\d_].*[^\W\d_].*[^\W\d_]")  # three letters
_MARKER = re.compile(r"^[\s*#]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,5}|[a-zđ])[.)][\s*]+|[-+*]\s+)?")


def sentence_spans(text: str, pieces: Sequence[Span]) -> Iterator[Span]:
    """The sentences of the ``pieces`` of a clause of ``text`` in order, without its marker; none is empty."""
    for number, piece in enumerate(pieces):
        words = piece.of(text)
        marker = _MARKER.match(words) if number == 0 else None
        start = marker.end() if marker else 0
        for end in [*(match.end() for match in _END.finditer(words)), len(words)]:
            span = _stripped(text, Span(piece.start + start, piece.start + max(start, end)))
            if span.start < span.end:
                yield span
            start = max(start, end)


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    left = len(words) - len(words.lstrip(" \t\n*#"))
    right = len(words) - len(words.rstrip(" \t\n*#"))
    return Span(span.start + left, max(span.start + left, span.end - right))


def states_something(text: str, marker: str, number: str | None) -> bool:
    """Whether a sentence is more than the ``marker`` of its clause ("Điều 21" on a line of its own), hardly a word, the
    line of a form that is still to be filled in, or the line by which a library lists the document itself, which has
    the ``number``: "Quyết định 1622/QĐ-UBND năm 2025 công bố Danh mục ..."."""
    said = text.strip(" .:")
    if said == marker.strip(" .:*") or not _WORD.search(said) or _BLANKS.search(said):
        return False
    listed = _LISTED.match(text)
    return listed is None or number is None or fold(listed["number"]) != fold(number)
