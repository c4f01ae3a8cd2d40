"""A lock on a folder between processes, by the operating system: it goes when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import BadDataFolder, cause

_PAUSE = 0.05

if sys.platform == "win32":
    import msvcrt

    def _acquire(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _release(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _acquire(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock file ``path`` for the block, waiting up to ``wait`` seconds for another holder; not reentrant.

    Raises:
        BadDataFolder: another program, or another thread of this one, still holds it; or it cannot be written.
    """
    handle = _open(path)
    try:
        _wait_for(handle, path, time.monotonic() + wait)
        try:
            yield
        finally:
            _release(handle)
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise BadDataFolder(f"{path.parent}: không ghi được tệp khóa ({cause(error)}); kiểm tra quyền ghi.") from error


def _wait_for(handle: int, path: Path, deadline: float) -> None:
    while True:
        try:
            return _acquire(handle)
        except OSError as error:
            if time.monotonic() >= deadline:
                raise BadDataFolder(
                    f"{path.parent}: một chương trình khác đang ghi vào thư mục dữ liệu này; "
                    "hãy chờ chương trình đó xong rồi thử lại."
                ) from error
            time.sleep(_PAUSE)
