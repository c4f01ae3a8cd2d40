"""Clock times as documents print them: "4 giờ chiều", "16h00" and "16 giờ 00 phút" are all "16 giờ".

Questions and clauses are levelled alike; without marks too. A length of time ("48 giờ") stays what it is.
"""

from __future__ import annotations

import re

from ingest.folding import fold_in_place

AS_FIGURES = r"(?<![\w/.,])\d{1,2}\s?h\s?(?:[0-5]\d)?(?!\w)"  # "9h00", "16 h", as printed beside "16 giờ"
_MAY_BE = re.compile(r"\d\s?(?:gi[oờ]|h|g\d|:\d)", re.IGNORECASE)  # cheaper than taking the marks away
_TIME = re.compile(
    r"(?<![\w/.,])(?P<hour>[01]?\d|2[0-4])"
    r"(?:\s?(?:gio|h)(?![^\W\d])(?:\s?(?P<minute>[0-5]\d|ruoi)(?![\w/.,%])(?!(?<=\s[1-9]\d)\s*(?:ngay|thang|nam|gio)\b))?"
    r"|[g:](?P<minutes>[0-5]\d)(?!\w))"
    r"(?:\s?phut(?!\w))?['’]?(?:\s(?:buoi\s)?(?P<part>sang|trua|chieu|toi|dem|khuya)(?!\w))?"
)
_LATE = {"trua": (1, 3), "chieu": (1, 7), "toi": (5, 11), "dem": (6, 12), "khuya": (9, 12)}


def levelled(text: str) -> str:
    """``text`` with its clock times by the twenty-four hours, in two figures, without minutes that are none.

    >>> levelled("sau 4 giờ chiều, trước 7h30 sáng")
    'sau 16 giờ, trước 07 giờ 30'
    """
    if not _MAY_BE.search(text):
        return text
    bare, parts, done = fold_in_place(text), [], 0
    for match in _TIME.finditer(bare):
        parts += [text[done : match.start()], _printed(match)]
        done = match.end()
    return "".join([*parts, text[done:]])


def _printed(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    first, last = _LATE.get(match["part"] or "", (1, 0))
    hour += 12 if first <= hour <= last else 0
    minute = match["minute"] or match["minutes"] or "00"
    return f"{hour:02d} giờ" + {"00": "", "ruoi": " 30"}.get(minute, f" {minute}")
