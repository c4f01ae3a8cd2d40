"""Keystrokes of the Telex and VNI typing methods that were left as they are: "nooij", "vu5".

A Vietnamese syllable ends in a vowel or in c, ch, m, n, ng, nh, p, t, so the letters f, j, r, s, w, x behind its first
vowel, and digits, can only be keys for marks.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = {
    **dict(zip("fsrxj", "\u0300\u0301\u0309\u0303\u0323", strict=True)),
    **dict(zip("21345", "\u0300\u0301\u0309\u0303\u0323", strict=True)),
}
_KEYED = re.compile(r"(?P<onset>[bcdghklmnpqrstvx]{0,3})(?P<rest>9?[aeiouy][a-z1-9]*)")
_TELEX, _VNI = re.compile(r"[fsrxj]"), re.compile(r"[1-5]")
_DOUBLED = re.compile(r"([aeo])(.*?)\1")
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_VOWELS = re.compile(r"[aăâeêioôơuưy]+")
_WITH_MARK = re.compile(r"[ăâêôơư]")


def typed_with(word: str) -> str:
    """``word`` as its keystrokes would have made it, in its letter case; as it is where they make nothing.

    >>> typed_with("nooij"), typed_with("Vu5"), typed_with("dduowngf"), typed_with("sở")
    ('nội', 'Vụ', 'đường', 'sở')
    """
    match = _KEYED.fullmatch(word.casefold())
    if match is None:
        return word
    made = _made(match["onset"], match["rest"])
    if made == word.casefold():
        return word
    return made.upper() if word.isupper() else made.capitalize() if word[0].isupper() else made


def _made(onset: str, rest: str) -> str:
    digits = any(key.isdigit() for key in rest)
    tones = (_VNI if digits else _TELEX).findall(rest)
    bare = (_VNI if digits else _TELEX).sub("", rest)
    onset, rhyme = _of_digits(onset, bare) if digits else _of_letters(onset, bare)
    return _toned(onset, rhyme, _TONES[tones[-1]]) if tones else onset + rhyme


def _of_letters(onset: str, rest: str) -> tuple[str, str]:
    if "d" in rest and onset == "d":
        onset, rest = "đ", rest.replace("d", "", 1)
    elif onset == "dd":
        onset = "đ"
    rest = _DOUBLED.sub(lambda found: _CIRCUMFLEX[found[1]] + found[2], rest, count=1)
    return (onset, _horned(rest.replace("w", ""), "aou")) if "w" in rest else (onset, rest)


def _of_digits(onset: str, rest: str) -> tuple[str, str]:
    bare = re.sub(r"\d", "", rest)
    if "9" in rest and onset == "d":
        onset = "đ"
    if "6" in rest:
        bare = re.sub(r"[aeo](?=[^aeo]*$)", lambda found: _CIRCUMFLEX[found[0]], bare)
    if "8" in rest:
        bare = bare.replace("a", "ă", 1)
    return onset, _horned(bare, "ou") if "7" in rest else bare


def _horned(rhyme: str, letters: str) -> str:
    """``rhyme`` with a horn (or breve) on its vowels, "uo" on both."""
    if "uo" in rhyme:
        return rhyme.replace("uo", "ươ", 1)
    horned = {"a": "ă", "o": "ơ", "u": "ư"}
    letter = next((each for each in letters if each in rhyme), None)
    return rhyme.replace(letter, horned[letter], 1) if letter else rhyme


def _toned(onset: str, rhyme: str, tone: str) -> str:
    """The syllable with ``tone`` on the vowel where it is written now: hòa, ngoài, người, giá, quý."""
    whole = onset + rhyme
    start = len(onset)
    if len(rhyme) > 1 and whole[: start + 1] in ("gi", "qu") and _VOWELS.match(rhyme[1:]):
        start += 1
    vowels = _VOWELS.match(whole, start)
    if vowels is None:
        return whole
    marked = [found.start() for found in _WITH_MARK.finditer(whole, vowels.start(), vowels.end())]
    size, is_open = vowels.end() - vowels.start(), vowels.end() == len(whole)
    middle = 1 if size == 3 or (size == 2 and not is_open) else 0
    place = marked[-1] if marked else vowels.start() + middle
    return unicodedata.normalize("NFC", whole[: place + 1] + tone + whole[place + 1 :])
