"""Names of the registries as people misspell them: letters swapped, dropped or doubled, wrong marks, bare keystrokes.

A stretch of words is read as a name only where it is no name as typed, one name is nearer to it than all others, and
something shows that it is a slip: a word that is no syllable of Vietnamese, or a word that only names stand behind
("tỉnh", "Sở"). Ordinary words and names of other things stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.agencies import AgencyRegistry
from ingest.folding import fold, strip_marks
from ingest.provinces import all_provinces, find_provinces_in_question, is_named_after
from ingest.records import Span
from ingest.registry_questions import marks_fit
from ingest.registry_tokens import AND_WORDS, STOP, Words, words_of
from search.diacritics import is_syllable, stand_together
from search.question.keystrokes import typed_with

_LEAST_LETTERS = 5  # of a name
_LONG = 9  # letters from which a name may have two slips
_SHORT = 3  # words of a name that is too near to ordinary words for its first one to be another
_VOWEL = re.compile("[aeiouy]")
_PLACES = frozenset({"tỉnh", "tinh", "tp", "phố", "pho"})


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A spelling of a registry: what it ``means``, its words as printed, their keys and all their letters."""

    id: str
    text: str
    keys: tuple[str, ...]
    letters: str
    is_place: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``first:past`` of a text; ``keys`` without "và", with marks and ``plain``, and their letters as keystrokes
    make them and as typed;
    ``none`` are the numbers of those words that are no syllables."""

    first: int
    past: int
    keys: tuple[str, ...]
    plain: tuple[str, ...]
    letters: frozenset[str]
    none: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Misspelt:
    """Words at ``span`` that are read as ``name``, which is the likelier the smaller ``distance``."""

    stretch: Stretch
    name: Name
    distance: float
    span: Span


Ranges = list[tuple[int, int]]


class NameBook:
    """All names by their letters."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._by_letters: dict[str, list[Name]] = {}
        for name in names:
            self._by_letters.setdefault(name.letters, []).append(name)
        self._of_size: dict[int, list[str]] = {}
        for letters in self._by_letters:
            self._of_size.setdefault(len(letters), []).append(letters)
        self._heads = {strip_marks(name.keys[0]) for name in names if not name.is_place}
        self._but_one: dict[tuple[str | None, ...], list[Name]] = {}
        for name in names:
            for gap in _with_gaps(tuple(map(strip_marks, name.keys))):
                self._but_one.setdefault(gap, []).append(name)
        self._words = {key for name in names for word in name.keys for key in (word, strip_marks(word))}
        self._most_words = max(len(name.keys) for name in names) + 1

    @classmethod
    def load(cls) -> NameBook:
        """Agencies, but groups, and provinces, each by every spelling that is long enough to be told apart; made again
        when the registry of agencies is another."""
        return _book(AgencyRegistry.load())

    def find(self, text: str) -> list[Misspelt]:
        """Misspelt names in ``text``, in order, none overlapping."""
        words = words_of(text)
        found = [each for stretch in self._stretches(words) for each in self._read(words, stretch)]
        return _apart(_new(text, words, found)) if found else []

    def _stretches(self, words: Words) -> Iterator[Stretch]:
        """All stretches of words that no joint divides and that are not longer than names are."""
        keys = [key if self._is_word(key) else typed_with(key) for key in words.keys]
        strange = [self._is_none(words, index, keys[index]) for index in range(len(words))]
        plain, as_typed = list(map(strip_marks, keys)), list(map(strip_marks, words.keys))
        for first in (index for index, key in enumerate(keys) if key not in AND_WORDS):
            stretch = Stretch(first, first, (), (), frozenset({""}), ())
            for at in range(first, min(len(words), first + self._most_words)):
                if at > first and words.joint_before(at) == STOP:
                    break
                none = (*stretch.none, at) if strange[at] else stretch.none
                if keys[at] in AND_WORDS:
                    stretch = replace(stretch, past=at + 1, none=none)
                else:
                    letters = _longer(stretch.letters, plain[at], as_typed[at])
                    own, bare = (*stretch.keys, keys[at]), (*stretch.plain, plain[at])
                    stretch = Stretch(first, at + 1, own, bare, letters, none)
                    yield stretch

    def _is_word(self, key: str) -> bool:
        return key in self._words or is_syllable(key)

    def _is_none(self, words: Words, index: int, key: str) -> bool:
        """Whether the word is no syllable and nothing else that is rightly none: letters in capitals, a number."""
        if key != words.keys[index]:
            return self._is_word(key)
        is_acronym = words.text[words.starts[index] : words.ends[index]].isupper() and len(key) > 1
        return (
            key.isalpha()
            and len(key) > 1
            and not is_acronym
            and not (self._is_word(key) and _VOWEL.search(strip_marks(key)))
        )

    def _read(self, words: Words, stretch: Stretch) -> Iterator[Misspelt]:
        """The one name nearest to ``stretch``, if it shows a slip."""
        ranked = sorted((self._distances(stretch, name), name.id, name.text, name) for name in self._near(stretch))
        if not ranked or any(other[0] == ranked[0][0] and other[1] != ranked[0][1] for other in ranked[1:]):
            return
        (letters, whole), _, _, best = ranked[0]
        if _is_slip(words, stretch, best):
            span = Span(words.starts[stretch.first], words.ends[stretch.past - 1])
            yield Misspelt(stretch, best, letters + whole / 4, span)

    def _near(self, stretch: Stretch) -> list[Name]:
        """Names of the same letters; else, where a word is none, of nearly the same, otherwise of the same words but
        one that is nearly the same."""
        near = [name for letters in stretch.letters for name in self._by_letters.get(letters, ())]
        if not near and stretch.none:
            near = [name for letters in stretch.letters for name in self._with_near_letters(letters)]
        elif not near:
            near = [
                name
                for place, gap in enumerate(_with_gaps(stretch.plain))
                for name in self._but_one.get(gap, ())
                if OSA.distance(stretch.plain[place], strip_marks(name.keys[place])) <= 1
            ]
        return [name for name in near if self._has_head_of(stretch, name)]

    def _with_near_letters(self, letters: str) -> Iterator[Name]:
        limit = _limit(letters)
        sizes = range(len(letters) - limit, len(letters) + limit + 1)
        choices = [each for size in sizes for each in self._of_size.get(size, ())]
        found = process.extract(letters, choices, scorer=OSA.distance, score_cutoff=limit, limit=8)
        return (name for choice, _, _ in found for name in self._by_letters[choice])

    def _has_head_of(self, stretch: Stretch, name: Name) -> bool:
        """Whether the first word is that of ``name``, or none that other names begin with: "Bộ" is no slip of "Sở"."""
        typed, head = stretch.plain[0], strip_marks(name.keys[0])
        return name.is_place or typed == head or typed not in self._heads or len(stretch.keys) != len(name.keys)

    def _distances(self, stretch: Stretch, name: Name) -> tuple[int, int]:
        letters = min(OSA.distance(typed, name.letters) for typed in stretch.letters)
        return letters, OSA.distance(" ".join(stretch.keys), " ".join(name.keys))


