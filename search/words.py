"""Words of Vietnamese text, for the index and for questions alike. The only door to ``underthesea``.

Guaranteed for ``tokens(text)``: a pure function of ``normalize(text)``, so letter case, Unicode form, white space and
the placement of tone marks (uỷ, ủy) make no difference; every run of letters or digits of the text is there as a token
(a syllable), and each compound stands in front of its syllables, joined by "_".

``underthesea`` cuts document numbers to pieces. Its ``fixed_words`` argument would keep them whole, but version 9.5 then
keeps the pattern for every later call, unescaped; so the text is cut at the numbers here, and each number is one token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from threading import Lock

from ingest.folding import normalize, strip_marks
from ingest.numbers import find_numbers, normalize_number

_SYLLABLE = re.compile(r"[^\W_]+")
_CACHED_TEXTS = 1024
_CACHED_LENGTH = 400  # characters; longer texts are passages, read once
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
    if len(text) <= _CACHED_LENGTH:
        return list(_cached(text))
    return list(_tokens(text))


@lru_cache(maxsize=_CACHED_TEXTS)
def _cached(text: str) -> tuple[str, ...]:
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[str]:
    for piece, is_number in _cut_at_numbers(text):
        if is_number:
            yield normalize(normalize_number(piece))
            yield from _SYLLABLE.findall(normalize(piece))
        else:
            yield from _words(piece)


def _cut_at_numbers(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces of ``text`` in order, each with whether it is a document number (in any letter case)."""
    done = 0
    upper = text.upper()
    for mention in find_numbers(upper if len(upper) == len(text) else text):
        yield text[done : mention.span.start], False
        yield mention.span.of(text), True
        done = mention.span.end
    yield text[done:], False


def _words(text: str) -> Iterator[str]:
    plain = normalize(text)
    if not plain:
        return
    for word in _segmenter()(plain):
        syllables = _SYLLABLE.findall(normalize(word))
        if len(syllables) > 1:
            yield "_".join(syllables)
        yield from syllables


def folded(words: Iterable[str]) -> list[str]:
    """The same tokens without marks, for the folded field.

    >>> folded(["kế_hoạch", "đắk"])
    ['ke_hoach', 'dak']
    """
    return [strip_marks(word) for word in words]


def syllables(text: str) -> list[str]:
    """Runs of letters and digits of ``text``, normalised: cheap, without segmentation.

    >>> syllables("Hoà giải, uỷ quyền")
    ['hòa', 'giải', 'ủy', 'quyền']
    """
    return _SYLLABLE.findall(normalize(text))
