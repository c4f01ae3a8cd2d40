"""Questions that ask the same of several things are answered for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask
from search.question.conjoined import conjoined

REGULATION = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN

Số: 21/2031/QĐ-UBND

Nghệ An, ngày 06 tháng 6 năm 2031

QUYẾT ĐỊNH
Quy định về tiếp nhận hàng cứu trợ

Điều 1. Thời hạn kiểm tra
1. Hoàn thành việc kiểm tra hồ sơ hàng cứu trợ chậm nhất là 02 giờ làm việc kể từ khi nhận đủ giấy tờ.
2. Hoàn thành việc kiểm tra thực tế kho bãi chậm nhất là 08 giờ làm việc kể từ khi hàng đến nơi.
3. Hoàn thành việc bàn giao hàng cứu trợ chậm nhất là 12 giờ làm việc kể từ khi kiểm tra xong.

Điều 2. Tổ tiếp nhận
1. Tổ tiếp nhận cấp xã có từ ba đến năm thành viên.
2. Tổ tiếp nhận cấp huyện có từ bảy đến chín thành viên.

Điều 3. Quỹ cứu trợ và phục hồi
Quỹ cứu trợ và phục hồi do 11 thành viên quản lý. Nhiệm kỳ của Quỹ cứu trợ là 05 năm theo nhiệm kỳ của tỉnh.

Điều 4. Kho và đội xe
1. Mỗi trạm cứu trợ có tối đa 05 đội xe; Trạm Quế Phong, Trạm Kỳ Sơn không quá 06.
2. Tổng số kho cứu trợ đang dùng là 87 kho. Trong đó, có 28 kho lạnh.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(REGULATION, "quyet-dinh-21.txt"))
        yield opened


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        (
            "Phải kiểm tra xong hồ sơ và kiểm tra xong thực tế kho bãi chậm nhất mấy giờ?",
            ("02 giờ", "08 giờ"),
            "12 giờ",
        ),
        ("Tổ tiếp nhận cấp xã, tổ tiếp nhận cấp huyện có mấy thành viên?", ("ba đến năm", "bảy đến chín"), "11"),
        ("Quỹ cứu trợ và phục hồi do mấy thành viên quản lý?", ("11 thành viên",), "chín"),
        ("Quỹ cứu trợ có nhiệm kỳ mấy năm?", ("05 năm",), "11"),
        ("Có bao nhiêu kho cứu trợ đang dùng?", ("87 kho", "28 kho lạnh"), "11"),
        ("Mỗi trạm cứu trợ có tối đa mấy đội xe, riêng Trạm Quế Phong, Trạm Kỳ Sơn thì sao?", ("05 đội", "06"), "87"),
    ],
)
def test_each_of_the_things_asked_about_is_answered(
    archive: Archive, question: str, said: tuple[str, ...], unsaid: str
) -> None:
    told = ask(question, archive, None).answer
    assert all(each in told for each in said)
    assert unsaid not in told


@pytest.mark.parametrize(
    ("text", "runs", "things"),
    [
        ("mức chi khắc dấu và đóng hòm phiếu", ("khắc dấu", "đóng hòm phiếu"), [("khắc dấu", "đóng hòm")]),
        ("thu hồi đất nông nghiệp với đất phi nông nghiệp", ("đất nông nghiệp", "đất phi nông nghiệp"), []),
        ("UBND cấp xã, UBND cấp huyện mấy người", ("UBND cấp xã", "UBND cấp huyện"), [("cấp xã", "huyện")]),
        ("phòng, chống ma túy", ("phòng", "chống ma túy"), []),
        ("phụ lục: dấu và phiếu", ("phụ lục", "dấu", "phiếu"), [("dấu", "phiếu")]),
    ],
)
def test_things_are_told_by_the_words_next_to_what_joins_them(
    text: str, runs: tuple[str, ...], things: list[tuple[str, str]]
) -> None:
    assert [tuple(thing.nearest(2) for thing in pair) for pair in conjoined(text, runs)] == things
