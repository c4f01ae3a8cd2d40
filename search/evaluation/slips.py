"""Names as people misspell them, made by rule: every slip of one kind in one name, in a question around it."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.agencies import AgencyRegistry
from ingest.folding import fold, strip_marks
from ingest.provinces import all_provinces

_TELEX = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_VNI = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TELEX_LETTERS = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI_LETTERS = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}
_AROUND_AGENCY = (
    "{} phải báo cáo những gì",
    "nhiệm vụ của {} trong cải cách hành chính",
    "ai phối hợp với {} tuyên truyền",
)
_AROUND_PROVINCE = (
    "kế hoạch cải cách hành chính của tỉnh {}",
    "{} năm 2023 có kế hoạch nào",
    "UBND tỉnh {} giao ai chủ trì",
)


@dataclass(frozen=True, slots=True)
class Slip:
    """``question`` holds ``typed`` where ``name``, of the registry entry ``id``, was meant."""

    kind: str
    id: str
    name: str
    typed: str
    question: str


def slips(seed: int = 1, each: int = 1) -> Iterator[Slip]:
    """``each`` slips of every kind in every name; those that leave the name as it is are left out."""
    chance = random.Random(seed)
    for id, name, around in _names():
        for kind, make in _KINDS.items():
            for _ in range(each):
                typed = make(chance, name)
                if typed is not None and typed != name:
                    yield Slip(kind, id, name, typed, chance.choice(around).format(typed))


def right_names(seed: int = 1) -> Iterator[str]:
    """Questions with names as they are written, with and without marks."""
    chance = random.Random(seed)
    for _, name, around in _names():
        question = chance.choice(around).format(name)
        yield from (question, strip_marks(question), question.lower())


def _names() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for agency in AgencyRegistry.load().all():
        if not agency.is_group and len(agency.name) > 8:
            yield agency.id, agency.name, _AROUND_AGENCY
    for province in all_provinces():
        if " " in province.name:
            yield fold(province.name), province.name, _AROUND_PROVINCE


def _places(name: str) -> list[int]:
    """Places of letters inside words of small letters, abbreviations left out."""
    return [
        place
        for place in range(1, len(name) - 1)
        if name[place].isalpha() and name[place + 1].isalpha() and not name[place : place + 2].isupper()
    ]


def _swapped(chance: random.Random, name: str) -> str | None:
    places = [each for each in _places(name) if not name[each].isupper() and name[each] != name[each + 1]]
    place = chance.choice(places)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _dropped(chance: random.Random, name: str) -> str | None:
    place = chance.choice([each for each in _places(name) if name[each - 1].isalpha()] or [1])
    return name[:place] + name[place + 1 :]


def _doubled(chance: random.Random, name: str) -> str | None:
    place = chance.choice(_places(name))
    return name[:place] + name[place] + name[place:]


def _marked(chance: random.Random, name: str) -> str | None:
    """Another tone on one of the syllables."""
    words = name.split(" ")
    number = chance.choice([place for place, word in enumerate(words) if len(word) > 1 and not word.isupper()])
    decomposed = unicodedata.normalize("NFD", words[number])
    tone = next((letter for letter in decomposed if letter in _TELEX), "")
    bare = unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else decomposed)
    vowel = max(place for place, letter in enumerate(bare) if strip_marks(letter).lower() in "aeiouy")
    other = chance.choice([each for each in _TELEX if each != tone])
    words[number] = unicodedata.normalize("NFC", bare[: vowel + 1] + other + bare[vowel + 1 :])
    return " ".join(words)


def _keyed(tones: dict[str, str], letters: dict[str, str]) -> Callable[[random.Random, str], str]:
    def keyed(chance: random.Random, name: str) -> str:
        words = name.split(" ")
        number = chance.randrange(len(words))
        return " ".join(_keys_of(word, tones, letters) if place == number else word for place, word in enumerate(words))

    return keyed


def _keys_of(word: str, tones: dict[str, str], letters: dict[str, str]) -> str:
    """The keys with which ``word`` is typed, the tone last."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = next((tones[letter] for letter in decomposed if letter in tones), "")
    bare = unicodedata.normalize("NFC", "".join(letter for letter in decomposed if letter not in tones))
    return "".join(letters.get(letter.lower(), letter) for letter in bare) + tone


def _joined(chance: random.Random, name: str) -> str | None:
    places = [place for place, letter in enumerate(name) if letter == " "]
    place = chance.choice(places)
    return name[:place] + name[place + 1 :].lower()[:1] + name[place + 2 :]


_KINDS: dict[str, Callable[[random.Random, str], str | None]] = {
    "swapped": _swapped,
    "dropped": _dropped,
    "doubled": _doubled,
    "wrong mark": _marked,
    "Telex": _keyed(_TELEX, _TELEX_LETTERS),
    "VNI": _keyed(_VNI, _VNI_LETTERS),
    "joined": _joined,
}
