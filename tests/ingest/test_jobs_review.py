"""Files that are looked at before they go in: read once, held over a restart, corrected, put in or left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ingest.archive import Archive, FileState, Job, MetadataField, NewFile, OnDuplicate
from ingest.corpus import DOCUMENTS
from ingest.datafolder import DataFolder
from ingest.errors import BadInput
from ingest.holding import held, held_head
from ingest.jobs import HELD_DAYS, MAX_ATTEMPTS, Jobs
from ingest.parse import parse_file

PLAN = DOCUMENTS / "002_959ca475dbccc435.txt"
TEXT = PLAN.read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder.open(tmp_path / "Dữ liệu Sở Nội vụ")


@pytest.fixture
def archive(folder: DataFolder) -> Iterator[Archive]:
    with Archive.open(folder.database_url) as opened:
        yield opened


@pytest.fixture
def jobs(folder: DataFolder, archive: Archive) -> Jobs:
    return Jobs(folder, archive)


def sent(folder: DataFolder, name: str, data: bytes) -> NewFile:
    return NewFile(folder.spool.receive(name, io.BytesIO(data)), name, OnDuplicate.ASK, True, needs_review=True)


def reviewed(jobs: Jobs, folder: DataFolder, *files: tuple[str, bytes]) -> int:
    """A job whose files have been read and wait."""
    job = jobs.submit([sent(folder, name, data) for name, data in files])
    list(jobs.run(job))
    return job


def states(job: Job) -> list[FileState]:
    return [file.state for file in job.files]


def test_what_was_read_waits_and_is_whole(jobs: Jobs, folder: DataFolder, archive: Archive) -> None:
    job = reviewed(jobs, folder, (PLAN.name, TEXT.encode()), ("hỏng.pdf", b"x"))
    assert states(archive.jobs.get(job)) == [FileState.HELD, FileState.FAILED]
    assert (archive.catalogue(), list(folder.files.iterdir())) == ([], [])
    [file, _] = archive.jobs.get(job).files
    assert file.result is not None
    parsed = parse_file(PLAN)
    assert (file.result.status, file.result.provisions) == ("held", len(parsed.provisions))
    assert held(file.path) == parsed
    head = held_head(file.path)
    assert head is not None and head.metadata == parsed.metadata
    assert archive.jobs.undecided() == {job: 1}


def test_it_goes_in_without_being_read_again_after_a_restart(jobs: Jobs, folder: DataFolder, archive: Archive) -> None:
    job = reviewed(jobs, folder, (PLAN.name, TEXT.encode()))

    def fails(path: Path) -> object:
        raise AssertionError(path)

    again = Jobs(folder, archive, fails)  # type: ignore[arg-type]
    again.tidy()
    again.decide(job, {0: OnDuplicate.ASK})
    assert [outcome.status for outcome in again.resume()] == ["added"]
    [entry] = archive.catalogue()
    assert archive.parsed(entry.id) == parse_file(PLAN)
    assert list(folder.spool.folder.iterdir()) == []
    assert folder.originals.find(entry.sha256) is not None


def test_what_the_program_cannot_read_back_is_read_again(jobs: Jobs, folder: DataFolder, archive: Archive) -> None:
    job = reviewed(jobs, folder, (PLAN.name, TEXT.encode()))
    path = archive.jobs.get(job).files[0].path
    path.with_name(".cchc-record").write_bytes(b"?")
    jobs.decide(job, {0: OnDuplicate.ASK})
    assert [outcome.status for outcome in jobs.resume()] == ["added"]


def test_corrections_come_before_the_document(jobs: Jobs, folder: DataFolder, archive: Archive) -> None:
    job = reviewed(jobs, folder, (PLAN.name, TEXT.encode()))
    head = held_head(archive.jobs.get(job).files[0].path)
    assert head is not None
    typed = {
        MetadataField.ISSUED_ON: "04/01/2020",
        MetadataField.NUMBER: "02/KH-UBND",  # as read: no correction
        MetadataField.SIGNERS: "Trần Văn Mới (Chủ tịch)",
    }
    archive.correct_unstored(head, typed)
    jobs.decide(job, {0: OnDuplicate.ASK})
    list(jobs.resume())
    [entry] = archive.catalogue()
    assert entry.metadata.issued_on == date(2020, 1, 4)
    [signer] = entry.metadata.signers
    assert (signer.name, signer.position) == ("Trần Văn Mới", "Chủ tịch")
    assert archive.provision(entry.id, signer.address)
    found = {one.field: (one.read, one.value) for one in archive.corrections(entry.id)}
    assert found[MetadataField.ISSUED_ON] == ("2020-01-03", "2020-01-04")
    assert set(found) == {MetadataField.ISSUED_ON, MetadataField.SIGNERS}
    archive.undo_corrections(entry.id)
    assert archive.document(entry.id).metadata == parse_file(PLAN).metadata
    assert archive.add(parse_file(PLAN)).status == "unchanged"


def test_a_correction_that_makes_a_duplicate_is_asked_about(jobs: Jobs, folder: DataFolder, archive: Archive) -> None:
    archive.add(parse_file(PLAN))
    other = TEXT.replace("02/KH-UBND", "03/KH-UBND").replace("Hội thi", "Cuộc thi")
    job = reviewed(jobs, folder, ("khác.txt", other.encode()))
    head = held_head(archive.jobs.get(job).files[0].path)
    assert head is not None
    archive.correct_unstored(head, {MetadataField.NUMBER: "02/KH-UBND"})
    jobs.decide(job, {0: OnDuplicate.ASK})
    assert [outcome.status for outcome in jobs.resume()] == ["duplicate"]
    for _ in range(MAX_ATTEMPTS):  # a person's choice is no failed attempt
        jobs.decide(job, {0: OnDuplicate.ASK})
        assert [outcome.status for outcome in jobs.resume()] == ["duplicate"]
    jobs.decide(job, {0: OnDuplicate.KEEP})
    assert [outcome.status for outcome in jobs.resume()] == ["added"]


def test_duplicates_are_known_and_the_same_bytes_need_no_look(jobs: Jobs, folder: DataFolder, archive: Archive) -> None:
    archive.add(parse_file(PLAN))
    changed = TEXT.replace("Hội thi", "Cuộc thi").encode()
    job = reviewed(jobs, folder, ("mới.txt", changed), ("cũ.txt", TEXT.encode()))
    assert states(archive.jobs.get(job)) == [FileState.HELD, FileState.STORED]
    result = archive.jobs.get(job).files[0].result
    assert result is not None
    assert result.existing == (archive.catalogue()[0].id,)
    assert any("Khác ở nội dung" in note for note in result.notes)


def test_members_of_a_zip_are_looked_at_too(jobs: Jobs, folder: DataFolder, archive: Archive) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr(PLAN.name, TEXT)
    job = reviewed(jobs, folder, ("gói.zip", packed.getvalue()))
    assert states(archive.jobs.get(job)) == [FileState.UNPACKED, FileState.HELD]


def test_what_is_left_out_goes(jobs: Jobs, folder: DataFolder, archive: Archive) -> None:
    job = reviewed(jobs, folder, (PLAN.name, TEXT.encode()), ("hai.txt", b"Hai"))
    jobs.decide(job, {0: None})
    [left, waiting] = archive.jobs.get(job).files
    assert (left.state, waiting.state) == (FileState.CANCELLED, FileState.HELD)
    assert left.result is not None and "không đưa vào kho" in (left.result.reason or "")
    assert (left.path.exists(), waiting.path.exists()) == (False, True)
    with pytest.raises(BadInput, match="không chờ"):
        jobs.decide(job, {1: OnDuplicate.ASK, 0: OnDuplicate.ASK})
    assert archive.jobs.get(job).files[1].state is FileState.HELD


def test_what_nobody_decides_about_is_given_up_and_said(jobs: Jobs, folder: DataFolder, archive: Archive) -> None:
    job = reviewed(jobs, folder, (PLAN.name, TEXT.encode()))
    jobs.tidy()
    assert states(archive.jobs.get(job)) == [FileState.HELD]
    archive.jobs.expire(datetime.now(UTC) + timedelta(seconds=1), f"bỏ sau {HELD_DAYS} ngày")
    folder.spool.sweep(archive.jobs.spooled(), older_than=0)
    [file] = archive.jobs.get(job).files
    assert (file.state, file.path.exists()) == (FileState.CANCELLED, False)
    assert file.result is not None and file.result.reason == f"bỏ sau {HELD_DAYS} ngày"
