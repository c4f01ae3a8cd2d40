"""Files given together are read one after another, in a job that is entered in the archive before the work begins.

The one path by which files reach the archive, whether named on the command line or sent over HTTP. A process may be
killed at any moment: a document is there whole or not at all, the job knows which files are left, and reading a file
again that went in already changes nothing. Whoever runs jobs holds ``DataFolder.writing``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.archive import UNDECIDED, AddStatus, Archive, FileResult, FileState, JobFile, NewFile, OnDuplicate
from ingest.archive.job_entries import WAITING
from ingest.datafolder import DataFolder
from ingest.errors import FileError
from ingest.holding import held
from ingest.jobs_unpack import unpacked
from ingest.parse import parse_file
from ingest.pipeline import FAILED, HELD, FileOutcome, Parser, hold_file, ingest_file
from ingest.readers import is_packed
from ingest.records import ParsedDocument

HELD_DAYS = 30  # for which a sent file waits for a person
_EXPIRED = f"không ai quyết định trong {HELD_DAYS} ngày nên tệp đã bị bỏ, không vào kho; muốn dùng thì tải lên lại."
MAX_ATTEMPTS = 3  # readings of one file; a file that ends the process each time must not do so for ever
_STATES = {FAILED: FileState.FAILED, HELD: FileState.HELD, AddStatus.DUPLICATE.value: FileState.DUPLICATE}


class Jobs:
    """The jobs of one data folder."""

    def __init__(self, folder: DataFolder, archive: Archive, parse: Parser = parse_file) -> None:
        self._folder = folder
        self._archive = archive
        self._parse = parse
        self._log = archive.jobs

    def submit(self, files: Sequence[NewFile]) -> int:
        """Enter a job; its number. Files of interrupted jobs that are given again are left to this one."""
        given = {file.path for file in files if not file.is_spooled}
        for job in self._log.unfinished():
            again = [one.position for one in self._waiting(job) if one.path in given and not one.is_spooled]
            self._log.cancel(job, again)
        return self._log.create(files)

    def decide(self, job: int, decisions: Mapping[int, OnDuplicate | None]) -> None:
        """Enter what is wanted with files that wait for a person (see ``JobLog.decide``); copies of those that are left
        out go."""
        self._log.decide(job, decisions)
        for file in self._log.get(job).files:
            if decisions.get(file.position, file) is None:
                self._discard(file)

    def run(self, job: int) -> Iterator[FileOutcome]:
        """Read the files of a job that wait, in order; an outcome for each as soon as it is known.

        Raises:
            BadDataFolder: the data folder can no longer be written; the job stays open, and may be run again.
        """
        while waiting := self._waiting(job):
            for file in waiting:
                yield from self._read(job, file)
        self._log.close(job)

    def resume(self, but: int | None = None) -> Iterator[FileOutcome]:
        """Put in order what a killed process left behind, then run every job that is open, ``but`` for one."""
        self.tidy()
        for job in self._log.unfinished():
            if job != but:
                yield from self.run(job)

    def tidy(self) -> None:
        """Delete originals without a document, unfinished copies, and sent files that no job waits for; files that
        nobody decided about for ``HELD_DAYS`` are left out."""
        self._log.expire(datetime.now(UTC) - timedelta(days=HELD_DAYS), _EXPIRED)
        self._folder.originals.sweep(self._archive.hashes())
        self._folder.spool.sweep(self._log.spooled())

    def _waiting(self, job: int) -> list[JobFile]:
        return [file for file in self._log.get(job).files if file.state in WAITING]

    def _read(self, job: int, file: JobFile) -> Iterator[FileOutcome]:
        attempts = self._log.start(job, file.position)
        if attempts > MAX_ATTEMPTS:
            outcome = _given_up(file.path)
        elif is_packed(file.path):
            yield from self._unpack(job, file)
            return
        elif file.needs_review:
            outcome = hold_file(self._archive, file.path, self._parse)
        else:
            outcome = ingest_file(self._archive, file.path, self._folder.originals, self._held_or_read, file.choice)
        yield self._finished(job, file, outcome)

    def _held_or_read(self, path: Path) -> ParsedDocument:
        return held(path) or self._parse(path)

    def _unpack(self, job: int, file: JobFile) -> Iterator[FileOutcome]:
        """The members that cannot be taken out are outcomes at once; the others wait as files of the job."""
        try:
            members = unpacked(file, self._folder.spool)
        except FileError as error:
            yield self._finished(job, file, FileOutcome(file.path, FAILED, None, error.reason))
            return
        self._log.unpack(job, file.position, members)
        self._discard(file)
        yield from (FileOutcome(one.path, FAILED, None, result.reason) for one, result in members if result)

    def _finished(self, job: int, file: JobFile, outcome: FileOutcome) -> FileOutcome:
        state = _STATES.get(outcome.status, FileState.STORED)
        self._log.finish(job, file.position, state, _result(outcome))
        if state not in UNDECIDED:
            self._discard(file)
        return outcome

    def _discard(self, file: JobFile) -> None:
        if file.is_spooled:
            self._folder.spool.discard(file.path)


def _given_up(path: Path) -> FileOutcome:
    reason = f"chương trình đã dừng đột ngột {MAX_ATTEMPTS} lần khi đọc tệp này nên bỏ qua; hãy kiểm tra lại tệp."
    return FileOutcome(path, FAILED, None, reason)


def _result(outcome: FileOutcome) -> FileResult:
    return FileResult(
        status=outcome.status,
        document_id=outcome.document_id,
        reason=outcome.reason,
        notes=outcome.notes,
        existing=outcome.existing,
        provisions=outcome.provisions,
        rows=outcome.rows,
        assignments=outcome.assignments,
    )
