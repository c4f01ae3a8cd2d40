"""Copies of a data folder: consistent, verified, and never put over what is there unasked."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from ingest.errors import BadInput, FileError, UnreadableFile
from search.backup import DATABASE, MANIFEST, back_up, restore, verified
from search.engine import Engine


@pytest.fixture
def copy(engine: Engine, tmp_path: Path) -> Path:
    """A copy of the session's data folder."""
    target = tmp_path / "Sao lưu" / "kho.zip"
    engine.backup(target)
    return target


def rewrite(source: Path, target: Path, member: str, data: bytes) -> None:
    """``source`` as ``target`` with one member changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == member else old.read(name))


def test_a_restored_folder_is_equal(engine: Engine, copy: Path, tmp_path: Path) -> None:
    manifest = restore(tmp_path / "Máy mới", copy)
    assert manifest.documents == 5
    with Engine.open(tmp_path / "Máy mới") as restored:
        for entry in engine.archive.catalogue():
            assert restored.archive.parsed(entry.id) == engine.archive.parsed(entry.id)
            assert restored.folder.originals.find(entry.sha256) is not None
        assert list(restored.export()) == list(engine.export())


def test_an_archive_with_documents_is_replaced_only_by_force(copy: Path, tmp_path: Path) -> None:
    restore(tmp_path / "Kho", copy)
    with pytest.raises(BadInput, match="--force"):
        restore(tmp_path / "Kho", copy)
    assert restore(tmp_path / "Kho", copy, force=True).documents == 5


def test_an_existing_file_is_not_overwritten(engine: Engine, copy: Path) -> None:
    before = copy.read_bytes()
    with pytest.raises(FileError):
        back_up(engine.folder, copy)
    assert copy.read_bytes() == before


def test_damage_is_found_before_anything_is_changed(copy: Path, tmp_path: Path) -> None:
    bad = tmp_path / "hỏng.zip"
    rewrite(copy, bad, DATABASE, b"not the database")
    with pytest.raises(UnreadableFile, match="hỏng"):
        restore(tmp_path / "Kho", bad)
    assert not (tmp_path / "Kho").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"app": "khác"},
        {"format": 99},
        {"sha256": {}},
        {"sha256": {DATABASE: "0", "../ra ngoài": "0"}},
        {"sha256": {DATABASE: "0", "files/../../x": "0"}},
    ],
)
def test_copies_that_are_not_ours_are_refused(copy: Path, tmp_path: Path, change: dict[str, object]) -> None:
    with zipfile.ZipFile(copy) as zipped:
        manifest = {**json.loads(zipped.read(MANIFEST)), **change}
    bad = tmp_path / "lạ.zip"
    rewrite(copy, bad, MANIFEST, json.dumps(manifest).encode("utf-8"))
    with pytest.raises(UnreadableFile):
        verified(bad)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"abc" * 100])
def test_any_other_file_is_refused(tmp_path: Path, data: bytes) -> None:
    other = tmp_path / "khác.zip"
    other.write_bytes(data)
    with pytest.raises(UnreadableFile):
        verified(other)
