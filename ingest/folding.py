"""Folding of Vietnamese text: the one place that drops marks, case and spacing for comparison.

The stored text is never folded; only keys and index fields are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f]")
_D_STROKE = str.maketrans("đĐ", "dD")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")

# Old placement of the tone mark on open "oa", "oe", "uy" (hoà, khoẻ, uỷ) and the new one (hòa, khỏe, ủy).
_OLD_TONE = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD_TONE_AT_END = re.compile(rf"(?<![qQ])({'|'.join(_OLD_TONE)})(?!\w)", re.IGNORECASE)


def strip_marks(text: str) -> str:
    """``text`` without any diacritic, ``đ`` as ``d``; case and spacing kept.

    >>> strip_marks("Ủy ban nhân dân tỉnh Đắk Nông")
    'Uy ban nhan dan tinh Dak Nong'
    """
    decomposed = unicodedata.normalize("NFD", text)
    return _MARKS.sub("", decomposed).translate(_D_STROKE)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Key for comparison without marks: no diacritics, case folded, runs of white space as one space.

    >>> fold("  Sở  NỘI VỤ ")
    'so noi vu'
    """
    return _SPACES.sub(" ", strip_marks(text)).strip().casefold()


def fold_in_place(text: str) -> str:
    """``text`` without marks and in small letters where that keeps its length, so that places in it stay the same;
    else in small letters only."""
    plain = strip_marks(text).casefold()
    return plain if len(plain) == len(text) else text.casefold()


@lru_cache(maxsize=8192)
def normalize(text: str) -> str:
    """Key for comparison that keeps marks: NFC, case folded, one tone placement, single spaces.

    >>> normalize("Uỷ ban  nhân dân") == normalize("ỦY BAN NHÂN DÂN")
    True
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    moved = _OLD_TONE_AT_END.sub(lambda m: _OLD_TONE[m[1].lower()], composed)
    return _SPACES.sub(" ", moved).strip()


def slugify(text: str) -> str:
    """ASCII name for addresses, ids and file names.

    >>> slugify("52/QĐ-UBND")
    '52-qd-ubnd'
    """
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def squeeze(text: str) -> str:
    """``text`` with every run of white space as one space, for display of a quote on one line."""
    return _SPACES.sub(" ", text).strip()
