"""The words whose mention a question seeks: quoted, a document number, or what follows "nhắc đến"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.folding import normalize
from search.answer import Kind
from search.question import lexicon
from search.question.tokens import Line, Token

_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,})[”\"»]")
_LAST_WORDS = ("không", "chưa", "nhỉ", "vậy", "ạ", "à", "nào", "gì", "đâu", "thế")


def mention_terms(typed: str, text: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """The terms that a question about mentions seeks, as ``typed``; empty when it names none. ``text`` is the same
    question with marks restored, character for character."""
    quoted = tuple(match[1].strip() for match in _QUOTED.finditer(typed))
    if quoted or numbers:
        return quoted or tuple(numbers)
    line = Line.read(text)
    cues = [cue for cue in lexicon.kind_cues() if cue.kind is Kind.MENTION]
    spans = [span for cue in cues for pattern in cue.phrases for span in line.matches(pattern)]
    if not spans:
        return ()
    last = max(spans, key=lambda span: span.end)
    after = _trimmed([token for token in line.tokens if token.span.start >= last.end])
    before = _trimmed([token for token in line.tokens if token.span.end <= spans[0].start])
    chosen = after or before
    return (typed[chosen[0].span.start : chosen[-1].span.end],) if chosen else ()


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` without words of no content at either end."""
    kept = list(tokens)
    empty = lexicon.word_set("fillers") | set(_LAST_WORDS)
    while kept and normalize(kept[-1].text) in empty:
        kept.pop()
    while kept and normalize(kept[0].text) in empty | {"văn", "bản", "chỗ"}:
        kept.pop(0)
    return kept
