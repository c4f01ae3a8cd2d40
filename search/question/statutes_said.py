"""Statutes as people name them: by initials ("Luật NVQS", "BLHS"), shortened ("Luật hiến ghép mô tạng"), with slips
("luât cư chú"), or whole.

A name is read word by word along the titles of the archive's statutes and of those of the country
(``corpus/registries/statutes.json``); it is that of the title that takes most of it, and of none where several do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from ingest.archive import CatalogueEntry
from ingest.corpus import load_registry
from ingest.folding import fold
from ingest.records import Span
from ingest.statutes import LAWS
from search.question.lexicon import phrase_cue, sound, word_set
from search.question.tokens import Line
from search.relevance import syllables

_CODE = re.compile(r"^BL(?=[A-ZĐ]{2,}$)")  # "BLHS" for "Bộ luật Hình sự"
_CODE_KIND = ("bo", "luat")
_SOURCES_OF_LAW = ("phap", "ky", "du")  # "pháp luật", "kỷ luật", "dự luật" name no statute
_LOOSE = ("va", "ve", "cua")  # left out when a title is said or abbreviated
_ENOUGH = 2  # words that a shortened name says of its title
_SURE = 3  # words of a title, apart in it or with one that it does not have
_INITIALS = re.compile(r"^[A-ZĐ]{2,6}$")


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute by its ``title``: the folded words of its kind and of its own name."""

    title: str
    kind: tuple[str, ...]
    words: tuple[str, ...]
    is_held: bool

    @classmethod
    def of(cls, title: str, is_held: bool) -> Statute:
        words = syllables(title)
        kind = next((each for each in _kinds() if words[: len(each)] == each), words[:1])
        return cls(title, kind, words[len(kind) :], is_held)


@dataclass(frozen=True, slots=True)
class SaidStatute:
    """A statute named at ``span`` of a question; ``is_whole`` where its name is said in full."""

    span: Span
    statute: Statute
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Fit:
    """How far the words of a question go along a title: how many of them, and how many of the title's they take."""

    said: int
    taken: int
    is_whole: bool
    is_close: bool


class StatuteBook:
    """The statutes whose ``titles`` the archive holds, and those of the country."""

    def __init__(self, titles: Iterable[str]) -> None:
        held = [Statute.of(title, True) for title in dict.fromkeys(titles)]
        known = {each.words for each in held}
        self.statutes = (*held, *(each for each in _of_the_country() if each.words not in known))

    def find(self, text: str) -> list[SaidStatute]:
        """The statutes that ``text`` names, in order."""
        line = Line.read(text)
        reader = _Reader(line, self.statutes)
        found, index = [], 0
        while index < len(line.tokens):
            said = reader.at(index)
            if said is not None:
                found.append(said)
            index = max(index + 1, reader.after(said) if said else 0)
        return found


def is_other_word(line: Line, index: int) -> bool:
    """Whether what stands before "luật" at ``index`` makes it another word: "pháp luật", "kỷ luật", but not "ký Luật
    ..."."""
    return index > 0 and line.keys[index - 1] in _SOURCES_OF_LAW and line.tokens[index - 1].text.casefold() != "ký"


