"""What a question asks: its kind, that of the first of its parts that asks ("ai ký, ngày nào?")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.records import Span
from search.answer import Kind
from search.question import lexicon
from search.question.tokens import Line, segments

_JOINING = ("va", "roi", "con")
_WORK = (Kind.DUTY, Kind.LEAD, Kind.COORDINATE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: for a comparison ``aspect`` is what is compared (otherwise the kind itself); ``kinds`` are
    those of all its parts, ``places`` where the cues stand."""

    kind: Kind
    aspect: Kind
    kinds: tuple[Kind, ...] = ()
    places: tuple[Span, ...] = ()
    is_weak: bool = False  # told by cues that count only where no other does


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue found: its kind, its rank in order of precedence, whether it is weak, and its place."""

    kind: Kind
    rank: int
    is_weak: bool
    span: Span


def classify(text: str, has_agency: bool) -> tuple[Kind, Kind]:
    """What is asked, and for a comparison what is compared (otherwise the same)."""
    found = asked(text, has_agency)
    return found.kind, found.aspect


def asked(text: str, has_agency: bool) -> Asked:
    """What ``text`` asks; heard as people confuse sounds when nothing is recognised as typed."""
    found = _cues(text, has_agency, by_sound=False) or _cues(text, has_agency, by_sound=True)
    ordered = _in_parts(text, found) or [Kind.OPEN]
    aspect = next((kind for kind in ordered if kind is not Kind.COMPARE), Kind.OPEN)
    kind = Kind.COMPARE if Kind.COMPARE in ordered else aspect
    kinds = tuple(dict.fromkeys((kind, aspect, *ordered)))
    places = tuple(each.span for each in found)
    is_weak = all(each.is_weak for each in found)
    return Asked(kind, aspect, kinds, places, is_weak)


def _cues(text: str, has_agency: bool, by_sound: bool) -> list[_Found]:
    line = Line.read(text, by_sound)
    return [
        _Found(cue.kind, rank, cue.is_weak, span)
        for rank, cue in enumerate(lexicon.kind_cues(by_sound))
        if has_agency or not cue.needs_agency
        for pattern in cue.phrases
        for span in line.matches(pattern)
    ]


def _in_parts(text: str, found: Sequence[_Found]) -> list[Kind]:
    """The first kind of each part that asks, in order; a comparison wherever it is said. Weak cues count where no
    part holds a stronger one."""
    strong = [each for each in found if not each.is_weak]
    cues = strong or list(found)
    parts = parts_of(text, [each.span for each in cues])
    inside = [[each for each in cues if _is_within(each.span, part)] for part in parts]
    kinds = [kind for part in inside for kind in _ranked(part)[:1]] if any(inside) else _ranked(cues)[:1]
    kinds += [Kind.COMPARE] * any(each.kind is Kind.COMPARE for each in cues)
    if kinds == [Kind.COMPARE] or set(kinds) == {Kind.COMPARE}:
        kinds += [kind for kind in _ranked(found) if kind is not Kind.COMPARE][:1]
    elif Kind.COMPARE in kinds and not strong:
        kinds += _ranked(found)
    return list(dict.fromkeys(kinds))


def parts_of(text: str, cues: Sequence[Span]) -> list[Span]:
    """The parts of ``text``: between punctuation, and at "và" where something is asked before it and after it."""
    parts: list[Span] = []
    for segment in segments(text):
        start = segment.start
        for joint in _joints(text, segment):
            before = any(_is_within(cue, Span(start, joint.start)) for cue in cues)
            if before and any(_is_within(cue, Span(joint.end, segment.end)) for cue in cues):
                parts.append(Span(start, joint.start))
                start = joint.end
        parts.append(Span(start, segment.end))
    return parts


def _joints(text: str, segment: Span) -> list[Span]:
    tokens = (token for token in Line.read(text).tokens if token.key in _JOINING)
    return [token.span for token in tokens if segment.start < token.span.start < segment.end]


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _ranked(found: Iterable[_Found]) -> list[Kind]:
    """The kinds of the cues of one part in order of precedence; "by when" asked after who or what comes last, as it
    asks for a detail of that."""
    cues = sorted(found, key=lambda each: each.rank)
    starts: dict[Kind, int] = {}
    for cue in cues:
        starts[cue.kind] = min(starts.get(cue.kind, cue.span.start), cue.span.start)
    kinds = list(starts)
    work = [starts[kind] for kind in _WORK if kind in starts]
    details = [kind for kind in kinds if kind is Kind.DEADLINE and any(start < starts[kind] for start in work)]
    return [kind for kind in kinds if kind not in details] + details
