"""Questions that ask several things: where their parts are, how each is read, and one answer to all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import load_registry
from search.answer import Kind
from search.engine import Engine
from search.evidence.library import Library
from search.question import lexicon
from search.question.asks import asked
from search.question.parts import asking_parts, asks_alike
from search.question.query import Query
from search.question.tokens import Line
from search.understand import understand

PARTS = [
    ("Sở Y tế tuyển mấy bác sĩ và chi bao nhiêu tiền?", ["Sở Y tế tuyển mấy bác sĩ", "chi bao nhiêu tiền?"]),
    ("Ở Huế, ai ký, ngày nào?", ["Ở Huế, ai ký", "ngày nào?"]),
    ("có bao nhiêu xã, phường miền núi và ai ký", ["có bao nhiêu xã, phường miền núi", "ai ký"]),
    (
        "Hạn là ngày nào? Riêng ngành thuế, hải quan thì sao?",
        ["Hạn là ngày nào", "Riêng ngành thuế, hải quan thì sao?"],
    ),
    ("cấp tỉnh chi bao nhiêu còn cấp xã thì sao", ["cấp tỉnh chi bao nhiêu", "cấp xã thì sao"]),
    ("Việc đào tạo và bồi dưỡng do ai chủ trì?", ["Việc đào tạo và bồi dưỡng do ai chủ trì?"]),
    ("Nghị quyết nào còn hiệu lực?", ["Nghị quyết nào còn hiệu lực?"]),
    ("Khu vực này rộng bao nhiêu, theo Luật Biên giới?", ["Khu vực này rộng bao nhiêu, theo Luật Biên giới?"]),
    ("Sở nào (ban, ngành nào) chủ trì?", ["Sở nào (ban, ngành nào) chủ trì?"]),
    ("Nộp báo cáo về đâu, hạn chót?", ["Nộp báo cáo về đâu", "hạn chót?"]),
    ("Kế hoạch cải cách hành chính", ["Kế hoạch cải cách hành chính"]),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_parts_of_a_question(text: str, expected: list[str]) -> None:
    assert [part.of(text).strip(" ,") for part in asking_parts(text)] == expected


@given(st.text(max_size=80))
def test_parts_are_in_order_and_hold_every_word(text: str) -> None:
    parts = asking_parts(text)
    assert all(one.end <= other.start for one, other in pairwise(parts))
    assert parts[0].start >= 0 and parts[-1].end == len(text)


@pytest.mark.parametrize("name", ["asking", "joining", "opening", "alike", "going_on", "in_force"])
def test_cues_of_parts_and_their_examples(name: str) -> None:
    for example in load_registry("question_parts")[name]["examples"]:
        line = Line.read(example)
        assert any(True for cue in lexicon.part_cues(name) for _ in line.matches(cue)), example


def test_words_that_give_a_part_no_topic() -> None:
    assert lexicon.is_slight("gửi qua") and lexicon.is_slight("gui qua") and lexicon.is_slight("kéo dài")
    assert not lexicon.is_slight("kết quả")


def test_the_same_is_asked_of_something_else() -> None:
    assert asks_alike("Riêng cấp xã thì sao")
    assert not asks_alike("cấp xã có bao nhiêu người")


def read(question: str, engine: Engine) -> Query:
    return understand(question, Library.of(engine.archive), lambda text: text)


def test_a_part_has_from_the_rest_what_it_does_not_say(engine: Engine) -> None:
    query = read("Kế hoạch 34/KH-UBND của Thái Nguyên do ai ký và kinh phí lấy từ đâu?", engine)
    kinds = [part.query.kind for part in query.parts]
    scopes = {part.query.scope.documents for part in query.parts}
    assert kinds == [Kind.SIGNER, Kind.FUNDING] and len(scopes) == 1 and scopes != {()}


def test_a_detail_takes_over_the_topic_and_the_same_takes_over_the_kind(engine: Engine) -> None:
    detail = read("Ở Bình Phước năm 2018 sở nào chủ trì khảo sát sự hài lòng, xong khi nào?", engine).parts[1]
    assert detail.is_detail and detail.query.topic == "khảo sát sự hài lòng"
    alike = read("Hạn nộp báo cáo quý ở Bình Phước là ngày nào, riêng báo cáo năm thì sao?", engine).parts[1]
    assert alike.is_alike and alike.query.kind is Kind.DEADLINE


def test_what_is_asked_before_its_topic_is_said_is_read_with_it(engine: Engine) -> None:
    assert not read("Ai chủ trì, ai phối hợp làm hòm thư tiếp nhận phản ánh trên Báo Đắk Nông?", engine).parts
    assert not read("So sánh thời hạn báo cáo, ai ký và ai nhận của hai tỉnh", engine).parts


def test_both_are_answered_the_first_part_first(engine: Engine) -> None:
    answer = engine.ask(
        "Ở Bình Phước năm 2018 ai chủ trì xây dựng Kiến trúc Chính quyền điện tử và kinh phí lấy từ đâu?"
    )
    assert answer.interpretation.kind is Kind.LEAD
    first = answer.answer.index("Sở Thông tin và Truyền thông")
    assert first < answer.answer.index("ngân sách") and len(answer.citations) > 1
    assert len(answer.statements) == len({statement.text for statement in answer.statements})


def test_one_row_that_says_it_all_is_one_answer(engine: Engine) -> None:
    one = engine.ask("Ai chủ trì Hội thi chung tay cải cách hành chính ở Đắk Nông năm 2020, ai phối hợp, khi nào xong?")
    assert one.answerable and len(one.citations) == 1


def test_a_part_without_an_answer_is_said_so(engine: Engine) -> None:
    answer = engine.ask("Ai ký Kế hoạch 34/KH-UBND và mức phạt nồng độ cồn xe máy là bao nhiêu tiền?")
    assert answer.answerable
    assert "Về ý “mức phạt nồng độ cồn xe máy là bao nhiêu tiền”: không tìm thấy" in answer.answer


def test_all_parts_without_an_answer_are_a_refusal(engine: Engine) -> None:
    assert not engine.ask("Giá vàng hôm nay bao nhiêu và mưa đá ở đâu?").answerable


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("báo cáo kết quả Tháng hành động vì môi trường và biến đổi khí hậu năm 2025 gửi cơ quan nào", Kind.REPORT),
        ("Kế hoạch 34 gửi cơ quan nào", Kind.METADATA),
        ("đặt tên dài tối đa bao nhiêu ký tự", Kind.OPEN),
        ("báo cáo viên pháp luật phải có mấy năm công tác", Kind.OPEN),
    ],
)
def test_kinds_of_parts(question: str, kind: Kind) -> None:
    assert asked(question, False).kind is kind


TIMED = """ỦY BAN NHÂN DÂN
THÀNH PHỐ HỒ CHÍ MINH
Số: 99/UBND-VX
Thành phố Hồ Chí Minh, ngày 25 tháng 11 năm 2025

