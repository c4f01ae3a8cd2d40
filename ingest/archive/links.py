"""Which documents of the archive a mention may mean; decided when asked, so it is right whatever comes and goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, defer

from ingest.archive import rows
from ingest.archive.entries import Link, State
from ingest.archive.keys import number_key
from ingest.archive.models import DocumentRow, ReferenceRow
from ingest.archive.reading import seen
from ingest.folding import fold, slugify
from ingest.issuers import issuer_name
from ingest.records import Reference

_BATCH = 500


def cites(session: Session, row: DocumentRow) -> list[Link]:
    """The mentions of other documents in ``row``, in reading order; a mention of itself is left out."""
    query = select(ReferenceRow).where(ReferenceRow.document_key == row.key, _names_document())
    mentions = session.scalars(query.order_by(ReferenceRow.position)).all()
    known = _Candidates(session, mentions)
    links = ((rows.reference_of(mention), known.of(row, mention, row)) for mention in mentions)
    return [Link(row.id, reference, _ids(found)) for reference, found in links if row not in found]


def cited_by(session: Session, row: DocumentRow) -> list[Link]:
    """The mentions that mean, or may mean, ``row`` in documents not recalled, by document and reading order."""
    mentioned = [ReferenceRow.number_key == row.number_key] if row.number_key else []
    if row.issued_on:
        mentioned.append(and_(ReferenceRow.number_key.is_(None), ReferenceRow.issued_on == row.issued_on))
    if not mentioned:
        return []
    query = select(DocumentRow, ReferenceRow).join(ReferenceRow, DocumentRow.key == ReferenceRow.document_key)
    query = query.where(or_(*mentioned), seen(with_recalled=False), DocumentRow.key != row.key)
    pairs = session.execute(query.options(defer(DocumentRow.text)).order_by(ReferenceRow.position)).all()
    known = _Candidates(session, [mention for _, mention in pairs])
    found = ((citing, mention, known.of(citing, mention, row)) for citing, mention in pairs)
    links = [
        Link(citing.id, rows.reference_of(mention), _ids(targets))
        for citing, mention, targets in found
        if row in targets
    ]
    return sorted(links, key=lambda link: link.document_id)


def _ids(found: Iterable[DocumentRow]) -> tuple[str, ...]:
    return tuple(sorted(row.id for row in found))


def _names_document() -> ColumnElement[bool]:
    return or_(
        ReferenceRow.number_key.is_not(None), and_(ReferenceRow.kind == "document", ReferenceRow.type.is_not(None))
    )


class _Candidates:
    """The documents that some mentions may mean, looked up together."""

    def __init__(self, session: Session, mentions: Sequence[ReferenceRow]) -> None:
        numbers = sorted({one.number_key for one in mentions if one.number_key})
        days = sorted({one.issued_on for one in mentions if one.issued_on and not one.number_key})
        self._rows: list[DocumentRow] = []
        for column, values in ((DocumentRow.number_key, numbers), (DocumentRow.issued_on, days)):
            for start in range(0, len(values), _BATCH):
                chosen = column.in_(values[start : start + _BATCH])
                query = select(DocumentRow).where(chosen).options(defer(DocumentRow.text))
                self._rows += session.scalars(query)

    def of(self, citing: DocumentRow, mention: ReferenceRow, asked: DocumentRow) -> list[DocumentRow]:
        """Those that ``mention`` in ``citing`` may mean; of recalled ones only the one that was ``asked`` about."""
        reference = rows.reference_of(mention)
        fitting = {row.key: row for row in self._rows if _is_meant(reference, citing, row)}
        return [row for row in fitting.values() if row.state != State.RECALLED or row is asked]


def _is_meant(reference: Reference, citing: DocumentRow, row: DocumentRow) -> bool:
    """Whether what is printed fits the document: its number, else its kind, date and title; then date and issuer."""
    named = _same_number(reference, row) if reference.number else _same_title(reference, row)
    return named and _same_day(reference, citing, row) and _same_issuer(reference, citing, row)


def _same_number(reference: Reference, row: DocumentRow) -> bool:
    return number_key(reference.number or "") == row.number_key


def _same_title(reference: Reference, row: DocumentRow) -> bool:
    """A law cited by name and date ("Luật Tổ chức chính quyền địa phương ngày 19/6/2015")."""
    if not (row.title and row.type and reference.type and reference.issued_on and row.issued_on):
        return False
    title = fold(row.title).removeprefix(f"{fold(row.type)} ")
    return fold(reference.type) == fold(row.type) and title in fold(reference.text)


def _same_day(reference: Reference, citing: DocumentRow, row: DocumentRow) -> bool:
    """The date printed; without it a document of the same place (or of the centre) that is not later."""
    if reference.issued_on and row.issued_on:
        return reference.issued_on == row.issued_on
    is_later = bool(citing.issued_on and row.issued_on and row.issued_on > citing.issued_on)
    return not is_later and (row.province is None or citing.province is None or row.province == citing.province)


def _same_issuer(reference: Reference, citing: DocumentRow, row: DocumentRow) -> bool:
    """One name is part of the other: "UBND tỉnh" is printed of "UBND tỉnh Đắk Nông", whose head may have signed."""
    if not (reference.issuer and row.issuer):
        return True
    printed = f"-{slugify(issuer_name(reference.issuer, citing.province))}-"
    stored = f"-{slugify(row.issuer)}-"
    return printed in stored or stored in printed
