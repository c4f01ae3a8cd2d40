"""Connections to the archive's database, and its errors in the words of ours.

Readers see one snapshot for the length of a session. Writers are serialised: each begins by advancing the
generation counter, whose row every writer must hold. On SQLite this takes the write lock at once (WAL lets readers
go on meanwhile); on PostgreSQL it takes the row's lock.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from ingest.errors import BadDataFolder

BUSY_SECONDS = 30
_RETRY_SECONDS = 0.05
_WRITES = "archive_writes"
_UPGRADE_LOCK = 0x63636863  # any number that other programs of the server are unlikely to use
# What a driver says (SQLite's and PostgreSQL's own words) -> what the user is told.
_EXPLANATIONS = (
    (
        ("file is not a database", "file is encrypted"),
        "không phải là cơ sở dữ liệu của kho văn bản; hãy chọn thư mục dữ liệu khác hoặc khôi phục bản sao lưu.",
    ),
    (
        ("malformed", "disk i/o error"),
        "cơ sở dữ liệu bị hỏng hoặc ổ đĩa lỗi; hãy khôi phục bản sao lưu gần nhất.",
    ),
    (
        ("database is locked", "database table is locked"),
        "kho đang được chương trình khác ghi; hãy chờ chương trình đó xong rồi thử lại.",
    ),
    (
        ("readonly database", "unable to open", "permission denied"),
        "không mở hoặc không ghi được; hãy kiểm tra quyền ghi của thư mục dữ liệu.",
    ),
    (
        ("disk is full", "no space left"),
        "ổ đĩa đã đầy; hãy giải phóng dung lượng rồi thử lại.",
    ),
    (
        (
            "connection failed",
            "connection is bad",
            "connection to server",
            "connection refused",
            "could not connect",
            "server closed the connection",
        ),
        "không kết nối được tới máy chủ cơ sở dữ liệu; hãy kiểm tra máy chủ và tài khoản.",
    ),
)


def connect(url: str) -> Engine:
    """An engine for ``url``; nothing is opened yet. A SQLite URL may say "?timeout=SECONDS" to wait for a writer.

    Raises:
        BadDataFolder: the URL is malformed, or its driver is not installed.
    """
    try:
        parsed = make_url(url)
        engine = create_engine(parsed, **_settings(parsed))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise BadDataFolder(
            f"Địa chỉ cơ sở dữ liệu không dùng được ({error}); ví dụ đúng: sqlite:////thu-muc/archive.sqlite3."
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def readers(engine: Engine) -> Engine:
    """The same connections, for sessions that see one snapshot."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def writers(engine: Engine) -> Engine:
    """The same connections, for sessions that write."""
    return engine.execution_options(**{_WRITES: True})


def wait_for_other_upgrades(connection: Connection) -> None:
    """Let one process at a time change the schema; on SQLite a transaction that writes does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")


def keep_readers_going(engine: Engine) -> None:
    """Switch a SQLite file to write-ahead logging, which is kept in the file. Only for a database that is ours.

    SQLite does not wait here for other connections, whatever the timeout is, so we do.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    until = time.monotonic() + BUSY_SECONDS
    try:
        while not _switched(connection.cursor(), time.monotonic() > until):
            time.sleep(_RETRY_SECONDS)
    finally:
        connection.close()


def _switched(cursor: DBAPICursor, is_last: bool) -> bool:
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if is_last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Database trouble that a user can act on leaves the block as ``BadDataFolder``; other errors as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.DatabaseError) as error:
        reason = _explanation(error)
        if reason is None:
            raise
        raise BadDataFolder(f"{_place(engine.url)}: {reason}") from error


def _settings(url: URL) -> dict[str, Any]:
    if url.get_backend_name() != "sqlite":
        return {"pool_pre_ping": True}
    return {} if "timeout" in url.query else {"connect_args": {"timeout": BUSY_SECONDS}}


def _prepare_sqlite(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own: _begin_sqlite does
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _place(url: URL) -> str:
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _explanation(error: Exception) -> str | None:
    said = str(error).lower()
    return next((reason for words, reason in _EXPLANATIONS if any(word in said for word in words)), None)
