"""The parts of a question: what each asks, side remarks, clauses named by number, values asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.folding import strip_marks
from search.answer import Kind
from search.question import lexicon
from search.question.asks import asked, parts_of
from search.question.clause_names import clause_names
from search.question.cue import Cue
from search.question.remarks import asides, remarks
from search.question.tokens import Line
from search.question.topic import topic_of
from search.question.values import attribute_asked, number_asked, unit_asked, without

SEVERAL = [
    ("Kinh phí lấy từ đâu, theo thông tư nào?", Kind.FUNDING, (Kind.LEGAL_BASIS,)),
    ("Ai ký, ngày ban hành?", Kind.SIGNER, (Kind.METADATA,)),
    ("Ai làm, bao giờ xong?", Kind.LEAD, (Kind.DEADLINE,)),
    ("Các sở báo cáo định kỳ khi nào và gửi cho ai?", Kind.REPORT, (Kind.METADATA,)),
    ("Việc đào tạo và bồi dưỡng do ai chủ trì?", Kind.LEAD, ()),
    ("Sở nào chủ trì kiểm tra trong quý mấy?", Kind.LEAD, ()),
]


@pytest.mark.parametrize(("question", "kind", "also"), SEVERAL)
def test_several_questions_in_one(question: str, kind: Kind, also: tuple[Kind, ...]) -> None:
    found = asked(question, False)
    assert (found.kind, found.kinds) == (kind, (kind, *also))
    assert asked(strip_marks(question), False).kind is kind


def test_a_comparison_is_asked_of_the_whole() -> None:
    found = asked("Kỳ báo cáo ở Điều 2 và ở mục VI có giống nhau không?", False)
    assert (found.kind, found.aspect) == (Kind.COMPARE, Kind.REPORT)


def test_weak_cues_tell_only_alone() -> None:
    assert asked("Theo báo cáo, ai ký quyết định?", False).kind is Kind.SIGNER
    assert asked("Quy định về báo cáo", False).kind is Kind.REPORT


@given(st.text(max_size=60))
def test_any_text_is_read_as_something(text: str) -> None:
    assert asked(text, True).kind in Kind
    assert all(part.start < part.end for part in parts_of(text, []))


def test_brackets_about_today_are_beside_the_point() -> None:
    text = "Sở Kế hoạch và Đầu tư (nay đã sáp nhập vào Sở Tài chính) được giao việc gì?"
    assert [span.of(text) for span in asides(text)] == ["(nay đã sáp nhập vào Sở Tài chính)"]
    assert asides("Chỉ số (PAPI) được nhắc ở đâu?") == []


def test_a_part_that_only_tells_of_today_is_a_remark() -> None:
    text = "Sở này nay không còn, trước đây ai chủ trì việc đó?"
    places = asked(text, False).places
    assert [span.of(text) for span in remarks(text, places)] == ["Sở này nay không còn"]


CLAUSES = [
    ("Điều 2 Quyết định 52 và mục VI của kế hoạch", [("dieu-2", "quyet-dinh"), ("muc-VI", "ke-hoach")]),
    ("điểm a khoản 2 mục VI", [("muc-VI/2/a", "")]),
    ("mục II.6 và mục VI.8 có khác không", [("muc-II/6", ""), ("muc-VI/8", "")]),
    ("khoản 2 Điều 5 và khoản 1 Điều 7 của luật", [("dieu-5/2", ""), ("dieu-7/1", "")]),
    ("STT 5 mục VII phụ lục", [("muc-VII/stt-5", "phu-luc")]),
    ("đạt 45 điểm số", []),
    ("hợp đồng 36 tháng trở lên", []),
    ("dòng 36 của phụ lục", [("stt-36", "phu-luc")]),
    ("ai chủ trì", []),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses_named(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name.steps, name.part) for name in clause_names(text)] == expected


@pytest.mark.parametrize("attribute", lexicon.attributes(), ids=lambda each: str(each.name))
def test_attributes_and_their_examples(attribute: lexicon.Attribute) -> None:
    assert attribute.figure.search(attribute.example)
    found = attribute_asked(attribute.asks)
    assert found is not None and found.name == attribute.name
    assert attribute_asked(strip_marks(attribute.asks)) is not None


OUTCOMES = [
    ("Kết quả xếp loại chất lượng năm 2025 của Sở Nội vụ TP.HCM là gì?", "kết quả xếp loại"),
    ("Sở Y tế năm 2024 xếp loại hoàn thành tốt hay hoàn thành xuất sắc?", "kết quả xếp loại"),
    ("Danh sách những người trúng cử đại biểu HĐND tỉnh?", "kết quả bầu cử"),
    ("Những cá nhân nào ở Nghệ An được tặng Bằng khen trong đợt thi đua?", "kết quả khen thưởng"),
    ("Cần Thơ đã khen thưởng xã nào?", "kết quả khen thưởng"),
    ("Quảng Ngãi đã kiểm kê xong tài sản công chưa?", "việc đã làm"),
    ("Danh sách cán bộ bị kỷ luật năm 2025?", "họ tên"),
    ("Hà Nội đã chi hết bao nhiêu tiền cho bầu cử?", "kết quả đã đạt được"),
    ("Danh sách người trúng cử được công bố khi nào?", ""),
    ("Cá nhân nào được tặng Huân chương Lao động hạng Nhất?", ""),
    ("Xã nào được xét khen thưởng trong phong trào thi đua?", ""),
    ("Cuối năm viên chức được xếp loại mấy mức?", ""),
    ("Danh sách cán bộ được cử đi học gửi về cơ quan nào?", ""),
]


@pytest.mark.parametrize(("text", "name"), OUTCOMES)
def test_outcomes_asked(text: str, name: str) -> None:
    found = attribute_asked(text)
    assert (found.name if found else "") == name


RATED = [
    ("được xếp loại chất lượng ở mức không hoàn thành nhiệm vụ", True),
    ("xếp loại của cơ quan cấp trên về mức độ hoàn thành nhiệm vụ được giao", False),
    ("gửi hồ sơ đề nghị đánh giá, xếp loại chất lượng trước ngày 05 tháng 12", False),
]


@pytest.mark.parametrize(("clause", "states"), RATED)
def test_what_states_a_rating(clause: str, states: bool) -> None:
    wanted = attribute_asked("Sở Y tế được xếp loại chất lượng mức nào?")
    assert wanted is not None and wanted.is_in(clause) is states


def test_a_speech_of_telephones_is_no_telephone_number() -> None:
    wanted = attribute_asked("Số điện thoại đường dây nóng là bao nhiêu?")
    assert wanted is not None
    assert not wanted.is_in("giới thiệu công khai các địa chỉ, điện thoại đường dây nóng năm 2023")
    assert wanted.is_in("Điện thoại: 0208.3855.123")


def test_a_number_of_something_is_printed_before_it() -> None:
    wanted = number_asked("Đã in bao nhiêu tờ rơi?")
    assert wanted is not None
    assert wanted.is_in("phát hành 5.000 tờ rơi") and wanted.is_in("in 200 (hai trăm) tờ".replace("(hai trăm) ", ""))
    assert not wanted.is_in("100% tờ rơi") and not wanted.is_in("tờ rơi năm 2020")
    assert number_asked("Bao nhiêu phần trăm?") is None and unit_asked("bao nhiêu phần trăm") is not None


def test_the_name_of_a_value_is_no_topic() -> None:
    assert without(["tỷ lệ hồ sơ đúng hạn"], ("tỷ lệ",)) == ["hồ sơ đúng hạn"]
    assert without(["hồ sơ"], ()) == ["hồ sơ"]


def test_kept_phrases_are_topic() -> None:
    assert topic_of("cơ chế một cửa", [], False) == ("cơ chế một cửa",)
    assert topic_of("trực cháy rừng cấp V", [], False) == ("trực cháy rừng cấp V",)


CUES = [
    ("dẫn tới", "Chánh án Tòa án nhân dân tối cao", False),
    ("dẫn tới", "văn bản dẫn tới nghị quyết", True),
    ("dẫn tới", "van ban dan toi nghi quyet", True),
    ("chủ trì … (gì|việc nào)", "Sở Nội vụ chủ trì những việc nào", True),
    ("trụ sở … nào", "Luật Cư trú số bao nhiêu, ngày nào", False),
    ("chủ trì", "cơ quan nào chũ trì", True),
    ("trụ sở", "tru so o dau", True),
]


@pytest.mark.parametrize(("phrase", "text", "found"), CUES)
def test_a_cue_is_heard_unless_marks_say_another_word(phrase: str, text: str, found: bool) -> None:
    assert any(True for _ in Line.read(text).matches(Cue.of(phrase))) is found
