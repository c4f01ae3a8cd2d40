"""The word lists with which agencies are written about: ``corpus/registries/agency_wording.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest.corpus import load_registry


@dataclass(frozen=True, slots=True)
class Wording:
    """Lists of words; every list is in the language of the documents.

    ``phrases`` are the spellings of parts of names; ``titles`` and ``quantifiers`` stand before a name;
    ``listed_heads`` stand once before a list of names ("các Sở: Nội vụ, Tài chính"); ``unknown_heads`` begin the
    name of any agency, ``place_heads`` of one below the province, ``not_agencies`` of something else;
    ``role_verbs`` and ``function_words`` end a name; ``not_followed_by`` lists what makes a name something else
    ("Chính phủ" + "số"), ``not_tail`` what makes "tỉnh" something else; ``elisions`` names agencies whose head word
    is left out after another; ``not_after`` names words that make one word with the next ("cơ" + "sở"), which may be
    written without marks; ``lower_units`` after a name of the province make it one of a lower level ("Hội Nông dân
    xã"), unless they begin one of ``not_lower_units``; ``question_stops`` end the name of an unknown agency in a
    question.
    """

    phrases: Mapping[str, list[str]]
    titles: list[str]
    quantifiers: list[str]
    not_after: Mapping[str, list[str]]
    question_stops: list[str]
    lower_units: list[str]
    not_lower_units: list[str]
    not_tail: list[str]
    listed_heads: list[str]
    unknown_heads: list[str]
    place_heads: list[str]
    not_agencies: list[str]
    role_verbs: list[str]
    function_words: list[str]
    not_followed_by: Mapping[str, list[str]]
    elisions: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The lists that ship with the program; read once."""
    data = load_registry("agency_wording")
    return Wording(**{name: data[name] for name in Wording.__slots__})
