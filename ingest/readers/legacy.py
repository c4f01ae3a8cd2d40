"""Text in the old Vietnamese encodings (TCVN3, VNI), recognised by what it would read as, and converted.

A line is converted only when the document as a whole proves the encoding: its words with marks are Vietnamese
syllables after conversion and mostly are not before. Unicode text and other languages never pass that test.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.readers import legacy_tables as tables

_ENOUGH_WORDS = 5  # with marks; fewer prove nothing
_PROVEN = 0.85  # of the words with marks are syllables after conversion
_CLEARER = 0.3  # and at least this share more than before
_SAMPLE = 20_000  # characters that show the language
_ENOUGH_FOR_LANGUAGE = 50  # words
_FEWEST_MARKED = 0.05  # of the words; in Vietnamese it is more than half
_SEPARATOR = re.compile(r"[\s!-/:-@\[-`{-~\d\u2010-\u206f]+")
_WORD = re.compile(r"[^\W\d_]+")
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_BEYOND_LATIN_1 = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
_OTHER_THAN_ASCII = re.compile("[\u00a1-\u00ff]")


@dataclass(frozen=True, slots=True)
class Restored:
    """A text after conversion; ``encoding`` is None when nothing had to be converted."""

    text: str
    encoding: str | None


def from_tcvn3(text: str) -> str:
    """TCVN3 text, given as Latin-1 characters, in Unicode.

    >>> from_tcvn3("Sè: 52/Q§-UBND; QUYÕT §ÞNH")
    'Số: 52/QĐ-UBND; QUYẾT ĐỊNH'
    """
    return "".join(_capitalised(line) for line in text.translate(_TCVN3).splitlines(keepends=True))


def from_vni(text: str) -> str:
    """VNI text, given as Latin-1 characters, in Unicode.

    >>> from_vni("UÛy ban nhaân daân tænh Ñaék Noâng")
    'Ủy ban nhân dân tỉnh Đắk Nông'
    """
    return _VNI_CODE.sub(lambda found: tables.VNI[found[0]], text)


_TCVN3 = str.maketrans(tables.TCVN3)
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, tables.VNI), key=len, reverse=True)))
CONVERTERS: dict[str, Callable[[str], str]] = {"TCVN3": from_tcvn3, "VNI": from_vni}


def restored(text: str) -> Restored:
    """``text`` with the lines that stand in an old encoding converted, when the text as a whole proves it."""
    if not _OTHER_THAN_ASCII.search(text):
        return Restored(text, None)
    lines = text.split("\n")
    doubtful = [line for line in lines if _OTHER_THAN_ASCII.search(line) and not _BEYOND_LATIN_1.search(line)]
    encoding = proven_encoding(doubtful)
    if encoding is None:
        return Restored(text, None)
    chosen = {line: _better(line, CONVERTERS[encoding](line)) for line in set(doubtful)}
    return Restored("\n".join(chosen.get(line, line) for line in lines), encoding)


def proven_encoding(lines: Sequence[str]) -> str | None:
    """The old encoding that the lines are in, or None when that is not certain."""
    count, before = vietnamese_share(lines)
    if count < _ENOUGH_WORDS or before >= _PROVEN:
        return None
    shares = {name: vietnamese_share([convert(line) for line in lines]) for name, convert in CONVERTERS.items()}
    name, (after_count, after) = max(shares.items(), key=lambda each: each[1][1])
    return name if after_count >= _ENOUGH_WORDS and after >= _PROVEN and after >= before + _CLEARER else None


def vietnamese_share(lines: Iterable[str]) -> tuple[int, float]:
    """How many words of the lines have marks, and the share of those that are Vietnamese syllables."""
    words = [word for line in lines for word in _SEPARATOR.split(line) if not word.isascii()]
    return len(words), sum(map(is_syllable, words)) / len(words) if words else 0.0


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether ``word`` is spelled as a Vietnamese syllable, in either case.

    >>> [is_syllable(word) for word in ("nghiệp", "QUYẾT", "gì", "Céng", "école")]
    [True, True, True, False, False]
    """
    toneless = unicodedata.normalize("NFC", _TONE_MARKS.sub("", unicodedata.normalize("NFD", word.lower())))
    return toneless in _SYLLABLES


def is_foreign(text: str) -> bool:
    """Whether a text of some length is English, or Vietnamese typed without marks: next to no syllable has one."""
    words = [word for word in _SEPARATOR.split(text[:_SAMPLE]) if word]
    marked = sum(not word.isascii() and is_syllable(word) for word in words)
    return len(words) >= _ENOUGH_FOR_LANGUAGE and marked < _FEWEST_MARKED * len(words)


def in_font(text: str, font: str | None) -> str:
    """``text`` of a run set in ``font``: converted when the font is of an old encoding and the text is too."""
    name = (font or "").lower()
    encoding = next((encoding for prefix, encoding in tables.FONT_PREFIXES if name.startswith(prefix)), None)
    if encoding is None or _BEYOND_LATIN_1.search(text):
        return text
    converted = _better(text, CONVERTERS[encoding](text))
    is_capital = encoding == "TCVN3" and name.endswith(tables.CAPITAL_FONT_ENDING)
    return converted.upper() if is_capital else converted


def _better(text: str, converted: str) -> str:
    return converted if vietnamese_share([converted])[1] >= vietnamese_share([text])[1] else text


def _capitalised(line: str) -> str:
    """TCVN3 has no capitals with tones: a small letter with a tone among capitals is one."""
    words = list(_WORD.finditer(line))
    pieces, done = [], 0
    for at, word in enumerate(words):
        beside = [other[0] for other in words[max(at - 1, 0) : at + 2] if _is_beside(line, word, other)]
        shouted = _is_shouted(word[0]) or (_may_be_shouted(word[0]) and any(map(_is_shouted_with_tone, beside)))
        pieces += [line[done : word.start()], word[0].upper() if shouted else word[0]]
        done = word.end()
    return "".join(pieces) + line[done:]


def _is_beside(line: str, word: re.Match[str], other: re.Match[str]) -> bool:
    between = line[min(word.end(), other.end()) : max(word.start(), other.start())]
    return word is not other and between.isspace()


def _plain(word: str) -> list[str]:
    """Letters whose case was typed: ASCII ones, and the capitals that TCVN3 has."""
    return [letter for letter in word if letter.isascii() or letter.isupper()]


def _may_be_shouted(word: str) -> bool:
    return all(letter.isupper() for letter in _plain(word))


def _is_shouted(word: str) -> bool:
    return _may_be_shouted(word) and any(map(str.isupper, word[1:]))


def _is_shouted_with_tone(word: str) -> bool:
    return _is_shouted(word) and len(_plain(word)) < len(word)


def _syllables() -> frozenset[str]:
    pairs = ((onset, rhyme) for onset in ("", *tables.ONSETS) for rhyme in tables.RHYMES)
    return frozenset(onset + rhyme for onset, rhyme in pairs if _may_stand(onset, rhyme))


def _may_stand(onset: str, rhyme: str) -> bool:
    is_front = rhyme[0] in tables.FRONT_VOWELS
    if is_front:
        return onset not in tables.NEVER_BEFORE_FRONT
    return onset not in tables.ONLY_BEFORE_FRONT


_SYLLABLES = _syllables()
