"""The life of a document in the archive: its versions, its recall, its corrections by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.archive import corrections, naming, reading, rows, writing
from ingest.archive.correction_values import checked
from ingest.archive.entries import AddOutcome, Correction, EarlierVersion, MetadataField, State
from ingest.archive.frozen import thaw
from ingest.archive.models import DocumentRow, VersionRow
from ingest.archive.sessions import Sessions
from ingest.errors import BadInput, NotFound
from ingest.folding import squeeze
from ingest.records import ParsedDocument


class Life:
    """What happens to documents after they were added; a part of ``Archive``."""

    _sessions: Sessions

    def versions(self, document_id: str) -> list[EarlierVersion]:
        """Earlier versions of a document, oldest first; empty when there are none.

        Raises:
            NotFound: no such document.
        """
        with self._sessions.reading() as session:
            return list(map(rows.earlier_version_of, _versions(session, document_id)))

    def version(self, document_id: str, revision: int) -> ParsedDocument:
        """An earlier version whole: as it was read when it was in force, or, for one kept before records of versions
        were, as its text is read now.

        Raises:
            NotFound: no such document, or no such version of it.
        """
        with self._sessions.reading() as session:
            found = next((row for row in _versions(session, document_id) if row.revision == revision), None)
        if found is None:
            raise NotFound(
                f"Văn bản “{document_id}” không có bản {revision}; xem các bản: cchc versions {document_id}."
            )
        record = thaw(found.record, found.text) if found.record else None
        return record or _read_again(found)

    def recall(self, document_id: str, reason: str, on: date) -> None:
        """Take a document out of every answer and list, until it is reinstated; it stays readable by its id.

        Raises:
            NotFound: no such document.
            BadInput: no reason is given.
        """
        said = squeeze(reason)
        if not said:
            raise BadInput('Thu hồi văn bản phải ghi lý do, ví dụ: --reason "Ban hành sai thẩm quyền".')
        with self._sessions.writing() as session:
            row = _changing(session, document_id)
            row.state, row.recalled_on, row.recall_reason = State.RECALLED.value, on, said

    def reinstate(self, document_id: str) -> None:
        """Undo a recall.

        Raises:
            NotFound: no such document.
            BadInput: it is not recalled.
        """
        with self._sessions.writing() as session:
            row = _changing(session, document_id)
            if row.state != State.RECALLED:
                raise BadInput(f"Văn bản “{row.id}” không ở trạng thái thu hồi nên không có gì để bỏ.")
            row.state, row.recalled_on, row.recall_reason = State.ACTIVE.value, None, None

    def corrections(self, document_id: str) -> list[Correction]:
        """What was corrected by hand in a document, with what was read there.

        Raises:
            NotFound: no such document.
        """
        with self._sessions.reading() as session:
            return corrections.listed(session, reading.document_row(session, document_id).sha256)

    def correct(self, document_id: str, typed: Mapping[MetadataField, str]) -> None:
        """Put values over what was read; they count everywhere, the id stays. "" says that it is not stated.

        Raises:
            NotFound: no such document, or a value is no province; nothing was changed.
            BadInput: a value is no date or no signers; nothing was changed.
        """
        values = {field: checked(field, text) for field, text in typed.items()}
        with self._sessions.writing() as session:
            corrections.correct(session, _changing(session, document_id), values)

    def correct_unstored(self, parsed: ParsedDocument, typed: Mapping[MetadataField, str]) -> None:
        """Put values over what was read from a file that is about to be added, as ``correct``; one that says what was
        read takes an earlier correction back. The generation stays.

        Raises as ``correct``.
        """
        values = {field: checked(field, text) for field, text in typed.items()}
        with self._sessions.writing() as session:
            corrections.foresee(session, parsed, values)

    def file_corrections(self, sha256: str) -> list[Correction]:
        """What was corrected by hand in the file with this hash, whether the archive holds it or not."""
        with self._sessions.reading() as session:
            return corrections.listed(session, sha256)

    def foreseen(self, parsed: ParsedDocument) -> AddOutcome:
        """What adding ``parsed`` would do now if duplicates were asked about; nothing is stored."""
        with self._sessions.reading() as session:
            return writing.foreseen(session, parsed)

    def undo_corrections(self, document_id: str, fields: Iterable[MetadataField] = tuple(MetadataField)) -> None:
        """Let what was read count again, in the given fields.

        Raises:
            NotFound: no such document.
        """
        with self._sessions.writing() as session:
            corrections.undo(session, _changing(session, document_id), fields)

    def identify_agencies(self, which: naming.Identify, again: Collection[str] = ()) -> int:
        """Let ``which`` say anew, from printed names, what agencies the assignments name: those that are not
        registered, and those registered as one of ``again``. The number of documents in which something changed."""
        with self._sessions.writing() as session:
            return naming.identify(session, which, again)


def _changing(session: Session, document_id: str) -> DocumentRow:
    """The document's row, marked as changed in the next generation."""
    generation = writing.advance(session)
    row = reading.document_row(session, document_id)
    row.generation = generation
    return row


def _versions(session: Session, document_id: str) -> list[VersionRow]:
    row = reading.document_row(session, document_id)
    query = select(VersionRow).where(VersionRow.document_id == row.id).order_by(VersionRow.revision, VersionRow.key)
    return list(session.scalars(query))


def _read_again(row: VersionRow) -> ParsedDocument:
    from ingest.parse import parse_text

    return parse_text(row.text, row.source_file, row.sha256)
