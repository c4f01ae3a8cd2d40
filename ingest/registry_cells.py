"""Cells and headings that list agencies, item by item."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.records import AgencyMention, Span
from ingest.registry_match import Match, Matcher, mention
from ingest.registry_tokens import Words, words_of

_SEPARATOR = re.compile(
    r"[;\t|()]|\n\s*[-+*•]\s|\n|\.(?=\s|$)|,(?=\s)|(?<=\s)[-–](?=\s)|(?<!\w)(?:và|hoặc)(?!\w)|(?<=\w)/(?=[^\W\d])"
)
_SOFT = frozenset({",", "-", "–", "và", "\n"})  # may also stand inside a name
_MAX_WORDS = 25
_MAX_HEADLESS = 8  # words of a name that begins with no known head word: "VNPT Đắk Nông"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters ``start:end`` between two separators; ``before`` is the one in front, "" at the beginning."""

    start: int
    end: int
    before: str


def split_cell(matcher: Matcher, text: str, offset: int) -> list[AgencyMention]:
    """See ``AgencyRegistry.split_cell``."""
    words = words_of(text)
    known = [match for match in matcher.matches(words) if match.id is not None]
    spans = [Span(words.starts[match.first], words.ends[match.past - 1]) for match in known]
    found = [mention(words, match, offset) for match in known]
    for first, past in _unknown_items(matcher, words, _pieces(text, spans)):
        item = matcher.list_item(words, first) or Match(first, past, None)
        found.append(mention(words, item, offset))
    return sorted(found, key=lambda each: each.span)


def _pieces(text: str, spans: list[Span]) -> list[_Piece | None]:
    """The list cut at separators outside ``spans``; None stands for an item that holds one of ``spans``."""
    pieces: list[_Piece | None] = []
    start, before = 0, ""
    cuts = [cut for cut in _SEPARATOR.finditer(text) if not any(s.start <= cut.start() < s.end for s in spans)]
    for cut_start, cut_end, sign in [*((c.start(), c.end(), c[0]) for c in cuts), (len(text), len(text), "")]:
        holds = any(start <= span.start < cut_start for span in spans)
        pieces.append(None if holds else _Piece(start, cut_start, before))
        start, before = cut_end, sign
    return pieces


def _unknown_items(matcher: Matcher, words: Words, pieces: list[_Piece | None]) -> list[tuple[int, int]]:
    """Word ranges of the items that are agencies which the registry lacks."""
    items: list[tuple[int, int]] = []
    open_item = False  # whether the last item may go on in the next piece
    for piece in pieces:
        trimmed = _trim(matcher, words, piece) if piece else None
        if piece is None or trimmed is None:
            open_item = False
        elif open_item and piece.before in _SOFT and _goes_on(matcher, words, trimmed[0], piece.before):
            items[-1] = (items[-1][0], trimmed[1])
        elif _is_name(matcher, words, *trimmed):
            items.append(trimmed)
            open_item = True
        else:
            open_item = False
    return [item for item in items if item[1] - item[0] <= _MAX_WORDS and _is_name(matcher, words, *item)]


def _trim(matcher: Matcher, words: Words, piece: _Piece) -> tuple[int, int] | None:
    """The words of ``piece`` without verbs in front of and behind the name; None when no word is left."""
    inside = [i for i, start in enumerate(words.starts) if piece.start <= start < piece.end]
    if not inside:
        return None
    first, past = inside[0], inside[-1] + 1
    while first < past and (skip := matcher.unknown.role_verb(words, first)):
        first = min(skip, past)
    verb = next(
        (i for i in range(first + 1, past) if not words.is_capital(i) and matcher.unknown.role_verb(words, i)), past
    )
    return (first, verb) if first < verb else None


def _goes_on(matcher: Matcher, words: Words, first: int, before: str) -> bool:
    """Whether the words at ``first`` belong to the name before the soft separator ``before``."""
    if before == "\n":
        return not words.is_capital(first)
    return matcher.unknown.head_at(words, first) is None and not matcher.quantified(words, first)


def _is_name(matcher: Matcher, words: Words, first: int, past: int) -> bool:
    if matcher.unknown.is_other(words, first) == past:
        return False
    if matcher.quantified(words, first) or matcher.unknown.head_at(words, first) is not None:
        return True
    return words.is_capital(first) and past - first <= _MAX_HEADLESS
