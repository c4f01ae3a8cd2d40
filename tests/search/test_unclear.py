"""Questions that may mean several things are asked back with choices, each of which has an answer; clear ones never."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.corpus import CORPUS, DOCUMENTS
from ingest.parse import parse_file, parse_text
from search.answer import ReasonType
from search.ask import ask
from search.compose import NOT_FOUND, UNCLEAR
from search.evaluation.answers import read_examples

PLAN = """ỦY BAN NHÂN DÂN
TỈNH {province}

Số: {number}/KH-UBND

{province}, ngày 05 tháng 01 năm 2021

KẾ HOẠCH
{title} năm 2021

I. KINH PHÍ THỰC HIỆN

Kinh phí thực hiện do ngân sách tỉnh {province} bảo đảm.

II. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ: Chủ trì, phối hợp với các cơ quan liên quan kiểm tra công vụ tại {province}; báo cáo UBND tỉnh
trước ngày 15/12 hằng năm.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

{signer}
"""
PLANS = (
    ("Kon Tum", 5, "Du lịch", "Nguyễn Văn An"),
    ("Gia Lai", 5, "Thủy sản", "Trần Văn Bình"),
    ("Đà Nẵng", 8, "Cảng biển", "Lê Văn Cảnh"),
    ("Đồng Nai", 9, "Công nghiệp", "Phạm Văn Dũng"),
    ("Cà Mau", 10, "Nuôi tôm", "Hoàng Văn Em"),
)


@pytest.fixture(scope="module")
def shelf() -> Iterator[Archive]:
    with Archive.open("sqlite://") as archive:
        for path in sorted(DOCUMENTS.iterdir()):
            archive.add(parse_file(path))
        for province, number, title, signer in PLANS:
            text = PLAN.format(province=province, number=f"{number:02}", title=title, signer=signer)
            archive.add(parse_text(text, f"{number}-{province}.txt"))
        yield archive


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Kế hoạch 05/KH-UBND ai ký?", "Kon Tum"),
        ("kế hoạch 05 lấy kinh phí từ đâu?", "Gia Lai"),
        ("Sở này phải làm gì?", "Sở Nội vụ"),
        ("co quan nay co nhiem vu gi", "Sở Nội vụ"),
        ("Kế hoạch này ai ký?", "Cà Mau"),
        ("Kinh phí lấy từ đâu?", "Kon Tum"),
        ("ĐN giao ai kiểm tra công vụ?", "Đồng Nai"),
    ],
)
def test_an_unclear_question_is_asked_back_with_choices_that_have_answers(
    shelf: Archive, question: str, told: str
) -> None:
    answer = ask(question, shelf, None)
    assert (answer.answerable, answer.reason_type) == (False, ReasonType.UNCLEAR)
    assert answer.answer.startswith(UNCLEAR) and NOT_FOUND not in answer.answer
    assert len(answer.choices) > 1 and any(told in choice.label for choice in answer.choices)
    for choice in answer.choices:
        assert choice.question in answer.answer
        assert ask(choice.question, shelf, None).answerable, choice.question


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 05/KH-UBND của UBND tỉnh Gia Lai ai ký?",
        "Kế hoạch 05/KH-UBND nói gì về du lịch?",
        "Kinh phí của tỉnh Cà Mau lấy từ đâu?",
        "Báo ĐN phải làm gì?",
        "Sở Nội vụ phải làm gì?",
        "Những kế hoạch nào số 05/KH-UBND?",
        "Ai ký Quyết định 52/QĐ-UBND?",
        "Hai kế hoạch cùng số 05/KH-UBND do ai ký?",
        "Kế hoạch 05/KH-UBND là của những tỉnh nào, mỗi kế hoạch về việc gì?",
    ],
)
def test_a_clear_question_is_not_asked_back(shelf: Archive, question: str) -> None:
    assert ask(question, shelf, None).reason_type is not ReasonType.UNCLEAR


def test_no_sample_question_over_the_shipped_documents_is_unclear() -> None:
    with Archive.open("sqlite://") as archive:
        for path in sorted(DOCUMENTS.iterdir()):
            archive.add(parse_file(path))
        for example in read_examples(Path(CORPUS / "questions" / "sample.jsonl")):
            assert ask(example.question, archive, None).reason_type is not ReasonType.UNCLEAR, example.question


def test_refusals_say_their_type(shelf: Archive) -> None:
    types = {
        "Kế hoạch 999/KH-UBND ai ký?": ReasonType.NO_DOCUMENT,
        "Sở Du lịch Kon Tum phải làm gì?": ReasonType.NO_AGENCY,
        "Việc này thế nào?": ReasonType.UNCLEAR,
    }
    assert {question: ask(question, shelf, None).reason_type for question in types} == types
    with Archive.open("sqlite://") as empty:
        assert ask("Ai ký?", empty, None).reason_type is ReasonType.EMPTY