def _is_slip(words: Words, stretch: Stretch, name: Name) -> bool:
    """Whether there is a sign that ``stretch`` was meant for ``name``."""
    if name.is_place and is_named_after(words, stretch.first):
        return False
    if stretch.none:
        return not name.is_place or name.letters in stretch.letters or _is_told(words, stretch)
    if len(stretch.keys) != len(name.keys):
        return name.letters in stretch.letters
    misfits = [place for place, pair in enumerate(zip(stretch.keys, name.keys, strict=True)) if not marks_fit(*pair)]
    if (
        len(misfits) != 1
        or not _VOWEL.search(strip_marks(name.keys[misfits[0]]))
        or _is_phrase(stretch.keys, misfits[0])
    ):
        return False
    if name.is_place:
        return _after_place(words, stretch.first) or (_is_told(words, stretch) and name.letters in stretch.letters)
    return len(name.keys) > _SHORT or (len(name.keys) == _SHORT and marks_fit(stretch.keys[0], name.keys[0]))


def _with_gaps(keys: tuple[str, ...]) -> Iterator[tuple[str | None, ...]]:
    """``keys``, each in turn left open; nothing for a single one."""
    return ((*keys[:place], None, *keys[place + 1 :]) for place in range(len(keys) if len(keys) > 1 else 0))


