"""Mentions of other documents and of clauses, as spans with what they say: type, number, date, issuer, clause path.

A mention is read from its number outwards: the type word before it, the date and "của ..." after it. Laws are
often cited by name and date alone ("Luật Tổ chức chính quyền địa phương ngày 19/6/2015").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingest.address import Address
from ingest.folding import squeeze
from ingest.numbers import TYPE_OF_CODE, NumberMention, find_dates, find_numbers
from ingest.records import Level, Provision, Reference, Span

_TYPES = sorted({*TYPE_OF_CODE.values(), "Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"}, key=len, reverse=True)
_TYPE_BEFORE = re.compile(rf"(?P<type>{'|'.join(_TYPES)}|Chi thị)[\s*]*(?:số)?[\s:*]*$", re.IGNORECASE)
_LAW_BEFORE = re.compile(r"(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?:(?!Luật\b)[^\t;.:()“”\"]){2,120}?số[\s:*]*$")
_LABEL_BEFORE = re.compile(r"số[\s:*]*$")
_DATED_LAW = re.compile(
    r"(?P<type>Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s+"
    r"(?P<name>[A-ZĐ][^;.:()“”\"\n]{2,90}?(?:\n[^;.:()“”\"\n]{2,60}?)?)\s+(?=ngày\s)"
)
_DATE_AFTER = re.compile(r"^[\s*,(]*(?=ngày\b)")
_ISSUER_AFTER = re.compile(
    r"^[ \n,)]*của\s+(?P<issuer>(?:[^\s;,.:()“”\"]+[ \n]+){0,12}?[^\s;,.:()“”\"]+?)"
    r"(?=\s+(?i:ban hành|phê duyệt|về|quy định|quyết định|công bố|sửa đổi|hướng dẫn|thông qua|và|ngày|trong|tại|đối với"
    r"|để)\b|[;,.:()“”\"\t]|\s*$)"
)
_CLAUSE = re.compile(
    r"(?:(?:điểm|Điểm)\s+(?P<point>[a-zđ])\s*,?\s*)?(?:(?:khoản|Khoản)\s+(?P<clause>\d{1,3}[a-z]?)\s*,?\s*)?"
    r"(?:Điều|điều)\s+(?P<article>\d{1,3}[a-zđ]?)\b"
)
_REACH = 180  # characters on either side of a number in which its type, date and issuer stand


@dataclass(frozen=True, slots=True)
class Citation:
    """A document mention: its span from type word to issuer, and what it says."""

    span: Span
    type: str | None
    number: str | None
    issued_on: date | None
    issuer: str | None


def find_citations(text: str, offset: int = 0) -> list[Citation]:
    """Every document that ``text`` mentions by number, or by law name and date, in order."""
    found = [_around_number(text, mention) for mention in find_numbers(text)]
    taken = [cited.span for cited in found]
    for law in _DATED_LAW.finditer(text):
        cited = _dated_law(text, law)
        if cited and not any(cited.span.start < span.end and span.start < cited.span.end for span in taken):
            found.append(cited)
    return [_shifted(cited, offset) for cited in sorted(found, key=lambda cited: cited.span)]


def find_references(provisions: Iterable[Provision], text: str) -> tuple[Reference, ...]:
    """Every mention of a document or an article in the own text of every provision, in reading order."""
    found: list[Reference] = []
    for provision in provisions:
        if provision.level is Level.PAGE:
            continue
        for span in provision.spans:
            own = span.of(text)
            found += [_document_reference(c, provision.address, text) for c in find_citations(own, span.start)]
            found += _clause_references(own, span.start, provision)
    return tuple(found)


def _around_number(text: str, mention: NumberMention) -> Citation:
    start, end = mention.span.start, mention.span.end
    before = text[max(0, start - _REACH) : start]
    named = _TYPE_BEFORE.search(before) or _LAW_BEFORE.search(before)
    opening = named or _LABEL_BEFORE.search(before)
    start -= len(opening[0]) if opening else 0
    issued_on, end = _date_after(text, end)
    issuer, end = _issuer_after(text, end)
    kind = mention.type or (_type_name(named["type"]) if named else None)
    return Citation(Span(start, end), kind, mention.number, issued_on, issuer)


def _type_name(printed: str) -> str:
    name = squeeze(printed).capitalize()
    return "Chỉ thị" if name == "Chi thị" else name


def _dated_law(text: str, law: re.Match[str]) -> Citation | None:
    issued_on, end = _date_after(text, law.end())
    if issued_on is None:
        return None
    return Citation(Span(law.start(), end), law["type"], None, issued_on, None)


def _date_after(text: str, end: int) -> tuple[date | None, int]:
    lead = _DATE_AFTER.match(text[end : end + _REACH])
    if lead is None and not text[end : end + 5].strip().lower().startswith("ngày"):
        return None, end
    dates = find_dates(text[end : end + 60])
    if not dates or dates[0].span.start > 12:
        return None, end
    return dates[0].value, end + dates[0].span.end


def _issuer_after(text: str, end: int) -> tuple[str | None, int]:
    found = _ISSUER_AFTER.match(text[end : end + _REACH])
    if found is None:
        return None, end
    return squeeze(found["issuer"]), end + found.end()


def _shifted(cited: Citation, offset: int) -> Citation:
    span = Span(cited.span.start + offset, cited.span.end + offset)
    return Citation(span, cited.type, cited.number, cited.issued_on, cited.issuer)


def _document_reference(cited: Citation, address: Address, text: str) -> Reference:
    return Reference(
        "document",
        cited.span.of(text),
        cited.type,
        cited.number,
        cited.issued_on,
        cited.issuer,
        None,
        address,
        cited.span,
    )


def _clause_references(own: str, offset: int, provision: Provision) -> list[Reference]:
    found = []
    for match in _CLAUSE.finditer(own, len(provision.marker) if own.startswith(provision.marker) else 0):
        steps = [f"dieu-{match['article']}", match["clause"], match["point"]]
        path = "/".join(step for step in steps if step)
        span = Span(offset + match.start(), offset + match.end())
        found.append(Reference("clause", match[0], None, None, None, None, path, provision.address, span))
    return found
