"""The whole path from a question to a cited answer, over the shipped documents and over one that was made up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.address import Address
from ingest.archive import Archive
from ingest.corpus import CORPUS, DOCUMENTS
from ingest.folding import strip_marks
from ingest.parse import parse_file, parse_text
from search.answer import Answer, Filters, Kind
from search.ask import ask
from search.compose import NOT_FOUND
from search.evaluation.answers import evaluate_answers, read_examples

SAMPLE = CORPUS / "questions" / "sample.jsonl"

PLAN = """ỦY BAN NHÂN DÂN
TỈNH KON TUM
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 77/KH-UBND

Kon Tum, ngày 05 tháng 02 năm 2031

KẾ HOẠCH
Số hóa hồ sơ lưu trữ trên địa bàn tỉnh Kon Tum năm 2031

Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;

I. MỤC ĐÍCH

1. Số hóa 90% hồ sơ lưu trữ vĩnh viễn.

II. KINH PHÍ

Kinh phí do ngân sách tỉnh bảo đảm.

III. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ

a) Chủ trì, phối hợp với Sở Tài chính chỉnh lý tài liệu tồn đọng.

b) Báo cáo UBND tỉnh trước ngày 15/11 hằng năm.

2. Sở Khoa học và Công nghệ

Xây dựng kho lưu trữ số, hoàn thành trong quý III/2031.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Thị Bình
"""


@pytest.fixture(scope="module")
def shelf() -> Iterator[Archive]:
    with Archive.open("sqlite:///:memory:") as archive:
        for path in sorted(DOCUMENTS.glob("*.txt")):
            archive.add(parse_file(path))
        yield archive


@pytest.fixture(scope="module")
def other() -> Iterator[Archive]:
    with Archive.open("sqlite:///:memory:") as archive:
        archive.add(parse_text(PLAN, "ke-hoach-77.txt"))
        yield archive


def check_quotes(answer: Answer, archive: Archive) -> None:
    for citation in (*answer.citations, *answer.nearest):
        text = archive.document(citation.document_id).text
        assert citation.quote == text[citation.start : citation.end]
        assert archive.provision(citation.document_id, Address.parse(citation.address))


def check_shape(answer: Answer) -> None:
    numbers = [citation.id for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert answer.answerable is bool(answer.statements) is (answer.reason is None)
    assert all(statement.citations and set(statement.citations) <= set(numbers) for statement in answer.statements)
    assert {each for statement in answer.statements for each in statement.citations} == set(numbers)
    assert json.dumps(answer.to_json(), ensure_ascii=False)


@pytest.mark.parametrize("strip", [False, True], ids=["marked", "unmarked"])
def test_our_own_questions(shelf: Archive, strip: bool) -> None:
    def checked(question: str) -> Answer:
        answer = ask(question, shelf, None)
        check_quotes(answer, shelf)
        check_shape(answer)
        return answer

    report = evaluate_answers(SAMPLE, checked, strip, None)
    assert report["questions"] >= 40
    assert report["right"] >= 0.93 and report["cited"] >= 0.9 and report["precise"] >= 0.85
    assert report["refused"] >= 0.9


def test_sample_questions_quote_the_shipped_documents() -> None:
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS.glob("*.txt")]
    examples = read_examples(SAMPLE)
    assert len({example.id for example in examples}) == len(examples)
    for example in examples:
        assert all(any(source in text for text in texts) for source in example.sources), example.id
        assert example.answerable or not example.sources


MADE_UP = [
    ("Ai chỉnh lý tài liệu tồn đọng?", Kind.LEAD, ["Sở Nội vụ"]),
    ("so nao xay dung kho luu tru so", Kind.LEAD, ["Sở Khoa học và Công nghệ"]),
    ("Sở Nội vụ Kon Tum phải làm gì theo Kế hoạch 77?", Kind.DUTY, ["chỉnh lý tài liệu tồn đọng", "15/11"]),
    ("Sở Tài chính phối hợp những việc gì?", Kind.COORDINATE, ["chỉnh lý tài liệu"]),
    ("Bao giờ xong kho lưu trữ số?", Kind.DEADLINE, ["quý III/2031"]),
    ("Kinh phí số hóa lấy từ đâu?", Kind.FUNDING, ["ngân sách tỉnh bảo đảm"]),
    ("Ai ký Kế hoạch 77/KH-UBND?", Kind.SIGNER, ["Trần Thị Bình", "KT. CHỦ TỊCH"]),
    ("Kế hoạch 77/KH-UBND căn cứ vào những văn bản nào?", Kind.LEGAL_BASIS, ["Luật Lưu trữ"]),
    ("Kế hoạch số hóa của Kon Tum số bao nhiêu, ban hành ngày nào?", Kind.METADATA, ["77/KH-UBND", "05/02/2031"]),
    ("Văn bản nào nhắc đến kho lưu trữ số?", Kind.MENTION, ["77/KH-UBND", "ở 1 chỗ"]),
    ("Chế độ báo cáo thế nào?", Kind.REPORT, ["15/11"]),
    ("Số hóa bao nhiêu phần trăm hồ sơ lưu trữ vĩnh viễn?", Kind.OPEN, ["90%"]),
    ("Có những văn bản nào của tỉnh Kon Tum?", Kind.LIST, ["Có 1 văn bản", "77/KH-UBND"]),
    ("Sở Nội vụ Quảng Ngãi chỉnh lý tài liệu gì?", Kind.DUTY, ["Kon Tum nay thuộc Quảng Ngãi"]),
]


@pytest.mark.parametrize(("question", "kind", "expected"), MADE_UP)
def test_a_document_never_seen_before(other: Archive, question: str, kind: Kind, expected: list[str]) -> None:
    answer = ask(question, other, None)
    check_quotes(answer, other)
    check_shape(answer)
    assert answer.answerable, answer.answer
    if kind is not Kind.DUTY:
        assert answer.interpretation.kind is kind
    assert all(text in answer.answer for text in expected), answer.answer


REFUSED = [
    ("Ai chủ trì xây dựng sân bay?", "không nêu"),
    ("Sở Y tế phải làm gì?", "Sở Y tế"),
    ("Sở Nội vụ Cà Mau phải làm gì?", "Cà Mau"),
    ("Ai chủ trì số hóa ở Kon Tum năm 2029?", "năm 2029"),
    ("Quyết định 12345/QĐ-UBND ai ký?", "12345/QĐ-UBND"),
    ("Kinh phí số hóa là bao nhiêu đồng?", "số liệu"),
    ("Văn bản nào nhắc đến PAPI?", "PAPI"),
    ("Giám đốc Sở Nội vụ là ai?", "tên người"),
    ("hôm nay trời có mưa không", "không nêu"),
    ("Điều 40 quy định gì?", "không có điều, khoản"),
]


@pytest.mark.parametrize(("question", "told"), REFUSED)
def test_what_is_not_there_is_refused_with_its_reason(other: Archive, question: str, told: str) -> None:
    answer = ask(question, other, None)
    check_quotes(answer, other)
    check_shape(answer)
    assert not answer.answerable
    assert answer.answer.startswith(NOT_FOUND)
    assert told in (answer.reason or "")


def test_an_empty_archive_has_no_answer() -> None:
    with Archive.open("sqlite:///:memory:") as archive:
        answer = ask("Sở Nội vụ phải làm gì?", archive, None)
    assert not answer.answerable and "chưa có văn bản" in answer.answer


def test_a_removed_document_no_longer_answers(other: Archive) -> None:
    with Archive.open("sqlite:///:memory:") as archive:
        added = archive.add(parse_text(PLAN, "ke-hoach-77.txt"))
        assert ask("Ai ký Kế hoạch 77/KH-UBND?", archive, None).answerable
        archive.remove(added.document_id)
        assert not ask("Ai ký Kế hoạch 77/KH-UBND?", archive, None).answerable


@dataclass(frozen=True)
class _Hit:
    document_id: str
    address: Address
    score: float


class _Nearest:
    """An index that finds one provision whatever is asked, in the documents it is allowed to."""

    def __init__(self, address: str) -> None:
        self.address = Address.parse(address)

    def search(self, text: str, filters: Filters = Filters(), limit: int = 10) -> list[_Hit]:  # noqa: B008
        return [_Hit(document_id, self.address, 0.9) for document_id in filters.documents][:limit]


def test_what_the_index_finds_counts_a_little(other: Archive) -> None:
    question = "Tổ chức việc sắp xếp giấy tờ cũ còn lưu trữ"
    plain, helped = (ask(question, other, index) for index in (None, _Nearest("ke-hoach/III/1/a")))
    check_quotes(helped, other)
    assert plain.answerable <= helped.answerable


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "Tên Chủ tịch ở Quyết định 3406 và Kế hoạch kèm theo có khớp nhau?",
            "Nguyễn Văn Trâm",
            "Nguyễn Văn Tuấn",
        ),
        ("So sánh chế độ báo cáo của Đắk Nông năm 2020 và Bình Phước năm 2018", "hàng quý", "5/3"),
    ],
)
def test_both_sides_of_a_conflict_are_shown(shelf: Archive, question: str, first: str, second: str) -> None:
    answer = ask(question, shelf, None)
    check_quotes(answer, shelf)
    assert first in answer.answer and second in answer.answer
    assert answer.interpretation.kind is Kind.COMPARE


def test_lists_are_complete_with_their_number(shelf: Archive) -> None:
    answer = ask("Liệt kê các hoạt động trong phụ lục Kế hoạch 34/KH-UBND", shelf, None)
    assert answer.answer.startswith("Có 7 nhiệm vụ")
    assert [citation.address for citation in answer.citations] == [f"phu-luc/{number}" for number in range(1, 8)]


def test_shared_duties_are_told_apart(shelf: Archive) -> None:
    by_name = ask("Sở Tư pháp Bình Phước phải làm gì?", shelf, None)
    assert "Chưa kể" in by_name.answer
    shared = ask("Sở Xây dựng Thái Nguyên phải làm gì?", shelf, None)
    if shared.answerable:
        assert "giao chung" in shared.answer


def test_the_row_of_another_province_is_never_given(shelf: Archive) -> None:
    for province, number in (("Đắk Nông", {"52/QĐ-UBND", "02/KH-UBND"}), ("Thái Nguyên", {"34/KH-UBND"})):
        answer = ask(f"Sở Nội vụ {province} phải làm gì?", shelf, None)
        assert {citation.number for citation in answer.citations} <= number


@settings(max_examples=40, deadline=None)
@given(question=st.text(max_size=100))
def test_any_question_has_an_answer_or_a_refusal(other: Archive, question: str) -> None:
    answer = ask(question, other, None)
    check_quotes(answer, other)
    check_shape(answer)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(MADE_UP), st.booleans(), st.booleans())
def test_case_and_marks_do_not_crash(
    other: Archive, row: tuple[str, Kind, list[str]], upper: bool, strip: bool
) -> None:
    question = row[0].upper() if upper else row[0]
    answer = ask(strip_marks(question) if strip else question, other, None)
    check_shape(answer)


def test_the_sample_file_ships() -> None:
    assert SAMPLE.is_file() and Path(SAMPLE).suffix == ".jsonl"
