"""The archive's one door: a session per call, so one ``Archive`` serves the threads of a web server.

A recalled document is out of everything here but what asks for it by its id or says ``with_recalled``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, select

from ingest.address import Address
from ingest.archive import links, reading, rows, writing
from ingest.archive.connection import connect
from ingest.archive.entries import (
    AddOutcome,
    AgencyUse,
    CatalogueEntry,
    Link,
    OnDuplicate,
    StoredAssignment,
    StoredDocument,
    StoredReference,
)
from ingest.archive.finding import find
from ingest.archive.joblog import JobLog
from ingest.archive.keys import number_key
from ingest.archive.life import Life
from ingest.archive.models import DocumentRow, VersionRow
from ingest.archive.schema import upgrade
from ingest.archive.sessions import Sessions
from ingest.records import ParsedDocument, Provision, Role


class Archive(Life):
    """Documents and what was read from them. Every method is one transaction; every answer one snapshot.

    Any method raises ``BadDataFolder`` when the database is locked by another writer for long, full, or damaged.
    """

    def __init__(self, engine: Engine) -> None:
        self._sessions = Sessions(engine)
        self.jobs = JobLog(self._sessions)

    @classmethod
    def open(cls, url: str) -> Archive:
        """The archive at a database URL, created when empty, brought to the newest schema when older.

        Raises:
            BadDataFolder: no database, another program's, or of a newer version; it was not touched.
        """
        engine = connect(url)
        try:
            upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Give back every connection; no lock is left."""
        self._sessions.dispose()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def add(self, parsed: ParsedDocument, on_duplicate: OnDuplicate = OnDuplicate.REPLACE) -> AddOutcome:
        """Store a document whole or not at all.

        The same bytes read the same are "unchanged"; read otherwise they take their own place. A duplicate, the
        same content in other bytes, or one with the same number, issuer and year and a title and text alike, is treated
        as ``on_duplicate`` says: "skipped", "replaced" (the earlier text is kept as a version), "added" beside it under
        an id of its own, or "duplicate" with nothing stored, also when it might replace more than one document.
        Everything else is "added", also what shares no more than its number with another ("similar"). Corrections made
        by hand for these bytes are applied.

        Raises:
            Defect: a provision's text is not what stands at its spans; nothing was changed.
        """
        with self._sessions.reading() as session:
            outcome = writing.settled(session, parsed, on_duplicate)
        if outcome is not None:
            return outcome
        with self._sessions.writing() as session:
            generation = writing.advance(session)
            outcome = writing.settled(session, parsed, on_duplicate)  # again, now that nobody else writes
            if outcome is None:
                return writing.store(session, parsed, on_duplicate, generation)
            session.rollback()
            return outcome

    def remove(self, document_id: str) -> None:
        """Delete a document with its earlier versions.

        Raises:
            NotFound: no such document.
        """
        with self._sessions.writing() as session:
            row = reading.document_row(session, document_id)
            writing.remove(session, row, writing.advance(session))

    def generation(self) -> int:
        """How many changes were committed; grows by one with each. Vectors do not count."""
        with self._sessions.reading() as session:
            return reading.generation(session)

    def changed_since(self, generation: int) -> list[str]:
        """Ids of the documents added, replaced, marked or removed after ``generation``, sorted; those that are
        not in ``document_generations()`` are gone."""
        with self._sessions.reading() as session:
            return reading.changed_since(session, generation)

    def document_generations(self, with_recalled: bool = False) -> dict[str, int]:
        """For each document the generation in which it last changed."""
        query = select(DocumentRow.id, DocumentRow.generation).where(reading.seen(with_recalled))
        with self._sessions.reading() as session:
            return dict(session.execute(query).all())

    def documents(self, with_recalled: bool = False) -> list[StoredDocument]:
        """Every document with its text, in order of id. For a list without texts see ``catalogue``."""
        with self._sessions.reading() as session:
            found = reading.document_rows(session, with_recalled, with_text=True)
            return list(map(rows.stored_document_of, found))

    def catalogue(self, with_recalled: bool = False) -> list[CatalogueEntry]:
        """Every document without its text, in order of id."""
        with self._sessions.reading() as session:
            found = reading.document_rows(session, with_recalled, with_text=False)
            return list(map(rows.catalogue_entry_of, found))

    def hashes(self) -> set[str]:
        """The sha256 of every file whose content is in the archive, as a document, recalled or not, or as a version."""
        with self._sessions.reading() as session:
            return {*session.scalars(select(DocumentRow.sha256)), *session.scalars(select(VersionRow.sha256))}

    def document(self, document_id: str) -> StoredDocument:
        """The document that has this id, or had it before a better reading gave it another.

        Raises:
            NotFound: no such document.
        """
        with self._sessions.reading() as session:
            return rows.stored_document_of(reading.document_row(session, document_id))

    def find_documents(self, text: str, with_recalled: bool = False) -> list[StoredDocument]:
        """Documents that a person means by an id, a number however spaced or marked, or (the start of) a file name;
        several when it is ambiguous, none when nothing fits."""
        with self._sessions.reading() as session:
            found = find(session, text, with_recalled)
            return [rows.stored_document_of(reading.document_row(session, each)) for each in found]

    def parsed(self, document_id: str) -> ParsedDocument:
        """The whole record, equal to the one that was added but for corrections made by hand.

        Raises:
            NotFound: no such document.
        """
        with self._sessions.reading() as session:
            return reading.parsed_of(session, reading.document_row(session, document_id))

    def provisions(self, document_id: str) -> list[Provision]:
        """A document's provisions in reading order.

        Raises:
            NotFound: no such document.
        """
        with self._sessions.reading() as session:
            return reading.provisions(session, reading.document_row(session, document_id))

    def provision(self, document_id: str, address: Address) -> Provision:
        """One provision.

        Raises:
            NotFound: no such document, or no such provision in it.
        """
        with self._sessions.reading() as session:
            return reading.provision(session, reading.document_row(session, document_id), address)

    def assignments(
        self,
        agency_ids: Sequence[str] = (),
        roles: Sequence[Role] = (),
        document_ids: Sequence[str] = (),
        names: Sequence[str] = (),
    ) -> list[StoredAssignment]:
        """Every assignment that names one of the agencies in one of the roles in one of the documents, by document
        and reading order; an empty sequence means any. ``names`` adds agencies by what is printed (case, marks and
        spacing aside), for those that the registry does not know."""
        duty = reading.Duty(tuple(agency_ids), tuple(names), tuple(roles))
        with self._sessions.reading() as session:
            return reading.assignments(session, duty, document_ids)

    def agencies(self) -> list[AgencyUse]:
        """Every agency named in some assignment, by printed name and role, with the number of assignments."""
        with self._sessions.reading() as session:
            return reading.agencies(session)

    def references(self, numbers: Sequence[str] = (), document_ids: Sequence[str] = ()) -> list[StoredReference]:
        """Every reference to one of the numbers made by one of the documents; an empty sequence means any."""
        with self._sessions.reading() as session:
            return reading.references(session, [number_key(number) for number in numbers], document_ids)

    def cited_numbers(self, head: str) -> list[str]:
        """The document numbers that begin with the number ``head`` ("636" of "636/QĐ-UBND") and that some document
        refers to, as printed, each once, in alphabetical order."""
        with self._sessions.reading() as session:
            return reading.cited_numbers(session, head)

    def size(self, document_id: str) -> tuple[int, int]:
        """How many provisions and assignments a document has.

        Raises:
            NotFound: no such document.
        """
        with self._sessions.reading() as session:
            return reading.size(session, document_id)

    def cites(self, document_id: str) -> list[Link]:
        """Every mention of another document in this one, in reading order, with the documents it may mean.

        Raises:
            NotFound: no such document.
        """
        with self._sessions.reading() as session:
            return links.cites(session, reading.document_row(session, document_id))

    def cited_by(self, document_id: str) -> list[Link]:
        """Every mention in other documents that means, or may mean, this one, by document and reading order.

        Raises:
            NotFound: no such document.
        """
        with self._sessions.reading() as session:
            return links.cited_by(session, reading.document_row(session, document_id))

    def vectors(self, model_id: str, hashes: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Stored vectors by text hash, each float32 of shape (dimension,); hashes not stored are left out."""
        with self._sessions.reading() as session:
            return reading.vectors(session, model_id, hashes)

    def put_vectors(self, model_id: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep vectors by text hash; one already kept is overwritten. The generation stays."""
        with self._sessions.writing() as session:
            writing.put_vectors(session, model_id, vectors)
