"""Abbreviations that officials type, spelled out where the words around them, or the archive, allow one reading."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from itertools import pairwise

from ingest import registry_terms
from ingest.folding import fold, strip_marks
from ingest.provinces import abbreviated
from search.initials import CONNECTING
from search.question.lexicon import Abbreviation, abbreviations
from search.relevance import Weights, syllables

_CAPITALS = re.compile(r"(?<![\w/-])[A-ZĐ]{2,4}(?![\w/-])")
_OFTEN, _CLEARLY = 0.02, 2  # clauses expected to print a pair there, and how many times more than any other
# Words after which capitals name a province even where marks were not typed.
_BEFORE_PLACE = re.compile(r"\b(?:bao|tinh|dai|tai|o|cua|ubnd)$")
# Two letters for two words, behind another word and before no name ("TP Huế").
_TWO = re.compile(
    r"(?<![\w/-])(?P<before>[^\W\d_]+) (?P<short>(?![IVX]{2})[A-ZĐ]{2})"
    r"(?![\w/&-]|\.\w)(?! [A-ZĐ])(?= (?P<after>[^\W\d_]+))?"
)


def expand(question: str, provinces: Collection[str]) -> str:
    """``question`` with abbreviations spelled out; capitals that may stand for several provinces ("ĐN") are taken for
    the one of ``provinces``, those of the archive, when only one of them fits.

    >>> expand("GĐ 2016-2020 Báo ĐN làm gì về TT CCHC", ["Đắk Nông"])
    'giai đoạn 2016-2020 Báo Đắk Nông làm gì về tuyên truyền CCHC'
    """
    text = question
    for short in abbreviations():
        text = short.pattern.sub(lambda match, short=short: _spelled(match, short), text)  # type: ignore[misc]
    unmarked = strip_marks(question) == question
    return _CAPITALS.sub(lambda match: _province(match, provinces, unmarked), text)


def _spelled(match: re.Match[str], short: Abbreviation) -> str:
    before, after = fold(match.string[: match.start()]), fold(match.string[match.end() :])
    fits = (short.before is None or short.before.search(before)) and (short.after is None or short.after.search(after))
    return short.long if fits else match[0]


def _province(match: re.Match[str], provinces: Collection[str], unmarked: bool) -> str:
    letters = [match[0]]
    if unmarked and _BEFORE_PLACE.search(fold(match.string[: match.start()])):
        letters.append(match[0].replace("D", "Đ"))
    fitting = {name for each in letters for name in abbreviated(each) if name in provinces}
    return fitting.pop() if len(fitting) == 1 else match[0]


def in_print(text: str, weights: Weights) -> str:
    """``text`` with two letters spelled out, without marks, as the words that clauses print there ("bí mật NN")."""

    def spelled(match: re.Match[str]) -> str:
        known = abbreviated(match["short"]) or syllables(match["short"]) != (fold(match["short"]),)
        before, after = syllables(match["before"])[-1], (*syllables(match["after"] or ""), "")[0]
        pair = "" if known else _pair_between(weights, before, fold(match["short"]), after)
        return f"{match['before']} {pair if pair and _may_be(match['short'], pair) else match['short']}"

    return text if text.isupper() else _TWO.sub(spelled, text)


def _may_be(short: str, pair: str) -> bool:
    """Whether the registry of acronyms, where it knows ``short``, lets it stand for ``pair``."""
    entry = registry_terms.acronyms().get(short)
    return entry is None or pair in {" ".join(syllables(each)) for each in entry.expansions}


def _pair_between(weights: Weights, before: str, initials: str, after: str) -> str:
    """The two syllables with these ``initials`` that clauses print behind ``before`` and in front of ``after`` ("":
    anything), all without marks: the likeliest where no others are nearly as likely, else ""."""
    pairs = [
        (one, other)
        for one in weights.followers.get(before, ())
        if one[0] == initials[0]
        for other in weights.followers.get(one, ())
        if other[0] == initials[1] and other not in CONNECTING
    ]
    behind = (after,) if any(weights.counts[f"{other} {after}"] for _, other in pairs) else ()
    found = sorted((_expected(weights, before, *pair, *behind), " ".join(pair)) for pair in pairs)
    if not found or found[-1][0] < _OFTEN or (found[1:] and found[-2][0] * _CLEARLY > found[-1][0]):
        return ""
    return found[-1][1]


def _expected(weights: Weights, *words: str) -> float:
    """How many clauses may be expected to print ``words`` in a row, from how many print each two of them."""
    pairs = [weights.counts[f"{one} {other}"] for one, other in pairwise(words)]
    return math.prod(pairs) / math.prod(weights.counts[word] or 1 for word in words[1:-1])
