"""Which documents a person means who types a number, a file name or an id."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ingest.archive.keys import number_key, source_key
from ingest.archive.models import DocumentRow


def find(session: Session, text: str) -> Sequence[str]:
    """Ids that ``text`` may mean, in order of id: those of the first reading that finds any, so an exact id or
    number is never mixed with a file whose name merely begins so. More than one means that it is ambiguous."""
    if not source_key(text):
        return ()
    for reading in _readings(text):
        found = session.scalars(select(DocumentRow.id).where(reading).order_by(DocumentRow.id)).all()
        if found:
            return found
    return ()


def _readings(text: str) -> list[ColumnElement[bool]]:
    name = source_key(text)
    key = number_key(text)
    return [
        DocumentRow.id == text.strip().casefold(),
        DocumentRow.number_key == key,
        DocumentRow.source_key == name,
        DocumentRow.source_key.startswith(name, autoescape=True),
    ]
