"""Agencies in what people type: without marks, with half of them, abbreviated, or with a slip."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from ingest.folding import strip_marks
from ingest.provinces import abbreviated, province_typed_at
from ingest.records import Span
from ingest.registry_match import Matcher, Name, Tail
from ingest.registry_tokens import AND_WORDS, PLAIN, STOP, Words, folded, words_of
from ingest.registry_trie import Trie

_MIN_SLIP_WORDS = 3  # shorter names are too near to ordinary words
_MIN_SLIP_LETTERS = 7
_MAX_UNKNOWN = 5


@dataclass(frozen=True, slots=True)
class QuestionAgency:
    """An agency that a question names at ``span``.

    ``name`` is the registry's; for an agency that the registry lacks ``agency_id`` is None and ``name`` is as typed.
    ``exact`` is false for a guess: a slip of the pen, a short form, an abbreviation with several readings.
    Several candidates for one place share its span.
    """

    agency_id: str | None
    name: str
    span: Span
    exact: bool


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write ``name`` (its words with marks); ``short`` when it is not its name in full."""

    words: tuple[str, ...]
    name: Name
    short: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    past: int
    id: str
    exact: bool


class QuestionMatcher:
    """Finds agencies in questions; ``spellings`` are keyed by their text, ``names`` gives the name of each id."""

    def __init__(
        self, spellings: Mapping[str, tuple[Spelling, ...]], names: Mapping[str, str], matcher: Matcher
    ) -> None:
        self._names = names
        self._matcher = matcher
        merged: dict[str, tuple[Spelling, ...]] = {}
        for text, each in spellings.items():
            merged[strip_marks(text)] = (*merged.get(strip_marks(text), ()), *each)
        self._trie = Trie(merged)
        self._by_first: dict[str, list[Spelling]] = {}
        for spelling in (each for group in spellings.values() for each in group):
            if _may_slip(spelling):
                self._by_first.setdefault(strip_marks(spelling.words[0]), []).append(spelling)
        wording = matcher.wording
        self._stops = Trie(dict.fromkeys(wording.question_stops, True))
        self._not_tail = frozenset(map(strip_marks, wording.not_tail))

    def find(self, text: str) -> list[QuestionAgency]:
        """Agencies of a question in order of place; see ``QuestionAgency``."""
        words = words_of(text)
        plain = folded(words)
        found: list[QuestionAgency] = []
        index = 0
        while index < len(words):
            readings, past = self._at(words, plain, index)
            if past is None:
                index += 1
                continue
            span = Span(words.starts[index], words.ends[past - 1])
            found += [QuestionAgency(each.id, self._names[each.id], span, each.exact) for each in readings]
            if not readings:
                found.append(QuestionAgency(None, span.of(text), span, False))
            index = past
        return found

    def _at(self, words: Words, plain: Words, index: int) -> tuple[list[_Reading], int | None]:
        """The readings at word ``index`` and the number of the word after them; no readings for an unknown agency."""
        if self._matcher.is_inside(words, index):
            return [], None
        readings = self._readings(words, plain, index)
        place = self._matcher.unknown.named_place(words, index)
        if readings and (place is None or place <= readings[0].past):
            return readings, readings[0].past
        return [], place or self._unknown(words, plain, index)

    def _readings(self, words: Words, plain: Words, index: int) -> list[_Reading]:
        """The longest readings at word ``index``: in full before short forms, and slips only when there is neither."""
        read = list(self._spelled(words, plain, index)) or list(self._slips(words, plain, index))
        past = max((each.past for each in read), default=0)
        longest = {each.id: each for each in sorted(read, key=lambda each: each.exact) if each.past == past}
        sure = [each for each in longest.values() if each.exact]
        if len(sure) == 1:
            return sure
        return [replace(each, exact=False) for each in longest.values()]

    def _spelled(self, words: Words, plain: Words, index: int) -> Iterator[_Reading]:
        for end, spellings in self._trie.walk(plain, index):
            typed = _without_and(words.keys[index:end])
            for spelling in spellings:
                if all(map(marks_fit, typed, spelling.words)) and self._may_stand(
                    words, plain, index, end, spelling.name
                ):
                    yield from self._with_tail(words, plain, index, end, spelling)

    def _with_tail(self, words: Words, plain: Words, index: int, end: int, spelling: Spelling) -> Iterator[_Reading]:
        name = spelling.name
        if spelling.words[-1] == "tỉnh" and set(plain.keys[end : end + 1]) & self._not_tail:
            return
        exact = not spelling.short and (not name.cased or words.is_capital(index))
        past = self._tail(words, plain, end, name.tail)
        if past is not None:
            yield _Reading(past, name.id, exact)
        elif name.tail in (Tail.NONE, Tail.OPTIONAL):
            yield _Reading(end, name.id, exact)
        elif end < len(words) and words.joint_before(end) == PLAIN and abbreviated(words.keys[end]):
            yield _Reading(end + 1, name.id, False)

    def _may_stand(self, words: Words, plain: Words, index: int, end: int, name: Name) -> bool:
        following = plain.keys[end : end + 2]
        if name.is_group and following[:1] == ["nao"]:
            return False
        if any(following[: len(each.split())] == strip_marks(each).split() for each in name.not_before):
            return False
        after_quantifier = index > 0 and plain.keys[index - 1] == "cac"
        return not name.plural or after_quantifier or words.is_capital(index)

    def _tail(self, words: Words, plain: Words, end: int, tail: Tail) -> int | None:
        """The number of the word after the province that follows; None when none does."""
        if tail is Tail.NONE or end >= len(words) or words.joint_before(end) != PLAIN:
            return None
        named = province_typed_at(plain, end)
        if named:
            return named[0]
        unit = self._unit(words, plain, end) if tail is not Tail.PROVINCE else None
        named = (
            province_typed_at(plain, unit) if unit and unit < len(words) and words.joint_before(unit) == PLAIN else None
        )
        return named[0] if named else unit

    def _unit(self, words: Words, plain: Words, end: int) -> int | None:
        if plain.keys[end : end + 2] == ["thanh", "pho"]:
            return end + 2
        is_unit = words.keys[end] == "tp" or marks_fit(words.keys[end], "tỉnh")
        return end + 1 if is_unit and not set(plain.keys[end + 1 : end + 2]) & self._not_tail else None

    def _slips(self, words: Words, plain: Words, index: int) -> Iterator[_Reading]:
        window = _window(plain, index)
        for spelling in self._by_first.get(plain.keys[index], ()):
            ends = window.get(len(spelling.words))
            if ends is None:
                continue
            limit = 1 if len(spelling.words) == _MIN_SLIP_WORDS else 2
            typed = _without_and(plain.keys[index:ends])
            if sum(map(_distance, typed, spelling.words)) <= limit:
                for reading in self._with_tail(words, plain, index, ends, spelling):
                    yield replace(reading, exact=False)

    def _unknown(self, words: Words, plain: Words, index: int) -> int | None:
        """The number of the word after "Sở Thủy sản", or "sở thủy sản" in small letters; None when there is none."""
        shaped = self._matcher.unknown.match(words, index)
        if shaped is not None or words.keys[index] != "sở":
            return shaped
        past = index + 1
        while past < len(words) and past - index <= _MAX_UNKNOWN and words.joint_before(past) == PLAIN:
            stops = any(True for _ in self._stops.walk(words, past)) or self._matcher.unknown.ends_name(words, past)
            if stops or province_typed_at(plain, past):
                break
            past += 1
        return past if past - index > 1 else None


