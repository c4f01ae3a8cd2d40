"""Jobs: what was promised is done once, whatever happens to the process that does it."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive, FileState, Job, JobState, NewFile, OnDuplicate
from ingest.corpus import DOCUMENTS
from ingest.datafolder import DataFolder
from ingest.errors import BadDataFolder, BadInput, NotFound
from ingest.jobs import MAX_ATTEMPTS, Jobs
from ingest.jobs_worker import Worker
from ingest.parse import parse_file
from ingest.records import ParsedDocument

HEADER = (
    "UBND TỈNH ĐẮK NÔNG\n\nSố: 34/KH-UBND\n\nĐắk Nông, ngày 02 tháng 3 năm 2023\n\nKẾ HOẠCH\n\nCải cách hành chính\n\n"
)


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


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def files(*paths: Path, choice: OnDuplicate = OnDuplicate.REPLACE) -> list[NewFile]:
    return [NewFile(path, path.name, choice) for path in paths]


def sent(folder: DataFolder, name: str, data: bytes, choice: OnDuplicate = OnDuplicate.ASK) -> NewFile:
    return NewFile(folder.spool.receive(name, io.BytesIO(data)), name, choice, is_spooled=True)


def states(job: Job) -> list[str]:
    return [file.state.value for file in job.files]


def originals(folder: DataFolder) -> set[str]:
    return {path.name.partition(".")[0] for path in folder.files.iterdir()}


def test_a_job_tells_how_far_each_file_has_come(jobs: Jobs, archive: Archive, tmp_path: Path) -> None:
    paths = [*sorted(DOCUMENTS.glob("*.txt"))[:2], put(tmp_path / "trống.txt", " ")]
    job = jobs.submit(files(*paths))
    assert states(archive.jobs.get(job)) == ["queued"] * 3
    running = jobs.run(job)
    assert next(running).status == "added"
    assert states(archive.jobs.get(job)) == ["stored", "queued", "queued"]
    assert [outcome.status for outcome in running] == ["added", "failed"]
    archive.jobs.indexed(archive.jobs.unindexed())
    done = archive.jobs.get(job)
    assert (done.state, states(done)) == (JobState.DONE, ["indexed", "indexed", "failed"])
    first, _, bad = done.files
    assert first.result is not None
    assert first.result.provisions == len(parse_file(paths[0]).provisions)
    assert first.started_at is not None
    assert first.finished_at is not None
    assert first.finished_at >= first.started_at >= done.created_at
    assert bad.result is not None
    assert "trống" in (bad.result.reason or "")
    assert archive.generation() == 2


def test_an_interrupted_job_goes_on_where_it_was(jobs: Jobs, archive: Archive, tmp_path: Path) -> None:
    job = jobs.submit(files(*(put(tmp_path / f"{n}.txt", f"Điều 1. Văn bản {n}") for n in range(4))))
    next(jobs.run(job))
    archive.jobs.start(job, 1)  # the process ends here
    assert archive.jobs.unfinished() == [job]
    assert [outcome.path.name for outcome in jobs.resume()] == ["1.txt", "2.txt", "3.txt"]
    assert (len(archive.catalogue()), archive.jobs.unfinished()) == (4, [])


def test_files_given_again_are_left_to_the_new_job(jobs: Jobs, archive: Archive, tmp_path: Path) -> None:
    paths = [put(tmp_path / f"{n}.txt", f"Điều 1. Văn bản {n}") for n in range(3)]
    first = jobs.submit(files(*paths))
    next(jobs.run(first))
    second = jobs.submit(files(*paths[:2]))
    assert [outcome.path.name for outcome in jobs.resume(but=second)] == ["2.txt"]
    assert [outcome.status for outcome in jobs.run(second)] == ["unchanged", "added"]
    assert states(archive.jobs.get(first)) == ["stored", "cancelled", "stored"]


def test_a_job_that_its_user_stops_is_not_resumed(jobs: Jobs, archive: Archive, tmp_path: Path) -> None:
    job = jobs.submit(files(*(put(tmp_path / f"{n}.txt", f"Điều 1. Văn bản {n}") for n in range(3))))
    next(jobs.run(job))
    archive.jobs.stop(job)
    assert list(jobs.resume()) == []
    assert (archive.jobs.get(job).state, states(archive.jobs.get(job))) == (
        JobState.STOPPED,
        ["stored", "cancelled", "cancelled"],
    )


def test_a_file_that_ends_the_process_is_given_up(jobs: Jobs, archive: Archive, tmp_path: Path) -> None:
    job = jobs.submit(files(put(tmp_path / "a.txt", "Một"), put(tmp_path / "b.txt", "Hai")))
    for _ in range(MAX_ATTEMPTS):
        archive.jobs.start(job, 0)  # and the process ends
    outcomes = list(jobs.resume())
    assert [outcome.status for outcome in outcomes] == ["failed", "added"]
    assert "dừng đột ngột" in (outcomes[0].reason or "")


def test_what_was_sent_is_kept_until_it_is_read(jobs: Jobs, archive: Archive, folder: DataFolder) -> None:
    path = DOCUMENTS / "004_e0111871bdc57341.txt"
    job = jobs.submit([sent(folder, path.name, path.read_bytes())])
    assert len(archive.jobs.spooled()) == 1
    assert [outcome.status for outcome in jobs.resume()] == ["added"]
    assert list(folder.spool.folder.iterdir()) == []
    [document] = archive.documents()
    assert document.source_file == path.name
    assert archive.jobs.get(job).state is JobState.DONE


# what the user chooses for a duplicate -> status of the second reading, how many documents and earlier versions
CHOICES = [
    (OnDuplicate.SKIP, "skipped", 1, 0),
    (OnDuplicate.REPLACE, "replaced", 1, 1),
    (OnDuplicate.KEEP, "added", 2, 0),
]


@pytest.mark.parametrize(("choice", "status", "documents", "versions"), CHOICES)
def test_a_duplicate_waits_for_its_users_choice(
    jobs: Jobs,
    archive: Archive,
    folder: DataFolder,
    tmp_path: Path,
    choice: OnDuplicate,
    status: str,
    documents: int,
    versions: int,
) -> None:
    list(jobs.run(jobs.submit(files(put(tmp_path / "bản 1.txt", f"{HEADER}I. MỤC ĐÍCH\n\nBản đầu.")))))
    [first] = archive.catalogue()
    job = jobs.submit([sent(folder, "bản 2.txt", f"{HEADER}I. MỤC ĐÍCH\n\nBản sau.".encode())])
    [outcome] = jobs.run(job)
    assert (outcome.status, outcome.existing, outcome.document_id) == ("duplicate", (first.id,), first.id)
    assert [one.field for one in outcome.differences] == ["nội dung"]
    assert len(originals(folder)) == 1
    assert (states(archive.jobs.get(job)), archive.jobs.get(job).state) == (["duplicate"], JobState.DONE)
    archive.jobs.decide(job, {0: choice})
    assert [again.status for again in jobs.resume()] == [status]
    assert (len(archive.catalogue()), len(archive.versions(first.id))) == (documents, versions)
    assert originals(folder) == archive.hashes()
    assert list(folder.spool.folder.iterdir()) == []


def test_only_a_duplicate_can_be_chosen_about(jobs: Jobs, archive: Archive, tmp_path: Path) -> None:
    job = jobs.submit(files(put(tmp_path / "a.txt", "Một")))
    with pytest.raises(BadInput, match=r"a\.txt không chờ"):
        archive.jobs.decide(job, {0: OnDuplicate.KEEP})
    with pytest.raises(NotFound, match="thứ 6"):
        archive.jobs.decide(job, {5: OnDuplicate.KEEP})
    with pytest.raises(NotFound, match="lượt nạp số 99"):
        archive.jobs.get(99)


def test_members_of_a_zip_are_documents_of_their_own(
    jobs: Jobs, archive: Archive, folder: DataFolder, tmp_path: Path
) -> None:
    packed = tmp_path / "gói.zip"
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("Kế hoạch/a.txt", "Điều 1. Một")
        made.writestr("b.txt", "Điều 1. Hai")
        made.writestr("trống.txt", " ")
        made.writestr("ảnh.mp3", b"x")
        made.writestr("trong.zip", b"PK\x05\x06" + b"\0" * 18)
    job = jobs.submit(files(packed))
    outcomes = [(outcome.path.name, outcome.status) for outcome in jobs.run(job)]
    assert outcomes == [("trong.zip", "failed"), ("a.txt", "added"), ("b.txt", "added"), ("trống.txt", "failed")]
    found = {file.name: file.state for file in archive.jobs.get(job).files}
    assert found["gói.zip"] is FileState.UNPACKED
    assert found["gói.zip/Kế hoạch/a.txt"] is FileState.STORED
    assert packed.is_file()
    assert list(folder.spool.folder.iterdir()) == []
    assert {document.source_file for document in archive.documents()} == {"a.txt", "b.txt"}


def test_a_zip_without_documents_fails(jobs: Jobs, tmp_path: Path) -> None:
    packed = tmp_path / "gói.zip"
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("ảnh.mp3", b"x")
    outcomes = list(jobs.run(jobs.submit(files(packed, put(tmp_path / "hỏng.zip", "không phải zip")))))
    assert [outcome.status for outcome in outcomes] == ["failed", "failed"]
    assert "không có tệp nào đọc được" in (outcomes[0].reason or "")


def test_what_a_killed_process_leaves_is_put_in_order(jobs: Jobs, archive: Archive, folder: DataFolder) -> None:
    list(jobs.run(jobs.submit(files(DOCUMENTS / "004_e0111871bdc57341.txt"))))
    (folder.files / f"{'0' * 64}.docx").write_bytes(b"x")
    (folder.files / ".abc.tmp").write_bytes(b"x")
    folder.spool.receive("sót lại.txt", io.BytesIO(b"x"))
    jobs.tidy()
    assert {path.name.partition(".")[0] for path in folder.files.iterdir()} == archive.hashes()
    assert len(list(folder.spool.folder.iterdir())) == 1  # young: its job may be about to be entered
    folder.spool.sweep((), older_than=-1)
    assert list(folder.spool.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["../a.txt", "a/b.txt", "", "..", "."])
def test_a_sent_name_is_no_way_out_of_the_spool(folder: DataFolder, name: str) -> None:
    with pytest.raises(BadInput, match="Tên tệp"):
        folder.spool.receive(name, io.BytesIO(b"x"))


def test_what_is_not_of_the_spool_is_never_deleted(folder: DataFolder, tmp_path: Path) -> None:
    path = put(tmp_path / "ngoài" / "a.txt", "Một")
    folder.spool.discard(path)
    assert path.is_file()


def test_a_full_disk_leaves_the_job_open(archive: Archive, folder: DataFolder, tmp_path: Path) -> None:
    """The folder of originals is gone, as when its disk is: what was read before is in, the rest may be run again."""

    def parse(path: Path) -> ParsedDocument:
        if path.name == "b.txt":
            (folder.files / next(folder.files.iterdir()).name).unlink()
            folder.files.rmdir()
        return parse_file(path)

    jobs = Jobs(folder, archive, parse)
    job = jobs.submit(files(put(tmp_path / "a.txt", "Một"), put(tmp_path / "b.txt", "Hai")))
    with pytest.raises(BadDataFolder, match="không ghi được"):
        list(jobs.run(job))
    assert (states(archive.jobs.get(job)), archive.jobs.unfinished()) == (["stored", "reading"], [job])
    folder.files.mkdir()
    assert [outcome.status for outcome in Jobs(folder, archive).resume()] == ["added"]


def waited(done: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not done() and time.monotonic() < deadline:
        time.sleep(0.01)
    return done()


def test_a_worker_works_when_it_is_woken_and_ends_when_told() -> None:
    times: list[int] = []
    worker = Worker(lambda stopping: times.append(1))
    worker.wake()
    assert waited(lambda: len(times) == 1)
    worker.wake()
    assert waited(lambda: len(times) == 2)
    worker.close()
    worker.wake()
    assert len(times) == 2


def test_work_that_cannot_be_done_now_is_tried_again() -> None:
    times: list[int] = []

    def work(stopping: Callable[[], bool]) -> None:
        times.append(1)
        if len(times) < 3:
            raise BadDataFolder("đang ghi")

    worker = Worker(work, retry=0.01)
    worker.wake()
    assert waited(lambda: len(times) == 3)
    worker.close()


def test_closing_a_worker_waits_for_the_piece_at_hand() -> None:
    begun, seen = threading.Event(), []

    def work(stopping: Callable[[], bool]) -> None:
        begun.set()
        while not stopping():
            time.sleep(0.01)
        seen.append("ended in order")

    worker = Worker(work)
    worker.wake()
    assert begun.wait(10)
    worker.close()
    assert seen == ["ended in order"]
