"""Ordinary words with letters swapped, dropped, doubled or strange: "đnịh" for "định", "tárch" for "trách".

A word is read anew only where it is no syllable, is printed nowhere in the archive, and one syllable is nearer to it
than all others among those that are known to stand beside one of its neighbours. Names, acronyms and words in capitals
stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.folding import normalize, strip_marks
from search.diacritics import is_syllable, likeliest, spellings
from search.question.keystrokes import typed_with

_WORD = re.compile(r"(?<![\w/.@&-])[^\W\d_]{3,9}(?![\w/@&-])")
_FEWEST = 4  # letters of a word without marks that may have one wrong


def mended(text: str, is_printed: Callable[[str], bool]) -> str:
    """``text`` with such words put right; ``is_printed`` tells whether the archive holds a word, without marks."""
    words = list(_WORD.finditer(text))
    parts, done = [], 0
    for place, word in enumerate(words):
        if _may_be_slip(word[0]) and not is_printed(strip_marks(normalize(word[0]))):
            around = [words[at][0] for at in (place - 1, place + 1) if 0 <= at < len(words)]
            parts += [text[done : word.start()], _meant(word[0], around)]
            done = word.end()
    return "".join([*parts, text[done:]])


def _may_be_slip(word: str) -> bool:
    plain = strip_marks(word)
    return word[1:].islower() and not is_syllable(plain) and (len(word) >= _FEWEST or plain != word)


def _meant(word: str, around: Sequence[str]) -> str:
    """What ``word`` was meant to be beside the words ``around``; itself where that is not clear."""
    keyed = typed_with(word)
    if keyed != word and is_syllable(keyed):
        return keyed
    plain = strip_marks(normalize(word))
    near = [found for found, _, _ in process.extract(plain, spellings(), scorer=OSA.distance, score_cutoff=1, limit=24)]
    best = likeliest(normalize(word), near, [normalize(each) for each in around])
    return (best.capitalize() if word[0].isupper() else best) if best else word
