"""Questions as people type them, and what is understood of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.archive import Archive
from ingest.corpus import DOCUMENTS
from ingest.folding import fold, strip_marks
from ingest.parse import parse_file
from ingest.records import Role
from search.answer import Kind
from search.evidence.library import Library
from search.question import lexicon
from search.question.abbreviations import expand
from search.question.asks import classify
from search.question.clause_names import clause_reference
from search.question.query import Deadline, Query
from search.question.terms import mention_terms
from search.question.times import fits, read_deadline
from search.question.tokens import Line, segments
from search.understand import facets_of, understand

DN_PLAN = "02-kh-ubnd-ubnd-tinh-dak-nong-2020-01-03"
DN_DECISION = "52-qd-ubnd-chu-tich-ubnd-tinh-dak-nong-2017-01-11"


@pytest.fixture(scope="module")
def shelf() -> Iterator[Archive]:
    with Archive.open("sqlite:///:memory:") as archive:
        for path in sorted(DOCUMENTS.glob("*.txt")):
            archive.add(parse_file(path))
        yield archive


def read(question: str, archive: Archive) -> Query:
    return understand(question, Library.of(archive), lambda text: text)


@pytest.mark.parametrize(
    ("kind", "example"),
    [(cue.kind, example) for cue in lexicon.kind_cues() for example in cue.examples],
)
def test_cues_and_their_examples(kind: Kind, example: str) -> None:
    own = [cue for cue in lexicon.kind_cues() if cue.kind is kind and example in cue.examples]
    line = Line.read(example)
    assert any(True for cue in own for phrase in cue.phrases for _ in line.matches(phrase))


@pytest.mark.parametrize("cue", lexicon.kind_cues(), ids=lambda cue: str(cue.kind))
def test_every_cue_of_a_kind_has_an_example(cue: lexicon.KindCue) -> None:
    assert cue.examples and cue.phrases


@pytest.mark.parametrize(
    ("facet", "example"), [(facet, example) for facet in lexicon.facets() for example in lexicon.facet_examples(facet)]
)
def test_facets_and_their_examples(facet: str, example: str) -> None:
    assert facet in facets_of(example)
    assert facet in facets_of(strip_marks(example))


@pytest.mark.parametrize(
    ("name", "example"), [(name, each) for name, all_ in lexicon.statement_examples().items() for each in all_]
)
def test_statements_and_their_examples(name: str, example: str) -> None:
    assert lexicon.states(name, example)


@pytest.mark.parametrize("short", lexicon.abbreviations(), ids=lambda each: str(each.long))
def test_abbreviations_and_their_examples(short: lexicon.Abbreviation) -> None:
    assert short.long in expand(short.example, [])


@pytest.mark.parametrize("unit", lexicon.units(), ids=lambda unit: str(unit.example))
def test_units_and_their_examples(unit: lexicon.Unit) -> None:
    assert unit.figure.search(unit.example)


KINDS = [
    ("Ai chủ trì Hội thi chung tay CCHC?", False, Kind.LEAD),
    ("so nao chu tri tuyen truyen chu ky so", False, Kind.LEAD),
    ("cơ quan nào chủ chì khảo sát", False, Kind.LEAD),
    ("Mấy cụm pa nô ở Gia Nghĩa ai làm, xong chưa?", False, Kind.LEAD),
    ("Nhiệm vụ ứng dụng CNTT giao cho sở nào?", False, Kind.LEAD),
    ("Văn phòng UBND tỉnh là cơ quan phối hợp trong những hoạt động nào?", True, Kind.COORDINATE),
    ("Sở Y tế phải làm gì theo Kế hoạch?", True, Kind.DUTY),
    ("Báo tỉnh phải làm gì, bao lâu ra một chuyên trang?", True, Kind.DUTY),
    ("Hạn nộp báo cáo quý I là ngày nào?", False, Kind.DEADLINE),
    ("Bao giờ xong kiến trúc chính quyền điện tử?", False, Kind.DEADLINE),
    ("Chế độ báo cáo quy định thế nào?", False, Kind.REPORT),
    ("Quyết định căn cứ vào những văn bản nào?", False, Kind.LEGAL_BASIS),
    ("Kế hoạch được ban hành để thực hiện những văn bản nào?", False, Kind.LEGAL_BASIS),
    ("Những văn bản nào có nhắc đến PAPI?", False, Kind.MENTION),
    ("ủy quyền giám đốc sở, mỗi nơi đến khi nào?", False, Kind.DEADLINE),
    ("Kinh phí tuyên truyền lấy từ nguồn nào?", False, Kind.FUNDING),
    ("Ai ký kế hoạch này, ký thay ai?", False, Kind.SIGNER),
    ("Văn bản này do tỉnh nào ban hành, số bao nhiêu?", False, Kind.METADATA),
    ("Liệt kê các nhiệm vụ có thời hạn quý I/2018", False, Kind.LIST),
    ("Sở Nội vụ chủ trì bao nhiêu nhiệm vụ?", True, Kind.COUNT),
    ("So sánh chế độ báo cáo của hai tỉnh", False, Kind.COMPARE),
    ("Cơ cấu tổ chức gồm những phòng nào?", False, Kind.OPEN),
    ("Phòng nào phụ trách lưu trữ?", False, Kind.LEAD),
    ("PAPI là gì?", False, Kind.DEFINITION),
    ("Tuyên truyền bằng hình thức pa nô", False, Kind.OPEN),
]


@pytest.mark.parametrize(("question", "agency", "kind"), KINDS)
def test_kind_with_and_without_marks(question: str, agency: bool, kind: Kind) -> None:
    assert classify(question, agency)[0] is kind
    assert classify(strip_marks(question), agency)[0] is kind


def test_a_comparison_knows_what_it_compares() -> None:
    assert classify("Tên Chủ tịch ở hai nơi có khớp nhau không?", False) == (Kind.COMPARE, Kind.SIGNER)
    assert classify("So sánh kinh phí lấy từ nguồn nào", False) == (Kind.COMPARE, Kind.FUNDING)


@pytest.mark.parametrize(
    ("text", "provinces", "expanded"),
    [
        ("Báo ĐN làm gì", ["Đắk Nông"], "Báo Đắk Nông làm gì"),
        ("Báo ĐN làm gì", ["Đắk Nông", "Đồng Nai"], "Báo ĐN làm gì"),
        ("bao DN lam gi", ["Đắk Nông"], "bao Đắk Nông lam gi"),
        ("đối thoại với DN", ["Đắk Nông"], "đối thoại với doanh nghiệp"),
        ("TT CCHC", [], "tuyên truyền CCHC"),
        ("TT 06/2023/TT-BNV", [], "Thông tư 06/2023/TT-BNV"),
        ("QĐ 52/QĐ-UBND", [], "Quyết định 52/QĐ-UBND"),
    ],
)
def test_abbreviations_are_spelled_out_only_when_sure(text: str, provinces: list[str], expanded: str) -> None:
    assert expand(text, provinces) == expanded


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Khoản 2 Điều 5 Luật Công chứng quy định gì?", "dieu-5/2"),
        ("điểm c khoản 1 mục VI", "muc-VI/1/c"),
        ("STT 14 danh mục", "stt-14"),
        ("Quy định tại điểm, khoản, mục nào?", ""),
        ("đạt bao nhiêu điểm số", ""),
    ],
)
def test_clause_references(question: str, clause: str) -> None:
    assert clause_reference(question) == clause


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Quý I/2018", Deadline((1,), (), (), 2018)),
        ("quý 1, quý 2 năm 2018", Deadline((1, 2), (), (), 2018)),
        ("Quý I, II/2018", Deadline((1, 2), (), (), 2018)),
        ("Tháng 03/2020 đến tháng 7/2020", Deadline((), (3, 4, 5, 6, 7), (), 2020)),
        ("Thường xuyên trong năm", Deadline((), (), ("thuong xuyen",), None)),
        ("Định kỳ hằng năm", Deadline((), (), ("dinh ky", "hang nam"), None)),
        ("không có", Deadline()),
    ],
)
def test_times(text: str, deadline: Deadline) -> None:
    assert read_deadline(text) == deadline
    assert read_deadline(strip_marks(text)) == deadline
    assert bool(deadline) is (text != "không có")


@pytest.mark.parametrize(
    ("asked", "printed", "exact", "expected"),
    [
        ("quý I/2018", "Quý I/2018", True, True),
        ("quý I/2018", "Quý I, II/2018", True, False),
        ("quý I/2018", "Quý I, II/2018", False, True),
        ("quý I/2018", "Quý I/2019", False, False),
        ("quý I", "Quý I/2019", False, True),
        ("tháng 5", "Tháng 03/2020 đến tháng 7/2020", False, True),
        ("thường xuyên", "Trong năm 2018", False, False),
    ],
)
def test_a_deadline_meets_a_condition(asked: str, printed: str, exact: bool, expected: bool) -> None:
    assert fits(read_deadline(asked), printed, exact) is expected


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("Những văn bản nào có nhắc đến PAPI?", ("PAPI",)),
        ("van ban nao de cap den trang thong tin dien tu", ("trang thong tin dien tu",)),
        ("Văn bản nào nhắc đến “một cửa liên thông” và kinh phí", ("một cửa liên thông",)),
        ("ISO 9001 được nhắc đến ở đâu?", ("ISO 9001",)),
    ],
)
def test_terms_whose_mention_is_sought(question: str, terms: tuple[str, ...]) -> None:
    assert mention_terms(question, question, ()) == terms


@given(st.text(max_size=80))
def test_segments_lie_in_order_and_are_not_empty(text: str) -> None:
    spans = segments(text)
    assert all(span.of(text).strip() for span in spans)
    assert spans == sorted(spans)


@given(st.text(max_size=60))
def test_tokens_are_found_again_in_the_text(text: str) -> None:
    for token in Line.read(text).tokens:
        assert token.span.of(text) == token.text
        assert token.key == fold(token.text)


def test_a_named_document_is_looked_up(shelf: Archive) -> None:
    for number in ("02/KH-UBND", "02 / kh-ubnd", "số 02/KH-UBND"):
        assert read(f"Ai ký Kế hoạch {number}?", shelf).scope.documents == (DN_PLAN,)
    assert read("Quyết định 52 căn cứ văn bản nào?", shelf).scope.documents == (DN_DECISION,)
    assert len(read("Tệp 004 do tỉnh nào ban hành?", shelf).scope.documents) == 1


def test_a_document_that_is_not_there_is_missing(shelf: Archive) -> None:
    assert read("Quyết định 999/QĐ-UBND ai ký?", shelf).scope.missing == ("999/QĐ-UBND",)
    cited = read("Ai chủ trì khảo sát theo Quyết định số 2735/QĐ-UBND?", shelf)
    assert cited.scope.missing == () and "2735" in cited.topic


def test_numbers_whose_mention_is_sought_are_no_scope(shelf: Archive) -> None:
    sought = read("Văn bản nào viện dẫn Quyết định 3490/QĐ-BNV?", shelf)
    assert sought.terms == ("3490/QĐ-BNV",) and sought.scope.missing == () and sought.scope.documents == ()
    inside = read("Kế hoạch 02/KH-UBND có nhắc đến PCI không?", shelf)
    assert inside.terms == ("PCI",) and inside.scope.documents == (DN_PLAN,)


def test_provinces_years_and_periods(shelf: Archive) -> None:
    query = read("Sở Nội vụ Lâm Đồng làm gì giai đoạn 2016-2020?", shelf)
    assert query.scope.provinces == ("Lâm Đồng",)
    assert "Đắk Nông" in query.scope.historic
    assert query.scope.period == (2016, 2020) and query.scope.years == ()
    assert read("ke hoach 24/2019/QD-UBND nam 2020", shelf).scope.years == (2020,)
    assert read("Chỉ tiêu đến hết 2030 và hết 2035 của Lâm Đồng là bao nhiêu?", shelf).scope.years == ()


def test_a_title_is_no_topic(shelf: Archive) -> None:
    query = read("Sở Tư pháp tỉnh Bình Phước phải làm gì theo Kế hoạch CCHC năm 2018?", shelf)
    assert query.kind is Kind.DUTY and query.agency_ids == ("so-tu-phap",)
    assert query.topic == "" and query.scope.title == "Kế hoạch CCHC năm 2018"[: len(query.scope.title)]


def test_the_topic_is_what_is_left(shelf: Archive) -> None:
    query = read("Sở nào chủ trì tuyên truyền chữ ký số ở Đắk Nông năm 2020?", shelf)
    assert query.topic == "tuyên truyền chữ ký số"
    besides = read("Ai phụ trách khảo sát sự hài lòng? Quy định tại điểm, khoản, mục nào?", shelf)
    assert besides.topic == "khảo sát sự hài lòng" and "place" in besides.facets


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Tỉnh rà soát hồ sơ người có công trước ngày nào?", "rà soát hồ sơ"),
        ("Trang thiết bị được thanh lý trong trường hợp nào?", "Trang thiết bị thanh lý"),
        ("Khai thuế theo quý thì làm sao?", "Khai thuế theo quý"),
        ("Theo quy định, chỉ được đốt rẫy khi nào?", "đốt rẫy"),
    ],
)
def test_words_without_content_stay_inside_words_that_have_it(shelf: Archive, question: str, topic: str) -> None:
    assert topic in read(question, shelf).topic


def test_roles_asked_for(shelf: Archive) -> None:
    assert read("Sở Nội vụ chủ trì những nhiệm vụ nào?", shelf).roles == (Role.LEAD,)
    assert read("Sở Nội vụ phối hợp những việc gì?", shelf).roles == (Role.COORDINATE,)
    assert read("Sở Nội vụ phải làm gì?", shelf).roles == ()


def test_the_issuer_of_a_document_is_no_agency_asked_about(shelf: Archive) -> None:
    query = read("Sở Nội vụ làm gì theo Kế hoạch 02/KH-UBND của UBND tỉnh?", shelf)
    assert query.agency_ids == ("so-noi-vu",)


def test_interpretation_has_the_public_shape(shelf: Archive) -> None:
    seen = read("Sở Y tế Bình Phước làm gì năm 2018?", shelf).interpretation()
    assert (seen.kind, seen.agencies, seen.provinces, seen.years) == (Kind.DUTY, ("Sở Y tế",), ("Bình Phước",), (2018,))


@given(question=st.text(max_size=120))
def test_any_question_is_understood_somehow(shelf: Archive, question: str) -> None:
    query = read(question, shelf)
    assert query.question == question and query.kind in Kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hồ sơ đề nghị khen thưởng gửi cho ai?", Kind.LEAD),
        ("rà soát xong gửi đến cơ quan nào", Kind.LEAD),
        ("Kế hoạch cải cách hành chính gửi những nơi nào?", Kind.METADATA),
    ],
)
def test_only_a_document_has_recipients(shelf: Archive, question: str, kind: Kind) -> None:
    assert read(question, shelf).kind is kind
