"""Acronyms and the indices by which provinces are measured (PAPI, PAR INDEX ...): data with their readings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.corpus import load_registry
from ingest.folding import fold
from ingest.records import Span
from ingest.registry_tokens import words_of
from ingest.registry_trie import Trie

_TELLING = 2  # first words of a name that few texts hold


@dataclass(frozen=True, slots=True)
class Acronym:
    """``text`` as printed and what it may stand for; only an ``unambiguous`` one may be expanded by itself."""

    text: str
    expansions: tuple[str, ...]
    unambiguous: bool


@dataclass(frozen=True, slots=True)
class PublicIndex:
    """A published index: its acronym, its full name, and the wordings in which documents print it."""

    id: str
    acronym: str
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexMention:
    """An index printed at ``span``; ``by_acronym`` tells "PAPI" from the same index in words."""

    id: str
    by_acronym: bool
    span: Span


@lru_cache(maxsize=1)
def acronyms() -> dict[str, Acronym]:
    """Every acronym, by its text."""
    entries = (
        Acronym(entry["acronym"], tuple(entry["expansions"]), entry["expand_alone"])
        for entry in load_registry("acronyms")
    )
    return {entry.text: entry for entry in entries}


@lru_cache(maxsize=1)
def indices() -> tuple[PublicIndex, ...]:
    """Every index of the registry."""
    return tuple(
        PublicIndex(entry["id"], entry["acronym"], entry["name"], tuple(entry["names"]))
        for entry in load_registry("indices")
    )


def find_indices(text: str) -> list[IndexMention]:
    """Every index that ``text`` names, by acronym or in words (case, tone placement and line breaks levelled).

    >>> [(m.id, m.by_acronym) for m in find_indices("cải thiện Chỉ số cải cách hành chính (PAR INDEX)")]
    [('par-index', False), ('par-index', True)]
    """
    words, found, index = words_of(text), [], 0
    while index < len(words):
        ends = list(_names().walk(words, index))
        if ends:
            past, (index_id, by_acronym) = ends[-1]
            found.append(IndexMention(index_id, by_acronym, Span(words.starts[index], words.ends[past - 1])))
        index = ends[-1][0] if ends else index + 1
    return found


def may_name_indices(plain: str) -> bool:
    """Whether ``plain``, text without marks and capitals, holds the beginning of some index's name: ``find_indices``
    need not read a text that does not.

    >>> may_name_indices("nang cao chi  so cai cach"), may_name_indices("luat dat dai")
    (True, False)
    """
    return _beginnings().search(plain) is not None


@lru_cache(maxsize=1)
def _beginnings() -> re.Pattern[str]:
    """The first words of every name, in any spacing."""
    names = (text for index in indices() for text in (index.acronym, index.name, *index.names))
    firsts = {tuple(re.findall(r"[^\W_]+", fold(text))[:_TELLING]) for text in names}
    return re.compile("|".join(r"[\W_]*".join(words) for words in sorted(firsts)))


@lru_cache(maxsize=1)
def _names() -> Trie[tuple[str, bool]]:
    names = {text: (index.id, False) for index in indices() for text in (index.name, *index.names)}
    acronym = {index.acronym.replace(" ", joint): (index.id, True) for index in indices() for joint in (" ", "-", "")}
    return Trie({**names, **acronym})
