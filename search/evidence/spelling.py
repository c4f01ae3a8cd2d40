"""Marks that were not typed, as the documents in scope print them: "cat san lap" is "cát san lấp" where these say so,
though elsewhere it is more often "cắt"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from ingest.folding import strip_marks
from search.evidence.library import Library

_FEW = 12  # documents whose spelling is read
_WORD = re.compile(r"[^\W\d_]+")
Printed = Mapping[tuple[str, str], Mapping[tuple[str, str], int]]  # how often pairs are printed, by them without marks


def as_printed(text: str, topic: Sequence[str], library: Library, document_ids: Sequence[str]) -> str:
    """``text``, all marks of which are guessed, with those of the runs of its ``topic`` as the documents
    ``document_ids`` print them: of neighbouring words that they never print as guessed. As long as ``text``; unchanged
    where the documents are many."""
    if len(document_ids) > _FEW:
        return text
    printed = [_pairs(library.document(each).text) for each in document_ids]
    for run in topic:
        new = _run(run, printed)
        if len(new) == len(run):
            text = text.replace(run, new)
    return text


def _run(run: str, printed: Sequence[Printed]) -> str:
    words = run.split(" ")
    for place in range(len(words) - 1):
        words[place : place + 2] = _spelled((words[place], words[place + 1]), printed)
    return " ".join(words)


def _spelled(pair: tuple[str, str], printed: Sequence[Printed]) -> tuple[str, str]:
    """``pair`` as it is printed most often, when it is printed and never as it is."""
    plain = _plain(pair)
    found: Counter[tuple[str, str]] = Counter()
    for each in printed:
        found.update(each.get(plain, {}))
    if not found or (pair[0].casefold(), pair[1].casefold()) in found:
        return pair
    return found.most_common(1)[0][0]


def _plain(pair: tuple[str, str]) -> tuple[str, str]:
    return strip_marks(pair[0]).casefold(), strip_marks(pair[1]).casefold()


@lru_cache(maxsize=64)
def _pairs(text: str) -> Printed:
    """The pairs of neighbouring words of ``text``."""
    found: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    words = [word.casefold() for word in _WORD.findall(text)]
    for pair, count in Counter(pairwise(words)).items():
        found.setdefault(_plain(pair), Counter())[pair] += count
    return found
