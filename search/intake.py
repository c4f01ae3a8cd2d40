"""How files come into a data folder: jobs run at once for the command line, or in the background for the web.

Both take the same path (``ingest.jobs``); after it the index follows, and the files are entered as found by searches.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ingest.archive import Archive, FileState, Job, JobState, NewFile, OnDuplicate
from ingest.datafolder import DataFolder
from ingest.errors import BadModel
from ingest.jobs import Jobs
from ingest.jobs_worker import Stopping, Worker
from ingest.pipeline import FileOutcome, select_files
from search.evidence.library import Library

if TYPE_CHECKING:
    from search.index import Index

_WAIT = 30.0  # seconds that a writer waits for another
_PAUSE = 0.03
_log = logging.getLogger(__name__)


class Intake:
    """The files of one data folder that are to be read. Methods may be called from several threads."""

    def __init__(self, folder: DataFolder, archive: Archive, index: Callable[[], Index]) -> None:
        """``index`` opens the index when it is first called."""
        self._folder = folder
        self._archive = archive
        self._index = index
        self._jobs = Jobs(folder, archive)
        self._worker = Worker(self._work)

    def ingest(self, paths: Iterable[Path], choice: OnDuplicate) -> Iterator[FileOutcome]:
        """Read files and folders now, after what a killed process left undone; an outcome for each file as it is done.

        Stopping half-way cancels the files that wait. A process that is killed leaves them to the next one.

        Raises:
            BadDataFolder: another program is writing, or the folder can no longer be written.
            BadModel: the index cannot be opened; nothing was read.
        """
        index = self._index()  # before anything is changed: its model may fail
        with self._folder.writing(wait=_WAIT):
            files = [NewFile(path, path.name, choice) for path in select_files(paths).files]
            job = self._jobs.submit(files)
            for _ in self._jobs.resume(but=job):
                pass
            try:
                yield from self._jobs.run(job)
            except (GeneratorExit, KeyboardInterrupt):
                self._archive.jobs.stop(job)
                raise
        self._refresh(index)

    def receive(self, sent: Iterable[tuple[str, BinaryIO]], choice: OnDuplicate, needs_review: bool = False) -> int:
        """Keep copies of sent files, by name, and have them read in the background; the number of their job. Those that
        need a review go in only when somebody has decided so.

        Raises:
            BadInput: a name is no plain file name.
            BadDataFolder: the folder cannot be written.
            BadModel: the index cannot be opened; nothing was kept.
        """
        self._index()
        spool = self._folder.spool
        files = [NewFile(spool.receive(name, stream), name, choice, True, needs_review) for name, stream in sent]
        job = self._jobs.submit(files)
        self._worker.wake()
        return job

    def decide(self, job: int, decisions: Mapping[int, OnDuplicate | None]) -> None:
        """Do with files that wait for a person what is wanted, in the background: see ``Jobs.decide``."""
        self._jobs.decide(job, decisions)
        self._worker.wake()

    def wake(self) -> None:
        """Go on in the background with the jobs that a stopped process left open."""
        self._worker.wake()

    def wait(self, job: int, seconds: float) -> Job:
        """The job when all is done with its files, or as it is after so many seconds.

        Raises:
            NotFound: no such job.
        """
        deadline = time.monotonic() + seconds
        while True:
            found = self._archive.jobs.get(job)
            if is_done(found) or time.monotonic() >= deadline:
                return found
            time.sleep(_PAUSE)

    def close(self) -> None:
        """Let the file at hand be read to its end; those that wait are left to the next process."""
        self._worker.close()

    def _work(self, stopping: Stopping) -> None:
        try:
            index = self._index()
        except BadModel as error:
            _log.warning("jobs wait for a model: %s", error)
            return
        with self._folder.writing(wait=_WAIT):
            for outcome in self._jobs.resume():
                _log.info("%s: %s", outcome.path.name, outcome.status)
                if stopping():
                    return
        self._refresh(index)

    def _refresh(self, index: Index) -> None:
        """Bring the index up to the archive, and enter the files that were stored before as found by searches."""
        stored = self._archive.jobs.unindexed()
        index.refresh()
        if stored:
            self._archive.jobs.indexed(stored)
        Library.of(self._archive).weights()  # so that the next question need not count the words of what is new


def is_done(job: Job) -> bool:
    """Whether nothing more happens with the files of a job until somebody chooses."""
    return job.state is not JobState.OPEN and not job.count(FileState.STORED)
