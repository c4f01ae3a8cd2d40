"""An archive of the first schema is brought up in place, and everything in it is still there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from ingest.archive import AddStatus, Archive, OnDuplicate, State
from ingest.archive.schema import MIGRATIONS, VERSION_TABLE, head
from ingest.corpus import DOCUMENTS
from ingest.datafolder import DataFolder
from ingest.parse import parse_file
from ingest.records import ParsedDocument

FILES = sorted(DOCUMENTS.glob("*.txt"))
NEW_TABLES = {"former_id", "correction", "job", "job_file"}
OLD_TEXT = "Bản trước."


def make_first_schema(engine: sa.Engine) -> None:
    """The empty database that the first version of the program made."""
    script = ScriptDirectory(str(MIGRATIONS))
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        with Operations.context(context):
            script.get_revision("0001").module.upgrade()
            context.stamp(script, "0001")


def rows_of(url: str) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, as the database has it."""
    engine = sa.create_engine(url)
    schema = sa.MetaData()
    schema.reflect(engine)
    with engine.connect() as connection:
        found = {
            table.name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
            for table in schema.sorted_tables
        }
    engine.dispose()
    return found


def fill(engine: sa.Engine, rows: dict[str, list[dict[str, object]]]) -> None:
    """Write ``rows`` as far as the tables of ``engine`` have their columns."""
    schema = sa.MetaData()
    schema.reflect(engine)
    with engine.begin() as connection:
        connection.execute(sa.delete(schema.tables["archive_counter"]))
        for table in schema.sorted_tables:
            known = [{column.name: row[column.name] for column in table.columns} for row in rows.get(table.name, [])]
            if known and table.name != VERSION_TABLE:
                connection.execute(sa.insert(table), known)


@pytest.fixture
def documents() -> list[ParsedDocument]:
    return [parse_file(path) for path in FILES]


@pytest.fixture
def old_folder(tmp_path: Path, documents: list[ParsedDocument]) -> DataFolder:
    """A data folder of the first schema with the shipped documents, an earlier version of one, and a vector."""
    source = f"sqlite:///{tmp_path / 'nguồn.sqlite3'}"
    with Archive.open(source) as archive:
        for document in documents:
            archive.add(document)
        archive.put_vectors("m", {"h": np.ones(3, dtype=np.float32)})
    rows = rows_of(source)
    version = {"key": 1, "document_id": documents[0].id, "revision": 0, "source_file": "cũ.txt", "sha256": "0" * 64}
    moments = {"added_at": datetime(2026, 1, 2), "replaced_at": datetime(2026, 1, 3)}
    rows["document_version"] = [version | moments | {"text": OLD_TEXT}]
    folder = DataFolder.open(tmp_path / "Dữ liệu Sở Nội vụ")
    engine = sa.create_engine(folder.database_url)
    make_first_schema(engine)
    fill(engine, rows)
    engine.dispose()
    return folder


def test_the_database_of_the_test_is_of_the_first_schema(old_folder: DataFolder) -> None:
    rows = rows_of(old_folder.database_url)
    assert rows[VERSION_TABLE] == [{"version_num": "0001"}]
    assert not NEW_TABLES & set(rows)
    assert "content_key" not in rows["document"][0]


def test_everything_is_still_there(old_folder: DataFolder, documents: list[ParsedDocument]) -> None:
    before = rows_of(old_folder.database_url)
    with Archive.open(old_folder.database_url) as archive:
        assert [archive.parsed(document.id) for document in documents] == documents
        assert {entry.state for entry in archive.catalogue()} == {State.ACTIVE}
        assert archive.generation() == len(FILES)
        assert archive.vectors("m", ["h"])["h"].tolist() == [1, 1, 1]
        [version] = archive.versions(documents[0].id)
        assert (version.text, version.added_at) == (OLD_TEXT, datetime(2026, 1, 2, tzinfo=UTC))
        assert archive.version(documents[0].id, 0).text == OLD_TEXT
    after = rows_of(old_folder.database_url)
    assert after[VERSION_TABLE] == [{"version_num": head()}]
    for table in set(before) - {VERSION_TABLE}:
        kept = [{name: row[name] for name in old} for old, row in zip(before[table], after[table], strict=True)]
        assert kept == before[table]


def test_an_upgraded_archive_does_all_that_a_new_one_does(
    old_folder: DataFolder, documents: list[ParsedDocument]
) -> None:
    with Archive.open(old_folder.database_url) as archive:
        first = documents[0]
        assert archive.add(first).status is AddStatus.UNCHANGED
        spaced = parse_file(FILES[4]).text.replace(" ", "  ")
        (old_folder.path / "lại.txt").write_text(spaced, encoding="utf-8")
        again = archive.add(parse_file(old_folder.path / "lại.txt"), OnDuplicate.ASK)
        assert (again.status, again.existing) == (AddStatus.DUPLICATE, (documents[4].id,))
        archive.recall(first.id, "Hết hiệu lực", date(2026, 11, 20))
        assert len(archive.catalogue()) == len(FILES) - 1
        assert archive.jobs.create([]) == 1


def test_an_upgraded_database_has_the_schema_of_a_new_one(old_folder: DataFolder, tmp_path: Path) -> None:
    Archive.open(old_folder.database_url).close()
    Archive.open(f"sqlite:///{tmp_path / 'mới.sqlite3'}").close()

    def shape(url: str) -> dict[str, list[tuple[str, str, bool]]]:
        engine = sa.create_engine(url)
        schema = sa.MetaData()
        schema.reflect(engine)
        engine.dispose()
        return {
            table.name: [(column.name, str(column.type), bool(column.nullable)) for column in table.columns]
            for table in schema.sorted_tables
        }

    assert shape(old_folder.database_url) == shape(f"sqlite:///{tmp_path / 'mới.sqlite3'}")


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(old_folder: DataFolder) -> None:
    """A table of that name is in the way: the whole upgrade is one transaction."""
    engine = sa.create_engine(old_folder.database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE job_file (x TEXT)"))
    engine.dispose()
    before = rows_of(old_folder.database_url)
    with pytest.raises(sa.exc.OperationalError, match="job_file"):
        Archive.open(old_folder.database_url)
    assert rows_of(old_folder.database_url) == before
