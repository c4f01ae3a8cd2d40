"""Changes to the archive. Each function runs inside the caller's one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from ingest.archive import rows
from ingest.archive.entries import AddOutcome, AddStatus, State
from ingest.archive.keys import identity
from ingest.archive.models import (
    AgencyMentionRow,
    AssignmentRow,
    Base,
    CounterRow,
    DocumentRow,
    LegalBasisRow,
    ProvisionRow,
    RecipientRow,
    ReferenceRow,
    RemovalRow,
    SignerRow,
    VectorRow,
    VersionRow,
)
from ingest.archive.reading import parsed_of
from ingest.errors import Defect
from ingest.records import ParsedDocument

_BATCH = 5000


def advance(session: Session) -> int:
    """Count one more generation and return it; also makes other writers wait for this transaction.

    Raises:
        Defect: the counter's row is missing.
    """
    counting = update(CounterRow).values(generation=CounterRow.generation + 1).returning(CounterRow.generation)
    generation = session.scalar(counting)
    if generation is None:
        raise Defect("Kho văn bản thiếu bộ đếm thế hệ; hãy khôi phục bản sao lưu gần nhất.")
    return generation


def unchanged(session: Session, parsed: ParsedDocument) -> AddOutcome | None:
    """The outcome when this very file is in the archive already: as the document, read the same; or as an earlier
    version of a document, which stays superseded (else files that replace each other would change places for ever)."""
    row = session.scalar(select(DocumentRow).where(DocumentRow.sha256 == parsed.sha256))
    if row is not None:
        same = replace(parsed, source_file=row.source_file) == parsed_of(session, row)
        return AddOutcome(AddStatus.UNCHANGED, row.id) if same else None
    version = session.scalar(select(VersionRow.document_id).where(VersionRow.sha256 == parsed.sha256).limit(1))
    return AddOutcome(AddStatus.UNCHANGED, version) if version is not None else None


def store(session: Session, parsed: ParsedDocument, generation: int) -> AddOutcome:
    """Write the document in the place of its earlier versions, which are kept as ``document_version``."""
    earlier = _earlier(session, parsed)
    revision = 1 + max((row.revision for row in earlier), default=0)
    for row in earlier:
        _retire(session, row, parsed, generation)
    session.execute(delete(RemovalRow).where(RemovalRow.document_id == parsed.id))
    _insert(session, parsed, revision, generation)
    status = AddStatus.REPLACED if earlier else AddStatus.ADDED
    files = tuple(row.source_file for row in earlier)
    return AddOutcome(status, parsed.id, files, _similar(session, parsed))


def remove(session: Session, row: DocumentRow, generation: int) -> None:
    """Delete a document, everything read from it and its earlier versions."""
    session.execute(delete(VersionRow).where(VersionRow.document_id == row.id))
    _delete(session, row, generation)


def put_vectors(session: Session, model_id: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
    """Write the vectors, in place of those with the same model and hash."""
    hashes = list(vectors)
    for start in range(0, len(hashes), _BATCH):
        batch = hashes[start : start + _BATCH]
        session.execute(delete(VectorRow).where(VectorRow.model_id == model_id, VectorRow.text_hash.in_(batch)))
        session.execute(
            insert(VectorRow),
            [{"model_id": model_id, "text_hash": key, "data": vectors[key].astype("<f4").tobytes()} for key in batch],
        )


def _earlier(session: Session, parsed: ParsedDocument) -> Sequence[DocumentRow]:
    same = [DocumentRow.sha256 == parsed.sha256, DocumentRow.id == parsed.id]
    key = identity(parsed.metadata)
    if key is not None:
        same.append(DocumentRow.identity == key)
    return session.scalars(select(DocumentRow).where(or_(*same)).order_by(DocumentRow.key)).all()


def _similar(session: Session, parsed: ParsedDocument) -> tuple[str, ...]:
    key = identity(parsed.metadata)
    if key is None:
        return ()
    number_and_issuer, _, year = key.rpartition("|")
    unknown_year = f"{number_and_issuer}|"
    same = (
        DocumentRow.identity == unknown_year if year else DocumentRow.identity.startswith(unknown_year, autoescape=True)
    )
    others = select(DocumentRow.id).where(same, DocumentRow.id != parsed.id).order_by(DocumentRow.id)
    return tuple(session.scalars(others))


def _retire(session: Session, row: DocumentRow, parsed: ParsedDocument, generation: int) -> None:
    session.execute(update(VersionRow).where(VersionRow.document_id == row.id).values(document_id=parsed.id))
    if row.sha256 != parsed.sha256:
        version = {
            "document_id": parsed.id,
            "revision": row.revision,
            "source_file": row.source_file,
            "sha256": row.sha256,
            "text": row.text,
            "added_at": row.added_at,
            "replaced_at": datetime.now(UTC),
        }
        session.execute(insert(VersionRow), [version])
    _delete(session, row, generation)


def _delete(session: Session, row: DocumentRow, generation: int) -> None:
    session.execute(delete(RemovalRow).where(RemovalRow.document_id == row.id))
    session.execute(insert(RemovalRow), [{"document_id": row.id, "generation": generation}])
    session.execute(delete(DocumentRow).where(DocumentRow.key == row.key))


def _insert(session: Session, parsed: ParsedDocument, revision: int, generation: int) -> None:
    columns = rows.document_row(parsed)
    counted = {"state": State.ACTIVE.value, "added_at": datetime.now(UTC)}
    row = DocumentRow(**columns, **counted, revision=revision, generation=generation)
    session.add(row)
    session.flush()
    known = parsed.metadata
    _insert_children(session, SignerRow, row.key, map(rows.signer_row, known.signers))
    _insert_children(session, RecipientRow, row.key, ({"name": name} for name in known.recipients))
    _insert_children(session, LegalBasisRow, row.key, map(rows.legal_basis_row, known.legal_bases))
    _insert_children(session, ReferenceRow, row.key, map(rows.reference_row, parsed.references))
    _insert_children(session, ProvisionRow, row.key, _provision_rows(parsed))
    _insert_children(session, AssignmentRow, row.key, map(rows.assignment_row, parsed.assignments))
    _insert_agencies(session, row.key, parsed)


def _provision_rows(parsed: ParsedDocument) -> list[rows.Row]:
    times = Counter(provision.address for provision in parsed.provisions)
    twice = next((address for address, count in times.items() if count > 1), None)
    if twice is not None:
        raise Defect(
            f"{parsed.source_file}: hai điều khoản trùng địa chỉ “{twice}”; hãy báo lỗi này cho nhóm phát triển."
        )
    return [rows.provision_row(provision, parsed.text) for provision in parsed.provisions]


def _insert_children(session: Session, table: type[Base], document_key: int, children: Iterable[rows.Row]) -> None:
    values = [{**child, "document_key": document_key, "position": at} for at, child in enumerate(children)]
    if values:
        session.execute(insert(table), values)


def _insert_agencies(session: Session, document_key: int, parsed: ParsedDocument) -> None:
    values = [
        {**mention, "document_key": document_key, "assignment": at}
        for at, assignment in enumerate(parsed.assignments)
        for mention in rows.agency_mention_rows(assignment)
    ]
    if values:
        session.execute(insert(AgencyMentionRow), values)
