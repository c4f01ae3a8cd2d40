"""Hard forms of questions over the shipped documents, asked as people ask them."""

from __future__ import annotations

import pytest

from ingest.corpus import CORPUS
from ingest.folding import strip_marks
from search.compose import Draft, Fact, Refusal
from search.compose_compare import compared
from search.engine import Engine
from search.evaluation.answers import judge, read_examples
from search.evaluation.calibration import THRESHOLDS, Point, best, calibrate, table
from search.evaluation.generated import is_literal
from search.evidence.inquiry import NEAR

EXAMPLES = read_examples(CORPUS / "questions" / "depth.jsonl")


@pytest.mark.parametrize("strip", [False, True], ids=["marked", "unmarked"])
def test_hard_questions(engine: Engine, strip: bool) -> None:
    outcomes, literal = [], True
    for example in EXAMPLES:
        answer = engine.ask(strip_marks(example.question) if strip else example.question)
        outcomes.append(judge(example, answer))
        literal = literal and is_literal(answer, engine.archive)
    wrong = [outcome.id for outcome in outcomes if not outcome.right]
    assert literal
    assert len(wrong) <= 0.05 * len(outcomes), wrong
    assert all(outcome.refused for outcome in outcomes if outcome.refused is not None) or strip


VERDICTS = [
    ("Người ký kế hoạch của Thái Nguyên năm 2023 và của Đắk Nông năm 2020 là ai, có giống nhau không?", "khác nhau"),
    ("Điều 1 Quyết định 52/QĐ-UBND và Điều 2 Quyết định 52/QĐ-UBND có giống nhau không?", "nguyên văn khác nhau"),
    ("So sánh Điều 3 Quyết định 52/QĐ-UBND với Điều 3 Quyết định 52/QĐ-UBND", "nguyên văn giống nhau"),
]


@pytest.mark.parametrize(("question", "verdict"), VERDICTS)
def test_a_comparison_says_whether_both_sides_agree(engine: Engine, question: str, verdict: str) -> None:
    assert verdict in engine.ask(question).answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Những kế hoạch nào nói về chữ ký số?", "nhắc đến “chữ ký số”"),
        ("kế hoạch nào nói về chữ ký số năm 2020", "nhắc đến “chữ ký số”"),
        ("Văn bản nào nói về người máy?", "không văn bản nào trong phạm vi câu hỏi nhắc đến “người máy”"),
        ("Sở Thông tin và Truyền thông phối hợp với ai?", "việc có cơ quan phối hợp"),
        ("Kinh phí của Kế hoạch cải cách hành chính năm 2026 lấy từ đâu?", "không có văn bản năm 2026"),
        ("Điều 5 Luật Tố cáo quy định gì?", "trong kho không có Luật Tố cáo"),
        ("Quyết định 3406/QĐ-UBND phê duyệt việc gì?", "hành chính Nhà nước năm 2018"),
        ("ngày có hiệu lực của Quyết định 52/QĐ-UBND", "có hiệu lực"),
        ("kinh phí kế hoạch 5G của Đắk Nông lấy ở đâu", "Quy định về kinh phí"),
        ("ai ký Quyết định 225/QĐ-TTg", "trong kho không có 225/QĐ-TTg"),
        ("danh sách các quyết định trong kho", "Có 2 văn bản"),
        ("So sánh kinh phí của Cà Mau và Đắk Nông", "không có văn bản của tỉnh Cà Mau"),
        ("các huyện phải làm gì trong kế hoạch của Đắk Nông năm 2020", "UBND cấp huyện có"),
    ],
)
def test_what_is_told(engine: Engine, question: str, told: str) -> None:
    assert told in engine.ask(question).answer


def test_sides_that_state_nothing_are_not_judged() -> None:
    assert isinstance(compared([Refusal("không")]), Refusal)
    one = Draft((Fact("a", (), "x"),), "một bên:")
    assert compared([one, Refusal("không")]) == Draft(one.facts, "một bên:")
    two = compared([one, Draft((Fact("b", (), ""),))])
    assert isinstance(two, Draft) and two.lead == "Đối chiếu các phía:"
    same = compared([one, Draft((Fact("b", (), "X"),))])
    assert isinstance(same, Draft) and "giống nhau" in same.lead


def test_the_threshold_in_use_errs_no_more_than_its_neighbours(engine: Engine) -> None:
    examples = [one for one in EXAMPLES if one.kind in ("unanswerable", "lead", "open", "typo")]
    points = calibrate(engine, examples, (0.2, NEAR, 0.95))
    assert points[1].error <= min(points[0].error, points[2].error)
    assert points[2].refused_wrongly > 0
    assert "đang dùng" in table(points)


def test_the_best_threshold_is_in_the_middle_of_the_equal_ones() -> None:
    points = [Point(step, 0.0, 0.0, 1.0) for step in THRESHOLDS[:3]]
    assert best([Point(0.2, 0.5, 0.0, 0.9), *points]).threshold == THRESHOLDS[1]
