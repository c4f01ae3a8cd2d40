"""Abbreviations that officials type, spelled out where the words around them, or the archive, allow one reading."""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.folding import fold, strip_marks
from ingest.provinces import abbreviated
from search.question.lexicon import Abbreviation, abbreviations
from search.relevance import Weights, syllables

_CAPITALS = re.compile(r"(?<![\w/-])[A-ZĐ]{2,4}(?![\w/-])")
# Words after which capitals name a province even where marks were not typed.
_BEFORE_PLACE = re.compile(r"\b(?:bao|tinh|dai|tai|o|cua|ubnd)$")
# Two letters for two words, behind another word and before no name ("TP Huế").
_TWO = re.compile(
    r"(?<![\w/-])(?P<before>[^\W\d_]+) (?P<short>(?![IVX]{2})[A-ZĐ]{2})(?![\w/&-])(?! [A-ZĐ])(?= (?P<after>[^\W\d_]+))?"
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
        pair = "" if known else weights.pair_between(before, fold(match["short"]), after)
        return f"{match['before']} {pair or match['short']}"

    return text if text.isupper() else _TWO.sub(spelled, text)
