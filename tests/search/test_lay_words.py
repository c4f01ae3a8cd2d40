"""Everyday words are read as the words that documents print, only where they are such words."""

from __future__ import annotations

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask
from search.question.lay_words import in_printed_words, lay_words


@pytest.mark.parametrize("word", lay_words(), ids=lambda word: word.said[0])
def test_examples_are_read_in_printed_words(word: object) -> None:
    printed = in_printed_words(word.example)  # type: ignore[attr-defined]
    assert word.printed in printed, printed  # type: ignore[attr-defined]


def test_there_are_many_and_none_replaces_itself() -> None:
    assert sum(len(word.said) for word in lay_words()) >= 2000
    for word in lay_words():
        assert word.printed not in word.said
        assert in_printed_words(word.printed) == word.printed


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("Bỏ nhau rồi thì con ở với ai?", "ly hôn rồi thì con ở với ai?"),
        ("Tăng ca ngày thường với tăng ca ngày lễ", "làm thêm giờ ngày thường với làm thêm giờ ngày lễ"),
        ("Viên chức bị đuổi việc vì kỷ luật", "Viên chức bị buộc thôi việc vì kỷ luật"),
        ("Công nhân bị đuổi việc vì nghỉ nhiều", "Công nhân bị sa thải vì nghỉ nhiều"),
        ("Lãnh trợ cấp ở đâu?", "hưởng trợ cấp ở đâu?"),
        ("QĐ 12 bắt Sở Y tế trình", "QĐ 12 yêu cầu Sở Y tế trình"),
        ("Người mất mấy tiếng thì phải chôn?", "Người mất bao nhiêu giờ thì phải chôn cất?"),
        ("Tiền ma chay với đám ma ở thôn", "tiền mai táng với việc tang ở thôn"),
        ("Đi lính mấy tháng?", "phục vụ tại ngũ mấy tháng?"),
        ("Công an đi khám nhà", "Công an đi khám nhà"),
        ("Tiền mua sắm máy tính lấy ở đâu?", "kinh phí mua sắm máy tính lấy ở đâu?"),
        ("Bỏ cái thủ tục đó đỡ tốn bao nhiêu?", "Bỏ cái thủ tục đó tiết kiệm chi phí bao nhiêu?"),
        ("Lấy đất làm đường thì đền bù đất sao?", "bị thu hồi đất thì tiền bồi thường sao?"),
    ],
)
def test_everyday_words(question: str, printed: str) -> None:
    assert in_printed_words(question) == printed


@pytest.mark.parametrize(
    "question",
    [
        "Lãnh đạo sở nào phụ trách?",
        "Mẹ đẻ được hưởng gì?",
        "Bồi thường, đền bù thế nào?",
        "Cải cách hành chính cấp một nguồn vốn",
        "Văn bản nào ghi “tăng ca”?",
        "Kinh phí lấy ở đâu?",
        "Muốn đi làm lại sớm thì cần gì?",
        "Nghỉ ốm đau mấy ngày?",
        "Cơ quan nào ra lệnh bắt bị can?",
        "Lệnh bắt khẩn cấp do ai ký?",
        "Kết thúc năm học vào ngày nào?",
        "Tiền phạt nộp ở đâu?",
        "Tiền làm thêm giờ tính sao?",
        "Di dời trụ sở các sở",
        "Mở hội chợ, mở hội thi, mở hội nghị ở đâu?",
        "Hai trạm cùng một nhà mạng cách nhau bao xa?",
        "Sở nào phê duyệt, xét duyệt hồ sơ?",
        "Ai quản lý, ai quản trị hệ thống?",
        "Thi tốt nghiệp trung học phổ thông",
        "Sơ tán dân vùng ngập",
        "Thời hạn phục vụ tại ngũ được kéo dài thêm tối đa mấy tháng?",
        "Người dân tộc thiểu số, đồng bào dân tộc thiểu số",
        "Cai nghiện ma túy bắt buộc",
        "Tỉnh Quảng Bình nhập tỉnh nào?",
        "Phá dỡ nhà ở riêng lẻ",
        "Sạt lở bờ sông, sạt lở đất",
        "Bộ đội biên phòng tỉnh ra quân tuần tra",
    ],
)
def test_other_words_stay(question: str) -> None:
    assert in_printed_words(question) == question


def test_a_question_typed_without_marks() -> None:
    assert "ly hôn" in in_printed_words("ra toa bo nhau", is_unmarked=True)
    assert in_printed_words("lay o dau", is_unmarked=True) == "lay o dau"
    assert in_printed_words("so ho ngheo nam 2025", is_unmarked=True) == "so ho ngheo nam 2025"


@pytest.mark.parametrize("word", lay_words(), ids=lambda word: word.said[0])
def test_what_is_printed_stays_also_without_marks(word: object) -> None:
    printed = in_printed_words(word.example)  # type: ignore[attr-defined]
    assert in_printed_words(printed, is_unmarked=True) == printed


def test_a_longer_word_that_does_not_fit_hides_no_shorter_one() -> None:
    assert in_printed_words("Muốn bán đất sang tên xe") == "Muốn chuyển nhượng quyền sử dụng đất chuyển quyền sở hữu xe"


def test_documents_that_print_an_everyday_word_answer_to_it() -> None:
    text = "Số: 9/QĐ-UBND\n\nLai Châu, ngày 05 tháng 6 năm 2031\n\nQUYẾT ĐỊNH\nQuy định về bến đò\n\n"
    with Archive.open("sqlite://") as archive:
        archive.add(parse_text(f"{text}Điều 1. Bến đò mở cửa trước 06 giờ.\n", "ben-do.txt"))
        found = ask("Bến đò được mở cửa khi nào?", archive, None)
    assert "trước 06 giờ" in found.answer
