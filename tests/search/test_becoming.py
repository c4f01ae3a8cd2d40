"""What agencies and provinces have become: told from the registries, with day and legal basis, whatever is held."""

from __future__ import annotations

import pytest

from search.answer import Kind, ReasonType
from search.engine import Engine

TOLD = [
    ("Sở Tài nguyên và Môi trường nay là sở nào?", "Sở Nông nghiệp và Môi trường từ ngày 01/3/2025, theo Nghị định số"),
    ("cho em hỏi sở thông tin truyền thông giờ nhập vào sở nào ạ", "Sở Khoa học và Công nghệ"),
    ("so ke hoach va dau tu sap nhap vao so nao", "Sở Tài chính"),
    ("Sở NN&PTNT đổi tên thành gì, từ ngày nào, theo văn bản nào?", "45/2025/NĐ-CP"),
    ("Sở Nông nghiệp và Môi trường trước đây là những sở nào?", "tiếp nhận nhiệm vụ của Sở Tài nguyên và Môi trường"),
    ("huyện còn không?", "không còn từ ngày 01/7/2025"),
    ("UBND huyện giờ ai làm thay?", "203/2025/QH15"),
    (
        "Quảng Bình sáp nhập với tỉnh nào?",
        "nay thuộc tỉnh Quảng Trị từ ngày 01/7/2025 theo Nghị quyết số 202/2025/QH15",
    ),
    ("tinh yen bai nay thuoc tinh nao", "hợp nhất Yên Bái, Lào Cai"),
    ("Lâm Đồng gồm những tỉnh nào sáp nhập?", "Đắk Nông, Bình Thuận, Lâm Đồng"),
    ("Hà Nội có sáp nhập với tỉnh nào không?", "không hợp nhất với tỉnh nào"),
    ("Cà Mau sáp nhập với Bạc Liêu từ ngày nào?", "01/7/2025"),
]


@pytest.mark.parametrize(("question", "said"), TOLD)
def test_the_registries_tell(engine: Engine, question: str, said: str) -> None:
    answer = engine.ask(question)
    assert answer.interpretation.kind is Kind.SUCCESSION
    assert answer.answerable and said in answer.answer
    assert answer.citations == ()
    assert [statement.text for statement in answer.statements] == answer.answer.splitlines()


def test_what_the_registries_do_not_know_is_refused(engine: Engine) -> None:
    answer = engine.ask("Sở Ngoại vụ còn không?")
    assert answer.reason_type is ReasonType.NOT_STATED
    assert "không ghi thay đổi nào của Sở Ngoại vụ" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Sở Thông tin và Truyền thông (nay là Sở Khoa học và Công nghệ) phải làm gì theo Kế hoạch 34/KH-UBND?",
        "Năm 2020 Sở Kế hoạch và Đầu tư Đắk Nông chủ trì việc gì?",
        "Báo cáo của Sở Nội vụ gửi về sở nào?",
        "Trung tâm Bảo tồn Di sản Hội An nay trực thuộc cơ quan nào của Đà Nẵng?",
        "Quyết định 52 của Đắk Nông còn hiệu lực không?",
        "UBND cấp huyện phải làm gì theo Kế hoạch 34/KH-UBND?",
    ],
)
def test_what_else_is_asked_is_for_the_documents(engine: Engine, question: str) -> None:
    assert engine.ask(question).interpretation.kind is not Kind.SUCCESSION
