"""Sentences of clauses, with their places: the pieces of a clause that state one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.records import Span

# A full stop or semicolon ends a sentence where white space and a capital follow, not after "TP" or inside "v.v".
_END = re.compile(r"(?<!\bTP)(?<!\bv\.v)[.;](?=\s+[A-ZĐÀ-ÖØ-ÞĂĨŨƠƯẠ-Ỹ“\"]|\s*$)")
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
