"""Clauses that a question names by number: "điểm a khoản 2 mục VI của kế hoạch", "Điều 5 Luật ...", "mục II.6"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.folding import strip_marks
from ingest.records import Span

_UNITS = re.compile(
    r"\b(?:(?P<article>dieu)\s+(?P<article_no>\d+[a-z]?)"
    r"|(?P<section>muc|phan)\s+(?P<section_no>[ivxlc]+|\d+)(?P<below>(?:\.\w{1,3})*)"
    r"|khoan\s+(?P<clause_no>\d+[a-z]?(?:\.\d+)*)"
    r"|diem\s+(?P<point_no>[a-z](?![a-z])|\d+(?:\.\d+)+)(?!\s+(?:so|danh gia))"
    r"|(?:stt|so thu tu|(?<!hop )dong)\s+(?P<row_no>\d+))(?![\w%])"
)
_PART = re.compile(
    r"^[\s,]*(?:(?:cua|trong|tai|o|thuoc)\s+)?(?P<part>quyet dinh|ke hoach|phu luc|danh muc|chuong trinh|quy che)"
)
_BETWEEN = re.compile(r"^[\s,]*(?:(?:cua|trong|tai|thuoc|o)\s+)?$")
_ORDER = ("article", "section", "clause", "point")  # outermost first


@dataclass(frozen=True, slots=True)
class ClauseName:
    """A clause named at ``span``: ``steps`` of its address outermost first ("dieu-5/2"), and the ``part`` of the
    document that it is said to stand in ("ke-hoach"), empty when it is not said."""

    steps: str
    span: Span
    part: str = ""


def clause_reference(text: str) -> str:
    """The steps of the first clause that ``text`` names; "" when it names none.

    >>> clause_reference("khoản 2 Điều 5 Luật Công chứng quy định gì?")
    'dieu-5/2'
    """
    names = clause_names(text)
    return names[0].steps if names else ""


def clause_names(text: str) -> tuple[ClauseName, ...]:
    """The clauses that ``text`` names, in order; units that follow each other are one name.

    >>> [name.steps for name in clause_names("Điều 2 Quyết định 52 và điểm a khoản 2 mục VI của kế hoạch")]
    ['dieu-2', 'muc-VI/2/a']
    """
    plain = strip_marks(text).casefold()
    if len(plain) != len(text):
        return ()
    groups: list[list[re.Match[str]]] = []
    for match in _UNITS.finditer(plain):
        follows = bool(groups) and bool(_BETWEEN.match(plain[groups[-1][-1].end() : match.start()]))
        if follows and not _level(match) & {level for each in groups[-1] for level in _level(each)}:
            groups[-1].append(match)
        else:
            groups.append([match])
    return tuple(_name(group, plain) for group in groups)


def _level(match: re.Match[str]) -> set[str]:
    return {name.removesuffix("_no") for name, value in match.groupdict().items() if name.endswith("_no") and value}


def _name(group: list[re.Match[str]], plain: str) -> ClauseName:
    steps: dict[str, list[str]] = {}
    for match in group:
        steps |= _steps(match)
    ordered = [step for level in (*_ORDER, "row") for step in steps.get(level, ())]
    after = _PART.match(plain[group[-1].end() :])
    part = after["part"].replace(" ", "-") if after else ""
    return ClauseName("/".join(ordered), Span(group[0].start(), group[-1].end()), part)


def _steps(match: re.Match[str]) -> dict[str, list[str]]:
    if match["article_no"]:
        return {"article": [f"dieu-{match['article_no']}"]}
    if match["section_no"]:
        below = [step for step in match["below"].split(".") if step]
        return {"section": [f"muc-{match['section_no'].upper()}", *below]}
    if match["clause_no"]:
        return {"clause": [match["clause_no"]]}
    if match["point_no"]:
        return {"point": [match["point_no"]]}
    return {"row": [f"stt-{match['row_no']}"]}
