"""Everyday words of a question in the words that documents print: "bỏ nhau" is "ly hôn", "tăng ca" "làm thêm giờ".

The pairs are data (``corpus/registries/lay_words.json``), each with a real question. Clauses never say the everyday
word, so it is put right before anything is sought; neighbouring words tell where it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.corpus import load_registry
from ingest.folding import normalize, strip_marks

_QUOTED = re.compile(r"[“\"].*?[”\"]")


@dataclass(frozen=True, slots=True)
class LayWord:
    """Ways to say ``printed`` in everyday speech, where the words around them allow it; those ``marked`` are something
    else where their marks are gone ("sổ hộ nghèo", "số hộ nghèo")."""

    said: tuple[str, ...]
    printed: str
    example: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    marked: tuple[str, ...] = ()

    def fits(self, before: str, after: str) -> bool:
        """Whether the words ``before`` and ``after``, without marks, allow it."""
        if self.unless and self.unless.search(before):
            return False
        return not (self.before and not self.before.search(before)) and not (self.after and not self.after.match(after))


def in_printed_words(text: str, is_unmarked: bool = False) -> str:
    """``text`` with its everyday words replaced; in a question typed without marks, ``is_unmarked``, also those of
    three syllables and more whose marks were restored otherwise. What stands in quotation marks stays.

    >>> in_printed_words("Bỏ nhau rồi thì con ở với ai?")
    'ly hôn rồi thì con ở với ai?'
    """
    plain = normalize(text)
    if len(plain) != len(text):
        return text
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    bare, parts, done = strip_marks(plain), [], 0
    pattern, seen = (_bare_pattern(), bare) if is_unmarked else (_pattern(), plain)
    for word, start, end in _fitting_in(pattern, seen, bare):
        if not any(first <= start < last for first, last in quoted):
            parts += [text[done:start], word.printed]
            done = end
    return "".join([*parts, text[done:]])


def _fitting_in(pattern: re.Pattern[str], seen: str, bare: str) -> Iterator[tuple[LayWord, int, int]]:
    """The everyday words in ``seen`` where they are such, with their places; the longest of those that begin alike."""
    place = 0
    while match := pattern.search(seen, place):
        found = _longest(match[0], bare, match.start())
        if found:
            word, place = found
            yield word, match.start(), place
        else:
            place = match.start() + len(match[0].split(" ", 1)[0])


def _longest(said: str, bare: str, start: int) -> tuple[LayWord, int] | None:
    """The everyday word of the most syllables of ``said``, which begins at ``start``, that fits, and its end."""
    syllables = said.split(" ")
    for count in range(len(syllables), 0, -1):
        shorter = " ".join(syllables[:count])
        end = start + len(shorter)
        before, after = bare[:start].rstrip(), bare[end:].lstrip()
        for word in _by_said().get(shorter, ()):
            if word.fits(before, after):
                return word, end
    return None


@cache
def lay_words() -> tuple[LayWord, ...]:
    """All of them."""
    return tuple(
        LayWord(
            tuple(map(normalize, entry["said"])),
            entry["printed"],
            entry["example"],
            _behind(entry),
            *_beside(entry),
            tuple(map(normalize, entry.get("marked", ()))),
        )
        for entry in load_registry("lay_words")["words"]
    )


def _behind(entry: Mapping[str, Any]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w){entry['before']}$") if "before" in entry else None


def _beside(entry: Mapping[str, Any]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    end = "" if entry.get("after", "").startswith("(?!") else r"(?!\w)"
    after = re.compile(entry["after"] + end) if "after" in entry else None
    return after, re.compile(rf"(?<!\w){entry['unless']}") if "unless" in entry else None


@cache
def _by_said() -> dict[str, list[LayWord]]:
    """The words by what is said, with marks; those of three syllables and more also without."""
    found: dict[str, list[LayWord]] = {}
    for word in lay_words():
        for said in word.said:
            for key in dict.fromkeys((said, *([strip_marks(said)] if " " in said else []))):
                found.setdefault(key, []).append(word)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return _any_of([said for word in lay_words() for said in word.said])


@cache
def _bare_pattern() -> re.Pattern[str]:
    said = (said for word in lay_words() for said in word.said if said not in word.marked)
    return _any_of([strip_marks(each) for each in said if each.count(" ") > 1])


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})(?!\w)")
