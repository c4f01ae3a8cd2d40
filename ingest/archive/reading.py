"""Reads of the archive. Each function runs inside the caller's session, which is one snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import Session, defer, selectinload

from ingest.address import Address
from ingest.archive import rows
from ingest.archive.entries import StoredAssignment, StoredReference
from ingest.archive.models import (
    AgencyMentionRow,
    AssignmentRow,
    CounterRow,
    DocumentRow,
    ProvisionRow,
    ReferenceRow,
    RemovalRow,
    VectorRow,
)
from ingest.errors import Defect, NotFound
from ingest.records import Assignment, ParsedDocument, Provision, Reference, Role

_BATCH = 5000
_METADATA = (
    selectinload(DocumentRow.signers),
    selectinload(DocumentRow.recipients),
    selectinload(DocumentRow.legal_bases),
)


def generation(session: Session) -> int:
    """The number of committed changes.

    Raises:
        Defect: the counter's row is missing.
    """
    counted: int | None = session.scalar(select(CounterRow.generation))
    if counted is None:
        raise Defect("Kho văn bản thiếu bộ đếm thế hệ; hãy khôi phục bản sao lưu gần nhất.")
    return counted


def changed_since(session: Session, since: int) -> list[str]:
    """Ids of the documents added, replaced or removed after generation ``since``, sorted."""
    living = session.scalars(select(DocumentRow.id).where(DocumentRow.generation > since))
    gone = session.scalars(select(RemovalRow.document_id).where(RemovalRow.generation > since))
    return sorted({*living, *gone})


def document_row(session: Session, document_id: str) -> DocumentRow:
    """The document's row.

    Raises:
        NotFound: no such document.
    """
    row = session.scalar(select(DocumentRow).where(DocumentRow.id == document_id).options(*_METADATA))
    if row is None:
        raise NotFound(f"Không có văn bản “{document_id}” trong kho; xem danh sách bằng lệnh: cchc documents.")
    return row


def document_rows(session: Session, with_text: bool = True) -> Sequence[DocumentRow]:
    """Every document, in order of id; the text is left in the database unless wanted."""
    query = select(DocumentRow).options(*_METADATA).order_by(DocumentRow.id)
    return session.scalars(query if with_text else query.options(defer(DocumentRow.text, raiseload=True))).all()


def provisions(session: Session, row: DocumentRow) -> list[Provision]:
    """The document's provisions in reading order."""
    query = select(ProvisionRow).where(ProvisionRow.document_key == row.key).order_by(ProvisionRow.position)
    return [rows.provision_of(each, row.text) for each in session.scalars(query)]


def provision(session: Session, row: DocumentRow, address: Address) -> Provision:
    """The provision at ``address``.

    Raises:
        NotFound: the document has no such provision.
    """
    query = select(ProvisionRow).where(ProvisionRow.document_key == row.key, ProvisionRow.address == address)
    found = session.scalar(query)
    if found is None:
        raise NotFound(f"Văn bản “{row.id}” không có điều khoản “{address}”; xem các điều khoản: cchc show {row.id}.")
    return rows.provision_of(found, row.text)


def parsed_of(session: Session, row: DocumentRow) -> ParsedDocument:
    """The whole record as it was added."""
    return ParsedDocument(
        source_file=row.source_file,
        sha256=row.sha256,
        text=row.text,
        metadata=rows.metadata_of(row),
        provisions=tuple(provisions(session, row)),
        assignments=tuple(_assignments_of(session, row)),
        references=tuple(_references_of(session, row)),
        warnings=row.warnings,
    )


def assignments(
    session: Session, agency_ids: Sequence[str], roles: Sequence[Role], document_ids: Sequence[str]
) -> list[StoredAssignment]:
    """Assignments that name one of the agencies in one of the roles, in one of the documents; empty means any."""
    query = select(DocumentRow.id, AssignmentRow).join(DocumentRow, DocumentRow.key == AssignmentRow.document_key)
    if agency_ids or roles:
        duty = _duties(agency_ids, roles).subquery()
        same = and_(duty.c.document_key == AssignmentRow.document_key, duty.c.assignment == AssignmentRow.position)
        query = query.join(duty, same)
    query = query.order_by(DocumentRow.id, AssignmentRow.position).options(selectinload(AssignmentRow.mentions))
    return [
        StoredAssignment(document_id, rows.assignment_of(row))
        for chosen in _document_filters(document_ids)
        for document_id, row in session.execute(query.where(chosen))
    ]


def references(session: Session, number_keys: Sequence[str], document_ids: Sequence[str]) -> list[StoredReference]:
    """References to one of the numbers, made by one of the documents; empty means any."""
    query = select(DocumentRow.id, ReferenceRow).join(DocumentRow, DocumentRow.key == ReferenceRow.document_key)
    if number_keys:
        query = query.where(ReferenceRow.number_key.in_(number_keys))
    query = query.order_by(DocumentRow.id, ReferenceRow.position)
    return [
        StoredReference(document_id, rows.reference_of(row))
        for chosen in _document_filters(document_ids)
        for document_id, row in session.execute(query.where(chosen))
    ]


def vectors(session: Session, model_id: str, hashes: Iterable[str]) -> dict[str, NDArray[np.float32]]:
    """The stored vectors among ``hashes``; unknown hashes are left out."""
    query = select(VectorRow.text_hash, VectorRow.data).where(VectorRow.model_id == model_id)
    return {
        key: np.frombuffer(data, dtype="<f4").astype(np.float32, copy=False)
        for batch in _batches(sorted(set(hashes)))
        for key, data in session.execute(query.where(VectorRow.text_hash.in_(batch)))
    }


def _assignments_of(session: Session, row: DocumentRow) -> Iterator[Assignment]:
    query = select(AssignmentRow).where(AssignmentRow.document_key == row.key).order_by(AssignmentRow.position)
    return map(rows.assignment_of, session.scalars(query.options(selectinload(AssignmentRow.mentions))))


def _references_of(session: Session, row: DocumentRow) -> Iterator[Reference]:
    query = select(ReferenceRow).where(ReferenceRow.document_key == row.key).order_by(ReferenceRow.position)
    return map(rows.reference_of, session.scalars(query))


def _duties(agency_ids: Sequence[str], roles: Sequence[Role]) -> Select[int, int]:
    query = select(AgencyMentionRow.document_key, AgencyMentionRow.assignment).distinct()
    if agency_ids:
        query = query.where(AgencyMentionRow.agency_id.in_(agency_ids))
    if roles:
        query = query.where(AgencyMentionRow.role.in_([role.value for role in roles]))
    return query


def _document_filters(document_ids: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """Conditions that together select the documents, each small enough for one statement."""
    if not document_ids:
        yield true()
    for batch in _batches(sorted(set(document_ids))):
        yield DocumentRow.id.in_(batch)


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
