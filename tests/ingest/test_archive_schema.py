"""Opening: new, older, newer and foreign databases; the schema; the plan of the query for duties."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from ingest.archive import Archive, reading
from ingest.archive.models import Base
from ingest.archive.schema import VERSION_TABLE, head
from ingest.errors import BadDataFolder
from ingest.records import Role

VECTORS = {"hash": np.zeros(2, dtype=np.float32)}


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_migrations_make_the_schema_of_the_models(tmp_path: Path) -> None:
    Archive.open(url(tmp_path / "a.sqlite3")).close()
    engine = create_engine(url(tmp_path / "a.sqlite3"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert context.get_current_revision() == head()
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    Archive.open(url(path)).close()
    before = path.read_bytes()
    Archive.open(url(path)).close()
    assert path.read_bytes() == before


def test_closing_leaves_no_lock_and_no_second_file(tmp_path: Path) -> None:
    with Archive.open(url(tmp_path / "a.sqlite3")) as archive:
        archive.put_vectors("m", VECTORS)
    assert [file.name for file in tmp_path.iterdir()] == ["a.sqlite3"]
    connection = sqlite3.connect(tmp_path / "a.sqlite3", timeout=0)
    connection.execute("BEGIN EXCLUSIVE")
    connection.close()


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    Archive.open(url(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(BadDataFolder, match="phiên bản mới hơn"):
        Archive.open(url(path))
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE document (id TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(BadDataFolder, match="chương trình khác"):
        Archive.open(url(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"This is no database. " * 500, b"PK\x03\x04" + b"x" * 5000])
def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.sqlite3"
    path.write_bytes(content)
    with pytest.raises(BadDataFolder, match="không phải là cơ sở dữ liệu"):
        Archive.open(url(path))
    assert path.read_bytes() == content


def test_a_damaged_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    with Archive.open(url(path)) as archive:
        archive.put_vectors("m", VECTORS)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(BadDataFolder, match="hỏng"), Archive.open(url(path)) as archive:
        archive.documents()


@pytest.mark.parametrize("address", ["sqlite:////khong/co/thu/muc/a.sqlite3", "khong phai url", "la://x/y"])
def test_an_address_that_leads_nowhere(address: str) -> None:
    with pytest.raises(BadDataFolder):
        Archive.open(address)


def test_a_writer_that_waits_too_long_is_told_why(tmp_path: Path) -> None:
    with Archive.open(f"{url(tmp_path / 'a.sqlite3')}?timeout=0.1") as archive:
        other = sqlite3.connect(tmp_path / "a.sqlite3")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadDataFolder, match="đang được chương trình khác ghi"):
            archive.put_vectors("m", VECTORS)
        assert archive.documents() == []  # readers go on
        other.close()


def test_duties_of_an_agency_are_found_by_index(tmp_path: Path) -> None:
    """The plan of the very statement: by the index of duties, then by primary keys; no table is scanned."""
    said: list[str] = []
    with Archive.open(url(tmp_path / "a.sqlite3")) as archive:
        engine = create_engine(url(tmp_path / "a.sqlite3"))
        with Session(engine) as session:
            event.listen(engine, "before_cursor_execute", lambda *about: said.append(about[2]))
            reading.assignments(session, reading.Duty(("x", "y"), roles=(Role.LEAD,)), ())
            plan = session.connection().exec_driver_sql(
                f"EXPLAIN QUERY PLAN {said[-1]}", ("x", "y", "lead", "recalled")
            )
            steps = [str(row[3]) for row in plan]
        engine.dispose()
        assert archive.assignments(["x"]) == []
    assert any("INDEX ix_agency_mention_duty (agency_id=? AND role=?)" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN") and "anon" not in step] == []


WRITER = """
import sys
from ingest.archive import Archive, reading
from ingest.records import Metadata, ParsedDocument
with Archive.open(sys.argv[1]) as archive:
    for number in range(10):
        text = f"{sys.argv[2]} {number}"
        sha256 = text.encode("utf-8").hex().ljust(64, "0")
        archive.add(ParsedDocument("a.txt", sha256, text, Metadata(), (), (), ()))
"""


def test_two_processes_may_create_and_write_at_once(tmp_path: Path) -> None:
    place = url(tmp_path / "a.sqlite3")
    command = [sys.executable, "-c", WRITER, place]
    writers = [subprocess.Popen([*command, name], stderr=subprocess.PIPE) for name in ("mot", "hai")]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [(b"", 0), (b"", 0)]
    with Archive.open(place) as archive:
        assert (len(archive.catalogue()), archive.generation()) == (20, 20)
        assert sorted(archive.document_generations().values()) == list(range(1, 21))


def test_opening_waits_for_another_program_to_finish_reading(tmp_path: Path) -> None:
    """SQLite refuses at once to change how a file is kept while another connection is in it."""
    path = tmp_path / "a.sqlite3"
    Archive.open(url(path)).close()
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.5, other.execute, ("COMMIT",))
        release.start()
        Archive.open(url(path)).close()
        release.join()
    with closing(sqlite3.connect(path)) as fresh:
        assert fresh.execute("PRAGMA journal_mode").fetchone() == ("wal",)
