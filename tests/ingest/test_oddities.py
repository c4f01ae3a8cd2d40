"""Numbering that repeats or skips is recorded."""

import pytest

from ingest.parse import parse_text


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("6. Sở Tài chính\n\n7. Các sở\n\n6. Đề nghị", ("“6.” lặp lại trong cùng một đơn vị (noi-dung/6~2).",)),
        ("1. Một;\n\n2. Hai;\n\n5. Năm.", ("Sau “2.” đến “5.”: thiếu số ở giữa (noi-dung/5).",)),
        ("a) Một;\n\nb) Hai;\n\nc) Ba;\n\nd) Bốn;\n\ne) Năm.", ()),
        ("h) Tám;\n\nl) Chín.", ("Sau “h)” đến “l)”: thiếu số ở giữa (noi-dung/l).",)),
        (
            "STT\tNội dung\tCơ quan chủ trì\n10\tÁp dụng ISO\tSở Y tế\n13\tKiểm tra\tSở Y tế",
            ("Sau “10” đến “13”: thiếu số ở giữa (noi-dung/13).",),
        ),
        ("Điều 1. Một\n\n1. Hai.\n\nĐiều 2. Ba\n\n1. Bốn.", ()),
    ],
)
def test_what_is_recorded(text: str, warnings: tuple[str, ...]) -> None:
    assert parse_text(text, "a.txt").warnings == warnings
