"""A process killed in the middle of 500 files: started again, the rest goes in once, and nothing is half there."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.archive import Archive, FileState, JobState
from ingest.datafolder import DataFolder
from ingest.jobs import Jobs
from ingest.parse import parse_file

COUNT = 500
TEXT = """ỦY BAN NHÂN DÂN
TỈNH ĐẮK NÔNG

Số: {number}/KH-UBND

Đắk Nông, ngày 02 tháng 3 năm 2023

KẾ HOẠCH

Cải cách hành chính lần thứ {number}

1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu UBND tỉnh việc thứ {number}.

2. Văn phòng UBND tỉnh theo dõi, đôn đốc.
"""
# Submits every file when it is the first to run, then reads what is left until it is killed.
READER = """
import sys
from pathlib import Path
from ingest.archive import Archive, NewFile
from ingest.datafolder import DataFolder
from ingest.jobs import Jobs
folder = DataFolder.open(Path(sys.argv[1]))
with Archive.open(folder.database_url) as archive, folder.writing(wait=10):
    jobs = Jobs(folder, archive)
    if not archive.jobs.recent():
        jobs.submit([NewFile(path, path.name) for path in sorted(Path(sys.argv[2]).iterdir())])
    for outcome in jobs.resume():
        print(outcome.status, outcome.path.name, flush=True)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """500 plans, two of them unreadable."""
    folder = tmp_path / "Nguồn văn bản"
    folder.mkdir()
    for number in range(COUNT - 2):
        (folder / f"{number:03}.txt").write_text(TEXT.format(number=number + 1), encoding="utf-8")
    (folder / "100b trống.txt").write_bytes(b" ")
    (folder / "300b lạ.docx").write_bytes(b"PK\x03\x04 no document")
    return folder


def read_until_killed(data: Path, source: Path, lines: int) -> list[str]:
    """What a process says that is killed without warning after so many files."""
    said: list[str] = []
    command = [sys.executable, "-c", READER, str(data), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        while len(said) < lines and (line := process.stdout.readline()):
            said.append(line.strip())
        time.sleep(0.003)  # in the middle of whatever comes next
        process.kill()
        said += process.stdout.read().split("\n")
    return [line for line in said if line]


def test_killed_in_the_middle_of_500_files(tmp_path: Path, source: Path) -> None:
    data = tmp_path / "Dữ liệu Sở Nội vụ"
    said = [line for lines in (1, 60, 140) for line in read_until_killed(data, source, lines)]
    folder = DataFolder.open(data)
    with Archive.open(folder.database_url) as archive:
        assert 150 < len(archive.catalogue()) < COUNT - 2
        with folder.writing(wait=10):
            rest = [outcome.status for outcome in Jobs(folder, archive).resume()]
            Jobs(folder, archive).tidy()
        assert len(said) + len(rest) <= COUNT + 3  # only a file that was in hand is read again
        [job] = archive.jobs.recent()
        assert job.state is JobState.DONE
        assert (job.count(FileState.STORED), job.count(FileState.FAILED)) == (COUNT - 2, 2)
        check_whole(archive, source)
        hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.files.iterdir()}
        assert hashes == {path.stem for path in folder.files.iterdir()} == archive.hashes()
        assert archive.generation() == COUNT - 2  # each went in once


def check_whole(archive: Archive, source: Path) -> None:
    """Every readable file is one document, equal to what its file says."""
    by_file = {entry.source_file: entry.id for entry in archive.catalogue()}
    assert len(by_file) == len(archive.catalogue()) == COUNT - 2
    for path in sorted(source.iterdir())[::25]:
        if path.name in by_file:
            assert archive.parsed(by_file[path.name]) == parse_file(path)
    assert len(archive.assignments()) == sum(len(archive.parsed(one).assignments) for one in by_file.values())
