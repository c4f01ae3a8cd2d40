"""Metadata corrected by hand, kept by the file's hash: it stays apart from what was read, counts over it, and is there
again when the same bytes are read again, better or after a removal. Runs inside the caller's session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ingest.archive.entries import Correction, MetadataField
from ingest.archive.models import CorrectionRow, DocumentRow
from ingest.archive.rows import correctable_columns, metadata_of
from ingest.errors import BadInput
from ingest.folding import squeeze
from ingest.numbers import find_dates, normalize_number
from ingest.provinces import get_province
from ingest.records import Metadata, ParsedDocument

Values = Mapping[MetadataField, str | None]


def checked(field: MetadataField, typed: str) -> str | None:
    """What is kept of a value that a person typed: a number and a province in their usual spelling, a date in ISO form;
    None when it is blank, which says that the document does not state it.

    Raises:
        BadInput: no date.
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
    return text


def applied(session: Session, parsed: ParsedDocument) -> ParsedDocument:
    """``parsed`` with the corrections for its bytes over what was read."""
    values = {MetadataField(row.field): row.value for row in _rows(session, parsed.sha256)}
    return replace(parsed, metadata=overlaid(parsed.metadata, values)) if values else parsed


def as_read(session: Session, row: DocumentRow) -> Metadata:
    """The document's metadata without corrections."""
    read = {MetadataField(one.field): one.read for one in _rows(session, row.sha256)}
    return overlaid(metadata_of(row), read)


def overlaid(metadata: Metadata, values: Values) -> Metadata:
    """``metadata`` with ``values`` in place of its own."""
    return replace(metadata, **{field.value: _value(field, text) for field, text in values.items()})


def listed(session: Session, sha256: str) -> list[Correction]:
    """The corrections for a file, in the order of ``MetadataField``."""
    rows = {MetadataField(row.field): row for row in _rows(session, sha256)}
    return [
        Correction(field, rows[field].read, rows[field].value, rows[field].corrected_at)
        for field in MetadataField
        if field in rows
    ]


def remember_read(session: Session, parsed: ParsedDocument) -> None:
    """Note what is now read from the file where corrections stand over it."""
    for row in _rows(session, parsed.sha256):
        row.read = _text(parsed.metadata, MetadataField(row.field))


def correct(session: Session, row: DocumentRow, values: Values) -> None:
    """Put ``values``, already checked, over what was read; a field corrected before is corrected anew."""
    known = {MetadataField(one.field): one for one in _rows(session, row.sha256)}
    read = metadata_of(row)
    for field, value in values.items():
        if field in known:
            known[field].value, known[field].corrected_at = value, datetime.now(UTC)
        else:
            columns = {"sha256": row.sha256, "field": field.value, "value": value, "read": _text(read, field)}
            session.add(CorrectionRow(**columns, corrected_at=datetime.now(UTC)))
    _write(row, overlaid(read, values))


def undo(session: Session, row: DocumentRow, fields: Iterable[MetadataField]) -> None:
    """Take the corrections of ``fields`` back: what was read counts again."""
    wanted = set(fields)
    read = {field: one.read for one in _rows(session, row.sha256) if (field := MetadataField(one.field)) in wanted}
    names = [field.value for field in read]
    session.execute(delete(CorrectionRow).where(CorrectionRow.sha256 == row.sha256, CorrectionRow.field.in_(names)))
    _write(row, overlaid(metadata_of(row), read))


def _rows(session: Session, sha256: str) -> list[CorrectionRow]:
    return list(session.scalars(select(CorrectionRow).where(CorrectionRow.sha256 == sha256)))


def _write(row: DocumentRow, metadata: Metadata) -> None:
    for column, value in correctable_columns(metadata).items():
        setattr(row, column, value)


def _text(metadata: Metadata, field: MetadataField) -> str | None:
    value: str | date | None = getattr(metadata, field.value)
    return value.isoformat() if isinstance(value, date) else value


def _value(field: MetadataField, text: str | None) -> Any:
    return date.fromisoformat(text) if field is MetadataField.ISSUED_ON and text else text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = [one.value for one in find_dates(text) if one.value is not None]
    if len(found) != 1:
        raise BadInput(f"“{text}” không phải một ngày; hãy ghi ví dụ: 02/3/2023.")
    return found[0]
