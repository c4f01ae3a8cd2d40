"""Why reading or writing failed is told in Vietnamese, never as the system's number."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from ingest.errors import cause


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "không có tệp hoặc thư mục này"),
        (errno.EACCES, "không có quyền"),
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EISDIR, "đây là thư mục"),
        (errno.EADDRINUSE, "cổng đang được chương trình khác dùng"),
    ],
)
def test_system_errors_have_vietnamese_causes(number: int, said: str) -> None:
    assert cause(OSError(number, "in English")) == said


def test_a_real_directory_opened_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(OSError) as raised:
        tmp_path.read_bytes()
    assert cause(raised.value) in {"đây là thư mục", "không có quyền"}


def test_bytes_that_are_not_utf8_are_placed() -> None:
    with pytest.raises(UnicodeDecodeError) as raised:
        b"abc\xff".decode("utf-8")
    assert cause(raised.value) == "không phải chữ UTF-8, sai từ byte thứ 4"


def test_other_errors_keep_their_words() -> None:
    assert cause(ValueError("thiếu cột")) == "thiếu cột"
