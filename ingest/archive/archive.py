"""The archive's one door: a session per call, so one ``Archive`` serves the threads of a web server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from ingest.address import Address
from ingest.archive import reading, rows, writing
from ingest.archive.connection import connect, explained, readers, writers
from ingest.archive.entries import (
    AddOutcome,
    AgencyUse,
    CatalogueEntry,
    EarlierVersion,
    State,
    StoredAssignment,
    StoredDocument,
    StoredReference,
)
from ingest.archive.finding import find
from ingest.archive.keys import number_key
from ingest.archive.models import DocumentRow, VersionRow
from ingest.archive.schema import upgrade
from ingest.records import ParsedDocument, Provision, Role


class Archive:
    """Documents and what was read from them. Every method is one transaction; every answer one snapshot.

    Any method raises ``BadDataFolder`` when the database is locked by another writer for long, full, or damaged.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = readers(engine)
        self._writers = writers(engine)

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
        self._engine.dispose()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def add(self, parsed: ParsedDocument) -> AddOutcome:
        """Store a document whole or not at all.

        The same file read the same is "unchanged". Another content with the same id, or with the same number,
        issuer and year, is "replaced": the earlier text is kept as a version. Everything else is "added".

        Raises:
            Defect: a provision's text is not what stands at its spans; nothing was changed.
        """
        with self._reading() as session:
            outcome = writing.unchanged(session, parsed)
        if outcome is not None:
            return outcome
        with self._writing() as session:
            return writing.store(session, parsed, writing.advance(session))

    def remove(self, document_id: str) -> None:
        """Delete a document with its earlier versions.

        Raises:
            NotFound: no such document.
        """
        with self._writing() as session:
            row = reading.document_row(session, document_id)
            writing.remove(session, row, writing.advance(session))

    def set_state(self, document_id: str, state: State) -> None:
        """Mark a document as in force, replaced or recalled.

        Raises:
            NotFound: no such document.
        """
        with self._writing() as session:
            row = reading.document_row(session, document_id)
            row.state, row.generation = state.value, writing.advance(session)

    def generation(self) -> int:
        """How many changes were committed; grows by one with each. Vectors do not count."""
        with self._reading() as session:
            return reading.generation(session)

    def changed_since(self, generation: int) -> list[str]:
        """Ids of the documents added, replaced, marked or removed after ``generation``, sorted; those that are
        not in ``document_generations()`` are gone."""
        with self._reading() as session:
            return reading.changed_since(session, generation)

    def document_generations(self) -> dict[str, int]:
        """For each document the generation in which it last changed."""
        with self._reading() as session:
            living = session.execute(select(DocumentRow.id, DocumentRow.generation))
            return dict(living.all())

    def documents(self) -> list[StoredDocument]:
        """Every document with its text, in order of id. For a list without texts see ``catalogue``."""
        with self._reading() as session:
            return [rows.stored_document_of(row) for row in reading.document_rows(session)]

    def catalogue(self) -> list[CatalogueEntry]:
        """Every document without its text, in order of id."""
        with self._reading() as session:
            return [rows.catalogue_entry_of(row) for row in reading.document_rows(session, with_text=False)]

    def document(self, document_id: str) -> StoredDocument:
        """One document.

        Raises:
            NotFound: no such document.
        """
        with self._reading() as session:
            return rows.stored_document_of(reading.document_row(session, document_id))

    def find_documents(self, text: str) -> list[StoredDocument]:
        """Documents that a person means by an id, a number however spaced or marked, or (the start of) a file name;
        several when it is ambiguous, none when nothing fits."""
        with self._reading() as session:
            return [rows.stored_document_of(reading.document_row(session, each)) for each in find(session, text)]

    def versions(self, document_id: str) -> list[EarlierVersion]:
        """Earlier versions of a document, oldest first; empty when there are none."""
        query = select(VersionRow).where(VersionRow.document_id == document_id).order_by(VersionRow.key)
        with self._reading() as session:
            return list(map(rows.earlier_version_of, session.scalars(query)))

    def parsed(self, document_id: str) -> ParsedDocument:
        """The whole record, equal to the one that was added.

        Raises:
            NotFound: no such document.
        """
        with self._reading() as session:
            return reading.parsed_of(session, reading.document_row(session, document_id))

    def provisions(self, document_id: str) -> list[Provision]:
        """A document's provisions in reading order.

        Raises:
            NotFound: no such document.
        """
        with self._reading() as session:
            return reading.provisions(session, reading.document_row(session, document_id))

    def provision(self, document_id: str, address: Address) -> Provision:
        """One provision.

        Raises:
            NotFound: no such document, or no such provision in it.
        """
        with self._reading() as session:
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
        with self._reading() as session:
            return reading.assignments(session, duty, document_ids)

    def agencies(self) -> list[AgencyUse]:
        """Every agency named in some assignment, by printed name and role, with the number of assignments."""
        with self._reading() as session:
            return reading.agencies(session)

    def references(self, numbers: Sequence[str] = (), document_ids: Sequence[str] = ()) -> list[StoredReference]:
        """Every reference to one of the numbers made by one of the documents; an empty sequence means any."""
        with self._reading() as session:
            return reading.references(session, [number_key(number) for number in numbers], document_ids)

    def vectors(self, model_id: str, hashes: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Stored vectors by text hash, each float32 of shape (dimension,); hashes not stored are left out."""
        with self._reading() as session:
            return reading.vectors(session, model_id, hashes)

    def put_vectors(self, model_id: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep vectors by text hash; one already kept is overwritten. The generation stays."""
        with self._writing() as session:
            writing.put_vectors(session, model_id, vectors)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with explained(self._engine), Session(self._readers) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with explained(self._engine), Session(self._writers, expire_on_commit=False) as session, session.begin():
            yield session
