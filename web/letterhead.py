"""The head of a document as it stands on paper (Nghị định 30/2020/NĐ-CP, Phụ lục I): issuer and number at the left,
the national title, place and date at the right, type and title below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.archive import StoredDocument
from ingest.folding import fold, squeeze
from web.marked_text import plain

NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập – Tự do – Hạnh phúc"
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
