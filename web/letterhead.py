"""The head of a document as it stands on paper (Nghị định 30/2020/NĐ-CP, Phụ lục I): issuer and number at the left,
the national title, place and date at the right, type and title below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.archive import StoredDocument
from ingest.folding import fold, squeeze
from ingest.frame import is_state_line, type_line
from web.marked_text import Paragraph, plain

NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập – Tự do – Hạnh phúc"
_APART = re.compile(r"\S(?: {3,}|\t)\s*\S")
_PLACE_DATE = re.compile(r"[^,;:]{0,40},?\s*ngày\b", re.IGNORECASE)
_HEAD = 1500  # characters at the beginning in which the national title stands when it is printed


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is known of the head; "" where the document does not say it. ``is_national`` says that the national title
    is printed in the document."""

    issuer: str
    number: str
    place_and_date: str
    type: str
    title: str
    is_national: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A paragraph of the head in its place: ``side`` is "left", "right" or "both"."""

    side: str
    paragraph: Paragraph


def letterhead(document: StoredDocument) -> Letterhead:
    """The head of ``document`` from its metadata."""
    known = document.metadata
    return Letterhead(
        squeeze(known.issuer or "").upper(),
        known.number or "",
        _place_and_date(known.place or "", known.issued_on),
        (known.type or "").upper(),
        plain(known.title or ""),
        fold(NATIONAL_TITLE) in fold(squeeze(document.text[:_HEAD])),
    )


def columns(shown: Sequence[Paragraph]) -> tuple[tuple[Column, ...], int]:
    """The paragraphs of a part that stand beside each other on paper, above its type: the agency and the number at the
    left, the national title, place and date at the right; and the place of the first of them. None where the national
    title or the type is not printed."""
    words = ["".join(run.text for run in one).strip() for one in shown]
    national = next((at for at, one in enumerate(words) if is_state_line(squeeze(one))), len(words))
    end = next((at for at, one in enumerate(words) if at > national and _begins_with_type(one)), 0)
    first = max(0, national - 1)
    found = tuple(Column(_side(words[at]), shown[at]) for at in range(first, end))
    return found, first if found else 0


def _begins_with_type(words: str) -> bool:
    return type_line(squeeze(words.partition("\n")[0])) is not None


def _side(words: str) -> str:
    """Where a paragraph of the head stands; "both" when its own lines hold both columns."""
    one_line = squeeze(words)
    if is_state_line(one_line):
        return "both" if _APART.search(words) else "right"
    return "right" if _PLACE_DATE.match(one_line) else "left"


def _place_and_date(place: str, day: date | None) -> str:
    """Place and date in words as they are printed: zero before days below 10 and before months 1 and 2.

    >>> _place_and_date("Đắk Nông", date(2020, 1, 3))
    'Đắk Nông, ngày 03 tháng 01 năm 2020'
    """
    if day is None:
        return place
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    words = f"ngày {day.day:02d} tháng {month} năm {day.year}"
    return f"{squeeze(place)}, {words}" if place else words.capitalize()