@dataclass(frozen=True)
class _Reader:
    line: Line
    statutes: Sequence[Statute]

    def at(self, index: int) -> SaidStatute | None:
        """The statute whose name begins at the token ``index``."""
        width = self._kind_at(index)
        code = _CODE.match(self.line.tokens[index].text)
        if not width and not code:
            return None
        if width and is_other_word(self.line, index):
            return None
        kind = self.line.keys[index : index + width] if width else _CODE_KIND
        first = index + width
        words = self._words(first)
        if code:
            words = [self.line.tokens[index].text[code.end() :], *words[1:]]
        best = self._best(kind, words, first)
        if best is None:
            return None
        fit, statute = best
        past = first + fit.said
        past += not fit.is_close and self._left(past) == 1  # a word of the name that the title does not have
        return SaidStatute(self._span(index, past), statute, fit.is_whole)

    def after(self, said: SaidStatute) -> int:
        return sum(1 for token in self.line.tokens if token.span.start < said.span.end)

    def _span(self, first: int, past: int) -> Span:
        return Span(self.line.tokens[first].span.start, self.line.tokens[past - 1].span.end)

    def _kind_at(self, index: int) -> int:
        keys = self.line.keys
        return max((len(kind) for kind in _kinds() if keys[index : index + len(kind)] == kind), default=0)

    def _words(self, first: int) -> list[str]:
        return [token.text for token in self.line.tokens[first:]]

    def _best(self, kind: Sequence[str], words: Sequence[str], first: int) -> tuple[_Fit, Statute] | None:
        fits = [(_fit(words, each.words), each) for each in self.statutes if _may_be(tuple(kind), each.kind)]
        fits = [(fit, each) for fit, each in fits if fit.said and self._is_enough(fit, each, first)]
        most = max((_weight(fit, each, tuple(kind)) for fit, each in fits), default=None)
        best = [(fit, each) for fit, each in fits if _weight(fit, each, tuple(kind)) == most]
        return best[0] if len(best) == 1 else None

    def _is_enough(self, fit: _Fit, statute: Statute, first: int) -> bool:
        """Whether so much of a name is that of the title: all of it, or its beginning where the name ends. One of a
        single word is that word with its marks: "luật dược" is none that is "được ban hành"."""
        if fit.is_whole:
            return len(statute.words) > 1 or statute.title.split()[-1].casefold() == self._words(first)[0].casefold()
        left = self._left(first + fit.said)
        if fit.is_close:
            return fit.taken >= _ENOUGH and left == 0
        return fit.taken >= _SURE and left <= 1

    def _left(self, index: int) -> int:
        """How many words stand between ``index`` and where a name must have ended."""
        ends = next((at for at in range(index, len(self.line.tokens)) if self._ends(at)), len(self.line.tokens))
        return ends - index

    def _ends(self, index: int) -> bool:
        token, before = self.line.tokens[index], self.line.tokens[index - 1]
        apart = self.line.text[before.span.end : token.span.start].strip()
        if apart or token.key[:1].isdigit() or token.text.casefold() in word_set("fillers"):
            return True
        return any(span.start == token.span.start for span in self._stops)

    @cached_property
    def _stops(self) -> list[Span]:
        return list(self.line.matches(phrase_cue("statute_ends")))


def _weight(fit: _Fit, statute: Statute, kind: tuple[str, ...]) -> tuple[int, bool, bool]:
    """Which of several titles is meant: the one that more words name, whole before in part, of the very kind said."""
    return fit.said, fit.is_whole, fit.is_whole and statute.kind == kind


def _may_be(said: tuple[str, ...], kind: tuple[str, ...]) -> bool:
    """Whether a statute of ``kind`` is called ``said``; a code is called a law as well."""
    return said == kind or (said == ("luat",) and kind == _CODE_KIND)


def _fit(words: Sequence[str], title: Sequence[str]) -> _Fit:
    """How far ``words`` go along ``title`` from its first word on, each in the order of the title."""
    place, said, taken, skipped = 0, 0, 0, 0
    for word in words:
        step = _step(word, title, place)
        if step is None or (said == 0 and step[0] > 0):
            break
        start, width = step
        skipped += sum(1 for each in title[place:start] if each not in _LOOSE)
        said, taken, place = said + 1, taken + width, start + width
    return _Fit(said, taken, taken > 0 and skipped == 0 and place == len(title), skipped == 0)


def _step(word: str, title: Sequence[str], place: int) -> tuple[int, int] | None:
    """Where in ``title`` from ``place`` on ``word`` stands, and how many of its words it takes: itself, or as their
    initials."""
    key = fold(word)
    same = next((at for at in range(place, len(title)) if title[at] == key), None)
    if same is None and place < len(title) and sound(title[place]) == sound(key):
        same = place
    if same is not None:
        return same, 1
    if not _INITIALS.match(word):
        return None
    found = ((at, _initialled(key, title[at:])) for at in range(place, len(title)))
    return next(((at, width) for at, width in found if width), None)


def _initialled(key: str, words: Sequence[str]) -> int:
    """How many of ``words`` from the first have the initials ``key``; 0 when they have others."""
    left = key
    for width, word in enumerate(words, 1):
        if word[:1] == left[:1]:
            left = left[1:]
        elif word not in _LOOSE or width == 1:
            return 0
        if not left:
            return width
    return 0


@cache
def _kinds() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(kind).split()) for kind in sorted(LAWS, key=len, reverse=True))


@cache
def _of_the_country() -> tuple[Statute, ...]:
    return tuple(Statute.of(title, False) for title in load_registry("statutes")["names"])


@lru_cache(maxsize=4)
def statute_book(titles: tuple[str, ...]) -> StatuteBook:
    """The book of an archive that holds the statutes ``titles``."""
    return StatuteBook(titles)


def titles_of_statutes(catalogue: Iterable[CatalogueEntry]) -> tuple[str, ...]:
    """The titles of the statutes in ``catalogue``."""
    return tuple(one.metadata.title for one in catalogue if one.metadata.type in LAWS and one.metadata.title)
