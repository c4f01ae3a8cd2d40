"""The same archive on PostgreSQL: a server of the test's own, where its programs are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from ingest.archive import AddStatus, Archive, JobState, MetadataField, NewFile, OnDuplicate
from ingest.archive.models import Base
from ingest.archive.schema import VERSION_TABLE
from ingest.corpus import DOCUMENTS
from ingest.datafolder import DataFolder
from ingest.errors import BadDataFolder
from ingest.jobs import Jobs
from ingest.parse import parse_file
from ingest.records import Role

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
OWNER = "postgres"
WRITER = """
import sys
from ingest.archive import Archive
from ingest.parse import parse_text
with Archive.open(sys.argv[1]) as archive:
    for number in range(10):
        archive.add(parse_text(f"Điều 1. {sys.argv[2]} {number}", "a.txt"))
"""


def missing() -> str:
    """What stands in the way of a server, "" when nothing does."""
    if sys.platform == "win32":
        return "PostgreSQL is started by this test on Unix only"
    if not PROGRAMS:
        return "no PostgreSQL server is installed (Debian: apt-get install postgresql)"
    if find_spec("psycopg") is None:
        return "psycopg is not installed (pip install 'tra-cuu-cchc[postgres]')"
    if os.getuid() == 0 and subprocess.run(["id", OWNER], capture_output=True, check=False).returncode:
        return f"PostgreSQL does not run as root, and there is no user {OWNER}"
    return ""


pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


def run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL, as the user that it may run as."""
    owner = OWNER if os.getuid() == 0 else None
    command = [str(PROGRAMS[-1] / program), *arguments]
    subprocess.run(command, user=owner, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=60)


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """The folder with the socket of a running server."""
    place = Path(tempfile.mkdtemp(prefix="cchc-"))
    if os.getuid() == 0:
        shutil.chown(place, OWNER)
    cluster, user = str(place / "cluster"), ("-U", OWNER, "-A", "trust")
    try:
        run("initdb", "-D", cluster, *user, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={place} -c fsync=off"
        run("pg_ctl", "-D", cluster, "-o", options, "-l", str(place / "log"), "-w", "start")
        yield place
        run("pg_ctl", "-D", cluster, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def url(server: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty database of the test's own."""
    name = f"t{abs(hash(request.node.name))}"
    run("createdb", "-h", str(server), "-U", OWNER, name)
    return f"postgresql+psycopg://{OWNER}@/{name}?host={server}"


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    with Archive.open(url) as opened:
        yield opened


def test_the_schema_is_that_of_the_models(archive: Archive, url: str) -> None:
    assert archive.catalogue() == []
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_whole_documents_are_read_back_as_they_were_added(archive: Archive) -> None:
    documents = [parse_file(path) for path in sorted(DOCUMENTS.glob("*.txt"))]
    assert [archive.add(document).status for document in documents] == [AddStatus.ADDED] * 5
    assert [archive.parsed(document.id) for document in documents] == documents
    assert [archive.add(document).status for document in documents] == [AddStatus.UNCHANGED] * 5
    assert [entry.id for entry in archive.catalogue()] == sorted(document.id for document in documents)
    leading = archive.assignments(["so-noi-vu"], [Role.LEAD])
    assert leading
    assert sum(use.assignments for use in archive.agencies() if use.agency_id == "so-noi-vu") >= len(leading)
    assert archive.generation() == 5


def test_a_documents_life(archive: Archive) -> None:
    first = parse_file(DOCUMENTS / "000_13bd29d423fdda34.txt")
    archive.add(first)
    archive.correct(first.id, {MetadataField.TITLE: "Sửa tay", MetadataField.ISSUED_ON: "12/01/2017"})
    assert archive.document(first.id).metadata.issued_on == date(2017, 1, 12)
    archive.undo_corrections(first.id)
    second = replace(first, sha256="0" * 64, text=f"{first.text}\n", source_file="bản sau.txt")
    asked = archive.add(second, OnDuplicate.ASK)
    assert (asked.status, asked.existing) == (AddStatus.DUPLICATE, (first.id,))
    assert archive.add(second).status is AddStatus.REPLACED
    assert archive.version(first.id, 1) == first
    archive.recall(first.id, "Hết hiệu lực", date(2026, 11, 20))
    assert not archive.catalogue()
    archive.reinstate(first.id)
    assert archive.cited_by(first.id) == []
    archive.put_vectors("m", {"h": np.ones(3, dtype=np.float32)})
    assert archive.vectors("m", ["h"])["h"].tolist() == [1, 1, 1]
    archive.remove(first.id)
    assert not archive.documents(with_recalled=True)


def test_jobs_run_on_it(archive: Archive, tmp_path: Path, url: str) -> None:
    folder = DataFolder.open(tmp_path / "Dữ liệu", url)
    assert folder.database_url == url
    jobs = Jobs(folder, archive)
    job = jobs.submit([NewFile(path, path.name) for path in sorted(DOCUMENTS.glob("*.txt"))])
    assert [outcome.status for outcome in jobs.run(job)] == ["added"] * 5
    archive.jobs.indexed(archive.jobs.unindexed())
    assert archive.jobs.get(job).state is JobState.DONE
    assert {path.stem for path in folder.files.iterdir()} == archive.hashes()


def test_two_processes_may_create_and_write_at_once(url: str) -> None:
    command = [sys.executable, "-c", WRITER, url]
    writers = [subprocess.Popen([*command, name], stderr=subprocess.PIPE) for name in ("mot", "hai")]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [(b"", 0), (b"", 0)]
    with Archive.open(url) as archive:
        assert (len(archive.catalogue()), archive.generation()) == (20, 20)


def test_a_database_that_is_not_there_is_told(url: str) -> None:
    with pytest.raises(BadDataFolder, match="không kết nối được"):
        Archive.open(url.replace("?host=", "?host=/khong-co"))
