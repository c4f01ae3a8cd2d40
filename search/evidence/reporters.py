"""Who must report, by the words of a question that name no agency of the registry: "xã phường phải báo cáo"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.folding import fold
from search.evidence.library import Evidence

_MUST_REPORT = re.compile(
    r"(?:^|[,;:]|\b(?:thi|ma|cac|nhung|cua)\b)\s*(?P<who>(?!cac |nhung )\w+(?: \w+){1,5}?)"
    r" (?:phai|can|co trach nhiem)(?: \w+){0,3} bao cao\b"
)
_TOLD_TO_REPORT = re.compile(
    r"\byeu cau (?:cac |nhung )?(?P<who>\w+(?:,? \w+){1,9}?),? (?:phai )?(?:gui |nop )?bao cao\b"
)
_WORD = re.compile(r"\w+")


def of_reporter(question: str, found: Iterable[Evidence]) -> list[Evidence]:
    """Those of ``found`` that say every word of who must report by ``question``; none where it does not say who."""
    plain = fold(question)
    said = _MUST_REPORT.search(plain) or _TOLD_TO_REPORT.search(plain)
    who = set(_WORD.findall(said["who"])) if said else set()
    return [each for each in found if who and who.issubset(_WORD.findall(fold(each.text)))]
