"""Reads of the archive. Each function runs inside the caller's session, which is one snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, defer, selectinload

from ingest.address import Address
from ingest.archive import rows
from ingest.archive.entries import AgencyUse, State, StoredAssignment, StoredReference
from ingest.archive.models import (
    AgencyMentionRow,
    AssignmentRow,
    CounterRow,
    DocumentRow,
    FormerIdRow,
    ProvisionRow,
    ReferenceRow,
    RemovalRow,
    VectorRow,
)
from ingest.errors import Defect, NotFound
from ingest.folding import slugify
from ingest.records import Assignment, Metadata, ParsedDocument, Provision, Reference, Role

_BATCH = 5000
_METADATA = (
    selectinload(DocumentRow.signers),
    selectinload(DocumentRow.recipients),
    selectinload(DocumentRow.legal_bases),
)


@dataclass(frozen=True, slots=True)
class Duty:
    """Which mentions of agencies are asked for: of these ids or printed names, in these roles; empty means any."""

    agency_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


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
    """The row of the document that has or had this id.

    Raises:
        NotFound: no such document.
    """
    query = select(DocumentRow).options(*_METADATA)
    row = session.scalar(query.where(DocumentRow.id == document_id))
    if row is None:
        former = select(FormerIdRow.document_id).where(FormerIdRow.id == document_id).scalar_subquery()
        row = session.scalar(query.where(DocumentRow.id == former))
    if row is None:
        raise NotFound(f"Không có văn bản “{document_id}” trong kho; xem danh sách bằng lệnh: cchc documents.")
    return row


def document_rows(session: Session, with_recalled: bool, with_text: bool) -> Sequence[DocumentRow]:
    """Every document, in order of id; recalled ones only when wanted, the text left in the database unless wanted."""
    query = select(DocumentRow).where(seen(with_recalled)).options(*_METADATA)
    found = session.scalars(query if with_text else query.options(defer(DocumentRow.text, raiseload=True)))
    return sorted(found, key=lambda row: row.id)


def seen(with_recalled: bool) -> ColumnElement[bool]:
    """Condition on ``document``: those that answers may stand on, or all of them."""
    return true() if with_recalled else DocumentRow.state != State.RECALLED.value


def provisions(session: Session, row: DocumentRow) -> list[Provision]:
    """The document's provisions in reading order."""
    query = select(ProvisionRow).where(ProvisionRow.document_key == row.key).order_by(ProvisionRow.position)
    return [rows.provision_of(each, row.text) for each in session.scalars(query)]


def size(session: Session, document_id: str) -> tuple[int, int]:
    """The number of the document's provisions, and of its assignments; the document itself is not read.

    Raises:
        NotFound: no such document.
    """
    key = session.scalar(select(DocumentRow.key).where(DocumentRow.id == document_id))
    key = document_row(session, document_id).key if key is None else key
    of_provisions = select(func.count()).where(ProvisionRow.document_key == key)
    of_assignments = select(func.count()).where(AssignmentRow.document_key == key)
    return session.scalars(of_provisions).one(), session.scalars(of_assignments).one()


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


def parsed_of(session: Session, row: DocumentRow, metadata: Metadata | None = None) -> ParsedDocument:
    """The whole record as it was added, with ``metadata`` or else what counts now."""
    return ParsedDocument(
        source_file=row.source_file,
        sha256=row.sha256,
        text=row.text,
        metadata=metadata or rows.metadata_of(row),
        provisions=tuple(provisions(session, row)),
        assignments=tuple(_assignments_of(session, row)),
        references=tuple(_references_of(session, row)),
        warnings=row.warnings,
    )


def assignments(session: Session, duty: Duty, document_ids: Sequence[str]) -> list[StoredAssignment]:
    """Assignments of the duty in one of the documents that are not recalled; empty means any."""
    query = select(DocumentRow.id, AssignmentRow).join(DocumentRow, DocumentRow.key == AssignmentRow.document_key)
    query = query.where(seen(with_recalled=False))
    if duty != Duty():
        wanted = _duties(duty).subquery()
        same = and_(wanted.c.document_key == AssignmentRow.document_key, wanted.c.assignment == AssignmentRow.position)
        query = query.join(wanted, same)
    query = query.order_by(DocumentRow.id, AssignmentRow.position).options(selectinload(AssignmentRow.mentions))
    return [
        StoredAssignment(document_id, rows.assignment_of(row))
        for chosen in _document_filters(document_ids)
        for document_id, row in session.execute(query.where(chosen))
    ]


def agencies(session: Session) -> list[AgencyUse]:
    """Every agency named in an assignment of a document that is not recalled, counted by printed name and role, in
    order of name."""
    named = AgencyMentionRow
    distinct = select(named.agency_id, named.name, named.role, named.document_key, named.assignment).distinct()
    living = distinct.join(DocumentRow, DocumentRow.key == named.document_key).where(seen(with_recalled=False))
    once = living.subquery()
    grouping = (once.c.agency_id, once.c.name, once.c.role)
    counted = session.execute(select(*grouping, func.count()).group_by(*grouping))
    uses = [AgencyUse(id_, name, Role(role), count) for id_, name, role, count in counted]
    return sorted(uses, key=lambda use: (use.name, use.role, use.agency_id or ""))


def references(session: Session, number_keys: Sequence[str], document_ids: Sequence[str]) -> list[StoredReference]:
    """References to one of the numbers, made by one of the documents that are not recalled; empty means any."""
    query = select(DocumentRow.id, ReferenceRow).join(DocumentRow, DocumentRow.key == ReferenceRow.document_key)
    query = query.where(seen(with_recalled=False))
    if number_keys:
        query = query.where(ReferenceRow.number_key.in_(number_keys))
    query = query.order_by(DocumentRow.id, ReferenceRow.position)
    return [
        StoredReference(document_id, rows.reference_of(row))
        for chosen in _document_filters(document_ids)
        for document_id, row in session.execute(query.where(chosen))
    ]


def cited_numbers(session: Session, head: str) -> list[str]:
    """The numbers beginning with ``head`` of which documents that are not recalled have a reference."""
    query = select(func.min(ReferenceRow.number)).join(DocumentRow, DocumentRow.key == ReferenceRow.document_key)
    query = query.where(seen(with_recalled=False), ReferenceRow.number_key.like(f"{head.lstrip('0')}-%"))
    found = session.scalars(query.group_by(ReferenceRow.number_key))
    return sorted(number for number in found if number)


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


def _duties(duty: Duty) -> Select[int, int]:
    named = AgencyMentionRow
    query = select(named.document_key, named.assignment).distinct()
    agencies = [named.agency_id.in_(duty.agency_ids)] if duty.agency_ids else []
    if duty.names:
        agencies.append(named.name_key.in_([slugify(name) for name in duty.names]))
    if agencies:
        query = query.where(or_(*agencies))
    if duty.roles:
        query = query.where(named.role.in_([role.value for role in duty.roles]))
    return query


def _document_filters(document_ids: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """Conditions that together select the documents, each small enough for one statement."""
    if not document_ids:
        yield true()
    for batch in _batches(sorted(set(document_ids))):
        yield DocumentRow.id.in_(batch)


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
