"""The sides of a comparison, each as a question of its own: "hạn báo cáo của A và của B", "X theo luật này với Y theo
luật kia".

What one side does not say itself of what is compared, or of where, it has from the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.folding import fold
from ingest.records import Span
from search.answer import Kind
from search.question import lexicon
from search.question.query import Name, Query, Scope
from search.question.said_twice import Said, said_twice
from search.question.tokens import Line, segments
from search.relevance import syllables

_COMPARING = re.compile(r"^\W*(?:(?:hãy|hay)\s+)?(?:so sánh|đối chiếu|so sanh|doi chieu)\s+", re.IGNORECASE)
# "so sánh số trạm" asks how many there are.
_NUMBER_OF = re.compile(r"^(?:số|so)(?:\s+(?:lượng|luong))?\s+(?=[^\W\d])", re.IGNORECASE)
_EACH = re.compile(
    r"(?<!\w)(?:mỗi|từng) (?:việc|nơi|bên|tỉnh|loại|cái|thứ|phía|trường hợp|văn bản|kế hoạch|quyết định|nghị quyết) ",
    re.IGNORECASE,
)
_OF_EACH = (Kind.DEADLINE, Kind.REPORT, Kind.FUNDING, Kind.OPEN, Kind.LEAD)
_BLOT = "_"  # in the place of the letters of a province
_ALIKE = 2  # syllables of one side that the other repeats, from which both say what is compared

Read = Callable[[str], Query]


def sides_of(whole: Query, read: Read) -> tuple[Query, ...]:
    """The two sides that ``whole`` compares, or of which it asks the same, each read by ``read``; none where no words
    part them."""
    text = whole.rewritten
    if whole.clauses:
        return ()
    for left, right, of_each in (*_splits(text, whole.names), *_placed(whole)) if _has_sides(whole) else ():
        sides = read(f"{_asking(left)}{of_each}"), read(f"{_asking(right)}{of_each}")
        if _are_sides(sides, _is_strong(text, left, right) or (":" in left and _are_of_two_agencies(sides))):
            return _completed(whole, *sides)
    if whole.kind not in (Kind.COMPARE, *_OF_EACH):
        return ()
    said = Said(text, f"{whole.topic} {whole.scope.title}", [agency.span for agency in whole.agencies])
    for left, right in said_twice(said, _joints_of(text), _least_said(whole)):
        sides = read(_asking(left)), read(_asking(right))
        if _are_sides(sides, is_strong=True):
            return _asking_the_same(whole, *sides)
    return ()


def _least_said(whole: Query) -> int:
    """How many words must begin both of two things for each to be asked apart: more where they are not compared."""
    return 1 if whole.kind is Kind.COMPARE else _ALIKE


def _joints_of(text: str) -> Iterator[tuple[Span, Span]]:
    return ((joint, segment) for segment in segments(text) for joint in _joints(text, segment))


def _has_sides(whole: Query) -> bool:
    return whole.kind is Kind.COMPARE or (whole.kind in _OF_EACH and len(whole.scope.provinces) > 1)


def _splits(text: str, names: Sequence[Name]) -> Iterator[tuple[str, str, str]]:
    """The words on each side of every word that may part what is compared, surer ones first, and what is asked of each
    behind them; what stands before a colon is said of both."""
    found = [(cue, segment) for segment in segments(text) for cue in _joints(text, segment)]
    for joint, segment in sorted(found, key=lambda one: not _parts_surely(one[0].of(text))):
        head = text[: segment.start]
        shared = head if head.rstrip().endswith(":") else ""
        end = _end_of_name(segment, names)
        yield text[: joint.start], f"{shared}{text[joint.end : end]}", _asked_of_each(text[end:])


def _placed(whole: Query) -> Iterator[tuple[str, str, str]]:
    """What is said in turn of two provinces, each first in its own words, and what is asked of each behind them:
    "Thanh Hóa ủy quyền ai, Quảng Ngãi ủy quyền ai: mỗi nơi đến bao giờ?"."""
    text, found = whole.rewritten, segments(whole.rewritten)
    for one, other in pairwise(found):
        of_each = _asked_of_each(text[other.end :])
        if of_each and all(each.of(whole.asking).lstrip().startswith(_BLOT) for each in (one, other)):
            yield one.of(text), other.of(text), of_each


def _end_of_name(segment: Span, names: Sequence[Name]) -> int:
    """Where ``segment`` ends, with the rest of a name that a comma parts: "Luật Thi đua, khen thưởng số 15/2003"."""
    inside = any(segment.start <= name.span.start < segment.end for name in names)
    behind = [name.span.end for name in names if name.span.start >= segment.end]
    return segment.end if inside or len(behind) != 1 else behind[0]


def _asked_of_each(behind: str) -> str:
    """What the words ``behind`` both sides ask of each ("mỗi việc đến hết ngày nào?"); "" where they ask nothing so."""
    found = _EACH.search(behind)
    return f"{behind[: found.start()]}{behind[found.end() :]}".rstrip(" ?!.;") if found else ""


def _joints(text: str, segment: Span) -> list[Span]:
    line = Line.read(text)
    spans = [span for name in ("versus", "beside") for cue in lexicon.part_cues(name) for span in line.matches(cue)]
    inside = (span for span in spans if segment.start < span.start and span.end < segment.end)
    return sorted(inside, key=lambda span: (span.start, -span.end))


def _parts_surely(words: str) -> bool:
    line = Line.read(words)
    return any(True for cue in lexicon.part_cues("versus") for _ in line.matches(cue))


def _is_strong(text: str, left: str, right: str) -> bool:
    """Whether both sides begin with what is compared, or the word between them parts nothing else."""
    return _parts_surely(text[len(left) :].split(maxsplit=1)[0]) or _said_first(left) == _said_first(right)


def _are_of_two_agencies(sides: tuple[Query, Query]) -> bool:
    one, other = ({agency.name for agency in side.agencies} for side in sides)
    return bool(one and other) and not one & other


def _said_first(side: str) -> tuple[str, ...]:
    """The first words of ``side`` alone, behind what is said of both before a colon."""
    return syllables(_COMPARING.sub("", side.rpartition(":")[2]))[:_ALIKE]


def _asking(words: str) -> str:
    """``words`` without "so sánh", with "bao nhiêu" for the number of something."""
    return _NUMBER_OF.sub("bao nhiêu ", _COMPARING.sub("", words).strip(" ,;:?!."))


def _are_sides(sides: tuple[Query, Query], is_strong: bool) -> bool:
    """Whether each says where it is sought, and otherwise than the other; or each says what is compared of what."""
    places = [_place(side.scope) for side in sides]
    if any(len(side.scope.provinces) > 1 or len(side.clauses) > 0 for side in sides):
        return False
    if all(places) and places[0] != places[1]:
        return True
    return is_strong and all(_says_what(side) for side in sides)


def _place(scope: Scope) -> tuple[object, ...]:
    told = (scope.provinces, scope.documents, scope.missing, scope.years, scope.period, scope.title)
    return told if any(told) else ()


def _completed(whole: Query, left: Query, right: Query) -> tuple[Query, Query]:
    """Both sides asking for what ``whole`` compares, each with what it does not say itself from the other."""
    return _asking_the_same(whole, _with_topic(left, right), _with_topic(right, left))


def _asking_the_same(whole: Query, left: Query, right: Query) -> tuple[Query, Query]:
    """Both sides asking for what ``whole`` compares."""
    facets = (left.facets | right.facets | whole.facets) - {"deadline"} | (whole.facets & {"deadline"})
    one, other = (replace(each, kind=whole.aspect, aspect=whole.aspect, facets=facets) for each in (left, right))
    return one, other


def _with_topic(own: Query, other: Query) -> Query:
    scope = _scope(own.scope, other.scope)
    titled = (other.scope.title,) if other.scope.title and not scope.title and not scope.documents else ()
    if _says_what(own) and (_says_alike(own, other) or not _says_what(other)):
        sought = " ".join((own.rewritten, *titled)) if titled else ""
        return replace(own, scope=scope, runs=(*own.runs, *titled), sought=sought)
    more = own.runs if _says_what(own) else ()
    runs = (*(other.runs or own.runs), *(run for run in more if fold(run) not in fold(other.topic)), *titled)
    return replace(
        own,
        scope=scope,
        runs=runs,
        sought=" ".join((other.asking.replace("_", ""), own.question)),
        agencies=own.agencies or other.agencies,
        roles=own.roles or other.roles,
        asking=f"{other.asking} {own.asking}",
        rewritten=f"{other.rewritten} {own.rewritten}",
    )


def _says_alike(own: Query, other: Query) -> bool:
    """Whether ``own`` repeats what ``other`` says is compared."""
    said = [{word for word in syllables(side.question) if word.isalpha()} for side in (own, other)]
    return len(said[0] & said[1]) >= _ALIKE


def _says_what(side: Query) -> bool:
    """Whether it says what is asked about, besides that it is a document."""
    slight = lexicon.slight_words() | {word for kind in lexicon.word_set("document_types") for word in syllables(kind)}
    return not set(syllables(side.topic)) <= slight


def _scope(own: Scope, other: Scope) -> Scope:
    """``own`` with what it does not say itself: the province and the years of ``other``; all of it where it says
    nothing of where."""
    if own.documents or own.missing:
        return own
    if not _place(own):
        return other
    if not own.provinces:
        where = (other.provinces, other.historic, other.former, other.among)
        own = replace(own, provinces=where[0], historic=where[1], former=where[2], among=where[3])
    timed = own if own.years or own.period else other
    return replace(own, years=timed.years, period=timed.period)
