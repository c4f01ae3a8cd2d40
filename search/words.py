"""Words of Vietnamese text, for the index and for questions alike. The only door to ``underthesea``.

Guaranteed for ``tokens(text)``: letter case, Unicode form and the placement of tone marks (uỷ, ủy) make no difference;
every letter and digit is in a simple token (a syllable or a number), and each compound stands in front of its
syllables, joined by "_". Words do not run across lines.

``underthesea`` cuts document numbers to pieces. Its ``fixed_words`` argument keeps them whole, but version 9.5 goes on
using that pattern, unescaped, in every later call; so the text is cut at the numbers here, and each is one token.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache, lru_cache
from itertools import pairwise
from multiprocessing import get_context
from threading import Lock
from typing import TypeVar

from ingest.folding import normalize, strip_marks
from ingest.numbers import find_numbers, normalize_number

JOINT = "_"  # between the syllables of a compound, and in no other token
PAIR = "+"  # between two neighbouring syllables
_SYLLABLE = re.compile(r"[^\W_]+")
Batch = TypeVar("Batch")

_CACHED_LINES = 4096
_MOST_WORKERS = 4  # processes that segment; each takes about 300 MB
_WORTH_PROCESSES = 400_000  # characters, some five seconds of one core
_CHUNK = 200  # lines given to a process at a time
_ahead: dict[str, tuple[str, ...]] = {}
_pools: list[ProcessPoolExecutor] = []  # none or one
_lock = Lock()


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """The segmentation function, loaded on first use: importing underthesea takes seconds."""
    from underthesea import word_tokenize

    def segment(text: str) -> list[str]:
        with _lock:
            return list(word_tokenize(text))

    return segment


def tokens(text: str) -> list[str]:
    """Tokens of ``text`` in reading order: each document number whole, each compound, and every syllable.

    >>> tokens("Kế hoạch số 52/QĐ-UBND")
    ['kế_hoạch', 'kế', 'hoạch', 'số', '52/qđ-ubnd', '52', 'qđ', 'ubnd']
    """
    return [token for line in text.splitlines() for token in _line_tokens(line)]


def segmented(words: Sequence[str]) -> Iterator[list[str]]:
    """``words`` as compounds and single syllables, by the segmenter."""
    past = 0
    for token in tokens(" ".join(words)):
        if JOINT in token:
            past = len(token.split(JOINT))
            yield token.split(JOINT)
        elif past:
            past -= 1
        else:
            yield [token]


def segment_ahead(texts: Iterable[str]) -> None:
    """Segment the lines of ``texts`` that ``tokens`` will be asked for next, on every core when they are many.

    What was segmented ahead before is forgotten. Where processes cannot be started, nothing is done.
    """
    lines = _lines_of(texts)
    _take(lines, _submitted(lines))


def each_segmented(batches: Iterable[Batch], texts: Callable[[Batch], Iterable[str]]) -> Iterator[Batch]:
    """``batches`` in order, each as after ``segment_ahead`` of its ``texts``; while one is worked on, the lines of the
    next are segmented."""
    waiting: tuple[Batch, list[str], Iterator[tuple[str, ...]] | None] | None = None
    for batch in batches:
        lines = _lines_of(texts(batch))
        following = (batch, lines, _submitted(lines))
        if waiting is not None:
            _take(*waiting[1:])
            yield waiting[0]
        waiting = following
    if waiting is not None:
        _take(*waiting[1:])
        yield waiting[0]


def _lines_of(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(line for text in texts for line in text.splitlines()))


def _submitted(lines: Sequence[str]) -> Iterator[tuple[str, ...]] | None:
    """The tokens of ``lines``, which processes have begun to make; None where that is not worth it, or cannot be."""
    workers = min(os.cpu_count() or 1, _MOST_WORKERS)
    if workers > 1 and sum(map(len, lines)) >= _WORTH_PROCESSES:
        with suppress(OSError, BrokenProcessPool):
            return _pool(workers).map(_segmented, lines, chunksize=_CHUNK)
    return None


def _take(lines: Sequence[str], made: Iterator[tuple[str, ...]] | None) -> None:
    _ahead.clear()
    if made is not None:
        with suppress(OSError, BrokenProcessPool):
            _ahead.update(zip(lines, made, strict=True))


def release_processes() -> None:
    """Let go of the processes that segmented ahead, and of what they segmented."""
    _ahead.clear()
    while _pools:
        _pools.pop().shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes that stay until they are released: each loads the segmentation model once."""
    if not _pools:
        _pools.append(ProcessPoolExecutor(workers, mp_context=get_context("spawn")))
    return _pools[0]


def _line_tokens(line: str) -> tuple[str, ...]:
    return _ahead.get(line) or _segmented(line)


@lru_cache(maxsize=_CACHED_LINES)
def _segmented(line: str) -> tuple[str, ...]:
    return tuple(token for piece, is_number in _cut_at_numbers(line) for token in _piece_tokens(piece, is_number))


def _cut_at_numbers(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces of ``text`` in order, each with whether it is a document number (in any letter case)."""
    done = 0
    upper = text.upper()
    for mention in find_numbers(upper if len(upper) == len(text) else text):
        yield text[done : mention.span.start], False
        yield mention.span.of(text), True
        done = mention.span.end
    yield text[done:], False


def _piece_tokens(piece: str, is_number: bool) -> Iterator[str]:
    if is_number:
        yield normalize(normalize_number(piece))
        yield from syllables(piece)
    elif plain := normalize(piece):
        own = syllables(plain)  # underthesea moves some tone marks; only its borders are taken
        place = 0
        for word in _segmenter()(plain):
            parts = own[place : place + len(syllables(word))]
            place += len(parts)
            if len(parts) > 1:
                yield JOINT.join(parts)
            yield from parts
        yield from own[place:]


def compounds(text: str) -> str:
    """``text`` as running text with "_" inside its compounds, the input of models trained on segmented text.

    >>> compounds("cải cách hành chính")
    'cải_cách hành_chính'
    """
    return " ".join(word.replace(" ", JOINT) for word in _segmenter()(text))


def syllables(text: str) -> list[str]:
    """Runs of letters and digits of ``text``, normalised: cheap, without segmentation.

    >>> syllables("Hoà giải, uỷ quyền")
    ['hòa', 'giải', 'ủy', 'quyền']
    """
    return _SYLLABLE.findall(normalize(text))


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbouring syllables of ``tokens``, two by two, compounds left out.

    >>> pairs(tokens("Sở Nội vụ"))
    ['sở+nội', 'nội+vụ']
    """
    plain = [word for word in words if JOINT not in word]
    return [f"{first}{PAIR}{second}" for first, second in pairwise(plain)]


def with_pairs(words: Sequence[str]) -> list[str]:
    """``words`` and then their ``pairs``."""
    return [*words, *pairs(words)]


def folded(words: Iterable[str]) -> list[str]:
    """The same tokens without marks, for the folded field.

    >>> folded(["kế_hoạch", "đắk"])
    ['ke_hoach', 'dak']
    """
    return [_bare(word) for word in words]


@lru_cache(maxsize=1 << 18)
def _bare(word: str) -> str:
    return strip_marks(word)
