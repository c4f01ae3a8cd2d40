"""Changes to the archive. Each function runs inside the caller's one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from ingest.archive import duplicates, reading, rows
from ingest.archive.corrections import applied, as_read, listed, remember_read
from ingest.archive.entries import AddOutcome, AddStatus, OnDuplicate, State
from ingest.archive.frozen import freeze
from ingest.archive.models import (
    AgencyMentionRow,
    AssignmentRow,
    Base,
    CounterRow,
    DocumentRow,
    FormerIdRow,
    LegalBasisRow,
    ProvisionRow,
    RecipientRow,
    ReferenceRow,
    RemovalRow,
    SignerRow,
    VectorRow,
    VersionRow,
)
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


def settled(session: Session, parsed: ParsedDocument, on_duplicate: OnDuplicate) -> AddOutcome | None:
    """The outcome when nothing is to be stored; None when the document must be.

    Nothing is stored of a file that is in the archive already: as a document, read the same; or as an earlier version
    of one, which stays superseded (else files that replace each other would change places for ever). Of a duplicate
    nothing is stored when it is to be passed over or asked about, or when there are several that it might replace.
    """
    row = _same_file(session, parsed)
    if row is not None:
        same = replace(parsed, source_file=row.source_file) == reading.parsed_of(session, row, as_read(session, row))
        recalled = row.state == State.RECALLED
        return AddOutcome(AddStatus.UNCHANGED, row.id, recalled=recalled) if same else None
    version = session.scalar(select(VersionRow.document_id).where(VersionRow.sha256 == parsed.sha256).limit(1))
    if version is not None:
        return AddOutcome(AddStatus.UNCHANGED, version, is_earlier_version=True)
    return _passed_over(session, parsed, on_duplicate)


def foreseen(session: Session, parsed: ParsedDocument) -> AddOutcome:
    """What adding would do if duplicates were asked about; nothing is stored."""
    outcome = settled(session, parsed, OnDuplicate.ASK)
    if outcome is not None:
        return outcome
    own, counts = _same_file(session, parsed), _counted(session, parsed)
    return AddOutcome(
        status=AddStatus.REPLACED if own else AddStatus.ADDED,
        document_id=own.id if own else parsed.id,
        earlier=(own.source_file,) if own else (),
        similar=tuple(sorted(duplicates.similar(session, counts))),
        corrected=tuple(one.field for one in listed(session, parsed.sha256)),
    )


def store(session: Session, parsed: ParsedDocument, on_duplicate: OnDuplicate, generation: int) -> AddOutcome:
    """Write the document: in its own place when the same bytes were read before, else in the place of the one that it
    replaces, which is kept as ``document_version``, else as a new one."""
    counts = _counted(session, parsed)
    remember_read(session, parsed)
    own, others = _same_file(session, parsed), duplicates.others(session, parsed)
    earlier = own or (others[0] if others and on_duplicate is OnDuplicate.REPLACE else None)
    beside = sorted({row.id for row in others if row is not earlier} | duplicates.similar(session, counts))
    values = _own_values(session, parsed, earlier) | {"generation": generation}
    if earlier is not None:
        _retire(session, earlier, values, generation)
    _insert(session, counts, values)
    return AddOutcome(
        status=AddStatus.ADDED if earlier is None else AddStatus.REPLACED,
        document_id=values["id"],
        earlier=(earlier.source_file,) if earlier is not None else (),
        similar=tuple(one for one in beside if earlier is None or one != earlier.id),
        corrected=tuple(one.field for one in listed(session, parsed.sha256)),
        recalled=values["state"] == State.RECALLED,
    )


def remove(session: Session, row: DocumentRow, generation: int) -> None:
    """Delete a document, everything read from it, its earlier versions and its former ids."""
    session.execute(delete(VersionRow).where(VersionRow.document_id == row.id))
    session.execute(delete(FormerIdRow).where(FormerIdRow.document_id == row.id))
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


def _counted(session: Session, parsed: ParsedDocument) -> ParsedDocument:
    """``parsed`` as it counts: corrections made by hand for its bytes stand over what was read."""
    return replace(parsed, metadata=applied(session, parsed))


def _same_file(session: Session, parsed: ParsedDocument) -> DocumentRow | None:
    return session.scalar(select(DocumentRow).where(DocumentRow.sha256 == parsed.sha256))


def _passed_over(session: Session, parsed: ParsedDocument, on_duplicate: OnDuplicate) -> AddOutcome | None:
    others = duplicates.others(session, parsed)
    if not others or on_duplicate is OnDuplicate.KEEP or (on_duplicate is OnDuplicate.REPLACE and len(others) == 1):
        return None
    skipped = on_duplicate is OnDuplicate.SKIP
    return AddOutcome(
        status=AddStatus.SKIPPED if skipped else AddStatus.DUPLICATE,
        document_id=others[0].id,
        existing=tuple(row.id for row in others),
        differences=duplicates.differences(others[0], _counted(session, parsed)),
        recalled=others[0].state == State.RECALLED,
    )


def _own_values(session: Session, parsed: ParsedDocument, earlier: DocumentRow | None) -> rows.Row:
    """Columns of ``document`` that do not come from the file; what a person has marked passes to the next version."""
    values: rows.Row = {"id": _free_id(session, parsed.id, earlier), "added_at": datetime.now(UTC)}
    if earlier is None:
        return values | {"state": State.ACTIVE.value, "revision": 1}
    if earlier.sha256 == parsed.sha256:
        values["added_at"] = earlier.added_at
    marked = {"state": earlier.state, "recalled_on": earlier.recalled_on, "recall_reason": earlier.recall_reason}
    return values | marked | {"revision": earlier.revision + (earlier.sha256 != parsed.sha256)}


def _free_id(session: Session, wanted: str, earlier: DocumentRow | None) -> str:
    """``wanted``, or with the first number after it that no other document has."""
    beginning = DocumentRow.id.startswith(wanted, autoescape=True)
    taken = set(session.scalars(select(DocumentRow.id).where(beginning)))
    taken -= {earlier.id} if earlier is not None else set()
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _retire(session: Session, row: DocumentRow, values: rows.Row, generation: int) -> None:
    """Take ``row`` out of the archive for the document of ``values``, to which its versions and its id now lead."""
    successor: str = values["id"]
    session.execute(update(VersionRow).where(VersionRow.document_id == row.id).values(document_id=successor))
    if row.revision != values["revision"]:
        _keep_version(session, row, successor)
    session.execute(update(FormerIdRow).where(FormerIdRow.document_id == row.id).values(document_id=successor))
    if row.id != successor:
        session.execute(insert(FormerIdRow), [{"id": row.id, "document_id": successor}])
    _delete(session, row, generation)


def _keep_version(session: Session, row: DocumentRow, document_id: str) -> None:
    version = {
        "document_id": document_id,
        "revision": row.revision,
        "source_file": row.source_file,
        "sha256": row.sha256,
        "text": row.text,
        "added_at": row.added_at,
        "replaced_at": datetime.now(UTC),
        "record": freeze(reading.parsed_of(session, row)),
    }
    session.execute(insert(VersionRow), [version])


def _delete(session: Session, row: DocumentRow, generation: int) -> None:
    session.execute(delete(RemovalRow).where(RemovalRow.document_id == row.id))
    session.execute(insert(RemovalRow), [{"document_id": row.id, "generation": generation}])
    session.execute(delete(DocumentRow).where(DocumentRow.key == row.key))


def _insert(session: Session, parsed: ParsedDocument, values: rows.Row) -> None:
    for taken in (RemovalRow.document_id, FormerIdRow.id):
        session.execute(delete(taken.class_).where(taken == values["id"]))
    row = DocumentRow(**rows.document_row(parsed), **values)
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
