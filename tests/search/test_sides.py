"""Comparisons: what the sides are, what each has from the other, and one answer for both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ingest.corpus import load_registry
from search.answer import Kind
from search.engine import Engine
from search.evidence.library import Library
from search.question import lexicon
from search.question.places_apart import places_apart
from search.question.query import Query
from search.question.tokens import Line
from search.understand import understand

LAWYERS = """QUỐC HỘI
Số: 65/2006/QH11
Hà Nội, ngày 29 tháng 6 năm 2006

LUẬT

LUẬT SƯ

Điều 14. Tập sự hành nghề luật sư
1. Thời gian tập sự hành nghề luật sư là mười tám tháng, trừ trường hợp được giảm.
2. Luật sư hướng dẫn không được hướng dẫn quá ba người.

Điều 15. Giải thích từ ngữ
1. Văn phòng luật sư là tổ chức hành nghề do một luật sư thành lập.
2. Công ty luật là tổ chức hành nghề do ít nhất hai luật sư thành lập.
"""
AID = """QUỐC HỘI
Số: 11/2017/QH14
Hà Nội, ngày 20 tháng 6 năm 2017

LUẬT

TRỢ GIÚP PHÁP LÝ

Điều 20. Tập sự trợ giúp pháp lý
1. Thời gian tập sự trợ giúp pháp lý là 12 tháng. Người tập sự do Giám đốc phân công.
***
Thời gian giải quyết: 05 ngày làm việc
"""


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("laws")
    files = [folder / name for name in ("lawyers.txt", "aid.txt")]
    for file, text in zip(files, (LAWYERS, AID), strict=True):
        file.write_text(text, encoding="utf-8")
    with Engine.open(folder / "data") as engine:
        assert [outcome.status for outcome in engine.ingest(files)] == ["added", "added"]
        yield engine


def sides(question: str, engine: Engine) -> tuple[Query, ...]:
    return understand(question, Library.of(engine.archive), lambda text: text).sides


@pytest.mark.parametrize("name", ["versus", "beside"])
def test_cues_of_sides_and_their_examples(name: str) -> None:
    for example in load_registry("question_parts")[name]["examples"]:
        line = Line.read(example)
        assert any(True for cue in lexicon.part_cues(name) for _ in line.matches(cue)), example


def test_each_side_has_its_own_law(laws: Engine) -> None:
    first, second = sides(
        "So sánh thời gian tập sự hành nghề luật sư theo Luật Luật sư với thời gian tập sự trợ giúp pháp lý theo Luật "
        "Trợ giúp pháp lý.",
        laws,
    )
    assert (first.scope.title, second.scope.title) == ("Luật Luật sư", "Luật Trợ giúp pháp lý")
    assert (first.topic, second.topic) == ("tập sự hành nghề luật sư", "tập sự trợ giúp pháp lý")
    assert first.kind is second.kind is Kind.DEADLINE


@pytest.mark.parametrize(
    "question",
    [
        "So sánh thời gian tập sự hành nghề luật sư theo Luật Luật sư với thời gian tập sự trợ giúp pháp lý theo Luật "
        "Trợ giúp pháp lý.",
        "So sánh thời gian tập sự hành nghề luật sư với thời gian tập sự trợ giúp pháp lý theo hai luật trong kho",
    ],
)
def test_both_laws_answer(laws: Engine, question: str) -> None:
    answer = laws.ask(question)
    assert "mười tám tháng" in answer.answer and "12 tháng" in answer.answer


def test_a_side_has_from_the_other_what_is_compared_and_where(engine: Engine) -> None:
    first, second = sides("So sánh nguồn kinh phí tuyên truyền năm 2020 của Đắk Nông và của Thái Nguyên", engine)
    assert first.topic == second.topic == "tuyên truyền"
    assert (first.scope.provinces, second.scope.provinces) == (("Đắk Nông",), ("Thái Nguyên",))
    assert first.scope.years == second.scope.years == (2020,)
    shared = sides("Chuyên mục CCHC trên đài của Đắk Nông: giai đoạn 2016-2020 và năm 2020 khác nhau ra sao?", engine)
    assert [side.scope.period or side.scope.years for side in shared] == [(2016, 2020), (2020,)]


def test_the_number_of_something_is_a_figure(engine: Engine) -> None:
    compared = sides("So sánh số lớp tập huấn của Bình Phước với Thái Nguyên", engine)
    assert len(compared) == 2 and all("value" in side.facets for side in compared)


@pytest.mark.parametrize(
    "question",
    [
        "So sánh kinh phí tuyên truyền và tập huấn",
        "So sánh thời hạn báo cáo của hai tỉnh",
        "So sánh khoản 1 và khoản 2 Điều 5 Kế hoạch 34/KH-UBND",
        "Ai chủ trì đào tạo và bồi dưỡng ở Thái Nguyên?",
    ],
)
def test_what_has_no_two_sides(engine: Engine, question: str) -> None:
    assert sides(question, engine) == ()


def test_a_side_that_states_nothing_is_said_so(engine: Engine) -> None:
    answer = engine.ask("So sánh kinh phí tuyên truyền của Đắk Nông với Cà Mau")
    assert answer.answerable and "Về phía “Cà Mau”: không tìm thấy" in answer.answer


def test_sides_that_begin_alike_behind_a_colon_are_of_the_same_place(laws: Engine) -> None:
    first, second = sides(
        "So sánh thời hạn ủy quyền ở Thanh Hóa: ủy quyền Chánh Văn phòng công bố thủ tục và ủy quyền Giám đốc Sở Y tế "
        "về đo lường, mỗi việc đến hết ngày nào?",
        laws,
    )
    assert first.scope.provinces == second.scope.provinces == ("Thanh Hóa",)
    assert "thủ tục" in first.topic
    assert "đo lường" in second.topic
    assert first.rewritten.endswith("đến hết ngày nào") and second.rewritten.endswith("đến hết ngày nào")


def test_things_that_begin_alike_are_asked_apart(laws: Engine) -> None:
    first, second = sides("Người được cấp thẻ vàng và thẻ kim cương ở Hà Nội được hỗ trợ khác nhau thế nào?", laws)
    assert first.question == "Người được cấp thẻ vàng ở Hà Nội được hỗ trợ khác nhau thế nào"
    assert second.question == "Người được cấp thẻ kim cương ở Hà Nội được hỗ trợ khác nhau thế nào"
    first, second = sides("Thời gian tập sự nghề luật và thời gian tập sự trợ giúp pháp lý là bao lâu?", laws)
    assert first.question == "Thời gian tập sự nghề luật là bao lâu"
    assert second.question == "thời gian tập sự trợ giúp pháp lý là bao lâu"


def test_what_two_agencies_are_given_ends_with_the_words_behind_each(laws: Engine) -> None:
    first, second = sides(
        "Ở Thanh Hóa, việc ủy quyền cho Giám đốc Sở Y tế công bố thủ tục và việc ủy quyền cho Giám đốc Sở Xây dựng về "
        "tiêu chuẩn đo lường đến khi nào, cái nào lâu hơn?",
        laws,
    )
    assert "thủ tục" in first.topic and "đo lường" not in first.topic
    assert "đo lường" in second.topic and "thủ tục" not in second.topic
    assert first.kind is second.kind is Kind.DEADLINE


def test_two_words_differ_as_they_are_explained(laws: Engine) -> None:
    answer = laws.ask("Văn phòng luật sư và công ty luật khác nhau thế nào?")
    assert [each.quote.split(" là ")[0] for each in answer.citations] == ["Văn phòng luật sư", "Công ty luật"]


def test_two_agencies_behind_a_colon_are_two_sides(laws: Engine) -> None:
    first, second = sides(
        "So sánh thời hạn ủy quyền ở Thanh Hóa: Chánh Văn phòng UBND tỉnh công bố thủ tục và Giám đốc Sở Y tế cấp phép",
        laws,
    )
    assert ("công bố" in first.topic, "công bố" in second.topic) == (True, False)


def test_a_side_is_named_beyond_a_comma(engine: Engine) -> None:
    _, second = sides(
        "Tỷ lệ cá nhân tiên tiến theo quy định thi đua của tỉnh Đắk Nông khác gì so với Luật Thi đua, khen thưởng số "
        "15/2003/QH11?",
        engine,
    )
    assert second.question == "Luật Thi đua, khen thưởng số 15/2003/QH11"


def test_the_time_of_reports_is_told_by_rules_of_reporting(engine: Engine) -> None:
    answer = engine.ask("So sánh thời hạn báo cáo năm của Bình Phước và Đắk Nông").answer
    assert "01/12 (báo cáo năm)" in answer and "Định kỳ quý, 06 tháng, năm báo cáo" in answer
    assert "báo cáo tài chính" not in answer


def test_a_part_about_the_source_is_told_by_what_names_it(engine: Engine) -> None:
    asked = "Kinh phí cải cách hành chính năm 2018 của Bình Phước thực hiện theo thông tư nào, lấy từ nguồn nào?"
    answer = engine.ask(asked).answer
    assert "172/2012/TT-BTC" in answer and "từ nguồn ngân sách Nhà nước" in answer


def test_whose_a_thing_is_belongs_to_its_side(laws: Engine) -> None:
    first, second = sides(
        "Ở Hà Nội, hạn nộp hồ sơ dự thi của các phòng và hạn tổng hợp danh sách của Sở Nội vụ khác nhau thế nào?", laws
    )
    assert first.question == "Ở Hà Nội, hạn nộp hồ sơ dự thi của các phòng khác nhau thế nào"
    assert second.question == "Ở Hà Nội, hạn tổng hợp danh sách của Sở Nội vụ khác nhau thế nào"


def test_provinces_that_are_spoken_of_in_turn_are_two_sides(laws: Engine) -> None:
    first, second = sides(
        "Thanh Hóa ủy quyền Chánh Văn phòng công bố thủ tục, Quảng Ngãi ủy quyền Giám đốc Sở Y tế cấp phép: mỗi nơi "
        "ủy quyền đến hết ngày nào?",
        laws,
    )
    assert (first.scope.provinces, second.scope.provinces) == (("Thanh Hóa",), ("Quảng Ngãi",))
    assert ("công bố" in first.topic, "công bố" in second.topic) == (True, False)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Kế hoạch 02/KH-UBND và Kế hoạch 34/KH-UBND, mỗi cái quy định về việc gì?", ("02/KH-UBND", "34/KH-UBND")),
        ("Ai ký kế hoạch của Nghệ An với kế hoạch của Hà Nội?", ("Nghệ An", "Hà Nội")),
        ("Bình Phước (nay thuộc Đồng Nai) giao ai chủ trì đề án?", ()),
        ("Liệt kê kế hoạch của Nghệ An và Hà Nội", ()),
    ],
)
def test_places_that_are_asked_about_alike(engine: Engine, question: str, places: tuple[str, ...]) -> None:
    asked = replace(understand(question, Library.of(engine.archive), lambda text: text), sides=())
    assert tuple(place.name for place in places_apart(asked)) == places


def test_each_of_the_documents_named_is_answered(engine: Engine) -> None:
    answer = engine.ask("Kế hoạch 02/KH-UBND và Kế hoạch 34/KH-UBND, mỗi kế hoạch có nội dung gì?").answer
    assert "02/KH-UBND" in answer and "34/KH-UBND" in answer


def test_a_note_on_a_side_without_a_document_says_of_what_time(engine: Engine) -> None:
    answer = engine.ask("Kế hoạch của Thái Nguyên và của Đắk Nông 2020 khác nhau thế nào về kinh phí?").answer
    assert "Trong kho không có văn bản năm 2020 của Thái Nguyên" in answer
