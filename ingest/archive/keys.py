"""Lookup keys of a document: its number however it is typed, its file name, and what makes two files one document."""

from __future__ import annotations

import re
from hashlib import sha256

from ingest.folding import fold, slugify
from ingest.records import Metadata

_LEADING_ZEROS = re.compile(r"^0+(?=\d)")
_YEAR_IN_NUMBER = re.compile(r"(?<=\D)(?:19|20)\d\d(?=\D)")


def number_key(number: str) -> str:
    """Key of a document number: spacing, case, marks, kind of separator and leading zeros do not count.

    >>> number_key("02 /KH - UBND"), number_key("2/kh-ubnd")
    ('2-kh-ubnd', '2-kh-ubnd')
    """
    return _LEADING_ZEROS.sub("", slugify(number))


def source_key(name: str) -> str:
    """Key of a file name: marks, case and runs of spaces do not count.

    >>> source_key("Kế hoạch  CCHC.docx")
    'ke hoach cchc.docx'
    """
    return fold(name)


def identity(metadata: Metadata) -> str | None:
    """Key that two versions of one document share; None when the number or the issuer is not known.

    Numbers start again every January (Nghị định 30/2020/NĐ-CP, Phụ lục I), so the year belongs to it: from the
    number itself ("24/2019/QĐ-UBND"), else from the date; a document without either only equals another without.

    >>> identity(Metadata(number="24/2019/QĐ-UBND", issuer="UBND tỉnh Đắk Nông"))
    '24-2019-qd-ubnd|ubnd-tinh-dak-nong|2019'
    """
    if not metadata.number or not metadata.issuer:
        return None
    in_number = _YEAR_IN_NUMBER.search(metadata.number)
    issued = metadata.issued_on
    year = in_number[0] if in_number else str(issued.year) if issued else ""
    return f"{number_key(metadata.number)}|{slugify(metadata.issuer)}|{year}"


def content_key(text: str) -> str:
    """Key that two files share when they say the same: the hash of the text without white space.

    >>> content_key("Điều 1.  Sở Nội vụ\\n") == content_key("Điều 1. Sở Nội\\tvụ")
    True
    """
    return sha256("".join(text.split()).encode("utf-8")).hexdigest()
