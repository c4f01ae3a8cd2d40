"""Side remarks of a question: what has become of an agency or a province since; they are no part of what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Span
from search.question import lexicon
from search.question.tokens import Line, segments

_BRACKETS = re.compile(r"\([^()]*\)")


def asides(text: str) -> list[Span]:
    """Brackets that tell what is so today ("(nay là Sở Tài chính)"); who is named in them is not asked about."""
    found = (Span(match.start(), match.end()) for match in _BRACKETS.finditer(text))
    return [span for span in found if _tells_of_today(span.of(text))]


def remarks(text: str, asking: Sequence[Span]) -> list[Span]:
    """``asides``, and the parts between punctuation that tell what is so today and ask nothing; ``asking`` are the
    places of the cues of kinds."""
    parts = segments(text)
    telling = [part for part in parts if len(parts) > 1 and _tells_of_today(part.of(text))]
    silent = [part for part in telling if not any(part.start <= span.start < part.end for span in asking)]
    return [*asides(text), *silent]


def _tells_of_today(text: str) -> bool:
    line = Line.read(text)
    return any(True for cue in lexicon.facet_cues("today") for _ in line.matches(cue))
