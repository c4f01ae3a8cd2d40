"""The words whose mention a question seeks: quoted, a document number, or what follows "nhắc đến"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.folding import fold, normalize
from ingest.records import Span
from search.answer import Kind
from search.question import lexicon
from search.question.query import Name
from search.question.tokens import Line, Token

_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,})[”\"»]")
_LAST_WORDS = ("không", "chưa", "nhỉ", "vậy", "ạ", "à", "nào", "gì", "đâu", "thế")


def sought_documents(text: str, names: Sequence[Name]) -> tuple[tuple[str, ...], tuple[Name, ...]]:
    """Of the documents named in a question about mentions: texts of those whose mention is sought, and those in which
    it is sought ("Kế hoạch 34 có nhắc đến ... không", "nhắc đến ... trong Kế hoạch 34")."""
    line = Line.read(text)
    last = max((span.end for span in _cue_spans(line)), default=0)
    if not _trimmed([token for token in line.tokens if token.span.start >= last]):
        return tuple(name.text for name in names), ()
    sought = [name for name in names if name.span.start >= last and not _stands_inside(text, name)]
    return tuple(name.text for name in sought), tuple(name for name in names if name not in sought)


def _stands_inside(text: str, name: Name) -> bool:
    return bool(re.search(r"\b(?:trong|o|tai|theo|cua)\s+(?:cac\s+)?$", fold(text[: name.span.start]) + " "))


def _cue_spans(line: Line) -> list[Span]:
    cues = [cue for cue in lexicon.kind_cues() if cue.kind is Kind.MENTION]
    return [span for cue in cues for pattern in cue.phrases for span in line.matches(pattern)]


def quoted_terms(text: str) -> tuple[str, ...]:
    """The words of ``text`` that stand in quotation marks, in order."""
    return tuple(match[1].strip() for match in _QUOTED.finditer(text))


def mention_terms(typed: str, text: str, numbers: Sequence[str], scoping: Sequence[Span] = ()) -> tuple[str, ...]:
    """The terms that a question about mentions seeks, as ``typed``; empty when it names none. ``text`` is the same
    question with marks restored, character for character; words of ``scoping`` at the end say where, not what."""
    quoted = quoted_terms(typed)
    if quoted or numbers:
        return quoted or tuple(numbers)
    line = Line.read(text)
    spans = _cue_spans(line)
    if not spans:
        return ()
    last = max(spans, key=lambda span: span.end)
    after = _trimmed([token for token in line.tokens if token.span.start >= last.end])
    before = _trimmed([token for token in line.tokens if token.span.end <= spans[0].start])
    chosen = _without_scope(after, scoping) or after or before
    return (typed[chosen[0].span.start : chosen[-1].span.end],) if chosen else ()


def _without_scope(tokens: Sequence[Token], scoping: Sequence[Span]) -> list[Token]:
    """``tokens`` without a year or a place at the end ("chuyển đổi số năm 2026")."""
    kept = list(tokens)
    while kept and any(span.start <= kept[-1].span.start < span.end for span in scoping):
        kept.pop()
    return _trimmed([token for token in kept if token is not kept[-1] or token.key != "nam"]) if kept else []


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` without words of no content at either end; a word with a capital is part of a name. Nothing is left
    of words that only ask where ("trong những văn bản nào")."""
    kept = list(tokens)
    asked = " ".join(token.key for token in kept)
    if any(cue.pattern.search(asked) for cue in lexicon.facet_cues("where")):
        return []
    while kept and (_is_empty(kept[-1]) or normalize(kept[-1].text) in _LAST_WORDS):
        kept.pop()
    while kept and _is_empty(kept[0]):
        kept.pop(0)
    return kept


def _is_empty(token: Token) -> bool:
    return token.text[:1].islower() and normalize(token.text) in lexicon.word_set("fillers")