def _longer(letters: frozenset[str], *words: str) -> frozenset[str]:
    """``letters`` with a word behind, in each of its two forms."""
    return frozenset(each + word for each in letters for word in dict.fromkeys(words))


def _limit(letters: str) -> int:
    """How many slips there may be in a name."""
    return 1 if len(letters) < _LONG else 2


def _is_told(words: Words, stretch: Stretch) -> bool:
    """Whether capitals, or the word before, say that a place is named."""
    capitals = all(words.is_capital(index) for index in range(stretch.first, stretch.past))
    return capitals or _after_place(words, stretch.first)


def _is_phrase(keys: Sequence[str], place: int) -> bool:
    """Whether the word at ``place`` is known to stand beside one of its neighbours."""
    beside = zip(keys[max(0, place - 1) : place + 1], keys[max(1, place) : place + 2], strict=False)
    return any(stand_together(first, second) for first, second in beside)


def _after_place(words: Words, index: int) -> bool:
    """Whether "tỉnh" or the like stands before word ``index`` and is no end of a name itself."""
    if not index or words.keys[index - 1] not in _PLACES:
        return False
    return words.is_capital(index) or not words.is_capital(index - 1)


def _ranges(words: Words, spans: Iterable[Span]) -> Ranges:
    """``spans`` as ranges of words."""
    return [(sum(end <= span.start for end in words.ends), sum(at < span.end for at in words.starts)) for span in spans]


def _new(text: str, words: Words, found: Sequence[Misspelt]) -> Iterator[Misspelt]:
    """Those of ``found`` that are no names of ``text`` as it stands."""
    agencies = [each.span for each in AgencyRegistry.load().find_in_question(text) if each.agency_id and each.exact]
    places = _ranges(words, (each.span for each in find_provinces_in_question(text)))
    known = {False: [*_ranges(words, agencies), *places], True: places}
    return (each for each in found if not _overlaps(each.stretch, known[each.name.is_place]))


def _overlaps(stretch: Stretch, known: Ranges) -> bool:
    """Whether something in ``stretch`` is a name already, unless it goes beyond that name with a word that is none."""
    shared = [each for each in known if each[0] < stretch.past and stretch.first < each[1]]
    own = stretch.first, stretch.past
    beyond = [own[0] <= each[0] and each[1] <= own[1] and each != own for each in shared]
    new = [each for each in stretch.none if not any(first <= each < past for first, past in shared)]
    return bool(shared) and not (all(beyond) and new)


def _letters(keys: Sequence[str]) -> str:
    return strip_marks("".join(key for key in keys if key not in AND_WORDS))


def _apart(found: Iterable[Misspelt]) -> list[Misspelt]:
    """The nearest and longest of ``found`` that do not overlap, in order."""
    kept: list[Misspelt] = []
    for one in sorted(found, key=lambda one: (one.distance - len(one.name.letters) / 8, one.span)):
        if not any(one.span.start < other.span.end and other.span.start < one.span.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.span)


@lru_cache(maxsize=2)
def _book(registry: AgencyRegistry) -> NameBook:
    return NameBook([*_agencies(registry), *_provinces()])


def _agencies(registry: AgencyRegistry) -> Iterator[Name]:
    for agency in registry.all():
        for alias in () if agency.is_group else agency.aliases:
            name = _name(agency.id, alias, is_place=False)
            if len(name.letters) > _LEAST_LETTERS + 1 and len(name.keys) > 1:
                yield name


def _provinces() -> Iterator[Name]:
    for province in all_provinces():
        for spelling in (province.name, *province.spellings):
            name = _name(fold(province.name), spelling, is_place=True)
            if len(name.letters) >= _LEAST_LETTERS and len(name.keys) > 1:
                yield name


def _name(id: str, text: str, *, is_place: bool) -> Name:
    keys = tuple(key for key in words_of(text).keys if key not in AND_WORDS)
    return Name(id, text, keys, _letters(keys), is_place)
