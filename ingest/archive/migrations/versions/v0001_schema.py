"""The first schema: documents, what was read from them, their earlier versions, vectors, the generation counter."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table and the counter's one row."""
    _create_counter()
    _create_document()
    _create_history()
    _create_people()
    _create_mentions()
    _create_provision()
    _create_assignment()
    _create_vector()


def downgrade() -> None:
    """Drop every table."""
    tables = ["vector", "agency_mention", "assignment", "provision", "reference", "legal_basis", "recipient", "signer"]
    for table in [*tables, "removal", "document_version", "document", "archive_counter"]:
        op.drop_table(table)


def _create_counter() -> None:
    counter = op.create_table(
        "archive_counter",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("generation", sa.Integer, nullable=False),
    )
    op.bulk_insert(counter, [{"id": 1, "generation": 0}])


def _create_document() -> None:
    op.create_table(
        "document",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("identity", sa.String, index=True),
        sa.Column("number_key", sa.String, index=True),
        sa.Column("source_key", sa.String, nullable=False, index=True),
        sa.Column("source_file", sa.String, nullable=False),
        sa.Column("number", sa.String),
        sa.Column("type", sa.String),
        sa.Column("issuer", sa.String),
        sa.Column("issued_on", sa.Date),
        sa.Column("place", sa.String),
        sa.Column("title", sa.Text),
        sa.Column("province", sa.String, index=True),
        sa.Column("first_year", sa.Integer),
        sa.Column("last_year", sa.Integer),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False, index=True),
        sa.Column("warnings", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )


def _create_history() -> None:
    op.create_table(
        "document_version",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.String, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("source_file", sa.String, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("replaced_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "removal",
        sa.Column("document_id", sa.String, primary_key=True),
        sa.Column("generation", sa.Integer, nullable=False, index=True),
    )


def _child_columns() -> list[sa.Column[int]]:
    document = sa.ForeignKey("document.key", ondelete="CASCADE")
    return [
        sa.Column("document_key", sa.Integer, document, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    ]


def _create_people() -> None:
    op.create_table(
        "signer",
        *_child_columns(),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
    )
    op.create_table("recipient", *_child_columns(), sa.Column("name", sa.Text, nullable=False))


def _create_mentions() -> None:
    for table, own in (
        ("legal_basis", []),
        ("reference", [sa.Column("kind", sa.String, nullable=False), sa.Column("path", sa.String)]),
    ):
        op.create_table(
            table,
            *_child_columns(),
            *own,
            sa.Column("text", sa.Text, nullable=False),
            sa.Column("type", sa.String),
            sa.Column("number", sa.String),
            sa.Column("number_key", sa.String, index=True),
            sa.Column("issued_on", sa.Date),
            sa.Column("issuer", sa.String),
            sa.Column("address", sa.String, nullable=False),
            sa.Column("span_start", sa.Integer, nullable=False),
            sa.Column("span_end", sa.Integer, nullable=False),
        )


def _create_provision() -> None:
    op.create_table(
        "provision",
        *_child_columns(),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("level", sa.String, nullable=False),
        sa.Column("marker", sa.String, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("parent", sa.String),
        sa.Column("spans", sa.JSON, nullable=False),
        sa.Column("cells", sa.JSON, nullable=False),
    )
    op.create_index("ix_provision_address", "provision", ["document_key", "address"], unique=True)


def _create_assignment() -> None:
    op.create_table(
        "assignment",
        *_child_columns(),
        sa.Column("task", sa.Text, nullable=False),
        sa.Column("deadline", sa.Text),
        sa.Column("product", sa.Text),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("form", sa.String, nullable=False),
        sa.Column("roles", sa.JSON, nullable=False),
    )
    op.create_table(
        "agency_mention",
        sa.Column("document_key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("assignment", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("agency_id", sa.String),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_key", sa.String, nullable=False, index=True),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_key", "assignment"], ["assignment.document_key", "assignment.position"], ondelete="CASCADE"
        ),
    )
    duty = ["agency_id", "role", "document_key", "assignment"]
    op.create_index("ix_agency_mention_duty", "agency_mention", duty)


def _create_vector() -> None:
    op.create_table(
        "vector",
        sa.Column("model_id", sa.String, primary_key=True),
        sa.Column("text_hash", sa.String, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
