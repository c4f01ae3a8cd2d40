"""The archive: the database of documents and what was read from them. The truth; indexes are derived from it."""

from ingest.archive.archive import Archive
from ingest.archive.entries import (
    FIELD_NAMES,
    AddOutcome,
    AddStatus,
    AgencyUse,
    CatalogueEntry,
    Correction,
    Difference,
    EarlierVersion,
    Link,
    MetadataField,
    OnDuplicate,
    Recall,
    State,
    StoredAssignment,
    StoredDocument,
    StoredReference,
)
from ingest.archive.job_entries import UNDECIDED, FileResult, FileState, Job, JobFile, JobState, NewFile
from ingest.archive.joblog import JobLog

__all__ = [
    "FIELD_NAMES",
    "UNDECIDED",
    "AddOutcome",
    "AddStatus",
    "AgencyUse",
    "Archive",
    "CatalogueEntry",
    "Correction",
    "Difference",
    "EarlierVersion",
    "FileResult",
    "FileState",
    "Job",
    "JobFile",
    "JobLog",
    "JobState",
    "Link",
    "MetadataField",
    "NewFile",
    "OnDuplicate",
    "Recall",
    "State",
    "StoredAssignment",
    "StoredDocument",
    "StoredReference",
]
