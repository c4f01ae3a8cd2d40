"""Agencies in the words of a text: registry names with their titles and tails, and unknown ones by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from ingest.folding import squeeze
from ingest.provinces import province_at
from ingest.records import AgencyMention, Span
from ingest.registry_tokens import AND, COMMA, PLAIN, Words, words_of
from ingest.registry_trie import Trie
from ingest.registry_unknown import UnknownAgencies
from ingest.registry_wording import Wording

_INSIDE_NUMBER = re.compile(r"(?:/\s*[\w&-]{1,20}\s*[-–]\s*|\d\s*/\s*)$")
_COLON = re.compile(r"[\s*]*:[\s*]*")
_STARS = re.compile(r"[*_]+")
_MAX_PREFIXES = 4  # "Chánh", "các Phó Chánh" ...


class Tail(Enum):
    """What may follow a name: its province, as "tỉnh", "tỉnh Đắk Nông" or "Đắk Nông"."""

    NONE = 0
    OPTIONAL = 1
    REQUIRED = 2
    PROVINCE = 3  # the name of a province is required


@dataclass(frozen=True, slots=True)
class Name:
    """What a spelling of the registry stands for.

    ``of_province``: an agency of the province; ``plural``: only after "các", a title, or with a capital; ``cased``:
    only with a capital; ``not_before``: words that make it something else.
    """

    id: str
    tail: Tail
    is_group: bool
    of_province: bool = False
    plural: bool = False
    cased: bool = False
    not_before: tuple[str, ...] = ()


Names = Mapping[str, tuple[Name, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``first:past`` name the agency ``id`` (None: not in the registry)."""

    first: int
    past: int
    id: str | None


