"""A parsed document as rows of the tables, and rows as records again. What is read back equals what was written."""

from __future__ import annotations

from typing import Any

from ingest.archive.entries import CatalogueEntry, EarlierVersion, Recall, State, StoredDocument
from ingest.archive.keys import content_key, identity, number_key, source_key
from ingest.archive.models import AssignmentRow, DocumentRow, LegalBasisRow, ProvisionRow, ReferenceRow, VersionRow
from ingest.errors import Defect
from ingest.folding import slugify
from ingest.records import (
    AgencyMention,
    Assignment,
    LegalBasis,
    Level,
    Metadata,
    ParsedDocument,
    Provision,
    Reference,
    Role,
    Signer,
    Span,
)

Row = dict[str, Any]


def document_row(parsed: ParsedDocument) -> Row:
    """Columns of ``document`` that come from the file, but for its id."""
    first, last = parsed.metadata.period or (None, None)
    return {
        **correctable_columns(parsed.metadata),
        "sha256": parsed.sha256,
        "content_key": content_key(parsed.text),
        "source_key": source_key(parsed.source_file),
        "source_file": parsed.source_file,
        "place": parsed.metadata.place,
        "first_year": first,
        "last_year": last,
        "warnings": parsed.warnings,
        "text": parsed.text,
    }


def correctable_columns(known: Metadata) -> Row:
    """Columns of ``document`` that a correction by hand may change, with the keys made from them."""
    return {
        "identity": identity(known),
        "number_key": number_key(known.number) if known.number else None,
        "number": known.number,
        "type": known.type,
        "issuer": known.issuer,
        "issued_on": known.issued_on,
        "title": known.title,
        "province": known.province,
    }


def signer_row(signer: Signer) -> Row:
    """Columns of ``signer``."""
    return {"name": signer.name, "title": signer.position, "address": signer.address}


def legal_basis_row(basis: LegalBasis) -> Row:
    """Columns of ``legal_basis``."""
    return _mention_row(basis)


def reference_row(reference: Reference) -> Row:
    """Columns of ``reference``."""
    return {**_mention_row(reference), "kind": reference.kind, "path": reference.path}


def provision_row(provision: Provision, text: str) -> Row:
    """Columns of ``provision``.

    Raises:
        Defect: the provision's text is not what stands at its spans in ``text``.
    """
    if provision.text != text[provision.start : provision.end]:
        raise Defect(f"Điều khoản {provision.address} không khớp với văn bản lưu tại {provision.start}.")
    return {
        "address": provision.address,
        "level": provision.level.value,
        "marker": provision.marker,
        "heading": provision.heading,
        "parent": provision.parent,
        "spans": provision.spans,
        "cells": provision.cells,
    }


def assignment_row(assignment: Assignment) -> Row:
    """Columns of ``assignment``."""
    return {
        "task": assignment.task,
        "deadline": assignment.deadline,
        "product": assignment.product,
        "address": assignment.address,
        "span_start": assignment.span.start,
        "span_end": assignment.span.end,
        "form": assignment.form,
        "roles": tuple(role.value for role in assignment.roles),
    }


def agency_mention_rows(assignment: Assignment) -> list[Row]:
    """Rows of ``agency_mention`` for one assignment, in printed order within each role."""
    pairs = [(role, mention) for role, mentions in assignment.roles.items() for mention in mentions]
    return [
        {
            "position": position,
            "role": role.value,
            "agency_id": mention.id,
            "name": mention.name,
            "name_key": slugify(mention.name),
            "span_start": mention.span.start,
            "span_end": mention.span.end,
        }
        for position, (role, mention) in enumerate(pairs)
    ]


def metadata_of(row: DocumentRow) -> Metadata:
    """The metadata that was stored."""
    period = None if row.first_year is None or row.last_year is None else (row.first_year, row.last_year)
    return Metadata(
        number=row.number,
        type=row.type,
        issuer=row.issuer,
        issued_on=row.issued_on,
        place=row.place,
        title=row.title,
        province=row.province,
        signers=tuple(Signer(signer.name, signer.title, signer.address) for signer in row.signers),
        recipients=tuple(recipient.name for recipient in row.recipients),
        legal_bases=tuple(map(_legal_basis_of, row.legal_bases)),
        period=period,
    )


def stored_document_of(row: DocumentRow) -> StoredDocument:
    """The document with its text."""
    return StoredDocument(
        id=row.id,
        metadata=metadata_of(row),
        source_file=row.source_file,
        sha256=row.sha256,
        text=row.text,
        state=State(row.state),
        added_at=row.added_at,
        warnings=row.warnings,
        recall=_recall_of(row),
    )


def catalogue_entry_of(row: DocumentRow) -> CatalogueEntry:
    """The document without its text."""
    return CatalogueEntry(
        id=row.id,
        metadata=metadata_of(row),
        source_file=row.source_file,
        sha256=row.sha256,
        state=State(row.state),
        added_at=row.added_at,
        warnings=row.warnings,
        revision=row.revision,
        generation=row.generation,
        recall=_recall_of(row),
    )


def earlier_version_of(row: VersionRow) -> EarlierVersion:
    """The version that was replaced."""
    return EarlierVersion(row.revision, row.source_file, row.sha256, row.text, row.added_at, row.replaced_at)


def provision_of(row: ProvisionRow, text: str) -> Provision:
    """The provision, its text taken from the document's ``text``."""
    own = text[row.spans[0].start : row.spans[-1].end]
    return Provision(row.address, Level(row.level), row.marker, row.heading, own, row.spans, row.parent, row.cells)


def assignment_of(row: AssignmentRow) -> Assignment:
    """The assignment with its agencies by role."""
    span = Span(row.span_start, row.span_end)
    roles = {Role(role): _agencies_of(row, role) for role in row.roles}
    return Assignment(row.task, roles, row.deadline, row.product, row.address, span, row.form)


def reference_of(row: ReferenceRow) -> Reference:
    """The reference that was stored."""
    return Reference(
        kind=row.kind,
        text=row.text,
        type=row.type,
        number=row.number,
        issued_on=row.issued_on,
        issuer=row.issuer,
        path=row.path,
        address=row.address,
        span=Span(row.span_start, row.span_end),
    )


def _recall_of(row: DocumentRow) -> Recall | None:
    return None if row.recalled_on is None else Recall(row.recalled_on, row.recall_reason or "")


def _mention_row(mention: LegalBasis | Reference) -> Row:
    return {
        "text": mention.text,
        "type": mention.type,
        "number": mention.number,
        "number_key": number_key(mention.number) if mention.number else None,
        "issued_on": mention.issued_on,
        "issuer": mention.issuer,
        "address": mention.address,
        "span_start": mention.span.start,
        "span_end": mention.span.end,
    }


def _legal_basis_of(row: LegalBasisRow) -> LegalBasis:
    span = Span(row.span_start, row.span_end)
    return LegalBasis(row.text, row.type, row.number, row.issued_on, row.issuer, row.address, span)


def _agencies_of(row: AssignmentRow, role: str) -> tuple[AgencyMention, ...]:
    return tuple(
        AgencyMention(mention.name, mention.agency_id, Span(mention.span_start, mention.span_end))
        for mention in row.mentions
        if mention.role == role
    )
