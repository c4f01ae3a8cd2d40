"""The archive's life: recall, readable versions, former ids, corrections by hand, duplicates by content, jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ingest.archive.keys import content_key

revision = "0002"
down_revision = "0001"

_DOCUMENT = sa.table(
    "document", sa.column("key", sa.Integer), sa.column("text", sa.Text), sa.column("content_key", sa.String)
)


def upgrade() -> None:
    """Add the columns and tables; documents that are there get their key of content."""
    op.add_column("document", sa.Column("recalled_on", sa.Date))
    op.add_column("document", sa.Column("recall_reason", sa.Text))
    op.add_column("document", sa.Column("content_key", sa.String(64)))
    op.create_index("ix_document_content_key", "document", ["content_key"])
    op.add_column("document_version", sa.Column("record", sa.LargeBinary))
    _create_former_id()
    _create_correction()
    _create_job()
    _key_contents()


def downgrade() -> None:
    """Drop what ``upgrade`` made."""
    for table in ("job_file", "job", "correction", "former_id"):
        op.drop_table(table)
    op.drop_column("document_version", "record")
    op.drop_index("ix_document_content_key", "document")
    for column in ("content_key", "recall_reason", "recalled_on"):
        op.drop_column("document", column)


def _create_former_id() -> None:
    op.create_table(
        "former_id",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("document_id", sa.String, nullable=False, index=True),
    )


def _create_correction() -> None:
    op.create_table(
        "correction",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("field", sa.String, primary_key=True),
        sa.Column("value", sa.Text),
        sa.Column("read", sa.Text),
        sa.Column("corrected_at", sa.DateTime, nullable=False),
    )


def _create_job() -> None:
    op.create_table(
        "job",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("finished_at", sa.DateTime),
    )
    job = sa.ForeignKey("job.key", ondelete="CASCADE")
    op.create_table(
        "job_file",
        sa.Column("job_key", sa.Integer, job, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("is_spooled", sa.Boolean, nullable=False),
        sa.Column("choice", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("status", sa.String),
        sa.Column("document_id", sa.String),
        sa.Column("reason", sa.Text),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.Column("existing", sa.JSON, nullable=False),
        sa.Column("provisions", sa.Integer, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("assignments", sa.Integer, nullable=False),
        sa.Column("started_at", sa.DateTime),
        sa.Column("finished_at", sa.DateTime),
    )


def _key_contents() -> None:
    """One text at a time, so that a large archive needs little memory."""
    connection = op.get_bind()
    for key in connection.scalars(sa.select(_DOCUMENT.c.key)).all():
        text = connection.scalar(sa.select(_DOCUMENT.c.text).where(_DOCUMENT.c.key == key))
        connection.execute(
            sa.update(_DOCUMENT).where(_DOCUMENT.c.key == key).values(content_key=content_key(text or ""))
        )
