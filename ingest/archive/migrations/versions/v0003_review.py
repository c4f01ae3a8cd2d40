"""Files of jobs that are read first and go into the archive when a person has looked at what was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; files that are there need no review."""
    op.add_column("job_file", sa.Column("needs_review", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop what ``upgrade`` made."""
    op.drop_column("job_file", "needs_review")
