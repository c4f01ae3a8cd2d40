"""Words of a text with what lies between them: the form in which registry names are matched.

A *joint* says how two neighbouring words are tied: ``PLAIN`` (spaces, one line break, stray ``*``), ``COMMA``,
``AND`` (``và``, ``&``, ``-``, ``/``), ``STRICT`` (`` + `` in registry data only: an ``AND`` that no comma replaces)
or ``STOP`` (anything else: no name crosses it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.folding import normalize, strip_marks

PLAIN, COMMA, AND, STRICT, STOP = "", ",", "&", "+", "."
AND_WORDS = frozenset({"và", "va"})

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BLANK = r"[ \xa0*_]*"
_WRAP = rf"{_BLANK}(?:\r?\n(?:\*+ ?\r?\n)?)?[ \xa0*_>]*"  # one line break, or a line of nothing but "**"
_GAPS = (
    (PLAIN, re.compile(_WRAP)),
    (COMMA, re.compile(rf"{_BLANK},{_WRAP}")),
    (AND, re.compile(rf"{_BLANK}[-–—&/]{_WRAP}")),
    (STRICT, re.compile(r" \+ ")),
)
_DOTTED = frozenset({"tp", "t", "tx", "tt", "h"})  # abbreviations that may be written with a full stop

normalized = lru_cache(maxsize=1 << 16)(normalize)


@lru_cache(maxsize=1 << 12)
def joint_of(gap: str) -> str:
    """The joint that the characters ``gap`` make.

    >>> joint_of(", "), joint_of(" - "), joint_of("; ")
    (',', '&', '.')
    """
    for joint, pattern in _GAPS:
        if pattern.fullmatch(gap):
            return joint
    return STOP


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``text``: ``keys[i]`` is the comparison form of the characters ``starts[i]:ends[i]``."""

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.keys)

    def step(self, index: int) -> tuple[str, int]:
        """The joint after word ``index`` and the number of the word that it leads to; "và" is passed over.

        ``STOP`` when nothing follows.
        """
        following = index + 1
        if following >= len(self.keys):
            return STOP, following
        joint = self._joint(index)
        if self.keys[following] not in AND_WORDS or joint not in (PLAIN, COMMA):
            return joint, following
        if following + 1 < len(self.keys) and self._joint(following) == PLAIN:
            return AND, following + 1
        return STOP, following

    def _joint(self, index: int) -> str:
        gap = self.text[self.ends[index] : self.starts[index + 1]]
        if gap[:1] == "." and self.keys[index] in _DOTTED:
            gap = gap[1:]
        return joint_of(gap)

    def is_capital(self, index: int) -> bool:
        """Whether word ``index`` exists and begins with a capital letter."""
        return index < len(self.keys) and self.text[self.starts[index]].isupper()

    def has_capital(self, first: int, past: int) -> bool:
        """Whether any word of ``first:past`` begins with a capital letter."""
        return any(self.text[start].isupper() for start in self.starts[first:past])

    def joint_before(self, index: int) -> str:
        """The joint between word ``index`` and the one before it, "và" counted as a word."""
        return self._joint(index - 1) if index else STOP


def folded(words: Words) -> Words:
    """The same words with keys without marks."""
    return Words(words.text, [strip_marks(key) for key in words.keys], words.starts, words.ends)


def words_of(text: str) -> Words:
    """``text`` (NFC) as words, marks kept, case and old tone placement levelled.

    >>> words_of("Uỷ ban, TT&TT").keys
    ['ủy', 'ban', 'tt', 'tt']
    """
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        keys.append(normalized(match[0]))
        starts.append(match.start())
        ends.append(match.end())
    return Words(text, keys, starts, ends)
