"""Values of corrections by hand: as a person types them, as they are kept (text), and as they stand in ``Metadata``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ingest.address import Address
from ingest.archive.entries import MetadataField
from ingest.errors import BadInput
from ingest.folding import squeeze
from ingest.numbers import find_dates, normalize_number
from ingest.provinces import get_province
from ingest.records import Level, Metadata, ParsedDocument, Signer

Values = Mapping[MetadataField, str | None]

_SIGNER = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<position>.*)\))?")


def checked(field: MetadataField, typed: str) -> str | None:
    """What is kept of a value that a person typed: a number and a province in their usual spelling, a date in ISO form;
    None when it is blank, which says that the document does not state it. Signers are typed "name (position); name".

    Raises:
        BadInput: no date, or no signers.
        NotFound: no province of Viet Nam.

    >>> checked(MetadataField.NUMBER, " 34 /KH-UBND"), checked(MetadataField.ISSUED_ON, "02/3/2023")
    ('34/KH-UBND', '2023-03-02')
    """
    text = squeeze(typed)
    if not text:
        return None
    if field is MetadataField.NUMBER:
        return normalize_number(text)
    if field is MetadataField.ISSUED_ON:
        return _day(text).isoformat()
    if field is MetadataField.PROVINCE:
        return get_province(text).name
    return _kept_signers(_typed_signers(text)) if field is MetadataField.SIGNERS else text


def kept(metadata: Metadata, field: MetadataField) -> str | None:
    """The field of ``metadata`` as it is kept."""
    value: str | date | tuple[Signer, ...] | None = getattr(metadata, field.value)
    if isinstance(value, tuple):
        return _kept_signers([(one.name, one.position, str(one.address)) for one in value])
    return value.isoformat() if isinstance(value, date) else value


def in_words(field: MetadataField, text: str | None) -> str | None:
    """What is kept, for a reader; what ``checked`` takes. Dates stay in ISO form.

    >>> in_words(MetadataField.SIGNERS, checked(MetadataField.SIGNERS, "Nguyễn Bốn (Chủ tịch);Trần A"))
    'Nguyễn Bốn (Chủ tịch); Trần A'
    """
    if field is not MetadataField.SIGNERS or text is None:
        return text
    return "; ".join(f"{name} ({squeeze(position)})" if position else name for name, position, _ in json.loads(text))


def overlaid(metadata: Metadata, values: Values, place: Address | None = None) -> Metadata:
    """``metadata`` with ``values`` in place of its own; a signer who was not read signs at ``place``."""
    return replace(metadata, **{field.value: _value(metadata, field, text, place) for field, text in values.items()})


def signing_place(parsed: ParsedDocument) -> Address | None:
    """Where a signer stands who was not read: where another signed, else the last signature block or clause."""
    signed = [one.address for one in parsed.metadata.signers]
    blocks = [one.address for one in parsed.provisions if one.level is Level.SIGNATURE]
    return next(iter((*signed[-1:], *blocks[-1:], *(one.address for one in parsed.provisions[-1:]))), None)


def _value(metadata: Metadata, field: MetadataField, text: str | None, place: Address | None) -> Any:
    if field is MetadataField.SIGNERS:
        return tuple(_signers(metadata, json.loads(text or "[]"), place))
    return date.fromisoformat(text) if field is MetadataField.ISSUED_ON and text else text


def _signers(metadata: Metadata, entries: list[list[str]], place: Address | None) -> Iterator[Signer]:
    read = {one.name: one.address for one in metadata.signers}
    for name, position, address in entries:
        where = Address.parse(address) if address else read.get(name, place)
        if where is not None:
            yield Signer(name, position, where)


def _typed_signers(text: str) -> list[tuple[str, str, str]]:
    found = [_SIGNER.fullmatch(one.strip()) for one in text.split(";") if one.strip()]
    if not all(found):
        raise BadInput(f"“{text}” không đọc được thành người ký; hãy ghi ví dụ: Nguyễn Văn A (Phó Chủ tịch); Trần B.")
    return [(one["name"], one["position"] or "", "") for one in found if one]


def _kept_signers(signers: list[tuple[str, str, str]]) -> str | None:
    return json.dumps(signers, ensure_ascii=False) if signers else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = [one.value for one in find_dates(text) if one.value is not None]
    if len(found) != 1:
        raise BadInput(f"“{text}” không phải một ngày; hãy ghi ví dụ: 02/3/2023.")
    return found[0]
