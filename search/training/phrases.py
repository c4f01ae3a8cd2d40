"""Phrases of our own registries that the model of marks learns beside statutes: ways of asking, agencies, provinces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from ingest.agencies import AgencyRegistry
from ingest.corpus import load_registry
from ingest.folding import strip_marks
from ingest.provinces import all_provinces

_QUESTIONS = ("question_cues", "question_words", "question_statements")
_NOT_SAID = frozenset({"note", "kind", "field", "figure", "short", "phonetic", "patterns", "before", "after", "needs"})
_LOOK = re.compile(r"\(\?<?[!=][^()]*\)")  # conditions on what stands beside a cue
_GROUP = re.compile(r"\(([^()]*)\)(\?)?")
_MOST = 400  # readings of one cue
_WHO, _WHAT = ("ai", "sở nào", "cơ quan nào", "đơn vị nào"), ("gì", "việc gì", "nhiệm vụ nào", "nội dung nào")
_AROUND_WHO = ("{}", "do {}", "của {}", "giao {}", "{} chủ trì", "{} làm", "{} quyết định", "{} phối hợp")
_AROUND_COUNTED = ("mấy {}", "bao nhiêu {}", "có mấy {}", "có bao nhiêu {}", "làm mấy {}", "trong mấy {}", "mấy {} một")
_AROUND_PROVINCE = ("{}", "tỉnh {}", "của tỉnh {}", "ở {}", "của {}", "UBND tỉnh {}")


def own_phrases() -> Iterator[str]:
    """Every way of asking of the lexicons with its examples, names of agencies, names of provinces; with marks."""
    for name in _QUESTIONS:
        for phrase in _strings(load_registry(name)):
            yield from filter(_is_marked, _spoken(phrase))
    for around in _AROUND_WHO:
        yield from (around.format(who) for who in _spoken(load_registry("question_cues")["who"]))
    for around in _AROUND_COUNTED:
        yield from (around.format(counted) for counted in load_registry("question_words")["counted"])
    for agency in AgencyRegistry.load().all():
        yield from filter(_is_marked, (agency.name, *agency.aliases))
    for province in all_provinces():
        yield from (around.format(province.name) for around in _AROUND_PROVINCE)


def _strings(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, list):
        yield from (text for each in entry for text in _strings(each))
    elif isinstance(entry, dict):
        yield from (text for key, each in entry.items() if key not in _NOT_SAID for text in _strings(each))


def _spoken(cue: str) -> list[str]:
    """What ``cue`` may be said as, its alternatives written out.

    >>> _spoken("(ai|bên nào) (đã )?ký…không")
    ['ai đã ký. không', 'ai ký. không', 'bên nào đã ký. không', 'bên nào ký. không']
    """
    if "\\" in cue or "[" in cue:
        return []
    said = [_LOOK.sub("", cue).strip("^$").replace("…", ". ")]
    said = [each.replace("{who}", who).replace("{what}", what) for each in said for who, what in _named(each)]
    while any(_GROUP.search(each) for each in said) and len(said) < _MOST:
        said = [each for text in said for each in _written_out(text)]
    return [each for each in said if not re.search(r"[(){}|?*]", each)]


def _named(cue: str) -> list[tuple[str, str]]:
    return list(product(_WHO if "{who}" in cue else ("",), _WHAT if "{what}" in cue else ("",)))


def _written_out(text: str) -> list[str]:
    """``text`` with its first innermost group as each of its alternatives."""
    match = _GROUP.search(text)
    if match is None:
        return [text]
    choices = match[1].split("|") + ([""] if match[2] else [])
    return [text[: match.start()] + choice + text[match.end() :] for choice in choices]


def _is_marked(phrase: str) -> bool:
    return strip_marks(phrase) != phrase
