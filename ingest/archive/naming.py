"""Agencies of stored assignments read again by their printed names, after the registry has changed. Runs inside the
caller's session."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from ingest.archive import writing
from ingest.archive.models import AgencyMentionRow, DocumentRow

Identify = Callable[[str], str | None]


def identify(session: Session, which: Identify, again: Collection[str]) -> int:
    """Give every mention of an agency that is not registered, or is registered as one of ``again``, the id that
    ``which`` says for its printed name; the number of documents that changed, which are marked as changed."""
    named = AgencyMentionRow
    wanted = or_(named.agency_id.is_(None), named.agency_id.in_(sorted(again)))
    changed: set[int] = set()
    for name, known in session.execute(select(named.name, named.agency_id).where(wanted).distinct()).all():
        found = which(name)
        if found != known:
            same = (named.name == name) & (named.agency_id.is_(None) if known is None else named.agency_id == known)
            changed.update(session.scalars(select(named.document_key).where(same).distinct()))
            session.execute(update(named).where(same).values(agency_id=found))
    if changed:
        generation = writing.advance(session)
        touched = DocumentRow.key.in_(sorted(changed))
        session.execute(update(DocumentRow).where(touched).values(generation=generation))
    return len(changed)
