"""Clauses chosen by what an index finds near to the whole question: over made-up laws and plans, with real indexes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.answer import Answer
from search.engine import Engine

LAW = """QUỐC HỘI

Luật số: 91/2031/QH16

LUẬT
QUẢN LÝ NGHỀ MUỐI

Chương I
QUY ĐỊNH CHUNG

Điều 1. Điều kiện hành nghề
1. Những người sau đây được cấp chứng chỉ diêm sư:
a) Kỹ sư thủy lợi;
b) Người có kinh nghiệm làm muối 05 năm trở lên.
2. Vùng bảo vệ đồng muối có chiều rộng mười kilômét tính từ bờ biển trở vào.
3. Chính phủ quy định chi tiết việc cấp chứng chỉ diêm sư và việc thu hồi chứng chỉ.

Điều 2
1. Thời gian tập sự diêm sư là mười tám tháng.
2. Cơ quan cấp chứng chỉ trả lời trong thời hạn 07 ngày kể từ ngày nhận đủ hồ sơ.

Điều 3
Nghiêm cấm các hành vi sau đây:
1. Pha trộn tạp chất vào muối;
2. Lấn chiếm đồng muối.

Điều 4. Hình thức khen thưởng
Các hình thức khen thưởng diêm sư gồm:
1. Bằng khen;
2. Giấy khen.

Luật này được Quốc hội thông qua ngày 05 tháng 11 năm 2031.

CHỦ TỊCH QUỐC HỘI

Nguyễn Văn An
"""
PLAN = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN

Số: 51/KH-UBND

Nghệ An, ngày 05 tháng 01 năm 2031

KẾ HOẠCH
Phòng, chống hạn mặn giai đoạn 2031 - 2035, tầm nhìn đến năm 2045

I. TÌNH HÌNH

1. Tổng thiệt hại do xâm nhập mặn ước trên 4.500 tỷ đồng, chưa kể thiệt hại của người dân.

2. Toàn tỉnh có 22 trạm đo mặn tự động.

3. Mức hỗ trợ nông dân: 1.200.000 đồng/hộ.

II. TỔ CHỨC THỰC HIỆN

Nguồn kinh phí: do ngân sách tỉnh bảo đảm.

1. Sở Nông nghiệp và Môi trường

- Chủ trì tham mưu, tổ chức triển khai thực hiện Kế hoạch này.

- Chủ trì vận hành các trạm đo mặn.

- Tổ chức tập huấn cho nông dân năm 2031 về phòng, chống hạn mặn.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Bình
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("files")
    (folder / "luat.txt").write_text(LAW, encoding="utf-8")
    (folder / "han-man.txt").write_text(PLAN, encoding="utf-8")
    with Engine.open(tmp_path_factory.mktemp("data")) as opened:
        outcomes = list(opened.ingest([folder]))
        assert [outcome.document_id is not None for outcome in outcomes] == [True, True]
        yield opened


def answered(engine: Engine, question: str) -> Answer:
    answer = engine.ask(question)
    assert answer.answerable, answer.answer
    return answer


ROWS = (
    # what introduces a list is as near as the list
    ("Những ai được cấp chứng chỉ diêm sư theo Luật Quản lý nghề muối?", "Kỹ sư thủy lợi"),
    # numbers in words
    ("Vùng bảo vệ đồng muối rộng bao nhiêu?", "mười kilômét"),
    ("diêm sư tập sự bao nhiêu tháng?", "mười tám tháng"),
    # a figure that names its unit, in other words than those of the clause
    ("Kế hoạch phòng, chống hạn mặn của Nghệ An: tổng thiệt hại bao nhiêu tỷ đồng?", "4.500 tỷ đồng"),
    ("Nghệ An có mấy trạm đo mặn?", "22 trạm"),
    # the years that a plan is for are those of its title, not those that it looks ahead to
    # what a paragraph introduces beside it, and the list of what is counted
    ("Luật Quản lý nghề muối nghiêm cấm những hành vi nào?", "Lấn chiếm đồng muối"),
    ("Luật Quản lý nghề muối có mấy hình thức khen thưởng diêm sư?", "Giấy khen"),
    ("mức hỗ trợ nông dân chống hạn mặn ở Nghệ An", "1.200.000 đồng/hộ"),
    ("Văn bản nào của Nghệ An ban hành tháng 01/2031?", "51/KH-UBND"),
    ("ai ký kế hoạch hạn mặn của Nghệ An, số 51 ấy", "Trần Văn Bình"),
    ("Phòng, chống hạn mặn ở Nghệ An sở nào chủ trì?", "tổ chức triển khai thực hiện Kế hoạch này"),
    (
        "Kế hoạch 51/KH-UBND của Nghệ An về hạn mặn thì sở nào chủ trì tham mưu, tổ chức triển khai?",
        "Sở Nông nghiệp và Môi trường",
    ),
    ("Liệt kê các hình thức khen thưởng diêm sư.", "Giấy khen"),
    ("Kế hoạch 51/KH-UBND của UBND tỉnh Nghệ An về việc gì?", "Phòng, chống hạn mặn"),
    ("Nghệ An giai đoạn 2031-2035 ai vận hành trạm đo mặn?", "Sở Nông nghiệp và Môi trường"),
)


@pytest.mark.parametrize(("question", "expected"), ROWS)
def test_the_nearest_clause_answers(engine: Engine, question: str, expected: str) -> None:
    assert expected in answered(engine, question).answer


@pytest.mark.parametrize(
    "question",
    [
        "Có bao nhiêu nông dân dự tập huấn phòng, chống hạn mặn ở Nghệ An năm 2031?",
        "Kế hoạch trồng rừng ngập mặn của tỉnh Nghệ An do ai ký?",
        "Phòng, chống hạn mặn ở Nghệ An xã nào đứng nhất?",
        "Kế hoạch 51/KH-UBND của UBND tỉnh Thái Nguyên nói về việc gì?",
    ],
)
def test_a_clause_that_does_not_state_it_does_not_answer(engine: Engine, question: str) -> None:
    assert not engine.ask(question).answerable, engine.ask(question).answer


def test_the_marker_of_an_article_is_no_answer(engine: Engine) -> None:
    answer = answered(engine, "Cơ quan cấp chứng chỉ diêm sư phải trả lời trong bao nhiêu ngày?")
    assert "07 ngày" in answer.answer
    assert not [each.quote for each in answer.citations if each.quote.strip() == "Điều 2"]
