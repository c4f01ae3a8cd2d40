"""Things that begin with the same words: "Thẻ vàng và Thẻ bạc", "thời hạn kháng cáo bản án và thời hạn kháng cáo quyết
định". What stands before the first and behind the second is said of both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from ingest.records import Span
from search.question.tokens import Line, Token
from search.relevance import syllables

_OWNED = re.compile(r"\s+(?:(?:của|cua|do|ở|tại)\s+)?")

_JOINING = ("ve", "trong", "de")


@dataclass(frozen=True, slots=True)
class Said:
    """A question: its ``text``, the words of its ``topic``, and where it names ``bodies``."""

    text: str
    topic: str
    bodies: Sequence[Span] = ()


def said_twice(said: Said, joints: Iterable[tuple[Span, Span]], least: int) -> Iterator[tuple[str, str]]:
    """The question about the one and about the other of two things that one of ``joints``, each with its segment, parts
    and that begin with the same ``least`` words; the second ends with the last word of the topic that stands in it
    without a gap and the body whose it is, or, where what is said of both stands before a colon, with its segment."""
    text, known = said.text, set(syllables(said.topic))
    tokens = Line.read(text).tokens
    for joint, segment in joints:
        before = [token for token in tokens if token.span.end <= joint.start]
        behind = [token for token in tokens if token.span.start >= joint.end]
        place, width = _alike(before, behind)
        named = [body for body in said.bodies if behind and behind[0].span.start < body.start]
        is_own = partial(_is_own, known, named)
        own = list(takewhile(is_own, behind[width:]))
        if width >= least and own:
            end = segment.end if text[: segment.start].endswith(":") else _with_body(own[-1].span.end, said)
            if any(_goes_on(body.end, before, known) for body in said.bodies):
                end = max([end, *(token.span.end for token in _further(end, behind, known))])
            one, other = text[: joint.start].rstrip(), text[joint.end :].lstrip()
            yield f"{one}{text[end:]}", f"{text[: before[place].span.start]}{other}"


def _is_own(known: Collection[str], bodies: Iterable[Span], token: Token) -> bool:
    """Whether ``token`` is a word of the topic, or of the name of one of ``bodies``."""
    is_named = any(body.start <= token.span.start < body.end for body in bodies)
    return is_named or all(word in known for word in syllables(token.text))


def _with_body(end: int, said: Said) -> int:
    """``end``, or where the body ends whose the words before it are: "hạn tổng hợp của Sở Nội vụ"."""
    owners = (body for body in said.bodies if body.start >= end and _OWNED.fullmatch(said.text[end : body.start]))
    return next((body.end for body in owners), end)


def _goes_on(end: int, tokens: Sequence[Token], known: Collection[str]) -> bool:
    """Whether words of the topic stand in ``tokens`` behind the body that ends at ``end``."""
    return end in {token.span.end for token in tokens} and any(_further(end, tokens, known))


def _further(end: int, tokens: Sequence[Token], known: Collection[str]) -> Iterator[Token]:
    """The words of the topic in ``tokens`` right behind ``end``, or behind a word that joins them to it."""
    behind = [token for token in tokens if token.span.start >= end]
    joined = behind[1:] if behind and behind[0].key in _JOINING else behind
    return takewhile(lambda token: all(word in known for word in syllables(token.text)), joined)


def _alike(before: Sequence[Token], behind: Sequence[Token]) -> tuple[int, int]:
    """Where in ``before`` the longest run of the first words of ``behind`` begins that words of its own follow, the
    last of such runs, and how many words it has."""
    best = (0, 0)
    for place in range(len(before)):
        pairs = zip(before[place:-1], behind, strict=False)
        width = sum(1 for _ in takewhile(lambda pair: pair[0].key == pair[1].key, pairs))
        best = (place, width) if width and width >= best[1] else best
    return best
