"""The things of which a question asks the same at once: "kiểm tra hồ sơ và kiểm tra thực tế hàng hóa mất mấy giờ?".

Where one of them ends and what is said of both begins, words do not tell: each is given by the words that it has alone
nearest to the word between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.folding import fold

_JOINTS = frozenset(("va", "voi", "cung", "lan", "hay", "hoac"))
_WORD = re.compile(r"\w+(?:[&-]\w+)*")
_BORDER = re.compile(r"[;:?!()]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Thing:
    """One of two things that stand side by side: its words from the nearest on that the other has not, in order;
    ``is_first`` of the two."""

    words: tuple[str, ...]
    is_first: bool

    def nearest(self, most: int) -> str:
        """Its own words next to the other thing, ``most`` of them."""
        return " ".join(self.words[-most:] if self.is_first else self.words[:most])


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The words of the topic between two joints; ``is_apart`` from those before, ``is_listed`` behind a comma."""

    words: tuple[str, ...]
    is_apart: bool = False
    is_listed: bool = False


def conjoined(text: str, runs: Sequence[str]) -> tuple[tuple[Thing, Thing], ...]:
    """The things that "và" or the like joins in ``text``, two by two, in words of its topic, ``runs``; of those behind
    a comma ("phòng, chống") only such as repeat a word of the one before ("cấp xã, cấp huyện")."""
    found = (_pair(one.words, other) for one, other in pairwise(_stretches(text, runs)) if not other.is_apart)
    return tuple((one, other) for one, other in found if one.words and other.words)


def _stretches(text: str, runs: Sequence[str]) -> Iterator[_Stretch]:
    words = list(_WORD.finditer(text))
    places = _places([word[0].casefold() for word in words], runs)
    here = _Stretch(())
    last = 0
    for place, word in enumerate(words):
        between = text[last : word.start()]
        is_joint = place not in places and fold(word[0]) in _JOINTS
        if is_joint or _BORDER.search(between) or "," in between:
            yield here
            here = _Stretch((), bool(_BORDER.search(between)), "," in between and not is_joint)
        if place in places:
            here = _Stretch((*here.words, word[0]), here.is_apart, here.is_listed)
        last = word.end()
    yield here


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


def _pair(one: Sequence[str], other: _Stretch) -> tuple[Thing, Thing]:
    said = [{word.casefold() for word in words} for words in (one, other.words)]
    own = [place for place, word in enumerate(one) if word.casefold() not in said[1]]
    its = [place for place, word in enumerate(other.words) if word.casefold() not in said[0]]
    if not own or not its or (other.is_listed and not said[0] & said[1]):
        return Thing((), is_first=True), Thing((), is_first=False)
    return Thing(tuple(one[: own[-1] + 1]), is_first=True), Thing(other.words[its[0] :], is_first=False)
