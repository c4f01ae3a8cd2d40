"""Words that are right as typed though their neighbours are rare: "đá hộc" is no slip of "đá học".

What mends slips knows ordinary language, the archive its own words: a syllable typed with marks stays where a document
prints it beside a neighbour, and none prints there what it would be mended to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ingest.folding import normalize, strip_marks
from search.question.parts import asks

_SYLLABLE = re.compile(r"[^\W\d_]+")
_MAY = "may"  # "mấy" without marks
_MAYS = re.compile(rf"\b{_MAY}\b", re.IGNORECASE)


def with_kept(typed: str, marked: str, prints: Callable[[str, str], bool]) -> str:
    """``marked``, the mended form of ``typed`` letter for letter, with the syllables that stay as typed; ``prints``
    says whether some document prints two syllables in a row."""
    if typed == marked:
        return marked
    words, letters = list(_SYLLABLE.finditer(typed)), list(marked)
    said, mended = ([normalize(text[word.start() : word.end()]) for word in words] for text in (typed, marked))
    for place, word in enumerate(words):
        is_mended = said[place] != mended[place] and strip_marks(said[place]) != said[place]
        if is_mended and _is_printed(said[place], mended, place, prints):
            letters[word.start() : word.end()] = word[0]
    return "".join(letters)


def with_asked(typed: str, marked: str, prints: Callable[[str, str], bool]) -> str:
    """``marked``, restored from ``typed`` without marks, with "mấy" for "may" where nothing is asked otherwise and no
    document prints what it was taken for: "dài may phút" asks how many minutes."""
    if strip_marks(typed) != typed or asks(_MAYS.sub(" ", marked)):
        return marked
    letters, words = list(marked), list(_SYLLABLE.finditer(marked))
    for word, following in pairwise(words):
        said, behind = normalize(word[0]), normalize(following[0])
        if strip_marks(said) == _MAY and not prints(said, behind):
            letters[word.start() : word.end()] = "mấy"
    return "".join(letters)


def _is_printed(said: str, mended: Sequence[str], place: int, prints: Callable[[str, str], bool]) -> bool:
    """Whether ``said`` is printed beside a neighbour of the word at ``place``, and the mended word is not."""
    before, after = mended[max(0, place - 1) : place], mended[place + 1 : place + 2]
    pairs = [((one, said), (one, mended[place])) for one in before]
    pairs += [((said, one), (mended[place], one)) for one in after]
    return any(prints(*own) and not prints(*other) for own, other in pairs)
