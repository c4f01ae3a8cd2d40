"""Metadata corrected by hand, kept by the file's hash: it stays apart from what was read, counts over it, and is there
again when the same bytes are read again, better or after a removal. Runs inside the caller's session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from ingest.address import Address
from ingest.archive.correction_values import Values, in_words, kept, overlaid, signing_place
from ingest.archive.entries import Correction, MetadataField
from ingest.archive.models import CorrectionRow, DocumentRow, ProvisionRow, SignerRow
from ingest.archive.rows import correctable_columns, metadata_of, signer_row
from ingest.folding import squeeze
from ingest.records import Level, Metadata, ParsedDocument, Signer


def applied(session: Session, parsed: ParsedDocument) -> Metadata:
    """The metadata of ``parsed`` with the corrections for its bytes over what was read."""
    values = {MetadataField(row.field): row.value for row in _rows(session, parsed.sha256)}
    return overlaid(parsed.metadata, values, signing_place(parsed)) if values else parsed.metadata


def as_read(session: Session, row: DocumentRow) -> Metadata:
    """The document's metadata without corrections."""
    read = {MetadataField(one.field): one.read for one in _rows(session, row.sha256)}
    return overlaid(metadata_of(row), read)


def listed(session: Session, sha256: str) -> list[Correction]:
    """The corrections for a file, in the order of ``MetadataField``."""
    rows = {MetadataField(row.field): row for row in _rows(session, sha256)}
    return [
        Correction(field, in_words(field, row.read), in_words(field, row.value), row.corrected_at)
        for field in MetadataField
        if (row := rows.get(field))
    ]


def remember_read(session: Session, parsed: ParsedDocument) -> None:
    """Note what is now read from the file where corrections stand over it."""
    for row in _rows(session, parsed.sha256):
        row.read = kept(parsed.metadata, MetadataField(row.field))


def correct(session: Session, row: DocumentRow, values: Values) -> None:
    """Put ``values``, already checked, over what was read; a field corrected before is corrected anew."""
    read = metadata_of(row)
    _note(session, row.sha256, read, values)
    _write(session, row, overlaid(read, values, _signing_place(session, row)))


def foresee(session: Session, parsed: ParsedDocument, values: Values) -> None:
    """Keep ``values``, already checked, for a file that is about to be added; one that says what was read anyway takes
    a correction back."""
    same = {field for field, text in values.items() if _says_the_same(parsed.metadata, field, text)}
    _forget(session, parsed.sha256, same)
    changed = {field: text for field, text in values.items() if field not in same}
    _note(session, parsed.sha256, parsed.metadata, changed)


def undo(session: Session, row: DocumentRow, fields: Iterable[MetadataField]) -> None:
    """Take the corrections of ``fields`` back: what was read counts again."""
    wanted = set(fields)
    read = {field: one.read for one in _rows(session, row.sha256) if (field := MetadataField(one.field)) in wanted}
    _forget(session, row.sha256, read)
    _write(session, row, overlaid(metadata_of(row), read))


def _says_the_same(metadata: Metadata, field: MetadataField, text: str | None) -> bool:
    read = in_words(field, kept(metadata, field)) or ""
    return squeeze(read) == (in_words(field, text) or "")


def _note(session: Session, sha256: str, read: Metadata, values: Values) -> None:
    known = {MetadataField(one.field): one for one in _rows(session, sha256)}
    for field, value in values.items():
        if field in known:
            known[field].value, known[field].corrected_at = value, datetime.now(UTC)
        else:
            columns = {"sha256": sha256, "field": field.value, "value": value, "read": kept(read, field)}
            session.add(CorrectionRow(**columns, corrected_at=datetime.now(UTC)))


def _forget(session: Session, sha256: str, fields: Iterable[MetadataField]) -> None:
    names = [field.value for field in fields]
    session.execute(delete(CorrectionRow).where(CorrectionRow.sha256 == sha256, CorrectionRow.field.in_(names)))


def _rows(session: Session, sha256: str) -> list[CorrectionRow]:
    return list(session.scalars(select(CorrectionRow).where(CorrectionRow.sha256 == sha256)))


def _write(session: Session, row: DocumentRow, metadata: Metadata) -> None:
    if metadata.signers != metadata_of(row).signers:
        _write_signers(session, row, metadata.signers)
    for column, value in correctable_columns(metadata).items():
        setattr(row, column, value)


def _write_signers(session: Session, row: DocumentRow, signers: Iterable[Signer]) -> None:
    session.execute(delete(SignerRow).where(SignerRow.document_key == row.key))
    values = [{**signer_row(one), "document_key": row.key, "position": at} for at, one in enumerate(signers)]
    if values:
        session.execute(insert(SignerRow), values)
    session.expire(row, ["signers"])


def _signing_place(session: Session, row: DocumentRow) -> Address | None:
    """As ``signing_place``, of a stored document."""
    if row.signers:
        return row.signers[-1].address
    signature = (ProvisionRow.level == Level.SIGNATURE.value).desc()
    query = select(ProvisionRow.address).where(ProvisionRow.document_key == row.key)
    return session.scalar(query.order_by(signature, ProvisionRow.position.desc()).limit(1))
