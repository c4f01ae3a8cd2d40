"""The book of jobs: which files were given to be read and how far each has come, so that work survives its process.

Every entry is one transaction. Entries do not count as changes of the archive: its generation stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.orm import Session, selectinload

from ingest.archive.entries import OnDuplicate
from ingest.archive.job_entries import (
    UNDECIDED,
    WAITING,
    FileResult,
    FileState,
    Job,
    JobFile,
    JobState,
    NewFile,
)
from ingest.archive.models_jobs import JobFileRow, JobRow
from ingest.archive.sessions import Sessions
from ingest.errors import BadInput, NotFound

LEFT_OUT = "không đưa vào kho, theo lựa chọn của người xem lại."
_BLANK: dict[str, Any] = {"attempts": 0, "notes": (), "existing": (), "provisions": 0, "rows": 0, "assignments": 0}


class JobLog:
    """Jobs and their files, by number of job and position of file."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def create(self, files: Sequence[NewFile]) -> int:
        """Enter a job with its files, all queued; its number is returned."""
        with self._sessions.writing() as session:
            job = JobRow(state=JobState.OPEN.value, created_at=datetime.now(UTC))
            session.add(job)
            session.flush()
            values = [_queued(job.key, position, file) for position, file in enumerate(files)]
            if values:
                session.execute(insert(JobFileRow), values)
            return job.key

    def get(self, job: int) -> Job:
        """One job with its files.

        Raises:
            NotFound: no such job.
        """
        with self._sessions.reading() as session:
            return _job_of(_row(session, job))

    def recent(self, limit: int = 20) -> list[Job]:
        """The latest jobs with their files, the newest first."""
        query = select(JobRow).options(selectinload(JobRow.files)).order_by(JobRow.key.desc()).limit(limit)
        with self._sessions.reading() as session:
            return list(map(_job_of, session.scalars(query)))

    def unfinished(self) -> list[int]:
        """Numbers of the jobs that are open, the oldest first."""
        query = select(JobRow.key).where(JobRow.state == JobState.OPEN.value).order_by(JobRow.key)
        with self._sessions.reading() as session:
            return list(session.scalars(query))

    def unindexed(self) -> list[int]:
        """Numbers of the jobs with files that are stored and not yet known to be indexed."""
        query = select(JobFileRow.job_key).where(JobFileRow.state == FileState.STORED.value).distinct()
        with self._sessions.reading() as session:
            return sorted(session.scalars(query))

    def spooled(self) -> set[Path]:
        """Our own copies of sent files that are still wanted: of files that wait for reading or for a person."""
        wanted = [state.value for state in (*WAITING, *UNDECIDED)]
        query = select(JobFileRow.path).where(JobFileRow.is_spooled, JobFileRow.state.in_(wanted))
        with self._sessions.reading() as session:
            return {Path(path) for path in session.scalars(query)}

    def start(self, job: int, position: int) -> int:
        """Enter that a file is being read; how often it was begun so far is returned, this time counted."""
        begun = {"state": FileState.READING.value, "started_at": datetime.now(UTC), "attempts": JobFileRow.attempts + 1}
        changing = _file(job, position).values(**begun).returning(JobFileRow.attempts)
        with self._sessions.writing() as session:
            attempts: int = session.scalars(changing).one()
            return attempts

    def finish(self, job: int, position: int, state: FileState, result: FileResult) -> None:
        """Enter what became of a file."""
        values = asdict(result) | {"state": state.value, "finished_at": datetime.now(UTC)}
        with self._sessions.writing() as session:
            session.execute(_file(job, position).values(**values))

    def unpack(self, job: int, position: int, members: Sequence[tuple[NewFile, FileResult | None]]) -> None:
        """Enter the members of a packed file as files of its job, after the others, and the packed file as dealt with;
        a member that comes with a result has failed already."""
        now = datetime.now(UTC)
        done = {"state": FileState.UNPACKED.value, "finished_at": now}
        with self._sessions.writing() as session:
            last = select(func.max(JobFileRow.position)).where(JobFileRow.job_key == job)
            first: int = session.scalars(last).one() + 1
            for place, (file, result) in enumerate(members, start=first):
                failed = {"state": FileState.FAILED.value, "finished_at": now, **asdict(result)} if result else {}
                session.add(JobFileRow(**{**_queued(job, place, file), **failed}))
            session.execute(_file(job, position).values(**done))

    def close(self, job: int) -> None:
        """Enter that every file of a job was dealt with; one with files that wait stays open."""
        waiting = select(JobFileRow.job_key).where(JobFileRow.job_key == job, _is_waiting())
        with self._sessions.writing() as session:
            session.execute(_end(job, JobState.DONE).where(~waiting.exists()))

    def cancel(self, job: int, positions: Sequence[int]) -> None:
        """Enter that these files of a job, as far as they wait, are no longer to be read."""
        if positions:
            with self._sessions.writing() as session:
                session.execute(_cancelled(job).where(JobFileRow.position.in_(positions)))

    def stop(self, job: int) -> None:
        """Enter that its user stopped a job: the files that wait are cancelled."""
        with self._sessions.writing() as session:
            session.execute(_cancelled(job))
            session.execute(_end(job, JobState.STOPPED))

    def indexed(self, jobs: Sequence[int]) -> None:
        """Enter that the stored files of these jobs are found by searches."""
        stored = JobFileRow.job_key.in_(jobs), JobFileRow.state == FileState.STORED.value
        with self._sessions.writing() as session:
            session.execute(update(JobFileRow).where(*stored).values(state=FileState.INDEXED.value))

    def undecided(self) -> dict[int, int]:
        """How many files wait for a person, by number of job, the newest first."""
        query = select(JobFileRow.job_key, func.count()).where(_is_undecided()).group_by(JobFileRow.job_key)
        with self._sessions.reading() as session:
            return dict(sorted(((job, count) for job, count in session.execute(query)), reverse=True))

    def decide(self, job: int, decisions: Mapping[int, OnDuplicate | None]) -> None:
        """Enter what is wanted with files that wait for a person, by position: to go in, treated so if they are
        duplicates, they are queued again; with None they are left out. All of it or nothing.

        Raises:
            NotFound: no such job, or no such file in it.
            BadInput: a file does not wait for a person.
        """
        with self._sessions.writing() as session:
            row = _row(session, job)
            files = {one.position: one for one in row.files}
            for position, choice in decisions.items():
                _decide(_undecided(files, position, job), choice)
            if any(choice is not None for choice in decisions.values()):
                row.state = JobState.OPEN.value

    def expire(self, before: datetime, reason: str) -> None:
        """Leave out, for ``reason``, the sent files that have waited for a person since ``before``."""
        old = update(JobFileRow).where(_is_undecided(), JobFileRow.is_spooled, JobFileRow.finished_at < before)
        with self._sessions.writing() as session:
            session.execute(old.values(state=FileState.CANCELLED.value, reason=reason))


