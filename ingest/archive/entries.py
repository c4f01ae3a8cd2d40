"""What the archive gives back: plain immutable values, free of any session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ingest.records import Assignment, Metadata, Reference, Role


class State(StrEnum):
    """Whether a document is in force, as an administrator has marked it."""

    ACTIVE = "active"
    REPLACED = "replaced"
    RECALLED = "recalled"


class AddStatus(StrEnum):
    """What adding a document did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class AddOutcome:
    """What adding did. ``earlier`` names the files whose place was taken; ``similar`` the ids of other documents
    with the same number and issuer whose year differs or is not known (a duplicate to look at, not a replacement)."""

    status: AddStatus
    document_id: str
    earlier: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of the archive with its whole text; ``added_at`` is in UTC."""

    id: str
    metadata: Metadata
    source_file: str
    sha256: str
    text: str
    state: State
    added_at: datetime
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A document without its text, for lists of many; ``revision`` counts its versions from 1."""

    id: str
    metadata: Metadata
    source_file: str
    sha256: str
    state: State
    added_at: datetime
    warnings: tuple[str, ...]
    revision: int
    generation: int


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A version of a document that another content replaced."""

    revision: int
    source_file: str
    sha256: str
    text: str
    added_at: datetime
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class StoredAssignment:
    """An assignment and the document that states it."""

    document_id: str
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class AgencyUse:
    """In how many assignments an agency, printed so, has a role; ``agency_id`` is None when it is not registered."""

    agency_id: str | None
    name: str
    role: Role
    assignments: int


@dataclass(frozen=True, slots=True)
class StoredReference:
    """A reference and the document that makes it."""

    document_id: str
    reference: Reference
