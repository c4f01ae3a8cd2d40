"""The things of which a question asks the same at once: "kiểm tra hồ sơ và kiểm tra thực tế hàng hóa mất mấy giờ?".

Where one of them ends and what is said of both begins, words do not tell: each is given by the words that it has alone
nearest to the word between them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.folding import fold
from ingest.records import Span

_JOINTS = frozenset(("và", "va", "với", "voi", "cùng", "lẫn", "hay", "hoặc", "hoac", "khác", "khac"))
_DIFFERS, _SO = "khac", ("so", "voi")
_ASKS_HOW = re.compile(r"\b(?:the nao|ra sao|lam sao|cho nao|o dau|diem nao|(?:nhu|nhung) gi|khong)\W*$")
_WORD = re.compile(r"\w+(?:[&-]\w+)*")
_LABEL = re.compile(r"[IVX]+|\d+\w?|[a-zđA-ZĐ]")  # "cấp III và cấp IV"
_BORDER = re.compile(r"[;:?!()]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Thing:
    """One of two things that stand side by side: where its words stand in ``text``, from the nearest on that the other
    has not, in order; ``is_first`` of the two. ``label`` is what a number or letter says that alone tells it."""

    text: str
    spans: tuple[Span, ...]
    is_first: bool
    label: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Its words as they are typed."""
        return tuple(span.of(self.text) for span in self.spans)

    def nearest(self, most: int) -> str:
        """Its own words next to the other thing, ``most`` of them; its label where that tells it."""
        return self.label or " ".join(span.of(self.text) for span in self._next(most))

    def cut_from(self, text: str, most: int, but: Collection[str]) -> str:
        """``text``, which stands letter for letter for its own, without its words next to the other thing, ``most`` of
        them, that are not among ``but``."""
        for span in self._next(most)[::-1]:
            if span.of(self.text).casefold() not in but:
                text = f"{text[: span.start]}{text[span.end :].lstrip()}"
        return text

    def _next(self, most: int) -> tuple[Span, ...]:
        return self.spans[-most:] if self.is_first else self.spans[:most]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The words of the topic between two joints; ``is_apart`` from those before, ``is_listed`` behind a comma."""

    spans: tuple[Span, ...]
    is_apart: bool = False
    is_listed: bool = False

    def words(self, text: str) -> list[str]:
        """What stands in ``text`` there, in small letters."""
        return [span.of(text).casefold() for span in self.spans]


def conjoined(text: str, runs: Sequence[str]) -> tuple[tuple[Thing, Thing], ...]:
    """The things that "và" or the like joins in ``text``, two by two, in words of its topic, ``runs``; of those behind
    a comma ("phòng, chống") only such as repeat a word of the one before ("cấp xã, cấp huyện")."""
    found = (_pair(text, one, other) for one, other in pairwise(_stretches(text, runs)) if not other.is_apart)
    return tuple((one, other) for one, other in found if one.spans and other.spans)


def _stretches(text: str, runs: Sequence[str]) -> Iterator[_Stretch]:
    found = list(_WORD.finditer(text))
    places = _places([word[0].casefold() for word in found], runs)
    here = _Stretch(())
    last = 0
    for place, word in enumerate(found):
        between = text[last : word.start()]
        is_joint = _is_joint(text, found[place:], place in places, here.words(text))
        if is_joint and not here.spans:
            here = replace(here, is_listed=False)
        elif is_joint or _BORDER.search(between) or "," in between:
            yield here
            here = _Stretch((), bool(_BORDER.search(between)), "," in between and not is_joint)
        if place in places and not is_joint:
            here = replace(here, spans=(*here.spans, Span(*word.span())))
        last = word.end()
    yield here


def _is_joint(text: str, behind: Sequence[re.Match[str]], is_topic: bool, before: Sequence[str]) -> bool:
    """Whether the first word ``behind`` joins two things; as a word of the topic ``before`` it only says that they
    differ: "bằng sáng chế khác bằng giải pháp hữu ích", "nhãn hiệu khác kiểu dáng ra sao"."""
    words = [word[0].casefold() for word in behind[:2]]
    if tuple(map(fold, words)) == _SO:
        return True
    if words[0] not in _JOINTS or not is_topic:
        return words[0] in _JOINTS
    is_twice = any(word in before for word in words[1:])
    return fold(words[0]) == _DIFFERS and (is_twice or _ASKS_HOW.search(fold(text)) is not None)


def _places(words: Sequence[str], runs: Iterable[str]) -> set[int]:
    """Where the words of ``runs`` stand in ``words``, each run behind the one before."""
    found: set[int] = set()
    start = 0
    for run in (run.casefold().split() for run in runs):
        here = (place for place in range(start, len(words)) if words[place : place + len(run)] == run)
        first = next(here, None)
        if first is not None:
            start = first + len(run)
            found |= set(range(first, start))
    return found


def _pair(text: str, one: _Stretch, other: _Stretch) -> tuple[Thing, Thing]:
    first, second = one.words(text), other.words(text)
    own = [place for place, word in enumerate(first) if word not in second] or _inside(first, second)
    its = [place for place, word in enumerate(second) if word not in first] or _inside(second, first)
    if not own or not its or (other.is_listed and not set(first) & set(second)):
        return Thing(text, (), is_first=True), Thing(text, (), is_first=False)
    nearest = one.spans[own[-1]], other.spans[its[0]]
    labels = _labels([span.of(text) for span in nearest], second[: its[0]])
    thing = Thing(text, one.spans[_beginning(first, own[-1], second[0]) : own[-1] + 1], is_first=True, label=labels[0])
    return thing, Thing(text, other.spans[its[0] :], is_first=False, label=labels[1])


def _beginning(words: Sequence[str], last: int, first: str) -> int:
    """Where the thing begins that the ``last`` of ``words`` ends: where the other begins with the same word as here,
    there."""
    return max((place for place in range(last) if words[place] == first), default=0)


def _inside(words: Sequence[str], other: Sequence[str]) -> list[int]:
    """The places of ``words`` that are all said by the ``other`` thing, which says more: "hộ nghèo, hộ cận nghèo"."""
    return list(range(len(words))) if 1 < len(words) < len(other) else []


def _labels(words: Sequence[str], before: Sequence[str]) -> list[str]:
    """``words``, the nearest to each other of two things, with the last word ``before`` the second, where both are
    labels; else empty."""
    are_labels = before and all(_LABEL.fullmatch(word) for word in words)
    return [f"{before[-1]} {word}" if are_labels else "" for word in words]
