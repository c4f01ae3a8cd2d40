"""The data folder: made, recognised, refused; originals; the lock between processes and threads."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.datafolder import APP, MARKER, SCHEMA, DataFolder, write_whole
from ingest.errors import BadDataFolder, Defect

# Names that people give folders, and letters that a database address must not mistake for its own.
NAMES = ["Dữ liệu Sở Nội vụ", "kho #1 (50%)?", "100%25", "a b/c d", "Văn bản & phụ lục"]


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_folder_is_made_and_found_again(tmp_path: Path, name: str) -> None:
    folder = DataFolder.open(tmp_path / name)
    assert json.loads((tmp_path / name / MARKER).read_text(encoding="utf-8")) == {"app": APP, "schema": SCHEMA}
    assert folder.index.is_dir()
    assert folder.files.is_dir()
    Archive.open(folder.database_url).close()
    assert (tmp_path / name / "archive.sqlite3").is_file()
    assert DataFolder.open(tmp_path / name) == folder


def test_an_empty_folder_with_clutter_may_be_taken(tmp_path: Path) -> None:
    for name in ("desktop.ini", "Thumbs.db", ".DS_Store"):
        (tmp_path / name).write_bytes(b"x")
    assert DataFolder.open(tmp_path).path == tmp_path


def test_a_relative_path_is_kept_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert DataFolder.open(Path("kho")).path == tmp_path / "kho"


def test_a_folder_with_other_content_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Báo cáo.docx").write_bytes(b"x")
    with pytest.raises(BadDataFolder, match=r"Báo cáo\.docx.*hãy chọn thư mục trống"):
        DataFolder.open(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["Báo cáo.docx"]


# content of the marker -> words of the refusal
MARKERS = [
    (json.dumps({"app": APP, "schema": SCHEMA + 1}), "phiên bản mới hơn"),
    (json.dumps({"app": "khác", "schema": 1}), "chương trình khác"),
    (json.dumps([1]), "chương trình khác"),
    (json.dumps({"app": APP}), "chương trình khác"),
    ("{", "bị hỏng"),
    ("", "bị hỏng"),
]


@pytest.mark.parametrize(("content", "words"), MARKERS)
def test_markers_that_are_not_for_this_version(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / MARKER).write_text(content, encoding="utf-8")
    with pytest.raises(BadDataFolder, match=words):
        DataFolder.open(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == [MARKER]


def test_a_file_is_no_folder_nor_is_what_lies_below_one(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"x")
    with pytest.raises(BadDataFolder, match="là một tệp"):
        DataFolder.open(tmp_path / "tệp")
    with pytest.raises(BadDataFolder, match="không đọc hoặc không ghi được"):
        DataFolder.open(tmp_path / "tệp" / "kho")


def test_originals_are_kept_once_and_given_back(tmp_path: Path) -> None:
    originals = DataFolder.open(tmp_path / "kho").originals
    source = tmp_path / "Kế hoạch.DOCX"
    source.write_bytes(b"content")
    sha256 = hashlib.sha256(b"content").hexdigest()
    assert originals.find(sha256) is None
    copy = originals.keep(source, sha256)
    assert copy.name == f"{sha256}.docx"
    assert originals.keep(source, sha256) == originals.find(sha256) == copy
    assert copy.read_bytes() == b"content"
    originals.discard(sha256)
    originals.discard(sha256)
    assert originals.find(sha256) is None


def test_a_hash_is_no_way_out_of_the_folder(tmp_path: Path) -> None:
    originals = DataFolder.open(tmp_path / "kho").originals
    for wrong in ("../../etc/passwd", "*", "", "A" * 64):
        with pytest.raises(Defect):
            originals.find(wrong)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "tệp"
    write_whole(target, b"1")
    write_whole(target, b"2")
    assert target.read_bytes() == b"2"
    with pytest.raises(BadDataFolder, match="không ghi được"):
        write_whole(tmp_path / "thư mục không có" / "tệp", b"1")
    assert [item.name for item in tmp_path.iterdir()] == ["tệp"]


def test_one_job_writes_at_a_time(tmp_path: Path) -> None:
    folder = DataFolder.open(tmp_path / "kho")
    with folder.writing(), pytest.raises(BadDataFolder, match="đang ghi"), folder.writing(wait=0.1):
        pass
    with folder.writing():
        pass


HOLDER = """
import sys
from pathlib import Path
from ingest.datafolder import DataFolder
with DataFolder.open(Path(sys.argv[1])).writing():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_told_and_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    folder = DataFolder.open(tmp_path / "Dữ liệu Sở Nội vụ")
    command = [sys.executable, "-c", HOLDER, str(folder.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BadDataFolder, match="một chương trình khác đang ghi"), folder.writing():
            pass
        holder.kill()
        holder.wait()
    with folder.writing(wait=5):
        pass


def test_two_processes_may_make_one_folder_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ingest.datafolder import DataFolder as D; D.open(Path(sys.argv[1]))"
    )
    makers = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "kho")]) for _ in range(3)]
    assert [maker.wait() for maker in makers] == [0, 0, 0]
