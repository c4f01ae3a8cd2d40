"""From files on disk to documents of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.corpus import DOCUMENTS
from ingest.datafolder import DataFolder
from ingest.errors import BadDataFolder
from ingest.parse import parse_file
from ingest.pipeline import FileOutcome, ingest_files, ingest_paths, select_files
from ingest.records import Metadata, ParsedDocument

KNOWN = Metadata(number="52/KH-UBND", issuer="UBND tỉnh Đắk Nông", issued_on=date(2017, 1, 11))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder.open(tmp_path / "Dữ liệu Sở Nội vụ")


@pytest.fixture
def archive(folder: DataFolder) -> Iterator[Archive]:
    with Archive.open(folder.database_url) as opened:
        yield opened


def put(path: Path, text: str = "Sở Nội vụ chủ trì.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def statuses(outcomes: Iterator[FileOutcome]) -> list[tuple[str, str]]:
    return [(outcome.path.name, outcome.status) for outcome in outcomes]


def test_the_shipped_documents_go_in_whole(archive: Archive, folder: DataFolder) -> None:
    outcomes = list(ingest_paths(archive, [DOCUMENTS], folder.originals))
    assert [outcome.status for outcome in outcomes] == ["added"] * 5
    for outcome in outcomes:
        assert outcome.document_id is not None
        stored = archive.parsed(outcome.document_id)
        assert stored == parse_file(outcome.path)
        assert (outcome.provisions, outcome.assignments) == (len(stored.provisions), len(stored.assignments))
        original = folder.originals.find(stored.sha256)
        assert original is not None
        assert original.read_bytes() == outcome.path.read_bytes()
    assert [outcome.status for outcome in ingest_paths(archive, [DOCUMENTS])] == ["unchanged"] * 5
    assert archive.generation() == 5


def test_what_is_chosen_from_folders(tmp_path: Path) -> None:
    names = ["b.txt", "a.DOCX", "2/c.pdf", "10/d.html", "x.mp3", "~$a.docx", ".ẩn.txt", ".git/e.txt", "2/thumbs.db"]
    for name in names:
        put(tmp_path / "nguồn" / name)
    DataFolder.open(tmp_path / "nguồn" / "data")
    selection = select_files([tmp_path / "nguồn", tmp_path / "nguồn" / "b.txt", tmp_path / "nguồn" / "x.mp3"])
    chosen = [path.relative_to(tmp_path / "nguồn").as_posix() for path in selection.files]
    assert chosen == ["a.DOCX", "b.txt", "10/d.html", "2/c.pdf", "x.mp3"]
    assert selection.skipped == 4


def test_one_bad_file_never_stops_the_rest(archive: Archive, tmp_path: Path) -> None:
    good = [put(tmp_path / "a.txt", "Một"), put(tmp_path / "d.txt", "Hai")]
    bad = [put(tmp_path / "b.txt", " "), put(tmp_path / "c.mp3"), tmp_path / "không có"]
    outcomes = list(ingest_paths(archive, [good[0], *bad, good[1]]))
    assert [outcome.status for outcome in outcomes] == ["added", "failed", "failed", "failed", "added"]
    reasons = [outcome.reason or "" for outcome in outcomes[1:4]]
    assert ["trống" in reasons[0], ".mp3" in reasons[1], "không tìm thấy" in reasons[2]] == [True] * 3
    assert len(archive.catalogue()) == 2


def test_a_new_version_replaces_and_says_what(archive: Archive, tmp_path: Path) -> None:
    def parse(path: Path) -> ParsedDocument:
        return replace(parse_file(path), metadata=KNOWN if "bản" in path.name else replace(KNOWN, issued_on=None))

    files = [put(tmp_path / "bản 1.txt", "Một"), put(tmp_path / "bản 2.txt", "Hai"), put(tmp_path / "khác.txt", "Ba")]
    outcomes = list(ingest_files(archive, select_files(files), parse=parse))
    assert [outcome.status for outcome in outcomes] == ["added", "replaced", "added"]
    assert outcomes[1].notes == ("Thay cho bản trước: bản 1.txt.",)
    similar = f"Cùng số, ký hiệu và cơ quan với {outcomes[0].document_id}; hãy kiểm tra xem có trùng không."
    assert outcomes[2].notes == (similar,)


def test_a_mistake_of_ours_is_that_files_failure(archive: Archive, tmp_path: Path) -> None:
    def parse(path: Path) -> ParsedDocument:
        if path.name == "a.txt":
            raise IndexError("list index out of range")
        return parse_file(path)

    selection = select_files([put(tmp_path / "a.txt", "Một"), put(tmp_path / "b.txt", "Hai")])
    outcomes = list(ingest_files(archive, selection, parse=parse))
    assert [outcome.status for outcome in outcomes] == ["failed", "added"]
    assert outcomes[0].reason == "lỗi của chương trình khi đọc tệp (IndexError: list index out of range)."


def test_the_caller_hears_what_is_being_read(archive: Archive, tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    selection = select_files([put(tmp_path / "a.txt", "Một"), put(tmp_path / "b.txt", "Hai")])
    outcomes = ingest_files(archive, selection, starting=lambda path, at, of: heard.append((path.name, at, of)))
    assert heard == []
    assert statuses(outcomes) == [("a.txt", "added"), ("b.txt", "added")]
    assert heard == [("a.txt", 1, 2), ("b.txt", 2, 2)]


def test_a_folder_that_cannot_be_written_ends_the_job(archive: Archive, folder: DataFolder, tmp_path: Path) -> None:
    folder.files.rmdir()
    with pytest.raises(BadDataFolder, match="không ghi được"):
        list(ingest_paths(archive, [put(tmp_path / "a.txt")], folder.originals))
    assert archive.catalogue() == []
