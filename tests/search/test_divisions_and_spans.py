"""The kinds of a thing with their list, and from when to when a thing takes place by what stands around the days."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask
from search.question.divisions import called, divides, division_asked, division_examples, heads, prints_number
from search.question.spans import (
    asks_span,
    is_of_round,
    prints_span,
    round_named,
    span_examples,
    without_asking,
)

LAW = """QUỐC HỘI
Luật số: 90/2031/QH17

LUẬT
CÂY XANH

Điều 1. Phân loại cây

Căn cứ vào nơi trồng, cây xanh được phân thành ba loại sau đây:

1. Cây đường phố;

2. Cây công viên;

3. Cây vườn nhà.

Điều 2. Cấp của công viên

1. Công viên được phân thành cấp đặc biệt, cấp I và cấp II theo diện tích từ lớn đến nhỏ.

2. Tiêu chí phân cấp công viên do Chính phủ quy định.

Điều 3. Chăm sóc cây xanh

1. Các hình thức chăm sóc cây xanh bao gồm:

a) Tưới nước;

b) Cắt tỉa.

2. Người chăm sóc cây xanh có trách nhiệm báo cáo về loại cây mình chăm sóc.
"""
PLAN = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN

Số: 16/KH-UBND

Nghệ An, ngày 05 tháng 6 năm 2031

KẾ HOẠCH
PHÁT ĐỘNG PHONG TRÀO THI ĐUA TRỒNG CÂY XANH TRÊN ĐỊA BÀN TỈNH

I. THỜI GIAN THI ĐUA

1. Thời gian thi đua chia thành 02 đợt:

- Đợt 01 dự kiến: Cao điểm trong 10 ngày (từ ngày 20 tháng 11 năm 2031 đến ngày 29 tháng 11 năm 2031);

- Đợt 02 dự kiến: Trồng bổ sung (từ ngày 08 đến ngày 10 tháng 12 năm 2031).

II. NỘI DUNG

1. Tuần lễ làng sạch

a) Chủ đề Tuần lễ: “Mỗi nhà một chậu hoa”.

b) Thời gian: Từ ngày 01/7/2031 đến ngày 07/7/2031.

2. Kiểm tra cây giống

a) Nội dung: Kiểm tra vườn ươm.

b) Thời gian: Từ ngày 02/8/2031 đến ngày 09/8/2031.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("divisions")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(LAW, "luat-cay-xanh.txt"))
        opened.add(parse_text(PLAN, "ke-hoach-16.txt"))
        yield opened


def test_examples_of_the_lexicons_are_recognised() -> None:
    for question, noun in division_examples()["asks"]:
        found = division_asked(question)
        assert found is not None and found.noun == noun, question
    assert all(map(divides, division_examples()["divides"]))
    assert all(any(True for _ in heads(text)) for text in division_examples()["enumerates"])
    assert all(map(asks_span, span_examples()["asks"]))
    assert all(map(prints_span, span_examples()["prints"]))
    assert all(map(round_named, span_examples()["rounds"]))


@pytest.mark.parametrize(
    "question",
    [
        "UBND tỉnh phân công những cơ quan nào chủ trì?",
        "Ai ký quyết định này?",
        "Có bao nhiêu xã trên địa bàn tỉnh?",
        "Bình Phước giai đoạn 2026-2030 có những nhiệm vụ nào?",
    ],
)
def test_what_asks_for_no_kinds(question: str) -> None:
    assert division_asked(question) is None


def test_what_is_said_of_kinds() -> None:
    assert called("Kiểm toán viên gồm các ngạch sau đây:") == "ngạch"
    assert called("Cơ sở điện ảnh bao gồm:") == ""
    assert "rừng được" in heads("Căn cứ vào mục đích sử dụng, rừng được phân thành ba loại sau đây:")
    assert not list(heads("Người chăm sóc cây xanh có trách nhiệm báo cáo"))
    assert prints_number("Thời gian thi đua chia thành 02 đợt:", "đợt")


def test_rounds_and_what_is_left_of_a_topic() -> None:
    assert round_named("Nghị quyết cho giai đoạn 2026-2030") is None
    assert is_of_round("Đợt 01 dự kiến: từ ngày 20/11", ("đợt", 1))
    assert not is_of_round("Báo cáo kết quả sau khi kết thúc đợt 1", ("đợt", 1))
    assert without_asking(("Đợt 1 thi đua trồng cây", "chạy")) == ("thi đua trồng cây",)


@pytest.mark.parametrize(
    ("question", "expected", "absent"),
    [
        ("Luật Cây xanh chia cây xanh làm mấy loại, kể tên?", ("ba loại", "Cây vườn nhà"), "Tưới nước"),
        ("Theo Luật Cây xanh, công viên chia làm những cấp nào?", ("cấp đặc biệt, cấp I và cấp II",), "Tiêu chí"),
        ("Luật Cây xanh: có mấy hình thức chăm sóc cây xanh?", ("Có 2 mục", "Tưới nước", "Cắt tỉa"), "báo cáo"),
        (
            "Phong trào thi đua trồng cây xanh ở Nghệ An chia làm mấy đợt, từng đợt từ ngày nào đến ngày nào?",
            ("02 đợt", "29 tháng 11 năm 2031", "10 tháng 12 năm 2031"),
            "chậu hoa",
        ),
        ("Đợt 2 thi đua trồng cây xanh ở Nghệ An từ ngày nào đến ngày nào?", ("08 đến ngày 10",), "20 tháng 11"),
        ("Tuần lễ làng sạch ở Nghệ An diễn ra từ ngày nào đến ngày nào?", ("07/7/2031",), "09/8/2031"),
        ("Chủ đề Tuần lễ làng sạch ở Nghệ An là gì, diễn ra trong thời gian nào?", ("chậu hoa", "07/7/2031"), "8/2031"),
    ],
)
def test_what_is_told_of_kinds_and_spans(
    archive: Archive, question: str, expected: tuple[str, ...], absent: str
) -> None:
    told = ask(question, archive, None).answer
    assert all(words in told for words in expected), told
    assert absent not in told, told
