"""The topic of a question: the words left when all that is recognised is taken away."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from ingest.folding import normalize
from ingest.records import Span
from search.answer import Kind
from search.question import lexicon
from search.question.cue import Cue
from search.question.tokens import Line, Token, segments
from search.words import segmented

_SHORT_PART = 9  # words of a part of a question that asks something besides
_NUMERAL = re.compile(r"^(?:i{1,3}|iv|\d{1,2})$")
_TIME = re.compile(rf"{_NUMERAL.pattern}|^(?:19|20)\d\d$")
_TIME_UNITS = ("quy", "thang", "nam", "tuan", "ngay", "dot")
_COUNTED_BY = ("quý", "tháng", "năm", "tuần", "ngày", "giờ")
_WHETHER = ("khong", "chua", "ko")  # at the end of a question
_BESIDES = ("deadline", "place", "value", "coordinate", "basis", "product")


def cue_spans(text: str, kinds: Collection[Kind]) -> list[Span]:
    """Spans of ``text`` that say how something is asked rather than what about."""
    line = Line.read(text)
    spans = [span for kind in kinds for pattern in lexicon.plain_cues(kind) for span in line.matches(pattern)]
    heard = Line.read(text, by_sound=True)
    return spans + list(heard.matches(lexicon.phrase_cue("filler_phrases", by_sound=True)))


def topic_of(text: str, claimed: Sequence[Span], timed: bool) -> tuple[str, ...]:
    """The words of ``text`` that nothing claimed and that carry content, in order, in runs that stood together.

    A part of the question that asks something besides, after a comma or full stop, does not narrow the topic, unless
    nothing else is left. ``timed`` leaves out the time named as a condition.
    """
    parts = segments(text)
    chosen = [_content(text, part, claimed, timed) for part in parts]
    main = [runs for part, runs in zip(parts, chosen, strict=True) if not _asks_besides(part, parts, text)]
    return tuple(run for runs in main for run in runs) or tuple(run for runs in chosen for run in runs)


def _asks_besides(part: Span, parts: Sequence[Span], text: str) -> bool:
    if part == parts[0] or not _any(Line.read(text[: part.start]), lexicon.part_cues("asking")):
        return False
    line = Line.read(part.of(text))
    return len(line.tokens) <= _SHORT_PART and any(_any(line, lexicon.facet_cues(facet)) for facet in _BESIDES)


def asks_place(text: str) -> bool:
    """Whether ``text`` asks where it is said ("ở đâu", "tại điều nào")."""
    line = Line.read(text)
    return any(_any(line, lexicon.facet_cues(facet)) for facet in ("place", "where"))


def _any(line: Line, patterns: Iterable[Cue]) -> bool:
    return any(True for pattern in patterns for _ in line.matches(pattern))


def _content(text: str, part: Span, claimed: Sequence[Span], timed: bool) -> list[str]:
    runs: list[list[str]] = [[]]
    line = Line.read(text)
    kept = list(line.matches(lexicon.phrase_cue("kept_phrases")))
    tokens = [token for token in line.tokens if part.start <= token.span.start < part.end]
    bound = _bound(tokens)
    for index, token in enumerate(tokens):
        taken = _stands_in(token, claimed)
        asks_whether = token.key in _WHETHER and index + 1 == len(tokens)
        counted = (not timed and _names_time(tokens, index)) or index in bound or _stands_in(token, kept)
        if taken or (timed and _TIME.match(token.key)) or asks_whether or (_is_filler(token) and not counted):
            runs.append([])
        elif runs[-1] and text[tokens[index - 1].span.end : token.span.start] == "&":
            runs[-1][-1] += f"&{token.text}"
        else:
            runs[-1].append(token.text)
    return [" ".join(run) for run in runs if run]


def _bound(tokens: Sequence[Token]) -> set[int]:
    """The places of ``tokens`` that are part of a word with content, whatever they say alone: "thiết bị", "dự bị"."""
    places = [place for place, token in enumerate(tokens) if token.text.isalnum()]  # signs are no words of a segmenter
    read, found = 0, set()
    for word in segmented([normalize(tokens[place].text) for place in places]):
        if not all(_is_filler_word(syllable) for syllable in word):
            found |= set(places[read : read + len(word)])
        read += len(word)
    return found if read == len(places) else set()


def _stands_in(token: Token, spans: Iterable[Span]) -> bool:
    return any(span.start <= token.span.start < span.end for span in spans)


def _is_filler(token: Token) -> bool:
    """Whether it carries no content; a single capital is a number or a name ("cấp V", "nhóm A"), not "Ở ..."."""
    is_capital = len(token.text) == 1 and token.text.isascii() and token.text.isupper()
    return not is_capital and _is_filler_word(normalize(token.text))


def _is_filler_word(word: str) -> bool:
    return word in lexicon.word_set("fillers")


def _by_time(tokens: Sequence[Token], index: int) -> bool:
    pair = [normalize(token.text) for token in tokens[max(0, index - 1) : index + 1]]
    return len(pair) > 1 and pair[0] == "theo" and pair[1] in _COUNTED_BY


def _names_time(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token belongs to "quý I" or "6 tháng": a unit of time with its number, not a year; or to "theo quý",
    which tells how something is counted."""
    if _by_time(tokens, index) or _by_time(tokens, index + 1):
        return True
    beside = [tokens[place].key for place in (index - 1, index + 1) if 0 <= place < len(tokens)]
    return tokens[index].key in _TIME_UNITS and any(_NUMERAL.match(key) for key in beside)
