"""Lengths of time: how long something holds, from when on a rule applies, in what time an authority must act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask
from search.question.lexicon import states
from search.question.values import unit_asked

LAW = """QUỐC HỘI
Luật số: 91/2031/QH17

LUẬT
TRẠI HÈ

Điều 1. Đăng ký trại hè

1. Trong thời hạn 03 ngày làm việc kể từ ngày nhận được hồ sơ đăng ký trại hè, cơ quan đăng ký trại hè cập nhật
thời hạn trại hè của người đăng ký trại hè.

2. Thời hạn trại hè tối đa là 02 tháng và có thể gia hạn.

Điều 2. Khai báo vắng mặt

1. Trong thời hạn 01 ngày kể từ ngày nhận được khai báo vắng mặt, trưởng trại cấp phiếu khai báo vắng mặt.

2. Trại viên rời trại từ 05 ngày liên tục trở lên phải khai báo vắng mặt.

Điều 3. Trưởng trại

1. Nhiệm kỳ của Trưởng trại là 04 năm.

2. Trưởng trại không giữ quá hai nhiệm kỳ liên tục.
"""

RULES = """QUỐC HỘI
Luật số: 92/2031/QH17

LUẬT
SÂN CHƠI

Điều 1. Quỹ sân bóng

1. Đối với phường đã để lại quỹ sân bóng vượt quá 9% thì phần vượt quá 9% được chuyển cho phường khác.

2. Phường được lập quỹ sân bóng không quá 5% số tiền thu được.

Điều 2. Nộp tiền thuê sân

Người thuê nộp tiền thuê sân như sau:

a) Chậm nhất là ngày thứ 20 của tháng tiếp theo đối với trường hợp nộp theo tháng;

b) Chậm nhất là ngày cuối cùng của quý tiếp theo đối với trường hợp nộp theo quý.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("lengths")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(LAW, "luat-trai-he.txt"))
        yield opened


@pytest.mark.parametrize(
    ("question", "expected", "absent"),
    [
        ("Theo Luật Trại hè, đăng ký trại hè có thời hạn tối đa bao lâu?", "02 tháng", "03 ngày"),
        ("Luật Trại hè: nộp hồ sơ đăng ký trại hè thì cơ quan cập nhật trong bao lâu?", "03 ngày", "02 tháng"),
        ("Theo Luật Trại hè, rời trại bao lâu thì phải khai báo vắng mặt?", "05 ngày", "01 ngày"),
        ("Theo Luật Trại hè, Trưởng trại có nhiệm kỳ mấy năm?", "04 năm", "02 tháng"),
    ],
)
def test_the_length_that_is_asked_for_is_told(archive: Archive, question: str, expected: str, absent: str) -> None:
    told = ask(question, archive, None).answer
    assert expected in told
    assert absent not in told


@pytest.mark.parametrize(
    ("question", "expected", "absent"),
    [
        ("Theo Luật Sân chơi, phường để lại quỹ sân bóng nhiều nhất bao nhiêu phần trăm?", "5%", "9%"),
        ("Theo Luật Sân chơi, nộp tiền theo quý chậm nhất ngày nào?", "ngày cuối cùng", "ngày thứ 20"),
    ],
)
def test_the_limit_and_the_case_that_are_asked_for_are_told(
    tmp_path: Path, question: str, expected: str, absent: str
) -> None:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(RULES, "luat-san-choi.txt"))
        told = ask(question, opened, None).answer
    assert expected in told
    assert absent not in told


@pytest.mark.parametrize(
    ("text", "sort", "is_of_it"),
    [
        ("thủ tục có thời hạn giải quyết bao lâu", "asks_condition", False),
        ("chậm nhất bao lâu thì có kết quả", "asks_condition", False),
        ("Trong thời hạn 03 ngày làm việc kể từ ngày nhận được hồ sơ", "validity", False),
        ("thời gian giải quyết không quá 02 ngày làm việc", "condition", False),
        ("Thời hạn giải quyết là 05 ngày làm việc", "validity", False),
        ("Chậm nhất là ngày thứ 20 của tháng tiếp theo", "day", True),
        ("Thời gian gia hạn không quá 30 ngày", "day", False),
        ("nơi đã để lại quỹ đất công ích vượt quá 5%", "exceeded", True),
        ("được lập quỹ đất công ích không quá 5% tổng diện tích", "exceeded", False),
        ("không được vượt quá 12 giờ", "exceeded", False),
        ("đơn vị có dưới 100 người", "undercut", True),
        ("không được dưới 30 ngày", "undercut", False),
    ],
)
def test_sorts_of_lengths(text: str, sort: str, is_of_it: bool) -> None:
    assert states(sort, text) is is_of_it


def test_a_unit_of_time_behind_the_word_is_what_is_counted() -> None:
    term, times = unit_asked("Trưởng trại có nhiệm kỳ mấy năm"), unit_asked("bao nhiêu kỳ một năm")
    assert term is not None and term.is_in("Nhiệm kỳ là 04 năm")
    assert times is not None
