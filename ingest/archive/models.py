"""Tables of the archive.

A document's full text is stored once; provisions keep spans and are sliced from it when read, so a provision
cannot differ from its document, and the text of a nation's archive is not doubled. Children of a document are
keyed by (document, position in reading order) and go with it (ON DELETE CASCADE).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from ingest.address import Address
from ingest.archive.columns import AddressColumn, CellsColumn, MomentColumn, SpansColumn, WordsColumn
from ingest.records import Cell, Span


class Base(DeclarativeBase):
    """Root of the tables; plain Python types map to the column types of ``columns``."""

    type_annotation_map = {  # noqa: RUF012 (read by SQLAlchemy, which declares it so)
        Address: AddressColumn,
        tuple[Span, ...]: SpansColumn,
        tuple[Cell, ...]: CellsColumn,
        tuple[str, ...]: WordsColumn,
        datetime: MomentColumn,
    }


class CounterRow(Base):
    """The one row (id 1) with the archive's generation; updating it first also puts writers in a queue."""

    __tablename__ = "archive_counter"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    generation: Mapped[int]


class DocumentRow(Base):
    """A document; ``*_key`` columns are folded for lookup, ``identity`` is number, issuer and year or NULL.

    The columns of metadata hold what counts: what was read, with the corrections made by hand over it.
    """

    __tablename__ = "document"
    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String, unique=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    content_key: Mapped[str | None] = mapped_column(String(64), index=True)
    identity: Mapped[str | None] = mapped_column(String, index=True)
    number_key: Mapped[str | None] = mapped_column(String, index=True)
    source_key: Mapped[str] = mapped_column(String, index=True)
    source_file: Mapped[str]
    number: Mapped[str | None]
    type: Mapped[str | None]
    issuer: Mapped[str | None]
    issued_on: Mapped[date | None]
    place: Mapped[str | None]
    title: Mapped[str | None] = mapped_column(Text)
    province: Mapped[str | None] = mapped_column(String, index=True)
    first_year: Mapped[int | None]
    last_year: Mapped[int | None]
    state: Mapped[str]
    recalled_on: Mapped[date | None]
    recall_reason: Mapped[str | None] = mapped_column(Text)
    added_at: Mapped[datetime]
    revision: Mapped[int]
    generation: Mapped[int] = mapped_column(index=True)
    warnings: Mapped[tuple[str, ...]]
    text: Mapped[str] = mapped_column(Text)
    signers: Mapped[list[SignerRow]] = relationship(order_by="SignerRow.position", passive_deletes=True)
    recipients: Mapped[list[RecipientRow]] = relationship(order_by="RecipientRow.position", passive_deletes=True)
    legal_bases: Mapped[list[LegalBasisRow]] = relationship(order_by="LegalBasisRow.position", passive_deletes=True)


class VersionRow(Base):
    """An earlier version of a document, kept when another content replaced it; gone when the document is removed.

    ``record`` is what was read from it (see ``frozen``); NULL for versions kept by the first schema.
    """

    __tablename__ = "document_version"
    key: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(String, index=True)
    revision: Mapped[int]
    source_file: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    text: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime]
    replaced_at: Mapped[datetime]
    record: Mapped[bytes | None] = mapped_column(LargeBinary)


class FormerIdRow(Base):
    """An id that a document had before a better reading gave it another; it still leads there."""

    __tablename__ = "former_id"
    id: Mapped[str] = mapped_column(String, primary_key=True)
    document_id: Mapped[str] = mapped_column(String, index=True)


class CorrectionRow(Base):
    """A field of metadata corrected by hand, for the file with this hash; values are text, dates in ISO form."""

    __tablename__ = "correction"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    field: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[str | None] = mapped_column(Text)
    read: Mapped[str | None] = mapped_column(Text)
    corrected_at: Mapped[datetime]


class RemovalRow(Base):
    """An id that is no longer in the archive, with the generation in which it went."""

    __tablename__ = "removal"
    document_id: Mapped[str] = mapped_column(String, primary_key=True)
    generation: Mapped[int] = mapped_column(index=True)


class ChildRow(Base):
    """What every child of a document has: its document and its place in reading order."""

    __abstract__ = True
    document_key: Mapped[int] = mapped_column(ForeignKey("document.key", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class SignerRow(ChildRow):
    """A signer of a document."""

    __tablename__ = "signer"
    name: Mapped[str]
    title: Mapped[str]
    address: Mapped[Address]


class RecipientRow(ChildRow):
    """A line of "Nơi nhận"."""

    __tablename__ = "recipient"
    name: Mapped[str] = mapped_column(Text)


class MentionColumns:
    """What a mention of another document has, as a reference or as a legal basis."""

    text: Mapped[str] = mapped_column(Text)
    type: Mapped[str | None]
    number: Mapped[str | None]
    number_key: Mapped[str | None] = mapped_column(String, index=True)
    issued_on: Mapped[date | None]
    issuer: Mapped[str | None]
    address: Mapped[Address]
    span_start: Mapped[int]
    span_end: Mapped[int]


class LegalBasisRow(MentionColumns, ChildRow):
    """A "Căn cứ ..." of a document."""

    __tablename__ = "legal_basis"


class ReferenceRow(MentionColumns, ChildRow):
    """A mention of another document or clause."""

    __tablename__ = "reference"
    kind: Mapped[str]
    path: Mapped[str | None]


class ProvisionRow(ChildRow):
    """A node of the clause tree; its text is ``document.text[spans[0].start : spans[-1].end]``."""

    __tablename__ = "provision"
    address: Mapped[Address]
    level: Mapped[str]
    marker: Mapped[str]
    heading: Mapped[str] = mapped_column(Text)
    parent: Mapped[Address | None]
    spans: Mapped[tuple[Span, ...]]
    cells: Mapped[tuple[Cell, ...]]
    __table_args__ = (Index("ix_provision_address", "document_key", "address", unique=True),)


class AssignmentRow(ChildRow):
    """Who does what; ``roles`` keeps the order of the roles, the agencies are ``mentions``."""

    __tablename__ = "assignment"
    task: Mapped[str] = mapped_column(Text)
    deadline: Mapped[str | None] = mapped_column(Text)
    product: Mapped[str | None] = mapped_column(Text)
    address: Mapped[Address]
    span_start: Mapped[int]
    span_end: Mapped[int]
    form: Mapped[str]
    roles: Mapped[tuple[str, ...]]
    mentions: Mapped[list[AgencyMentionRow]] = relationship(order_by="AgencyMentionRow.position", passive_deletes=True)


class AgencyMentionRow(Base):
    """An agency in a role of an assignment; ``name_key`` finds those that are not in the registry (no id)."""

    __tablename__ = "agency_mention"
    document_key: Mapped[int] = mapped_column(primary_key=True)
    assignment: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    role: Mapped[str]
    agency_id: Mapped[str | None]
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(String, index=True)
    span_start: Mapped[int]
    span_end: Mapped[int]
    __table_args__ = (
        ForeignKeyConstraint(
            ["document_key", "assignment"], ["assignment.document_key", "assignment.position"], ondelete="CASCADE"
        ),
        Index("ix_agency_mention_duty", "agency_id", "role", "document_key", "assignment"),
    )


class VectorRow(Base):
    """An embedding: little-endian float32 bytes, by model and hash of the embedded text."""

    __tablename__ = "vector"
    model_id: Mapped[str] = mapped_column(String, primary_key=True)
    text_hash: Mapped[str] = mapped_column(String, primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
