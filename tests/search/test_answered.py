"""What is near but tells another figure, case, bound, amount or name than was asked is no answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask
from search.question.amounts import ranges
from search.question.values import is_of_plain_unit, numbers_asked

LAW = """QUỐC HỘI

Luật số: 95/2031/QH16

LUẬT
NUÔI YẾN

Điều 1. Nhà nuôi yến
1. Thời hạn thẩm định nhà nuôi yến nhóm I và nhóm II là 30 ngày.
2. Chủ nhà nuôi yến lưu giữ nhật ký ấp trứng ít nhất là 24 tháng.
3. Doanh nghiệp Vinayen và doanh nghiệp Hoyen lắp 12 loa dẫn dụ tại cù lao.
4. Chủ nhà nuôi yến nộp đơn xin cấp lại giấy phép dẫn dụ bị mất.
5. Giám đốc Sở quyết định mua máy ấp giá cao hơn từ trên 15% đến không quá 30% so với mức giá quy định.

6. Hội nuôi yến đăng ký biểu tượng chim sau khi thành lập, chậm nhất là khi họp lần đầu.

Điều 2. Loa dẫn dụ
1. Vinayen bảo trì loa dẫn dụ.
2. Vinayen bảo hành loa dẫn dụ.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("answered")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(LAW, "luat-yen.txt"))
        yield opened


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Thời hạn thẩm định nhà nuôi yến nhóm II là bao nhiêu ngày?", "30 ngày"),
        ("Thời hạn thẩm định nhà nuôi yến nhóm IV là bao nhiêu ngày?", ""),
        ("Chủ nhà nuôi yến lưu giữ nhật ký ấp trứng ít nhất mấy tháng?", "24 tháng"),
        ("Chủ nhà nuôi yến lưu giữ nhật ký ấp trứng tối đa mấy tháng?", ""),
        ("Doanh nghiệp Vinayen lắp mấy loa dẫn dụ tại cù lao?", "12 loa"),
        ("Doanh nghiệp Kimyen lắp mấy loa dẫn dụ tại cù lao?", ""),
        ("Hội nuôi yến đăng ký biểu tượng chim chậm nhất là ngày nào?", ""),
        ("Hội nuôi yến đăng ký biểu tượng chim năm nào?", ""),
        ("Nộp đơn xin cấp lại giấy phép dẫn dụ bị mất thì mất mấy trăm nghìn?", ""),
        ("Mua máy ấp giá cao hơn mức giá quy định 20% thì ai quyết định?", "Giám đốc Sở"),
        ("Mua máy ấp giá cao hơn mức giá quy định 50% thì ai quyết định?", ""),
    ],
)
def test_the_very_thing_is_told_or_nothing(archive: Archive, question: str, expected: str) -> None:
    answer = ask(question, archive, None)
    assert answer.answerable is bool(expected), answer.answer
    assert expected in answer.answer


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("nộp lệ phí mấy trăm nghìn?", "200.000 đồng", "nộp 01 bộ hồ sơ"),
        ("mỗi số dài mấy phút?", "thời lượng 15 phút", "phát 02 số"),
        ("cận thị mấy đi-ốp thì được miễn?", "cận 1,5 đi-ốp", "khám 02 lần"),
        ("hiệu lực bao lâu?", "trong 24 giờ", "khoản 3 Điều 21"),
        ("in bao nhiêu cuốn tài liệu, ở đâu?", "in 500 cuốn", "năm 2023 in tài liệu"),
    ],
)
def test_figures_asked_of_each_part(question: str, told: str, other: str) -> None:
    (wanted,) = numbers_asked(question)
    assert wanted.is_in(told) and not wanted.is_in(other)


def test_what_cannot_be_told_is_not_sought() -> None:
    assert numbers_asked("đạt mấy điểm, được bao nhiêu tiền?") == ()
    assert is_of_plain_unit(numbers_asked("công suất bao nhiêu MW")[0])
    assert not is_of_plain_unit(numbers_asked("lắp mấy trạm")[0])


def test_ranges_with_an_open_end() -> None:
    (found,) = ranges("cao hơn từ trên 15% đến không quá 30%")
    assert (found.least, found.most, found.includes) == (15.0, 30.0, True)
