"""ZIP files of documents: what is inside, and what is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.readers import expand, is_packed, read, read_bytes
from ingest.readers.packed import MOST_MEMBERS

PLAN = "KẾ HOẠCH cải cách hành chính"


def packed(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_each_member_is_a_document_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "Dữ liệu Sở Nội vụ"
    folder.mkdir()
    path = packed(
        folder / "hồ sơ.zip",
        {
            "Kế hoạch.txt": PLAN.encode(),
            "thư mục/": b"",
            "thư mục/Bảng.csv": "STT,Việc,Ai\n1,a,b\n".encode(),
            "__MACOSX/._x": b"x",
            "~$Kế hoạch.docx": b"x",
            "thư mục/.DS_Store": b"x",
        },
    )
    members = expand(path)
    assert [member.name for member in members] == ["Kế hoạch.txt", "thư mục/Bảng.csv"]
    assert members[0].path == path / "Kế hoạch.txt"
    texts = [read_bytes(member.load(), member.path).text for member in members]
    assert texts == [PLAN, "STT\tViệc\tAi\n1\ta\tb\n"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x.txt", "a/../../b.txt", "..\\b.txt"]
)
def test_a_path_that_leads_out_is_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    bad, good = expand(packed(tmp_path / "a.zip", {name: b"x", "tốt.txt": PLAN.encode()}))
    assert ".." not in bad.name and not bad.name.startswith("/") and ":" not in bad.name
    with pytest.raises(UnreadableFile, match="trỏ ra ngoài"):
        bad.load()
    assert good.load() == PLAN.encode()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.zip"]


def test_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    (bomb,) = expand(packed(tmp_path / "a.zip", {"bom.txt": b"\x00" * 40_000_000}))
    with pytest.raises(UnreadableFile, match="bom nén"):
        bomb.load()


def test_a_bomb_that_hides_its_size_stops_at_the_limit(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": b"a" * 3_000_000})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        data[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(data)
    (member,) = expand(path)
    with pytest.raises(UnreadableFile, match="hỏng"):
        member.load()


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {f"{at}.txt": b"x" for at in range(MOST_MEMBERS + 1)}, zipfile.ZIP_STORED)
    with pytest.raises(UnreadableFile, match="vượt giới hạn 2000"):
        expand(path)


def test_a_total_that_fills_the_disk_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {f"{at}.txt": b"x" for at in range(12)})
    data = bytearray(path.read_bytes())
    at = -1
    for _ in range(12):
        at = data.index(b"PK\x01\x02", at + 1)
        data[at + 24 : at + 28] = struct.pack("<I", 99 * 1024 * 1024)
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="lớn hơn 1000 MB khi giải nén"):
        expand(path)


def test_a_member_with_a_password_says_so(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": b"x"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    (member,) = expand(path)
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        member.load()


def test_a_zip_inside_a_zip_is_refused(tmp_path: Path) -> None:
    inner = packed(tmp_path / "trong.zip", {"a.txt": b"x"}).read_bytes()
    (member,) = expand(packed(tmp_path / "a.zip", {"trong.zip": inner}))
    with pytest.raises(UnsupportedFormat, match="giải nén"):
        read_bytes(member.load(), member.path)


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_truncated_zip_says_so(tmp_path: Path, keep: float) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": PLAN.encode() * 50})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    with pytest.raises(UnreadableFile, match="hỏng"):
        expand(path)


def test_an_empty_zip_and_a_missing_one_say_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="không có tệp nào"):
        expand(packed(tmp_path / "a.zip", {}))
    with pytest.raises(UnreadableFile, match="không tìm thấy"):
        expand(tmp_path / "b.zip")


# bytes of a name as a program wrote them, flags -> the name
NAMES = [
    ("Kế hoạch.txt".encode(), 0x800, "Kế hoạch.txt"),
    ("Kế hoạch.txt".encode(), 0, "Kế hoạch.txt"),
    ("K\u00ea\u0301 hoa\u0323ch.txt".encode("cp1258"), 0, "Kế hoạch.txt"),
    (b"plan.txt", 0, "plan.txt"),
    ("Übung.txt".encode("cp437"), 0, "Übung.txt"),
]


@pytest.mark.parametrize(("raw", "flags", "name"), NAMES)
def test_names_are_read_as_they_were_typed(tmp_path: Path, raw: bytes, flags: int, name: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x" * len(raw), PLAN.encode())
    data = bytearray(stream.getvalue().replace(b"x" * len(raw), raw))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", flags)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (member,) = expand(path)
    assert member.name == name
    assert member.load() == PLAN.encode()


def test_what_is_packed_is_told_by_its_name(tmp_path: Path) -> None:
    assert is_packed(Path("Hồ sơ.ZIP"))
    assert not is_packed(Path("a.docx"))
    with pytest.raises(UnsupportedFormat, match="mỗi tệp bên trong là một văn bản"):
        read(packed(tmp_path / "a.zip", {"a.txt": b"x"}))
