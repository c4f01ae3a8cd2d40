"""A clause near a question that leaves its telling word unsaid answers something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.address import Address
from ingest.archive import Archive
from ingest.parse import parse_text
from search.answer import Filters
from search.ask import ask
from search.evidence.library import Library
from search.question.abbreviations import expand
from search.question.values import attribute_asked, number_asked, unit_asked

RULES = "\n".join(f"{number}. Sân phơi muối hạng {number} của diêm dân có {number} lối đi." for number in range(1, 160))
LAW = f"""QUỐC HỘI

Luật số: 93/2031/QH16

LUẬT
NGHỀ LÀM MUỐI

Điều 1. Điều kiện kinh doanh
1. Doanh nghiệp làm muối có vốn điều lệ từ 05 tỷ đồng trở lên.
2. Trợ cấp mất mùa hằng tháng bằng 60% lương bình quân.
3. Hộp thư của doanh nghiệp có tên gồm 08 ký tự.

Điều 2. Bảo đảm
1. Doanh nghiệp nộp tiền ký quỹ tại ngân hàng.
2. Chính phủ quy định việc ký quỹ.
3. Tiền ký quỹ được hoàn lại khi ngừng làm muối.

Điều 3. Thất nghiệp
1. Quỹ chi trả trợ cấp thất nghiệp.
2. Người thất nghiệp nộp hồ sơ tại trung tâm.
3. Chính phủ quy định về thất nghiệp.

Điều 4. Sân phơi
{RULES}
"""


@dataclass(frozen=True)
class _Hit:
    document_id: str
    address: Address
    score: float


class _Index:
    """An index that finds every clause at the same ``score``."""

    def __init__(self, archive: Archive, score: float) -> None:
        library = Library.of(archive)
        ids = [entry.id for entry in library.catalogue]
        self._hits = [_Hit(each.document.id, each.provision.address, score) for each in library.clauses(ids)]

    def search(self, text: str, filters: Filters = Filters(), limit: int = 10) -> Sequence[_Hit]:  # noqa: B008
        return self._hits


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("unsaid")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(LAW, "luat-muoi.txt"))
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "Doanh nghiệp làm muối phải ký quỹ bao nhiêu tỷ đồng?",
        "Mức trợ cấp thất nghiệp hằng tháng bằng bao nhiêu phần trăm lương bình quân?",
        "Hộp thư của doanh nghiệp có dung lượng bao nhiêu GB?",
    ],
)
def test_a_clause_that_does_not_say_the_thing_is_no_answer(archive: Archive, question: str) -> None:
    assert not ask(question, archive, _Index(archive, 0.68)).answerable


@pytest.mark.parametrize(
    ("question", "expected", "score"),
    [
        ("Doanh nghiệp làm muối phải có vốn điều lệ bao nhiêu tỷ đồng?", "05 tỷ đồng", 0.68),
        ("Trợ cấp mất mùa hằng tháng bằng bao nhiêu phần trăm lương bình quân?", "60%", 0.68),
        # a word that the archive does not print is said otherwise in it
        ("Trợ cấp trắng tay mất mùa hằng tháng bằng bao nhiêu phần trăm lương bình quân?", "60%", 0.68),
        # so may be any word of what is surely near
        ("Trợ cấp thất nghiệp mất mùa hằng tháng bằng bao nhiêu phần trăm lương bình quân?", "60%", 0.8),
    ],
)
def test_what_says_it_or_is_surely_near_answers(archive: Archive, question: str, expected: str, score: float) -> None:
    assert expected in ask(question, archive, _Index(archive, score)).answer


@pytest.mark.parametrize(
    ("question", "name", "held", "other"),
    [
        (
            "Xã nào ở Cần Thơ đạt điểm cao nhất trong phong trào thi đua?",
            "điểm xếp hạng",
            "xã An Bình đạt 98,5 điểm, cao nhất tỉnh",
            "đạt 100% cộng 05 điểm",
        ),
        (
            "Các sở đã giải quyết xong bao nhiêu kiến nghị cử tri?",
            "kết quả đã đạt được",
            "đã giải quyết xong 45 kiến nghị",
            "kiến nghị đã giải quyết, trả lời theo quy định tại khoản 4 Điều 12",
        ),
        (
            "Họ tên của Phó Trưởng ban Thường trực Ban Chỉ đạo là gì?",
            "họ tên",
            "đồng chí Nguyễn Văn An, Phó Trưởng ban",
            "Phó Trưởng ban là Phó Chủ tịch UBND tỉnh",
        ),
    ],
)
def test_a_result_or_a_name_must_be_printed(question: str, name: str, held: str, other: str) -> None:
    wanted = attribute_asked(question)
    assert wanted is not None
    assert (wanted.name, wanted.is_in(held), wanted.is_in(other)) == (name, True, False)


def test_units_are_read_whole() -> None:
    times = unit_asked("được trợ cấp một lần bằng mấy lần mức lương cơ sở?")
    months = unit_asked("giấy xác nhận dùng được mấy tháng?")
    room = number_asked("có dung lượng bao nhiêu GB?")
    assert times and times.is_in("bằng 05 lần mức lương cơ sở") and not times.is_in("báo cáo 02 lần")
    assert months and months.is_in("có giá trị 06 tháng") and not months.is_in("đến ngày 01 tháng 01 năm 2020")
    assert room and room.is_in("dung lượng 5 GB") and not room.is_in("tên gồm 08 ký tự")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thuế xuất chung là bao nhiêu", "thuế suất chung là bao nhiêu"),
        ("Luật Thuế xuất khẩu", "Luật Thuế xuất khẩu"),
        ("lãi xuất cho vay", "lãi suất cho vay"),
    ],
)
def test_slips_of_legal_words_that_are_words(typed: str, meant: str) -> None:
    assert expand(typed, []) == meant
