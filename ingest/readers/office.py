"""Old Word (.doc), OpenDocument (.odt), RTF and old Excel (.xls) files, converted by LibreOffice when it is installed.

Each call has a profile folder of its own, so that it neither waits for nor disturbs a LibreOffice that is open.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.readers import docx
from ingest.readers.source import Content

TIMEOUT = 180.0  # seconds for one file; the first start of the program takes some of them
_PROGRAMS = ("soffice", "libreoffice")
# Where the installers put it when it is not on the search path.
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_MISSING = (
    "cần LibreOffice để đọc định dạng này nhưng máy chưa cài; hãy cài LibreOffice (libreoffice.org), "
    "hoặc mở bằng Word rồi lưu thành .docx."
)
_SLOW = "LibreOffice không chuyển đổi xong trong {:.0f} giây; hãy mở bằng Word rồi lưu thành .docx."
_FAILED = "LibreOffice không mở được tệp (hỏng hoặc đặt mật khẩu); hãy mở bằng Word rồi lưu thành .docx."


def program() -> str | None:
    """LibreOffice's command, or None when it is not installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def read(data: bytes, path: Path) -> Content:
    """The text of a file that a word processor wrote, through Word's format.

    Raises:
        UnsupportedFormat: LibreOffice is not installed.
        UnreadableFile: it cannot open the file, or needs too long.
    """
    return docx.read(converted(data, path, "docx"), path)


def converted(data: bytes, path: Path, target: str, timeout: float = TIMEOUT) -> bytes:
    """The file in the format ``target`` (a suffix without the dot).

    Raises:
        UnsupportedFormat, UnreadableFile: as for ``read``.
    """
    command = program()
    if command is None:
        raise UnsupportedFormat(path, _MISSING)
    with tempfile.TemporaryDirectory(prefix="cchc-office-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"van-ban{path.suffix.lower()}")
        source.write_bytes(data)
        _run(_command(command, source, target), path, timeout)
        result = source.with_suffix(f".{target}")
        if not result.is_file():
            raise UnreadableFile(path, _FAILED)
        return result.read_bytes()


def _command(program: str, source: Path, target: str) -> list[str]:
    profile = (source.parent / "profile").as_uri()
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation={profile}"]
    return [program, *options, "--convert-to", target, "--outdir", str(source.parent), str(source)]


def _run(command: list[str], path: Path, timeout: float) -> None:
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired as error:
        _stop(process)
        raise UnreadableFile(path, _SLOW.format(timeout)) from error


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started (its command is only a launcher)."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
