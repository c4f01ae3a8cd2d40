"""The parts of a question that asks several things: where each begins and ends, in the words of the question.

A part has an interrogative of its own. What asks nothing belongs to what comes after it at the beginning of a question
or of a sentence and where it opens something new ("riêng ngành giáo dục, ..."), otherwise to what comes before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.records import Span
from search.question import lexicon
from search.question.cue import Cue
from search.question.tokens import Line

_MARKS = re.compile(r"[,;:?!]|\.(?=\s|$)")
_BRACKETS = re.compile(r"\([^()]*\)")
_ENDS = frozenset("?!.;")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch between two borders; ``is_first`` of its sentence."""

    span: Span
    asks: bool
    is_first: bool


def asking_parts(text: str) -> tuple[Span, ...]:
    """The parts of ``text`` in order, each with an interrogative; together they are all of it. One where it asks one
    thing or nothing."""
    parts: list[Span] = []
    waiting: int | None = None
    for piece in _pieces(text):
        start = piece.span.start if waiting is None else waiting
        if piece.asks:
            parts.append(Span(start, piece.span.end))
            waiting = None
        elif parts and waiting is None and not piece.is_first and not _says(piece.span.of(text), "opening"):
            parts[-1] = Span(parts[-1].start, piece.span.end)
        else:
            waiting = start
    if not parts:
        return (Span(0, len(text)),)
    return (*parts[:-1], Span(parts[-1].start, len(text)))


def asks(text: str) -> bool:
    """Whether ``text`` asks anything in words."""
    return _says(text, "asking")


def asks_alike(part: str) -> bool:
    """Whether ``part`` asks the same as the part before of something else ("riêng Bộ Công an thì sao?")."""
    return _says(part, "alike")


def goes_on(part: str) -> bool:
    """Whether ``part`` says no more of the part before and goes on with its subject ("có được gia hạn không?")."""
    return _says(part, "going_on")


def asks_since(part: str) -> bool:
    """Whether ``part`` asks since when something is in force ("áp dụng từ hôm nào")."""
    return _says(part, "in_force")


def _pieces(text: str) -> list[_Piece]:
    borders = [*_punctuation(text), *_joints(text)]
    pieces, start, is_first = [], 0, True
    for border in [*sorted(borders), Span(len(text), len(text))]:
        words = text[start : border.start]
        if words.strip():
            pieces.append(_Piece(Span(start, border.start), _says(words, "asking"), is_first))
            is_first = False
        is_first = is_first or bool(_ENDS & set(border.of(text)))
        start = border.end
    return pieces


def _punctuation(text: str) -> list[Span]:
    inside = [match.span() for match in _BRACKETS.finditer(text)]
    marks = (match.span() for match in _MARKS.finditer(text))
    return [Span(*mark) for mark in marks if not any(first < mark[0] < last for first, last in inside)]


def _joints(text: str) -> list[Span]:
    line = Line.read(text)
    return [
        Span(span.start, _first_word(text, span)) for cue in lexicon.part_cues("joining") for span in line.matches(cue)
    ]


def _first_word(text: str, span: Span) -> int:
    return span.start + len(span.of(text).split()[0]) if span.of(text).split()[0].casefold() == "còn" else span.end


def _says(text: str, name: str) -> bool:
    line = Line.read(text)
    return _any(line, lexicon.part_cues(name))


def _any(line: Line, cues: Iterable[Cue]) -> bool:
    return any(True for cue in cues for _ in line.matches(cue))
