"""What the archive gives back: plain immutable values, free of any session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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
    SKIPPED = "skipped"  # a duplicate, passed over as was chosen; nothing was stored
    DUPLICATE = "duplicate"  # a duplicate about which somebody must choose; nothing was stored


class OnDuplicate(StrEnum):
    """What to do with a file that is another content of a document in the archive, or the same content in another
    file: pass over it, let it take the document's place, keep both, or ask."""

    SKIP = "skip"
    REPLACE = "replace"
    KEEP = "keep"
    ASK = "ask"


class MetadataField(StrEnum):
    """A field of metadata that can be corrected by hand; the value is the name in ``Metadata``."""

    NUMBER = "number"
    TYPE = "type"
    ISSUER = "issuer"
    ISSUED_ON = "issued_on"
    TITLE = "title"
    PROVINCE = "province"
    SIGNERS = "signers"


# Field -> its name for the user.
FIELD_NAMES = {
    MetadataField.NUMBER: "số, ký hiệu",
    MetadataField.TYPE: "loại văn bản",
    MetadataField.ISSUER: "cơ quan ban hành",
    MetadataField.ISSUED_ON: "ngày ban hành",
    MetadataField.TITLE: "trích yếu",
    MetadataField.PROVINCE: "tỉnh, thành phố",
    MetadataField.SIGNERS: "người ký",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which a file differs from the document in the archive, both in words; "" is not stated."""

    field: str
    stored: str
    new: str


@dataclass(frozen=True, slots=True)
class AddOutcome:
    """What adding did.

    ``document_id`` is the document that now holds the file, or, when nothing was stored, the first that it is a
    duplicate of. ``existing`` names all of those, ``differences`` what distinguishes the file from the first.
    ``earlier`` names the files whose place was taken; ``similar`` the ids of other documents with the same number
    and issuer (a duplicate to look at). ``corrected`` names the fields that corrections by hand were applied to,
    ``recalled`` says that the document is recalled, ``is_earlier_version`` that the file is not its latest content.
    """

    status: AddStatus
    document_id: str
    earlier: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    corrected: tuple[MetadataField, ...] = ()
    recalled: bool = False
    is_earlier_version: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """What was read in a field and what a person put in its place; None is "not stated", dates are ISO, signers as
    they are typed."""

    field: MetadataField
    read: str | None
    value: str | None
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class Recall:
    """Since when and why a document is recalled (thu hồi)."""

    on: date
    reason: str


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
    recall: Recall | None = None


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
    recall: Recall | None = None


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


@dataclass(frozen=True, slots=True)
class Link:
    """A mention of another document in ``document_id``, and the documents of the archive that it may mean: one when
    it is certain, several when what is printed fits more than one, none when it is not in the archive."""

    document_id: str
    reference: Reference
    targets: tuple[str, ...]
