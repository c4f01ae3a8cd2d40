"""Short forms and the words that they are the initials of, where nobody has written down which stand for which.

"KCN" and "khu công nghiệp" meet because a run of words has these initials: a clause may print the one where a question
says the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from re import ASCII, compile

_LEAST, _MOST = 3, 7  # letters of a short form
CONNECTING = frozenset({"va", "cua", "ve", "cho", "cac"})
_SYLLABLE = compile(r"(?:ngh?|nh|gh?|gi|kh|ph|qu|th|tr|ch|[bcdhklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?", ASCII)


def is_short_form(key: str) -> bool:
    """Whether ``key``, a word without marks and capitals, may be one: letters that make no syllable.

    >>> is_short_form("kcn"), is_short_form("khu"), is_short_form("5g")
    (True, False, False)
    """
    return _LEAST <= len(key) <= _MOST and key.isalpha() and key.isascii() and not _SYLLABLE.fullmatch(key)


def short_forms(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The short forms of all stretches of ``words`` (without marks), each with where the stretch begins and ends;
    connecting words count or not.

    >>> [each[0] for each in short_forms(["kinh", "te", "va", "xa", "hoi"])]
    ['ktvx', 'ktx', 'ktvxh', 'ktxh', 'tvx', 'tvxh', 'txh']
    """
    for first, word in enumerate(words):
        if word in CONNECTING:
            continue
        every = sparing = ""
        for past in range(first + 1, min(len(words), first + _MOST + 2) + 1):
            here = words[past - 1]
            every += here[:1]
            if here in CONNECTING:
                continue
            sparing += here[:1]
            yield from ((key, first, past) for key in dict.fromkeys((every, sparing)) if is_short_form(key))


def written_out(keys: Collection[str], words: Sequence[str]) -> set[str]:
    """Those of the short forms ``keys`` that are the initials of words which stand together in ``words``.

    >>> written_out({"ctcp", "bcd"}, ["ho", "so", "cua", "cong", "ty", "co", "phan"])
    {'ctcp'}
    """
    every = "".join(word[:1] for word in words)
    sparing = "".join(word[:1] for word in words if word not in CONNECTING)
    return {key for key in keys if key in every or key in sparing}
