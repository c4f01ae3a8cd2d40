"""How much of a question's topic a clause speaks about: weighted overlap of syllables and of pairs of them.

Compared without marks, acronyms spelled out on both sides. A word that every clause of the archive holds ("cải cách
hành chính") weighs next to nothing, a rare one much; a pair of neighbouring syllables, which is what most Vietnamese
words are, counts beside its two halves.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from ingest.folding import fold, normalize
from search.diacritics import lacks_tone
from search.initials import is_short_form, short_forms, written_out
from search.question.clock import levelled
from search.question.lexicon import acronyms, sound
from search.short_forms import NONE, ShortForms

# The share of a topic that an assignment must hold to be about it, and without an index any clause; a lower one answers
# what the documents do not say, a higher one refuses what they do, found on the sample questions.
RELEVANT = 0.39
_LONG_I = re.compile(r"^([hklmst])y$")  # written with i or y alike: "ký", "kí"
_SYLLABLE = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"(?<![\w/-])[^\W\d_]{1,6}(?:[&-][^\W\d_]{1,6})+(?![\w/-])")  # "NN&MT"
_LEAST = 1e-9
_LONG, _STRETCH = 150, 80  # syllables from which a text is read in stretches, and of a stretch
_SHORTEST_SLIP = 4  # letters of a word that may be a slip of a known one
_MARKED = "="  # before a syllable with its marks, as a unit beside the same without
Unit = str  # a syllable, two joined by a space, or "=" and a syllable with its marks


@lru_cache(maxsize=65536)
def _bare(word: str) -> str:
    """``fold`` of a single word, "sỹ" as "sĩ", remembered: a language has few."""
    return _LONG_I.sub(r"\1i", fold(word))


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[str, ...]:
    """The syllables of ``text`` in order, case, tone placement and clock times levelled, known acronyms spelled out.

    >>> words_of("Hội thi CCHC")
    ('hội', 'thi', 'cải', 'cách', 'hành', 'chính')
    """
    spelled = acronyms()
    result: list[str] = []
    for syllable in _SYLLABLE.findall(_JOINED.sub(_as_one, levelled(normalize(text)))):
        result.extend(spelled.get(_bare(syllable), (syllable,)))
    return tuple(result)


def _as_one(match: re.Match[str]) -> str:
    """A short form of several parts as one word; other words with a hyphen stay two."""
    whole = re.sub("[&-]", "", match[0])
    return whole if "&" in match[0] or _bare(whole) in acronyms() else match[0]


def syllables(text: str) -> tuple[str, ...]:
    """``words_of`` without marks."""
    return tuple(map(_bare, words_of(text)))


def units(words: Sequence[str]) -> set[Unit]:
    """The syllables ``words`` without marks, with them where they have any, and the pairs of neighbours."""
    plain = [_bare(word) for word in words]
    marked = (f"{_MARKED}{word}" for word, bare in zip(words, plain, strict=True) if word != bare)
    return {*plain, *marked, *(f"{one} {two}" for one, two in pairwise(plain))}


@lru_cache(maxsize=16384)
def reading(text: str) -> tuple[frozenset[Unit], tuple[str, ...]]:
    """The units and the syllables without marks of ``text``."""
    words = words_of(text)
    return frozenset(units(words)), tuple(map(_bare, words))


@lru_cache(maxsize=16384)
def _stretches(text: str) -> tuple[frozenset[Unit], ...]:
    """The units of overlapping stretches of a long ``text``, of the whole of a short one."""
    found, plain = reading(text)
    if len(plain) <= _LONG:
        return (found,)
    words = words_of(text)
    return tuple(
        frozenset(units(words[at : at + _STRETCH])) for at in range(0, len(words) - _STRETCH // 2, _STRETCH // 2)
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """In how many of the ``total`` clauses of a document each unit stands, and the short forms that it defines."""

    counts: Mapping[Unit, int]
    total: int
    defined: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Counted:
        """The counts over ``texts``."""
        counts: Counter[Unit] = Counter()
        total = 0
        for text in texts:
            counts.update(units(words_of(text)))
            total += 1
        return cls(counts, total)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each unit tells, learnt from the clauses of an archive; ``vocabulary`` are their syllables without marks."""

    counts: Counter[Unit]
    total: int
    vocabulary: tuple[str, ...]
    sounds: dict[str, list[str]] = field(default_factory=dict)  # the vocabulary by how it sounds
    forms: ShortForms = NONE  # that all documents define alike
    followers: dict[str, list[str]] = field(default_factory=dict)  # syllables without marks by the one before them

    @classmethod
    def learn(cls, texts: Iterable[str]) -> Weights:
        """Count in how many of ``texts`` each unit stands."""
        return cls.of_documents([Counted.of(texts)])

    @classmethod
    def of_documents(cls, documents: Iterable[Counted]) -> Weights:
        """What the units of all the documents together tell."""
        counts: Counter[Unit] = Counter()
        total = 0
        defined = []
        for document in documents:
            counts.update(document.counts)
            total += document.total
            defined.append(document.defined)
        vocabulary = tuple(unit for unit in counts if unit.isalpha())
        sounds: dict[str, list[str]] = defaultdict(list)
        for word in vocabulary:
            sounds[sound(word)].append(word)
        followers: dict[str, list[str]] = defaultdict(list)
        for first, _, second in (unit.partition(" ") for unit in counts if " " in unit):
            followers[first].append(second)
        return cls(counts, total, vocabulary, sounds, ShortForms.agreed(defined), followers)

    def of(self, unit: Unit) -> float:
        """Inverse document frequency, at least 0; a unit never seen weighs as one seen once."""
        seen = max(1, self.counts[unit])
        return max(0.0, math.log((self.total + 1) / (seen + 0.5)))

    def printed(self, word: str) -> int:
        """In how many clauses ``word`` stands with its marks; without any when it has none or none prints them."""
        return self.counts[f"{_MARKED}{word}"] or self.counts[_bare(word)]

    def is_printed(self, bare: str) -> bool:
        """Whether some clause holds the word ``bare``, without marks."""
        return self.counts[_bare(bare)] > 0

    def known(self, word: str) -> str:
        """``word``, or the most frequent syllable without marks of which it is a slip: a letter or a confused sound."""
        bare = _bare(word)
        if self.counts[bare] or len(bare) < _SHORTEST_SLIP or bare.isdigit():
            return word
        near = [unit for unit in self.vocabulary if _is_slip(bare, unit)]
        return max(near, key=lambda unit: self.counts[unit], default=word)

    def topic(self, runs: Iterable[str], own: ShortForms = NONE) -> Topic:
        """A topic to score clauses with from ``runs`` of words; words of different runs make no pair. A word typed with
        marks weighs half without them, half with them; a short form as its long one, ``own`` before all others."""
        weights: dict[Unit, float] = {}
        words: list[str] = []
        short: dict[str, set[Unit]] = defaultdict(set)
        forms = self.forms.with_own(own)
        for run in runs:
            known = self._as_heard([self.known(word) for word in forms.spelled(words_of(run))])
            words += map(_bare, known)
            for key, held in _in_short(known, forms):
                short[key] |= held
            for unit in units(known):
                if " " not in unit or not any(map(is_short_form, unit.split())):  # it may be written out
                    weights[unit] = self.of(unit)
            for word in known:
                self._share_marks(word, weights)
        most = max(self.of(""), _LEAST)
        telling = {word: self.of(word) / most for word in words}
        printed = {key: frozenset(held) for key, held in short.items() if self.counts[key]}
        return Topic(tuple(words), weights, telling, printed, frozenset(filter(is_short_form, words)))

    def _share_marks(self, word: str, weights: dict[Unit, float]) -> None:
        """Half of the weight of ``word`` on its marks; none when it is nowhere printed with them and none says them."""
        bare, marked = _bare(word), f"{_MARKED}{word}"
        if marked not in weights:
            return
        if not self.counts[marked] and lacks_tone(word):
            del weights[marked]
            return
        weights[bare] = self.of(bare) / 2
        weights[marked] = self.of(marked) / 2

    def _as_heard(self, words: Sequence[str]) -> list[str]:
        """``words``; of a pair that is nowhere printed, the one that makes a printed pair when spelled as another of
        the same sound ("tuyên chuyền")."""
        heard = list(words)
        for place in range(len(heard) - 1):
            one, other = _bare(heard[place]), _bare(heard[place + 1])
            if self.counts[f"{one} {other}"]:
                continue
            second = self._best(alike for alike in self._alike(other) if self.counts[f"{one} {alike}"])
            first = self._best(alike for alike in self._alike(one) if self.counts[f"{alike} {other}"])
            if second:
                heard[place + 1] = second
            elif first:
                heard[place] = first
        return heard

    def _alike(self, word: str) -> Sequence[str]:
        return [] if word.isdigit() else self.sounds.get(sound(word), [])

    def _best(self, words: Iterable[str]) -> str | None:
        return max(words, key=lambda word: self.counts[word], default=None)


