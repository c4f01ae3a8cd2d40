"""Agencies in the words of a text: registry names with their titles and tails, and unknown ones by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ingest.corpus import load_registry
from ingest.folding import squeeze
from ingest.provinces import province_at
from ingest.records import AgencyMention, Span
from ingest.registry_tokens import AND, COMMA, PLAIN, Words, words_of
from ingest.registry_trie import Trie

_INSIDE_NUMBER = re.compile(r"(?:/\s*[\wĐ&]{1,8}\s*[-–]\s*|\d\s*/\s*)$")
_STARS = re.compile(r"[*_]+")
_LOWER_LEVEL = frozenset({"huyện", "xã", "phường", "quận", "thị"})
_MAX_UNKNOWN = 14  # words


class Tail(Enum):
    """What may follow a name: its province, as "tỉnh", "tỉnh Đắk Nông" or "Đắk Nông"."""

    NONE = 0
    OPTIONAL = 1
    REQUIRED = 2
    PROVINCE = 3  # a province name is required


@dataclass(frozen=True, slots=True)
class Name:
    """What a spelling of the registry stands for. ``plural``: only after "các", a title, or with a capital."""

    id: str
    tail: Tail
    is_group: bool
    plural: bool
    cased: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """The word lists of ``agency_wording.json``."""

    phrases: Mapping[str, list[str]]
    titles: list[str]
    quantifiers: list[str]
    unknown_heads: list[str]
    place_heads: list[str]
    not_agencies: list[str]
    role_verbs: list[str]
    function_words: list[str]
    elisions: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls) -> Wording:
        """The lists that ship with the program."""
        data: dict[str, Any] = load_registry("agency_wording")
        return cls(**{name: data[name] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``first:past`` name the agency ``id`` (None: not in the registry)."""

    first: int
    past: int
    id: str | None


