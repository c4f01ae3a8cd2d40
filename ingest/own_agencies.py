"""Agencies that an administrator adds or changes: one JSON file in the data folder, over the registry that ships.

An entry with the id of a known agency adds names to it, or gives it another kind or parent; any other entry is a new
agency. The file of the folder that is followed counts at once, in every process that follows it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.datafolder import write_whole
from ingest.errors import BadDataFolder, BadInput, cause
from ingest.folderlock import locked
from ingest.folding import squeeze

FILE = "agencies.json"
MAX_NAME = 200
_LOCK = "agencies.lock"
_WAIT = 10.0  # seconds that a writer waits for another
_NO_NAME = re.compile(r"[\[\](){}<>|*]")


@dataclass(frozen=True, slots=True)
class OwnAgency:
    """What was added to one agency, or a new one. ``name``, ``kind`` and ``parent`` are empty where those of the
    registry stand; ``parent`` is the id of an agency or of a group, which then counts the agency among its members."""

    id: str
    name: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""


class OwnAgencies:
    """The entries of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def entries(self) -> tuple[OwnAgency, ...]:
        """Every entry in the order in which they were made.

        Raises:
            BadDataFolder: the file cannot be read or is damaged.
        """
        try:
            content = self._file.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise BadDataFolder(f"{self._file}: không đọc được ({cause(error)}); kiểm tra quyền đọc.") from error
        try:
            return tuple(map(_entry, json.loads(content.decode("utf-8"))))
        except (ValueError, KeyError, TypeError) as error:
            message = f"{self._file}: danh mục cơ quan tự thêm bị hỏng; hãy khôi phục tệp này từ bản sao lưu."
            raise BadDataFolder(message) from error

    def put(self, entry: OwnAgency) -> None:
        """Keep ``entry`` in the place of the one with its id, or as the last one; on the disk when this returns.

        Raises:
            BadDataFolder: it cannot be written.
        """
        with locked(self._file.with_name(_LOCK), _WAIT):
            known = self.entries()
            kept = [entry if one.id == entry.id else one for one in known]
            self._write(kept if entry.id in {one.id for one in known} else [*kept, entry])

    def drop(self, agency_id: str) -> None:
        """Take the entry with this id out; nothing happens when there is none.

        Raises:
            BadDataFolder: it cannot be written.
        """
        with locked(self._file.with_name(_LOCK), _WAIT):
            self._write(one for one in self.entries() if one.id != agency_id)

    def _write(self, entries: Iterable[OwnAgency]) -> None:
        lines = ",\n ".join(json.dumps(asdict(one), ensure_ascii=False) for one in entries)
        write_whole(self._file, f"[\n {lines}\n]\n".encode())

    def stamp(self) -> tuple[int, int]:
        """What changes whenever the file does."""
        try:
            found = self._file.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)


def checked_name(text: str) -> str:
    """``text`` on one line, fit to be the name of an agency.

    Raises:
        BadInput: it is empty, too long, or holds brackets, bars or stars.
    """
    name = squeeze(text)
    if not name or len(name) > MAX_NAME:
        raise BadInput(f"Tên cơ quan phải có từ 1 đến {MAX_NAME} ký tự.")
    if _NO_NAME.search(name) or not name[0].isalpha():
        raise BadInput(f"Tên cơ quan “{name}” không được có ngoặc, dấu * hoặc |, và phải bắt đầu bằng chữ.")
    return name


def _entry(raw: dict[str, Any]) -> OwnAgency:
    values = {name: str(raw.get(name, "")) for name in ("name", "kind", "parent")}
    return OwnAgency(id=str(raw["id"]), aliases=tuple(map(str, raw.get("aliases", ()))), **values)


class _Followed:
    """The data folder whose entries count in this process, read again when its file has changed."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self._known: tuple[Path, tuple[int, int], tuple[OwnAgency, ...]] | None = None

    def entries(self) -> tuple[OwnAgency, ...]:
        folder = self.folder
        if folder is None:
            return ()
        own = OwnAgencies(folder)
        stamp = own.stamp()
        if self._known is None or self._known[:2] != (folder, stamp):
            self._known = (folder, stamp, own.entries() if stamp != (0, 0) else ())
        return self._known[2]


_FOLLOWED = _Followed()


def follow(folder: Path) -> None:
    """From now on the entries of ``folder`` count in this process, and those of no other."""
    _FOLLOWED.folder = folder


def leave(folder: Path) -> None:
    """``folder`` is not followed any longer, if it was."""
    if _FOLLOWED.folder == folder:
        _FOLLOWED.folder = None


def followed() -> tuple[OwnAgency, ...]:
    """The entries that count now; none when no folder is followed.

    Raises:
        BadDataFolder: the file of the folder cannot be read or is damaged.
    """
    return _FOLLOWED.entries()