def _in_short(words: Sequence[str], forms: ShortForms) -> Iterator[tuple[str, set[Unit]]]:
    """The short forms, by their keys, that may be printed for some of ``words``, with the units of these."""
    plain = list(map(_bare, words))
    for key, first, past in short_forms(plain):
        yield key, units(words[first:past])
    for key, long in forms.longs.items():
        for first in range(len(plain) - len(long) + 1):
            if tuple(plain[first : first + len(long)]) == tuple(map(_bare, long)):
                yield key, units(words[first : first + len(long)])


def _is_slip(typed: str, known: str) -> bool:
    if abs(len(typed) - len(known)) > 1:
        return False
    return sound(typed) == sound(known) or DamerauLevenshtein.distance(typed, known, score_cutoff=1) <= 1


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its syllables without marks in order, the weight of each unit, and how telling each syllable is: 0 for
    one that every clause holds, 1 for one that a single clause holds. ``short`` are the short forms that stand for some
    of its words, with the units that they say, ``initials`` those among its words."""

    words: tuple[str, ...]
    weights: dict[Unit, float]
    telling: dict[str, float]
    short: Mapping[str, frozenset[Unit]] = field(default_factory=dict)
    initials: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        """How much the topic tells in all; near 0 when it holds nothing but words that are everywhere."""
        return sum(self.weights.values())

    @property
    def specificity(self) -> float:
        """How telling its syllables are on average, 0 to 1; 0 for an empty topic."""
        return sum(self.telling[word] for word in self.words) / len(self.words) if self.words else 0.0

    def coverage(self, text: str) -> float:
        """The share (0 to 1) of the topic's weight that ``text`` holds."""
        whole = self.weight
        if whole <= 0:
            return 0.0
        found, words = reading(text)
        return self._held(found | written_out(self.initials, words)) / whole

    @property
    def wordings(self) -> tuple[str, ...]:
        """Its words in full, and the short forms for them: what an index looks for."""
        return (" ".join(self.words), *self.short)

    def _held(self, found: frozenset[Unit]) -> float:
        said = [self.short[key] for key in self.short.keys() & found] if self.short else []
        found = found.union(*said) if said else found
        return sum(weight for unit, weight in self.weights.items() if unit in found)

    def score(self, text: str) -> float:
        """``coverage``, of a long text that of its best stretch: words far apart say nothing together. Lowered a little
        for what the text says besides: of two that hold as much, the closer one."""
        words = reading(text)[1]
        if not words or self.weight <= 0:
            return 0.0
        inside = sum(1 for word in words if word in self.telling) / len(words)
        besides = written_out(self.initials, words) if self.initials else frozenset()
        covered = max(self._held(each | besides) for each in _stretches(text)) / self.weight
        return covered * (0.85 + 0.15 * inside)
