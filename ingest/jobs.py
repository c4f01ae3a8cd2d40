"""Files given together are read one after another, in a job that is entered in the archive before the work begins.

The one path by which files reach the archive, whether named on the command line or sent over HTTP. A process may be
killed at any moment: a document is there whole or not at all, the job knows which files are left, and reading a file
again that went in already changes nothing. Whoever runs jobs holds ``DataFolder.writing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ingest.archive import AddStatus, Archive, FileResult, FileState, JobFile, NewFile
from ingest.archive.joblog import WAITING
from ingest.datafolder import DataFolder
from ingest.parse import parse_file
from ingest.pipeline import FAILED, FileOutcome, Parser, ingest_file

MAX_ATTEMPTS = 3  # readings of one file; a file that ends the process each time must not do so for ever
_STATES = {FAILED: FileState.FAILED, AddStatus.DUPLICATE.value: FileState.DUPLICATE}


class Jobs:
    """The jobs of one data folder."""

    def __init__(self, folder: DataFolder, archive: Archive, parse: Parser = parse_file) -> None:
        self._folder = folder
        self._archive = archive
        self._parse = parse

    def submit(self, files: Sequence[NewFile]) -> int:
        """Enter a job; its number. Files of interrupted jobs that are given again are left to this one."""
        given = {file.path for file in files if not file.is_spooled}
        for job in self._archive.jobs.unfinished():
            again = [one.position for one in self._waiting(job) if one.path in given and not one.is_spooled]
            self._archive.jobs.cancel(job, again)
        return self._archive.jobs.create(files)

    def run(self, job: int) -> Iterator[FileOutcome]:
        """Read the files of a job that wait, in order; an outcome for each as soon as it is known.

        Raises:
            BadDataFolder: the data folder can no longer be written; the job stays open, and may be run again.
        """
        while waiting := self._waiting(job):
            for file in waiting:
                yield self._read(job, file)
        self._archive.jobs.close(job)

    def resume(self, but: int | None = None) -> Iterator[FileOutcome]:
        """Put in order what a killed process left behind, then run every job that is open, ``but`` for one."""
        self.tidy()
        for job in self._archive.jobs.unfinished():
            if job != but:
                yield from self.run(job)

    def tidy(self) -> None:
        """Delete originals without a document, unfinished copies, and sent files that no job waits for."""
        self._folder.originals.sweep(self._archive.hashes())
        self._folder.spool.sweep(self._archive.jobs.spooled())

    def _waiting(self, job: int) -> list[JobFile]:
        return [file for file in self._archive.jobs.get(job).files if file.state in WAITING]

    def _read(self, job: int, file: JobFile) -> FileOutcome:
        attempts = self._archive.jobs.start(job, file.position)
        outcome = self._outcome(file) if attempts <= MAX_ATTEMPTS else _given_up(file.path)
        state = _STATES.get(outcome.status, FileState.STORED)
        self._archive.jobs.finish(job, file.position, state, _result(outcome))
        if file.is_spooled and state is not FileState.DUPLICATE:
            self._folder.spool.discard(file.path)
        return outcome

    def _outcome(self, file: JobFile) -> FileOutcome:
        return ingest_file(self._archive, file.path, self._folder.originals, self._parse, file.choice)


def named(paths: Iterable[Path], sample: NewFile) -> list[NewFile]:
    """A ``NewFile`` for each path, otherwise like ``sample``."""
    return [NewFile(path, path.name, sample.choice, sample.is_spooled) for path in paths]


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
