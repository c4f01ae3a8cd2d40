"""Sessions over the archive's database: one for each call, so one object serves the threads of a web server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ingest.archive.connection import explained, readers, writers


class Sessions:
    """An engine with its two kinds of session. Trouble that a user can act on leaves both as ``BadDataFolder``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = readers(engine)
        self._writers = writers(engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one snapshot."""
        with explained(self._engine), Session(self._readers) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are all there after the block, or none of them when it raises."""
        with explained(self._engine), Session(self._writers, expire_on_commit=False) as session, session.begin():
            yield session

    def dispose(self) -> None:
        """Give back every connection; no lock is left."""
        self._engine.dispose()
