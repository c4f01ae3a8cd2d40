"""A question as tokens with comparison keys, so that a phrase is matched on keys and found again in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ingest.folding import fold
from ingest.records import Span
from search.question.cue import Cue
from search.question.lexicon import sound

_TOKEN = re.compile(r"\w+|%")
_SEGMENT_END = re.compile(r"[,;:?!()]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text, its span, and its key without marks."""

    text: str
    span: Span
    key: str


@dataclass(frozen=True)
class Line:
    """The tokens of a text joined by their keys: ``matches`` gives spans of the text."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]

    @staticmethod
    def read(text: str, by_sound: bool = False) -> Line:
        """The tokens of ``text``; ``by_sound`` makes keys that confuse tr/ch, s/x and d/gi/r, as people do."""
        return _line(text, by_sound)

    def matches(self, cue: Cue) -> Iterator[Span]:
        """Spans of the text whose keys, joined by spaces, match ``cue`` as whole words and agree with its marks."""
        starts, joined = self._joined
        for found in cue.pattern.finditer(joined):
            covered = [index for index, start in enumerate(starts) if found.start() <= start < found.end()]
            gaps = cue.gaps(found)
            said = [index for index in covered if not any(first <= starts[index] < last for first, last in gaps)]
            words = [[(self.tokens[index].text, self.keys[index]) for index in piece] for piece in _runs(said)]
            if covered and cue.agrees(words):
                yield Span(self.tokens[covered[0]].span.start, self.tokens[covered[-1]].span.end)

    @cached_property
    def _joined(self) -> tuple[list[int], str]:
        starts, position = [], 0
        for key in self.keys:
            starts.append(position)
            position += len(key) + 1
        return starts, " ".join(self.keys)


@lru_cache(maxsize=64)  # the lines of one question, each read for many cues
def _line(text: str, by_sound: bool) -> Line:
    tokens = tuple(Token(match[0], Span(match.start(), match.end()), fold(match[0])) for match in _TOKEN.finditer(text))
    return Line(text, tokens, tuple(sound(token.key) if by_sound else token.key for token in tokens))


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """``numbers``, which rise, in runs of those that follow one another."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def segments(text: str) -> list[Span]:
    """The parts of a question between commas, semicolons, colons, brackets and full stops; none is empty."""
    spans, start = [], 0
    for end in _SEGMENT_END.finditer(text):
        spans.append(Span(start, end.start()))
        start = end.end()
    spans.append(Span(start, len(text)))
    return [span for span in spans if span.of(text).strip()]