Kính gửi: Các sở, ngành.

1. Giao Sở Y tế khẩn trương chia sẻ toàn bộ hồ sơ sức khỏe điện tử cho các trạm y tế. Thời gian hoàn thành trước ngày \
05 tháng 12 năm 2025.
2. Trên cơ sở kết quả khảo sát, Sở Xây dựng chủ trì, phối hợp Trung tâm Chuyển đổi số lựa chọn phần mềm đánh số nhà.
"""


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("letter")
    (folder / "99.txt").write_text(TIMED, encoding="utf-8")
    with Engine.open(folder / "data") as engine:
        assert [outcome.status for outcome in engine.ingest([folder / "99.txt"])] == ["added"]
        yield engine


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hồ sơ sức khỏe điện tử phải chia sẻ xong trước ngày nào?", ["05 tháng 12 năm 2025", "Giao Sở Y tế"]),
        ("Sở nào chủ trì lựa chọn phần mềm đánh số nhà?", ["Sở Xây dựng"]),
        (
            "Sở nào chủ trì lựa chọn phần mềm đánh số nhà, và hồ sơ sức khỏe điện tử phải chia sẻ xong trước ngày nào?",
            ["Sở Xây dựng", "05 tháng 12 năm 2025"],
        ),
    ],
)
def test_running_text_answers(letter: Engine, question: str, told: list[str]) -> None:
    answer = letter.ask(question)
    assert answer.answerable and all(each in answer.answer for each in told)


def test_nothing_is_taken_from_the_part_before(letter: Engine) -> None:
    answer = letter.ask("Sở nào chủ trì lựa chọn phần mềm đánh số nhà, và học phí trường mầm non bao nhiêu tiền?")
    assert "Về ý “học phí trường mầm non bao nhiêu tiền”: không tìm thấy" in answer.answer


def test_what_sums_up_ends_once(engine: Engine) -> None:
    assert ".:" not in engine.ask("kế hoạch nào nhắc đến PAPI, ai ký kế hoạch đó?").answer
