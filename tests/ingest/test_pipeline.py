"""From files on disk to documents of the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.archive import Archive, MetadataField, OnDuplicate
from ingest.corpus import DOCUMENTS
from ingest.datafolder import DataFolder, Originals
from ingest.errors import BadDataFolder
from ingest.parse import parse_file
from ingest.pipeline import FileOutcome, Parser, ingest_file, select_files
from ingest.records import Metadata, ParsedDocument

KNOWN = Metadata("52/KH-UBND", None, "UBND tỉnh Đắk Nông", date(2017, 1, 11), title="Cải cách hành chính")


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


def ingest(
    archive: Archive, paths: Sequence[Path], originals: Originals | None = None, parse: Parser = parse_file
) -> list[FileOutcome]:
    return [ingest_file(archive, path, originals, parse) for path in select_files(paths).files]


def test_the_shipped_documents_go_in_whole(archive: Archive, folder: DataFolder) -> None:
    outcomes = ingest(archive, [DOCUMENTS], folder.originals)
    assert [outcome.status for outcome in outcomes] == ["added"] * 5
    for outcome in outcomes:
        assert outcome.document_id is not None
        stored = archive.parsed(outcome.document_id)
        assert stored == parse_file(outcome.path)
        assert (outcome.provisions, outcome.assignments) == (len(stored.provisions), len(stored.assignments))
        original = folder.originals.find(stored.sha256)
        assert original is not None
        assert original.read_bytes() == outcome.path.read_bytes()
    assert [outcome.status for outcome in ingest(archive, [DOCUMENTS])] == ["unchanged"] * 5
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
    outcomes = ingest(archive, [good[0], *bad, good[1]])
    assert [outcome.status for outcome in outcomes] == ["added", "failed", "failed", "failed", "added"]
    reasons = [outcome.reason or "" for outcome in outcomes[1:4]]
    assert ["trống" in reasons[0], ".mp3" in reasons[1], "không tìm thấy" in reasons[2]] == [True] * 3
    assert len(archive.catalogue()) == 2


def test_a_new_version_replaces_and_says_what(archive: Archive, tmp_path: Path) -> None:
    def parse(path: Path) -> ParsedDocument:
        return replace(parse_file(path), metadata=KNOWN if "bản" in path.name else replace(KNOWN, issued_on=None))

    files = [put(tmp_path / "bản 1.txt", "Một"), put(tmp_path / "bản 2.txt", "Hai"), put(tmp_path / "khác.txt", "Ba")]
    outcomes = ingest(archive, files, parse=parse)
    assert [outcome.status for outcome in outcomes] == ["added", "replaced", "added"]
    assert outcomes[1].notes == ("Thay cho bản trước: bản 1.txt.",)
    earlier = f"{outcomes[0].document_id} nhưng không thay văn bản đó"
    similar = f"Cùng số, ký hiệu và cơ quan với {earlier}; hãy kiểm tra xem có trùng không."
    assert outcomes[2].notes == (similar,)


def test_a_mistake_of_ours_is_that_files_failure(archive: Archive, tmp_path: Path) -> None:
    def parse(path: Path) -> ParsedDocument:
        if path.name == "a.txt":
            raise IndexError("list index out of range")
        return parse_file(path)

    outcomes = ingest(archive, [put(tmp_path / "a.txt", "Một"), put(tmp_path / "b.txt", "Hai")], parse=parse)
    assert [outcome.status for outcome in outcomes] == ["failed", "added"]
    assert outcomes[0].reason == "lỗi của chương trình khi đọc tệp (IndexError: list index out of range)."


def test_a_folder_that_cannot_be_written_ends_the_job(archive: Archive, folder: DataFolder, tmp_path: Path) -> None:
    folder.files.rmdir()
    with pytest.raises(BadDataFolder, match="không ghi được"):
        ingest(archive, [put(tmp_path / "a.txt")], folder.originals)
    assert archive.catalogue() == []


# what the archive does with the second file -> whether a copy of its original is kept
KEPT = [
    (OnDuplicate.REPLACE, "replaced", True),
    (OnDuplicate.KEEP, "added", True),
    (OnDuplicate.SKIP, "skipped", False),
    (OnDuplicate.ASK, "duplicate", False),
]


@pytest.mark.parametrize(("choice", "status", "is_kept"), KEPT)
def test_an_original_is_kept_only_with_its_document(
    archive: Archive, folder: DataFolder, tmp_path: Path, choice: OnDuplicate, status: str, is_kept: bool
) -> None:
    def parse(path: Path) -> ParsedDocument:
        return replace(parse_file(path), metadata=KNOWN)

    first, second = put(tmp_path / "a.txt", "Một"), put(tmp_path / "b.txt", "Hai")
    ingest_file(archive, first, folder.originals, parse)
    outcome = ingest_file(archive, second, folder.originals, parse, choice)
    assert (outcome.status, len(list(folder.files.iterdir()))) == (status, 2 if is_kept else 1)
    assert {path.stem for path in folder.files.iterdir()} == archive.hashes()


def test_a_defect_leaves_no_original_behind(archive: Archive, folder: DataFolder, tmp_path: Path) -> None:
    def parse(path: Path) -> ParsedDocument:
        found = parse_file(path)
        return replace(found, provisions=found.provisions * 2)

    [outcome] = ingest(archive, [put(tmp_path / "a.txt", "Một")], folder.originals, parse)
    assert "trùng địa chỉ" in (outcome.reason or "")
    assert list(folder.files.iterdir()) == []


def test_what_a_person_has_done_to_a_document_is_told_when_its_file_comes_again(
    archive: Archive, tmp_path: Path
) -> None:
    path = put(tmp_path / "a.txt", "Một")
    [first] = ingest(archive, [path])
    assert first.document_id is not None
    archive.correct(first.document_id, {MetadataField.TITLE: "Sửa tay"})
    archive.recall(first.document_id, "Hết hiệu lực", date(2026, 11, 20))
    assert any("bị thu hồi" in note for note in ingest(archive, [path])[0].notes)
    archive.remove(first.document_id)
    assert ingest(archive, [path])[0].notes == ("Đã áp dụng thông tin sửa tay: trích yếu.",)
