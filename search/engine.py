"""The engine: archive, index and model behind one object that the command line and the web share.

Opening it opens the archive only; the index and its model are loaded when first needed. The index is brought up
to date after every change, and by itself before a search when another process has changed the archive.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ingest.archive import Archive, MetadataField, OnDuplicate, StoredAssignment, StoredDocument
from ingest.datafolder import DataFolder
from ingest.errors import BadInput, NotFound
from ingest.own_agencies import follow, leave
from ingest.pipeline import FileOutcome
from ingest.serialize import to_json
from search import backup
from search.agency_editor import AgencyEditor
from search.answer import Answer, Filters, SearchResult
from search.duties import Duties, DutyFilter, duties_of
from search.evidence.counts import UnitCounts
from search.filters import understood
from search.holdings import Counts, Resolved
from search.intake import Intake
from search.question.checked import checked_question
from search.question.overrides import AS_READ, Choices

if TYPE_CHECKING:
    from search.embedding import Encoder
    from search.explore import Findings, Slice
    from search.index import Index
    from search.reranking import Reranker

MAX_FOUND = 300
Report = Callable[[str], None]


def _silent(message: str) -> None:
    """The report of one who does not listen."""


class Engine(AbstractContextManager["Engine"]):
    """All that can be done with one data folder. Every method may be called from several threads."""

    def __init__(self, folder: DataFolder, archive: Archive, model: str | None, report: Report = _silent) -> None:
        self.folder = folder
        self.archive = archive
        self._model = model
        self._report = report
        self._index: Index | None = None
        self._opening = threading.RLock()
        self.intake = Intake(folder, archive, self._opened_index)
        self.agencies = AgencyEditor(folder, archive)

    @classmethod
    def open(
        cls, data: Path, model: str | None = None, report: Report = _silent, database: str | None = None
    ) -> Engine:
        """The engine of the data folder ``data``, which is made when missing.

        ``model`` is a sentence-transformers name or folder, None for the one that ships; ``report`` is told in
        Vietnamese what takes time; ``database`` is the URL of a PostgreSQL database, None for the folder's own file.

        Raises:
            BadDataFolder: ``data`` is not a data folder of ours or cannot be written.
        """
        folder = DataFolder.open(data, database)
        follow(folder.path)
        archive = Archive.open(folder.database_url)
        UnitCounts.of(archive).keep_in(folder.path)
        return cls(folder, archive, model, report)

    def close(self) -> None:
        """End the work in the background and let go of the database; the engine is not used afterwards."""
        self.intake.close()
        leave(self.folder.path)
        self.archive.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def index(self) -> Index:
        """The index, loaded on first use; it follows the archive by itself.

        A model that cannot be loaded is told to ``report``, and search goes on by words alone. ``CCHC_RERANKER`` names
        a cross-encoder that reads the best passages again; without it, or when it cannot be loaded, none does.
        """
        from search.index import Index

        with self._opening:
            if self._index is None:
                index = Index.open(self.folder.index, self.archive, self._encoder(), self._report)
                index.use_reranker(self._reranker())
                self._index = index
            return self._index

    @property
    def opened_index(self) -> Index | None:
        """The index if it was opened before; nothing is loaded."""
        return self._index

    def _opened_index(self) -> Index:
        return self.index

    def _encoder(self) -> Encoder | None:
        from search.embedding import Encoder

        return Encoder.load_or_report(self._model, self._report)

    def _reranker(self) -> Reranker | None:
        from search.reranking import Reranker

        name = os.environ.get("CCHC_RERANKER")
        return Reranker.load_or_report(name, self._report) if name else None

    def ask(self, question: str, choices: Choices = AS_READ) -> Answer:
        """The answer to ``question``, or a typed refusal; ``choices`` stand in the place of what is read from it.

        Raises:
            BadQuestion: the question is empty or too long.
            BadInput: a year of ``choices`` is none, or (NotFound) there is no such province.
        """
        from search.ask import ask

        return ask(checked_question(question), self.archive, self.index, choices)

    def explore(self, text: str, filters: Filters, wanted: Slice) -> Findings:
        """The passages about ``text`` with their facets: see :func:`search.explore.explore`; raises as ``search``."""
        from search.explore import explore

        return explore(self.archive, self.index, checked_question(text), understood(filters), wanted)

    def search(self, text: str, filters: Filters = Filters(), limit: int = 10) -> SearchResult:  # noqa: B008
        """The ``limit`` best provisions for ``text``; ``total`` counts all that were found, up to MAX_FOUND.

        Raises:
            BadQuestion: the text is empty or too long.
            BadInput: ``limit`` is below 1, or (NotFound) there is no such province.
        """
        from search import diacritics
        from search.evidence.library import Library
        from search.question.names import read_names
        from search.results import build_hits

        query = checked_question(text)
        if limit < 1:
            raise BadInput(f"Số kết quả phải từ 1 trở lên (đang là {limit}).")
        named = read_names(query, Library.of(self.archive))
        found = self.index.search(named.text, understood(filters), limit=MAX_FOUND)
        rewritten = diacritics.restore(named.text)
        hits = build_hits(self.archive, found[:limit], rewritten)
        return SearchResult(query, rewritten, len(found), hits, named.understood)

    def duties(self, agency: str, wanted: DutyFilter = DutyFilter()) -> Duties:  # noqa: B008
        """The duties of ``agency``: see :func:`search.duties.duties_of`."""
        return duties_of(self.archive, agency, wanted)

    def resolve(self, text: str) -> StoredDocument:
        """The one document, recalled or not, that ``text`` names: id, number, source file or its leading part.

        Raises:
            NotFound: none does.
            BadInput: several do; the message lists their ids.
        """
        found = self.archive.find_documents(text, with_recalled=True)
        if not found:
            raise NotFound(f"Không có văn bản “{text}” trong kho. Xem danh sách bằng lệnh: cchc documents.")
        if len(found) > 1:
            ids = "; ".join(one.id for one in found)
            raise BadInput(f"“{text}” có thể là nhiều văn bản: {ids}. Hãy ghi rõ một mã.")
        return found[0]

    def read(self, text: str) -> Resolved:
        """The document that ``text`` names, with its provisions; raises as :meth:`resolve`."""
        document = self.resolve(text)
        return Resolved(document, self.archive.provisions(document.id))

    def assignments(self, document_id: str) -> list[StoredAssignment]:
        """The assignments that one document states, in reading order."""
        return self.archive.assignments(document_ids=(document_id,))

    def counts(self, document_id: str) -> Counts:
        """The counts of one document.

        Raises:
            NotFound: no such document.
        """
        return Counts(*self.archive.size(document_id))

    def ingest(self, paths: Sequence[Path], on_duplicate: OnDuplicate = OnDuplicate.REPLACE) -> Iterator[FileOutcome]:
        """Read files and folders into the archive, an outcome for each file as it is done; then the index follows.

        A file that cannot be read is an outcome "failed" and stops nothing.

        Raises:
            BadDataFolder: another program is writing, or the folder can no longer be written.
            BadModel: the model cannot be loaded; nothing was read.
        """
        return self.intake.ingest(paths, on_duplicate)

    def remove(self, text: str) -> StoredDocument:
        """Remove the document that ``text`` names with its original file: it is gone from every answer.

        Raises as :meth:`resolve`.
        """
        index, document = self.index, self.resolve(text)
        texts = {document.sha256, *(one.sha256 for one in self.archive.versions(document.id))}
        self.archive.remove(document.id)
        for sha256 in texts:
            self.folder.originals.discard(sha256)
        index.refresh()
        return document

    def recall(self, text: str, reason: str, on: date | None = None) -> StoredDocument:
        """Recall the document that ``text`` names, from today or ``on``: it is out of every answer, and still listed.

        Raises as :meth:`resolve`, and:
            BadInput: no reason is given.
        """
        index, document = self.index, self.resolve(text)
        self.archive.recall(document.id, reason, on or date.today())
        index.refresh()
        return self.archive.document(document.id)

    def reinstate(self, text: str) -> StoredDocument:
        """Undo the recall of the document that ``text`` names.

        Raises as :meth:`resolve`, and:
            BadInput: it is not recalled.
        """
        index, document = self.index, self.resolve(text)
        self.archive.reinstate(document.id)
        index.refresh()
        return self.archive.document(document.id)

    def correct(self, text: str, typed: Mapping[MetadataField, str]) -> StoredDocument:
        """Correct metadata of the document that ``text`` names; without any, take all corrections back.

        Raises as :meth:`resolve`, and as ``Archive.correct``.
        """
        index, document = self.index, self.resolve(text)
        if typed:
            self.archive.correct(document.id, typed)
        else:
            self.archive.undo_corrections(document.id)
        index.refresh()
        return self.archive.document(document.id)

    def reindex(self) -> None:
        """Build the index again from the archive, whatever its state."""
        self.index.rebuild()

    def check(self) -> list[str]:
        """What is wrong with the index as it is stored, in Vietnamese, a line each; empty when it agrees with the
        archive. Nothing is mended."""
        from search.index import Index

        return Index(self.folder.index, self.archive, self._encoder(), self._report).check()

    def warm(self) -> None:
        """Load all that a question needs now, so that the first one need not wait."""
        self.search("cải cách hành chính", limit=1)
        self.ask("Văn bản nêu gì về cải cách hành chính?")

    def export(self) -> Iterator[dict[str, Any]]:
        """Every record: for each document its own, then its provisions, then its assignments, each with "record"."""
        for entry in self.archive.catalogue(with_recalled=True):
            parsed = to_json(self.archive.parsed(entry.id))
            own = {"id": entry.id, "source_file": entry.source_file, "state": entry.state.value}
            yield {"record": "document", **own, **parsed["metadata"]}
            for kind in ("provisions", "assignments", "references"):
                for one in parsed[kind]:
                    yield {"record": kind.removesuffix("s"), "document_id": entry.id, **one}

    def backup(self, target: Path) -> backup.Manifest:
        """A verified copy of the data folder in the new zip file ``target``: see :func:`search.backup.back_up`."""
        return backup.back_up(self.folder, target)
