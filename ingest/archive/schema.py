"""The schema's version: opening brings an older archive to the present one and refuses what is not an archive.

Migrations are the modules of ``migrations/versions`` and ship with the package.
"""

from __future__ import annotations

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlalchemy.engine import Connection

from ingest.archive.connection import explained, keep_readers_going, wait_for_other_upgrades, writers
from ingest.errors import BadDataFolder

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "cchc_schema_version"


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema, in one transaction; an archive at that schema is left alone.

    Raises:
        BadDataFolder: no database, another program's, damaged, not writable, or of a newer version of this one;
            nothing was written to it.
    """
    script = ScriptDirectory(str(MIGRATIONS))
    with explained(engine):
        with engine.connect() as connection:
            current = _revision(connection, script)
        if current != script.get_current_head():
            with writers(engine).begin() as connection:
                wait_for_other_upgrades(connection)
                _migrate(connection, script)
        keep_readers_going(engine)


def head() -> str:
    """The revision of this version's schema."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def _revision(connection: Connection, script: ScriptDirectory) -> str | None:
    tables = inspect(connection).get_table_names()
    if tables and VERSION_TABLE not in tables:
        raise BadDataFolder(
            f"{_name(connection)}: là cơ sở dữ liệu của chương trình khác; hãy chọn thư mục hoặc cơ sở dữ liệu trống."
        )
    current = _context(connection).get_current_revision()
    if current is not None and current not in {revision.revision for revision in script.walk_revisions()}:
        raise BadDataFolder(
            f"{_name(connection)}: được tạo bởi phiên bản mới hơn của chương trình (lược đồ {current}); "
            "hãy cập nhật chương trình rồi mở lại."
        )
    return current


def _migrate(connection: Connection, script: ScriptDirectory) -> None:
    current = _revision(connection, script)  # again, now that nobody else can write
    context = _context(connection)
    with Operations.context(context):
        for revision in reversed(list(script.iterate_revisions("head", current or "base"))):
            revision.module.upgrade()
            context.stamp(script, revision.revision)


def _context(connection: Connection) -> MigrationContext:
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})


def _name(connection: Connection) -> str:
    return str(connection.engine.url.database or connection.engine.url)
