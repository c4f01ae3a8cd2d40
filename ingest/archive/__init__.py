"""The archive: the database of documents and what was read from them. The truth; indexes are derived from it."""

from ingest.archive.archive import Archive
from ingest.archive.entries import (
    AddOutcome,
    AddStatus,
    AgencyUse,
    CatalogueEntry,
    EarlierVersion,
    State,
    StoredAssignment,
    StoredDocument,
    StoredReference,
)

__all__ = [
    "AddOutcome",
    "AddStatus",
    "AgencyUse",
    "Archive",
    "CatalogueEntry",
    "EarlierVersion",
    "State",
    "StoredAssignment",
    "StoredDocument",
    "StoredReference",
]
