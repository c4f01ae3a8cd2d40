"""The manifest of a derived index: what it was made from, by what, and the checksums of its files.

An index lives in a sub-folder of its own; ``manifest.json`` names the one in use. A new index is written beside it and
taken into use by replacing the manifest, which is atomic, so a crash leaves either the old index or the new.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 5  # raise it whenever segmentation, passages, fields or files change their meaning
_FILE = "manifest.json"
BUILDING = "building.json"  # names the index that is being made, as far as it has come
_LOCK_SUFFIX = ".lock"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``documents`` maps each indexed document to the generation in which it last changed; ``model`` is None for an
    index of words alone; ``has_recalled`` says whether a recalled document is among them; ``files`` maps paths inside
    ``folder`` to SHA-256."""

    folder: str
    generation: int
    model: str | None
    documents: dict[str, int]
    passages: int
    windows: int
    files: dict[str, str]
    has_recalled: bool = False
    format: int = FORMAT

    def write(self, root: Path, file: str = _FILE) -> None:
        """Take this index into use, atomically; as ``BUILDING``, note how far it has come."""
        aside = root / f"{self.folder}.{file}"
        with aside.open("w", encoding="utf-8") as out:
            json.dump(asdict(self), out, ensure_ascii=False)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(root / file)

    @classmethod
    def read(cls, root: Path, file: str = _FILE) -> Manifest | None:
        """The manifest in ``root``; None when there is none.

        Raises:
            ValueError: it is damaged, or of another format.
        """
        path = root / file
        if not path.is_file():
            return None
        try:
            stored = cls(**json.loads(path.read_text(encoding="utf-8")))
        except TypeError as error:
            raise ValueError(str(error)) from error
        if stored.format != FORMAT:
            raise ValueError(f"do phiên bản khác của chương trình lập, dạng {stored.format}")
        return stored

    def damaged_files(self, root: Path) -> list[str]:
        """Paths that are missing, added or changed since the manifest was written."""
        now = checksums(root / self.folder)
        return sorted(path for path in {*now, *self.files} if now.get(path) != self.files.get(path))


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below ``folder`` but lock files, by its path with "/" between steps."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != _LOCK_SUFFIX:
            with path.open("rb") as stored:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(stored, "sha256").hexdigest()
    return found
