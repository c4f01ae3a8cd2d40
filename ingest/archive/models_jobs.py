"""Tables of jobs: which files were given to be read, and how far each has come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ingest.archive.models import Base


class JobRow(Base):
    """Files given together; ``state`` is a ``JobState``."""

    __tablename__ = "job"
    key: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String, index=True)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    files: Mapped[list[JobFileRow]] = relationship(order_by="JobFileRow.position", passive_deletes=True)


class JobFileRow(Base):
    """One file of a job; ``state`` is a ``FileState``, ``status`` what adding it did.

    ``is_spooled`` marks our own copy of what was sent, which goes when the file is done with; ``needs_review`` a file
    that goes into the archive only after a person has seen what was read.
    """

    __tablename__ = "job_file"
    job_key: Mapped[int] = mapped_column(ForeignKey("job.key", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    path: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    is_spooled: Mapped[bool]
    needs_review: Mapped[bool] = mapped_column(server_default=false())
    choice: Mapped[str]
    state: Mapped[str] = mapped_column(String, index=True)
    attempts: Mapped[int]
    status: Mapped[str | None]
    document_id: Mapped[str | None]
    reason: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[tuple[str, ...]]
    existing: Mapped[tuple[str, ...]]
    provisions: Mapped[int]
    rows: Mapped[int]
    assignments: Mapped[int]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
