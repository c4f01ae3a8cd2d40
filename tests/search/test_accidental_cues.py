"""Words that look like the interrogative of another kind, and figures that count something else."""

from __future__ import annotations

import pytest

from search.answer import Kind
from search.question.asks import asked
from search.question.values import number_asked, unit_asked
from search.understand import facets_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("công an xã được hỗ trợ thêm mỗi tháng mấy tiền vậy", Kind.OPEN),
        ("trước đó phải mấy lần đạt danh hiệu chiến sĩ thi đua", Kind.OPEN),
        ("tỷ lệ xử lý đúng hạn là bao nhiêu", Kind.OPEN),
        ("giấy chứng nhận có giá trị mấy năm", Kind.OPEN),
        ("ông nào cầm cái vụ quy hoạch", Kind.LEAD),
        ("mấy lần một năm thì họp", Kind.DEADLINE),
        ("hạn là tháng mấy", Kind.DEADLINE),
        ("tháng hành động có chủ đê gì", Kind.OPEN),
    ],
)
def test_kinds(question: str, kind: Kind) -> None:
    assert asked(question, False).kind is kind


def test_the_name_of_a_document_asks_for_no_coordination() -> None:
    question = "Sở Ngoại vụ làm gì theo Quy chế phối hợp quản lý nhà nước?"
    assert asked(question, True).kind is Kind.DUTY and "coordinate" not in facets_of(question)


def test_a_length_of_time_is_no_number_of_something() -> None:
    wanted = number_asked("đã nhận bao nhiêu phản ánh")
    assert wanted and wanted.is_in("tiếp nhận 120 phản ánh")
    assert not wanted.is_in("trả lời phản ánh kiến nghị là 07 ngày")


def test_a_number_of_households_is_no_money() -> None:
    wanted = unit_asked("mỗi hộ được bao nhiêu tiền mặt")
    assert wanted and wanted.is_in("hỗ trợ 1.500.000 đồng") and wanted.is_in("STT 3 | 1.500.000 | 2")
    assert not wanted.is_in("hỗ trợ hơn 20.000 hộ bị ảnh hưởng")