class Matcher:
    """Finds agencies in text; made once from all spellings and the word lists."""

    def __init__(self, names: Names, wording: Wording) -> None:
        self.wording = wording
        self.unknown = UnknownAgencies(wording)
        self._names = Trie(names)
        self._prefixes = Trie({**dict.fromkeys(wording.titles, True), **dict.fromkeys(wording.quantifiers, True)})
        self._quantifiers = Trie(dict.fromkeys(wording.quantifiers, True))
        self._not_after = {word: frozenset(before) for word, before in wording.not_after.items()}
        self._elisions = {key: Trie(value) for key, value in wording.elisions.items()}
        self._listed = {head.casefold(): Trie(_without(head, names)) for head in wording.listed_heads}
        self._starts = self._names.first_words() | self._prefixes.first_words() | self.unknown.first_words()

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
        """The longest agency, title included, that begins at word ``index``; a known one before an unknown."""
        if self.is_inside(words, index):
            return None
        best = self._named(words, index, titled=False)
        for start in self._after_prefixes(words, index, 0):
            inner = self._named(words, start, titled=True)
            if inner and (best is None or _rank(inner) > _rank(best)):
                best = Match(index, inner.past, inner.id)
        return best

    def is_inside(self, words: Words, index: int) -> bool:
        """Whether word ``index`` is a part of a longer word ("cơ sở") or of a document number ("571/TTr-SNV")."""
        start = words.starts[index]
        if _INSIDE_NUMBER.search(words.text[max(0, start - 28) : start]):
            return True
        joined = self._not_after.get(words.keys[index])
        return bool(joined and index and words.keys[index - 1] in joined and words.joint_before(index) == PLAIN)

    def quantified(self, words: Words, index: int) -> bool:
        """Whether "các" or the like stands at word ``index``."""
        return any(True for _ in self._quantifiers.walk(words, index))

    def list_item(self, words: Words, index: int) -> Match | None:
        """A name that stands for an agency only in a list of agencies ("các xã, phường") at word ``index``."""
        return _last_elision(self._elisions["*"], words, index)

    def _named(self, words: Words, index: int, *, titled: bool) -> Match | None:
        place = self.unknown.named_place(words, index)
        best = self._registered(words, index, titled)
        best = best or self._first_listed(words, index)
        if best is None or (place and place > best.past):
            past = place or self.unknown.match(words, index)
            return Match(index, past, None) if past else None
        return best

    def _registered(self, words: Words, index: int, titled: bool) -> Match | None:
        """The longest name of the registry at word ``index``; of a lower level, by an unknown agency, where one is."""
        best, owner = None, None
        for end, names in self._names.walk(words, index):
            for name in names:
                past = self._accept(words, index, end, name, titled)
                if past is not None and (best is None or past > best.past):
                    best, owner = Match(index, past, name.id), name
        lower = self.unknown.lower_level(words, best.past) if best and owner and owner.of_province else None
        return Match(index, lower, None) if lower else best

    def _accept(self, words: Words, index: int, end: int, name: Name, titled: bool) -> int | None:
        """The number of the word after the name and its tail, or None where the name cannot stand so."""
        capital = words.is_capital(index)
        if (name.plural and not titled and not capital) or (name.cased and not capital):
            return None
        if not name.is_group and not words.has_capital(index, end):
            return None
        if any(words.keys[end : end + len(each.split())] == each.split() for each in name.not_before):
            return None
        tail = self._tail(words, end, name.tail)
        return tail if name.tail in (Tail.REQUIRED, Tail.PROVINCE) else tail or end

    def _after_prefixes(self, words: Words, index: int, depth: int) -> Iterator[int]:
        """Words at which a name may begin after titles and "các"."""
        for end, _ in self._prefixes.walk(words, index):
            joint, following = words.step(end - 1)
            if joint in (PLAIN, COMMA, AND) and following < len(words) and depth < _MAX_PREFIXES:
                if joint == PLAIN:
                    yield following
                yield from self._after_prefixes(words, following, depth + 1)

    def _first_listed(self, words: Words, index: int) -> Match | None:
        """ "Sở: Nội vụ" at word ``index``: the first of a list whose head word is printed once."""
        listed = self._listed.get(words.keys[index])
        if listed is None or index + 1 >= len(words):
            return None
        colon = _COLON.fullmatch(words.text, words.ends[index], words.starts[index + 1])
        item = _bare(listed, words, index + 1) if colon else None
        return Match(index, item.past, item.id) if item else None

    def _list_of(self, words: Words, match: Match) -> Trie[tuple[Name, ...]] | None:
        """Names that may follow ``match`` without their head word: it is "các Sở ..." or "Sở: ..."."""
        for index in range(match.first, match.past - 1):
            listed = self._listed.get(words.keys[index])
            colon = listed and _COLON.fullmatch(words.text, words.ends[index], words.starts[index + 1])
            if listed and (colon or (index > match.first and self.quantified(words, index - 1))):
                return listed
        return None

    def _elided(self, words: Words, before: Match) -> Iterator[Match]:
        """Agencies whose head word is left out: "UBND cấp huyện, cấp xã", "các Sở: Nội vụ, Tài chính"."""
        listed = self._list_of(words, before)
        while before.id is not None:
            joint, following = words.step(before.past - 1)
            if joint not in (COMMA, AND):
                return
            own = self._elisions.get(before.id)
            item = (
                (listed and _bare(listed, words, following))
                or (own and _last_elision(own, words, following))
                or self.list_item(words, following)
            )
            if item is None:
                return
            yield item
            before = item

    def _tail(self, words: Words, end: int, tail: Tail) -> int | None:
        """The number of the word after the province that follows a name; None when none does."""
        if tail is Tail.NONE or end >= len(words) or words.joint_before(end) != PLAIN:
            return None
        named = province_at(words, end)
        if named:
            return named[0]
        return None if tail is Tail.PROVINCE else self._unit_tail(words, end)

    def _unit_tail(self, words: Words, end: int) -> int | None:
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
        other_city = is_city and words.is_capital(past) and not self.unknown.ends_name(words, past)
        return None if other_city else past


def mention(words: Words, match: Match, offset: int) -> AgencyMention:
    """``match`` as a mention in the text of ``words``, moved by ``offset``."""
    start, end = words.starts[match.first], words.ends[match.past - 1]
    name = squeeze(_STARS.sub("", words.text[start:end]))
    return AgencyMention(name, match.id, Span(start + offset, end + offset))


def _rank(match: Match) -> tuple[int, bool]:
    return match.past, match.id is not None


def _last_elision(names: Trie[str], words: Words, index: int) -> Match | None:
    best = None
    for end, agency_id in names.walk(words, index):
        best = Match(index, end, agency_id)
    return best


def _without(head: str, names: Names) -> Names:
    """Names that begin with ``head``, without it."""
    return {name.removeprefix(f"{head} "): value for name, value in names.items() if name.startswith(f"{head} ")}


def _bare(listed: Trie[tuple[Name, ...]], words: Words, index: int) -> Match | None:
    """The longest name without its head word at ``index``, with a capital."""
    best = None
    for end, names in listed.walk(words, index) if words.is_capital(index) else ():
        best = Match(index, end, names[0].id)
    return best
