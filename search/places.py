"""Places that a question names, "điểm a khoản 2 Điều 5", and those where a passage stands, in the same words.

A place is the end of an address from its article or its Roman section on: ``dieu-5/2/a``, ``VI/1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Legal drafting, Nghị định 34/2016/NĐ-CP Điều 62: điểm ... khoản ... Điều ...; plans have Mục in Roman numerals.
_POINT = r"(?:điểm\s+(?P<point>[a-zđ]{1,2})\s*,?\s*(?:của\s+)?)?"
_CLAUSE = r"(?:khoản\s+(?P<clause>\d{1,3}[a-z]?)\s*,?\s*(?:của\s+)?)?"
_ARTICLE = r"(?:điều\s+(?P<article>\d{1,3}[a-zđ]?)|mục\s+(?P<section>[ivxlc]{1,7}))\b"
_NAMED = re.compile(rf"\b{_POINT}{_CLAUSE}{_ARTICLE}", re.IGNORECASE)
_ANCHOR = re.compile(r"(?:dieu-\d+[a-zđ]?|[IVXLC]+)")


def named_places(text: str) -> list[str]:
    """Places named in ``text``, in order, each once.

    >>> named_places("Điểm a khoản 2 Điều 5 và mục VI nói gì?")
    ['dieu-5/2/a', 'VI']
    """
    return list(dict.fromkeys(_place(found) for found in _NAMED.finditer(text)))


def places_of(address: str) -> Iterator[str]:
    """Every place in which the provision at ``address`` stands, as printed, from the widest.

    >>> list(places_of("luat/chuong-I/dieu-5/2/a"))
    ['dieu-5', 'dieu-5/2', 'dieu-5/2/a']
    """
    steps = address.split("/")
    for start, step in enumerate(steps):
        if _ANCHOR.fullmatch(step):
            yield from ("/".join(steps[start:end]) for end in range(start + 1, len(steps) + 1))


def _place(found: re.Match[str]) -> str:
    anchor = f"dieu-{found['article'].lower()}" if found["article"] else found["section"].upper()
    steps = [found["clause"], found["point"]]
    return "/".join([anchor, *(step.lower() for step in steps if step)])