def _queued(job: int, position: int, file: NewFile) -> dict[str, Any]:
    return {
        **_BLANK,
        "job_key": job,
        "position": position,
        "path": str(file.path),
        "name": file.name,
        "is_spooled": file.is_spooled,
        "needs_review": file.needs_review,
        "choice": file.choice.value,
        "state": FileState.QUEUED.value,
    }


def _is_waiting() -> ColumnElement[bool]:
    return JobFileRow.state.in_([state.value for state in WAITING])


def _is_undecided() -> ColumnElement[bool]:
    return JobFileRow.state.in_([state.value for state in UNDECIDED])


def _undecided(files: Mapping[int, JobFileRow], position: int, job: int) -> JobFileRow:
    file = files.get(position)
    if file is None:
        raise NotFound(f"Lượt nạp {job} không có tệp thứ {position + 1}; xem lại trang của lượt nạp.")
    if file.state not in set(UNDECIDED):
        raise BadInput(f"Tệp {file.name} không chờ lựa chọn nào; xem lại trang của lượt nạp.")
    return file


def _decide(file: JobFileRow, choice: OnDuplicate | None) -> None:
    """A file that goes in is tried as often again as a new one."""
    if choice is None:
        file.state, file.reason = FileState.CANCELLED.value, LEFT_OUT
        return
    file.state, file.choice = FileState.QUEUED.value, choice.value
    file.needs_review, file.attempts = False, 0


def _cancelled(job: int) -> Any:
    waiting = update(JobFileRow).where(JobFileRow.job_key == job, _is_waiting())
    return waiting.values(state=FileState.CANCELLED.value)


def _file(job: int, position: int) -> Any:
    return update(JobFileRow).where(JobFileRow.job_key == job, JobFileRow.position == position)


def _end(job: int, state: JobState) -> Any:
    return update(JobRow).where(JobRow.key == job).values(state=state.value, finished_at=datetime.now(UTC))


def _row(session: Session, job: int) -> JobRow:
    row = session.get(JobRow, job)
    if row is None:
        raise NotFound(f"Không có lượt nạp số {job}; xem danh sách bằng lệnh: cchc jobs.")
    return row


def _job_of(row: JobRow) -> Job:
    files = tuple(map(_file_of, row.files))
    return Job(row.key, JobState(row.state), row.created_at, row.finished_at, files)


def _file_of(row: JobFileRow) -> JobFile:
    return JobFile(
        position=row.position,
        path=Path(row.path),
        name=row.name,
        choice=OnDuplicate(row.choice),
        is_spooled=row.is_spooled,
        needs_review=row.needs_review,
        state=FileState(row.state),
        attempts=row.attempts,
        started_at=row.started_at,
        finished_at=row.finished_at,
        result=_result_of(row) if row.status else None,
    )


def _result_of(row: JobFileRow) -> FileResult:
    return FileResult(
        status=row.status or "",
        document_id=row.document_id,
        reason=row.reason,
        notes=row.notes,
        existing=row.existing,
        provisions=row.provisions,
        rows=row.rows,
        assignments=row.assignments,
    )