def spelling_of(text: str, name: Name, *, short: bool = False) -> Spelling:
    """``text`` as a spelling of ``name``."""
    return Spelling(tuple(_without_and(words_of(text).keys)), name, short)


def _may_slip(spelling: Spelling) -> bool:
    """Whether a slip in the spelling can be told from other words; a group is too near to ordinary speech."""
    long = len(spelling.words) >= _MIN_SLIP_WORDS and len("".join(spelling.words)) >= _MIN_SLIP_LETTERS
    return long and not spelling.name.is_group


def _window(plain: Words, index: int) -> dict[int, int]:
    """For each number of words from ``index`` on ("và" not counted): the number of the word after them."""
    ends: dict[int, int] = {}
    count, joint = 0, PLAIN
    while joint != STOP and index < len(plain) and count < 10:
        count += 1
        ends[count] = index + 1
        joint, index = plain.step(index)
    return ends


def _without_and(keys: list[str]) -> list[str]:
    return [key for key in keys if key not in AND_WORDS]


def _distance(typed: str, word: str) -> int:
    return OSA.distance(typed, strip_marks(word), score_cutoff=2)


def marks_fit(typed: str, word: str) -> bool:
    """Whether ``typed`` is ``word`` with some of its marks left out.

    >>> marks_fit("sơ", "sở"), marks_fit("sô", "sở")
    (True, False)
    """
    if typed == word:
        return True
    plain, full = _letters(typed), _letters(word)
    return len(plain) == len(full) and all(a[0] == b[0] and a[1] <= b[1] for a, b in zip(plain, full, strict=True))


def _letters(word: str) -> list[tuple[str, frozenset[str]]]:
    """Base letters, each with its marks; the stroke of ``đ`` counts as a mark."""
    letters = []
    for char in word:
        decomposed = unicodedata.normalize("NFD", char)
        stroke = {"stroke"} if decomposed[0] == "đ" else set()
        letters.append((decomposed[0].replace("đ", "d"), frozenset({*decomposed[1:], *stroke})))
    return letters
