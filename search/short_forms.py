"""Abbreviations that documents define themselves: "nông thôn mới (NTM)", "(sau đây viết tắt là DNNVV)".

Learnt only where the letters are the initials of the words, so that a bracket behind some words is no definition of
them. For comparing and searching only: no text is changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.folding import normalize, strip_marks
from search.initials import is_short_form

_LETTERS = r"[A-ZĐÂĂÊÔƠƯ][A-ZĐÂĂÊÔƠƯ\d]*(?:[&-][A-ZĐÂĂÊÔƠƯ][A-ZĐÂĂÊÔƠƯ\d]*)*"
_SAID = r"(?:(?:sau đây|dưới đây)?\s*(?:được\s+)?(?:gọi|viết)\s+(?:tắt|chung)?\s*(?:là|:)?\s*:?\s*)?"
_BEHIND = re.compile(rf"\(\s*{_SAID}[“\"']?(?P<short>{_LETTERS})[”\"']?\s*\)")
_NAMED = re.compile(rf",?\s+(?:sau đây\s+)?(?:gọi|viết)\s+tắt\s+là\s+[“\"']?(?P<short>{_LETTERS})\b")
_BEFORE = re.compile(rf"(?<![\w/-])(?P<short>{_LETTERS})\s*(?:\(|:|–)\s*(?P<long>[^()|:;\n]{{4,90}})")
_WORD = re.compile(r"[^\W_]+|[&,]")
_BREAK = re.compile(r"[.;:|()“”\"\n]\s*")
_CONNECTING = frozenset({"và", "của", "về", "cho", "các", "trong", "với", "theo", "trên", "những"})
_MOST_WORDS = 16  # in front of a bracket
_SHORTEST, _VOWELS = 2, frozenset("aeiouy")
_FURTHER = 2  # words between a long form and the bracket, where its letters are three or more
Words = tuple[str, ...]


def defined_in(text: str) -> dict[str, str]:
    """The short forms that ``text`` defines, each with its words as they are compared.

    >>> defined_in("hỗ trợ doanh nghiệp nhỏ và vừa (sau đây viết tắt là DNNVV) trong tỉnh")
    {'DNNVV': 'doanh nghiệp nhỏ và vừa'}
    >>> defined_in("Sở Nông nghiệp và Môi trường (NN&MT); Bộ Tài chính (BTC)")
    {'NN&MT': 'nông nghiệp và môi trường', 'BTC': 'bộ tài chính'}
    """
    plain = text.replace("*", "")
    found: dict[str, str] = {}
    for pattern in (_BEHIND, _NAMED):
        for match in pattern.finditer(plain):
            before = _BREAK.split(plain[max(0, match.start() - 160) : match.start()].rstrip())[-1]
            _enter(found, match["short"], _fitting_end(_words(before)[-_MOST_WORDS:], match["short"]))
    for match in _BEFORE.finditer(plain):
        _enter(found, match["short"], _fitting_start(_words(match["long"]), match["short"]))
    return found


def _enter(found: dict[str, str], short: str, long: Sequence[str] | None) -> None:
    key = key_of(short)
    if long and (is_short_form(key) or (len(key) == _SHORTEST and not set(key) & _VOWELS)):
        found.setdefault(short, " ".join(word for word in long if word.isalnum()))


def key_of(short: str) -> str:
    """``short`` as it is compared: letters without marks and capitals.

    >>> key_of("NN&MT"), key_of("BĐG")
    ('nnmt', 'bdg')
    """
    return re.sub(r"[&-]", "", strip_marks(short).casefold())


def _words(text: str) -> list[str]:
    return _WORD.findall(normalize(text))


def _fitting_end(words: Sequence[str], short: str) -> Sequence[str] | None:
    """The shortest end of ``words`` whose initials are ``short``; a few words may stand behind it."""
    letters = _initials(short)
    for behind in range((_FURTHER if len(letters) > 2 else 0) + 1):
        last = len(words) - behind
        for first in range(last - 2, -1, -1):
            if _fits(words[first:last], letters):
                return words[first:last]
    return None


def _fitting_start(words: Sequence[str], short: str) -> Sequence[str] | None:
    letters = _initials(short)
    ends = range(len(letters), min(len(words), _MOST_WORDS) + 1)
    return next((words[:end] for end in ends if _fits(words[:end], letters)), None)


def _initials(short: str) -> str:
    return re.sub(r"[&-]", "", short).casefold()


def _fits(words: Sequence[str], letters: str) -> bool:
    """Whether the words begin with ``letters`` one by one; connecting words may be left out inside."""
    if len(words) < 2 or not (_begins(words[0], letters[0]) and _begins(words[-1], letters[-1])):
        return False
    places = {0}
    for word in words:
        stays = places if word in _CONNECTING or not word.isalnum() else set()
        places = stays | {place + 1 for place in places if place < len(letters) and _begins(word, letters[place])}
    return len(letters) in places


def _begins(word: str, letter: str) -> bool:
    return word[0] == letter or strip_marks(word[0]) == letter


@dataclass(frozen=True)
class ShortForms:
    """What short forms stand for, by their keys."""

    longs: Mapping[str, Words]

    @classmethod
    def agreed(cls, defined: Iterable[Mapping[str, str]]) -> ShortForms:
        """Those of several documents that all of them define alike."""
        found: dict[str, set[Words]] = defaultdict(set)
        for one in defined:
            for short, long in one.items():
                found[key_of(short)].add(tuple(long.split()))
        return cls({key: next(iter(longs)) for key, longs in found.items() if len(longs) == 1})

    def with_own(self, own: ShortForms) -> ShortForms:
        """These, those of ``own`` before them."""
        return ShortForms({**self.longs, **own.longs}) if own.longs else self

    def spelled(self, words: Sequence[str]) -> list[str]:
        """``words`` with the short forms among them written out."""
        return [each for word in words for each in self.longs.get(strip_marks(word), (word,))]


NONE = ShortForms({})
