"""Who must report, by the words of a question that name no agency of the registry: "xã phường phải báo cáo"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.folding import fold
from search.evidence.library import Evidence
from search.relevance import syllables

_MUST_REPORT = re.compile(
    r"(?:^|[,;:]|\b(?:thi|ma|cac|nhung|cua)\b)\s*(?P<who>(?!cac |nhung )\w+(?: \w+){1,5}?)"
    r" (?:phai|can|co trach nhiem)(?: \w+){0,3} bao cao\b"
)
_TOLD_TO_REPORT = re.compile(
    r"\byeu cau (?:cac |nhung )?(?P<who>\w+(?:,? \w+){1,9}?),? (?:phai )?(?:gui |nop )?bao cao\b"
)
# "các sở, ngành, UBND cấp xã phải báo cáo"
_ALL_MUST_REPORT = re.compile(
    r"\b(?:cac|nhung) (?P<who>\w+(?:(?:,|,? va)? \w+){1,9}?) (?:phai|can|co trach nhiem)(?: \w+){0,3} bao cao\b"
)
_PLACE = re.compile(r" (?:o|tai|cua|thuoc|tren dia ban) _+(?= )")  # a name of a province, blotted out


def of_reporter(question: str, found: Iterable[Evidence]) -> list[Evidence]:
    """Those of ``found`` that say every word of who must report by ``question``; none where it does not say who."""
    plain = _PLACE.sub("", fold(question))
    said = next(filter(None, (each.search(plain) for each in (_MUST_REPORT, _ALL_MUST_REPORT, _TOLD_TO_REPORT))), None)
    who = set(syllables(said["who"])) - {"va"} if said else set()
    evidence = list(found) if who else []
    own = [each for each in evidence if _says_all(who, each.text)]
    return own or [each for each in evidence if _says_all(who, each.clause.provision.text)]


def _says_all(words: set[str], text: str) -> bool:
    return words.issubset(syllables(text))
