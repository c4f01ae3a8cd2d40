"""Copies of files that were sent, kept until they are read: work that was promised survives the process."""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.errors import BadDataFolder, BadInput, cause

_YOUNG = 3600.0  # seconds in which a copy may be of a job that is about to be entered


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder with a folder for each file sent, so that the file keeps its name."""

    folder: Path

    def receive(self, name: str, stream: BinaryIO) -> Path:
        """Where ``stream`` was written whole, under ``name``.

        Raises:
            BadInput: ``name`` is no plain file name.
            BadDataFolder: it cannot be written; nothing is left of it.
        """
        if name != Path(name).name or name in {"", ".", ".."}:
            raise BadInput(f"Tên tệp không dùng được: “{name}”; hãy đổi tên tệp rồi gửi lại.")
        place = self.folder / uuid.uuid4().hex
        try:
            place.mkdir(parents=True)
            with (place / name).open("wb") as target:
                shutil.copyfileobj(stream, target)
        except OSError as error:
            shutil.rmtree(place, ignore_errors=True)
            raise BadDataFolder(
                f"{self.folder}: không ghi được ({cause(error)}); kiểm tra quyền và chỗ trống."
            ) from error
        return place / name

    def discard(self, path: Path) -> None:
        """Delete a copy; a path that is not of this folder is left alone."""
        if path.parent.parent == self.folder:
            shutil.rmtree(path.parent, ignore_errors=True)

    def sweep(self, wanted: Iterable[Path], older_than: float = _YOUNG) -> None:
        """Delete the copies that are not ``wanted`` and were made more than ``older_than`` seconds ago."""
        kept = {path.parent for path in wanted}
        for place in self.folder.glob("*"):
            if place not in kept and time.time() - place.stat().st_mtime > older_than:
                shutil.rmtree(place, ignore_errors=True)
