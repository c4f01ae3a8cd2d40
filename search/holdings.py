"""What the archive holds of one document, as the engine gives it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.archive import StoredDocument
from ingest.records import Provision


@dataclass(frozen=True, slots=True)
class Counts:
    """How many provisions and assignments a document has."""

    provisions: int
    assignments: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """A document with its provisions in reading order."""

    document: StoredDocument
    provisions: list[Provision]