class Matcher:
    """Finds agencies in text; made once from all spellings and the word lists."""

    def __init__(self, names: Mapping[str, tuple[Name, ...]], wording: Wording) -> None:
        self._names = Trie(names)
        self._prefixes = Trie({**dict.fromkeys(wording.titles, True), **dict.fromkeys(wording.quantifiers, False)})
        self._heads = Trie(dict.fromkeys(wording.unknown_heads, True))
        self._places = Trie(dict.fromkeys(wording.place_heads, True))
        self._not_agencies = Trie(dict.fromkeys(wording.not_agencies, True))
        self._roles = Trie(dict.fromkeys(wording.role_verbs, True))
        self._functions = Trie(dict.fromkeys(wording.function_words, True))
        self._quantifiers = Trie(dict.fromkeys(wording.quantifiers, True))
        self._elisions = {key: Trie(value) for key, value in wording.elisions.items()}
        self._starts = self._names.first_words() | self._prefixes.first_words() | self._heads.first_words()

    def find(self, text: str, offset: int = 0) -> list[AgencyMention]:
        """Mentions in ``text``, in order, spans moved by ``offset``."""
        words = words_of(text)
        return [mention(words, match, offset) for match in self.matches(words)]

    def matches(self, words: Words) -> Iterator[Match]:
        """Longest matches from left to right, none overlapping."""
        index, starts, keys = 0, self._starts, words.keys
        while index < len(keys):
            found = self.match_at(words, index) if keys[index] in starts else None
            if found is None:
                index += 1
                continue
            yield found
            index = found.past
            for more in self._elided(words, found):
                yield more
                index = more.past

    def match_at(self, words: Words, index: int) -> Match | None:
        """The longest agency, title included, that begins at word ``index``."""
        if _INSIDE_NUMBER.search(words.text, max(0, words.starts[index] - 24), words.starts[index]):
            return None
        best = self._named(words, index, titled=False)
        for start, titled in self._after_prefixes(words, index, 0):
            inner = self._named(words, start, titled=titled)
            if inner and (best is None or inner.past > best.past):
                best = Match(index, inner.past, inner.id)
        return best

    def head_at(self, words: Words, index: int) -> int | None:
        """The number of the word after the head word of an unknown agency at ``index``; None when there is none."""
        if not words.is_capital(index) or _longest(self._not_agencies, words, index):
            return None
        return _longest(self._heads, words, index)

    def role_verb(self, words: Words, index: int) -> int | None:
        """The number of the word after a verb that says what an agency does, at ``index``; None when there is none."""
        return _longest(self._roles, words, index)

    def quantified(self, words: Words, index: int) -> bool:
        """Whether "các" or the like stands at word ``index``."""
        return _longest(self._quantifiers, words, index) is not None

    def _ends_name(self, words: Words, index: int) -> bool:
        return not words.is_capital(index) and self._verb_or_function(words, index)

    def _verb_or_function(self, words: Words, index: int) -> bool:
        return self.role_verb(words, index) is not None or _longest(self._functions, words, index) is not None

    def _named(self, words: Words, index: int, *, titled: bool) -> Match | None:
        known = None
        for end, names in self._names.walk(words, index):
            for name in names:
                past = self._accept(words, index, end, name, titled)
                if past is not None and (known is None or past > known.past):
                    known = Match(index, past, name.id)
        unknown = self._unknown(words, index, known)
        return unknown if unknown is not None else known

    def _accept(self, words: Words, index: int, end: int, name: Name, titled: bool) -> int | None:
        """The number of the word after the name and its tail, or None where the name cannot stand so."""
        if name.plural and not (titled or words.is_capital(index)):
            return None
        if not name.is_group and not words.has_capital(index, end):
            return None
        if name.cased and not words.is_capital(index):
            return None
        tail = _tail(words, end, name.tail)
        if name.tail in (Tail.REQUIRED, Tail.PROVINCE):
            return tail
        return tail or end

    def _after_prefixes(self, words: Words, index: int, depth: int) -> Iterator[tuple[int, bool]]:
        """Words at which a name may begin after titles and "các"; True when the last is not a mere title part."""
        if depth == 4:
            return
        for end, _ in self._prefixes.walk(words, index):
            joint, following = words.step(end - 1)
            if joint in (PLAIN, COMMA, AND) and following < len(words):
                if joint == PLAIN:
                    yield following, True
                yield from self._after_prefixes(words, following, depth + 1)

    def _unknown(self, words: Words, index: int, known: Match | None) -> Match | None:
        """An agency known by its shape that is longer than ``known``."""
        if known is not None:
            return self._lower(words, known)
        head = self.head_at(words, index)
        if (
            head is None
            or (words.text[words.starts[index] : words.ends[index]].isupper()
            and not self._is_place(words, index))
        ):
            return None
        past = self._capital_run(words, head)
        return Match(index, past, None) if past > head else None

    def _is_place(self, words: Words, index: int) -> bool:
        return _longest(self._places, words, index) is not None

    def _lower(self, words: Words, known: Match) -> Match | None:
        """``known`` taken as an agency of a named place below the province: "UBND xã" + "Đắk Wer"."""
        if self._is_place(words, known.first):
            past = _names_run(words, known.past)
            return Match(known.first, past, None) if past > known.past else None
        return None

    def _capital_run(self, words: Words, index: int) -> int:
        """The number of the word after a name made of capitalised words, each with at most one small one behind."""
        past, small = index, True
        while past < len(words) and past - index < _MAX_UNKNOWN and not self._ends_name(words, past):
            joint = words.joint_before(past)
            if words.is_capital(past):
                small = False
            elif small or past == index or joint != PLAIN:
                break
            else:
                small = True
            if joint not in (PLAIN, AND):
                break
            past += 1
        return past

    def _elided(self, words: Words, before: Match) -> Iterator[Match]:
        """Agencies whose head word is left out: "UBND cấp huyện, cấp xã"."""
        elisions = self._elisions.get(before.id or "")
        while elisions is not None:
            joint, following = words.step(before.past - 1)
            ends = list(elisions.walk(words, following)) if joint in (COMMA, AND) else []
            if not ends:
                return
            before = Match(following, ends[-1][0], ends[-1][1])
            yield before
            elisions = self._elisions.get(before.id or "")


def mention(words: Words, match: Match, offset: int) -> AgencyMention:
    """``match`` as a mention in the text of ``words``, moved by ``offset``."""
    start, end = words.starts[match.first], words.ends[match.past - 1]
    name = squeeze(_STARS.sub("", words.text[start:end]))
    return AgencyMention(name, match.id, Span(start + offset, end + offset))


def _longest(names: Trie[bool], words: Words, index: int) -> int | None:
    """The number of the word after the longest of ``names`` at ``index``; None when there is none."""
    return max((end for end, _ in names.walk(words, index)), default=None)


def _names_run(words: Words, index: int) -> int:
    """The number of the word after the capitalised words that follow directly at ``index``."""
    while words.is_capital(index) and words.joint_before(index) == PLAIN:
        index += 1
    return index


def _tail(words: Words, end: int, tail: Tail) -> int | None:
    """The number of the word after the province that follows a name; None when none does."""
    if tail is Tail.NONE or end >= len(words) or words.joint_before(end) != PLAIN:
        return None
    named = province_at(words, end)
    if named:
        return named[0]
    return None if tail is Tail.PROVINCE else _unit_tail(words, end)


def _unit_tail(words: Words, end: int) -> int | None:
    """After "tỉnh", "thành phố" or "TP" at ``end``, with the name of the province where one follows."""
    is_city = words.keys[end] == "tp" or words.keys[end : end + 2] == ["thành", "phố"]
    if words.keys[end] != "tỉnh" and not is_city:
        return None
    past = end + (2 if words.keys[end] == "thành" else 1)
    if past >= len(words) or words.joint_before(past) != PLAIN:
        return past
    named = province_at(words, past)
    if named and (not is_city or named[1].kind == "thành phố"):
        return named[0]
    return None if is_city and words.is_capital(past) else past
