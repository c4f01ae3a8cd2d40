"""Questions for documents of one type, and for names that no clause says."""

from __future__ import annotations

import pytest

from search.answer import Answer
from search.engine import Engine
from search.evidence.types import type_asked


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("có bao nhiêu kế hoạch của Hà Nội trong kho", "kế hoạch"),
        ("Chỉ thị nào về chuyển đổi số?", "chỉ thị"),
        ("liet ke cac quyet dinh nam 2017", "quyết định"),
        ("những văn bản nào nói về PAPI", ""),
        ("Sở Nội vụ phải làm gì theo kế hoạch này?", ""),
    ],
)
def test_the_type_of_documents_asked_for(question: str, kind: str) -> None:
    assert type_asked(question) == kind


def told(answer: Answer) -> str:
    return " ".join(statement.text for statement in answer.statements)


def test_a_decision_that_promulgates_a_plan_counts_as_a_plan(engine: Engine) -> None:
    answer = engine.ask("Có những kế hoạch nào của Đắk Nông?")
    assert "02/KH-UBND" in told(answer)
    assert "52/QĐ-UBND" in told(answer)


def test_documents_of_another_type_are_no_answer(engine: Engine) -> None:
    answer = engine.ask("Chỉ thị nào về cải cách hành chính?")
    assert not answer.answerable
    assert answer.reason is not None
    assert "chỉ thị" in answer.reason


def test_a_post_is_not_taken_for_a_name(engine: Engine) -> None:
    assert not engine.ask("Giám đốc Sở Nội vụ tên là gì?").answerable


def test_who_coordinates_with_an_agency_is_told_of_its_own_work(engine: Engine) -> None:
    answer = engine.ask("Hiệp hội Doanh nghiệp tỉnh Đắk Nông phối hợp với ai?")
    assert all("Hiệp hội Doanh nghiệp" in citation.quote for citation in answer.citations)
    assert answer.citations or not answer.answerable


def test_documents_that_rest_on_a_law_are_listed(engine: Engine) -> None:
    answer = engine.ask("Văn bản nào căn cứ Luật Tổ chức chính quyền địa phương?")
    assert answer.answerable
    assert all("Luật Tổ chức chính quyền địa phương" in " ".join(each.quote.split()) for each in answer.citations)
    assert "52/QĐ-UBND" in told(answer)


def test_legal_bases_are_no_rule_of_funding(engine: Engine) -> None:
    answer = engine.ask("Kinh phí thực hiện kế hoạch của Bình Phước lấy từ đâu?")
    assert answer.answerable
    assert not any(citation.quote.lstrip("* ").startswith("Căn cứ Luật") for citation in answer.citations)
