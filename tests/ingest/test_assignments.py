"""Who does what: rows, agency-headed sections, labelled bullets, running text."""

import pytest

from ingest.parse import parse_text
from ingest.records import Assignment, Role
from ingest.roles import (
    DEADLINE_EXAMPLES,
    EXECUTION_EXAMPLES,
    NO_DUTY_EXAMPLES,
    ROLE_EXAMPLES,
    deadline_in,
    execution_in,
    opens_duty,
    role_of,
    states_no_duty,
)


def assignments(text: str) -> tuple[Assignment, ...]:
    return parse_text(text, "ke-hoach.txt").assignments


def names(assignment: Assignment, role: Role) -> list[str]:
    return [mention.name for mention in assignment.roles.get(role, ())]


@pytest.mark.parametrize(("predicate", "role"), ROLE_EXAMPLES)
def test_predicates_tell_the_role(predicate: str, role: Role) -> None:
    assert role_of(predicate) is role


@pytest.mark.parametrize(("sentence", "deadline"), DEADLINE_EXAMPLES)
def test_deadlines_in_sentences(sentence: str, deadline: str | None) -> None:
    assert deadline_in(sentence) == deadline


@pytest.mark.parametrize("predicate", [" tổ chức triển khai", " có trách nhiệm báo cáo", ", theo dõi, đôn đốc"])
def test_a_duty_verb_opens_a_duty(predicate: str) -> None:
    assert opens_duty(predicate)


@pytest.mark.parametrize("predicate", [" là cơ quan thường trực", " và lãnh đạo các ngành", "."])
def test_what_opens_no_duty(predicate: str) -> None:
    assert not opens_duty(predicate)


TABLE = (
    "STT\tNội dung, nhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tTiến độ\tSản phẩm\n"
    "I\tCải cách thể chế\t\t\t\t\n"
    "1\tRà soát văn bản\t- Sở Tư pháp; - Sở Y tế.\tSở Nội vụ thẩm định\tQuý I, II/2018\tBáo cáo\n"
    "2\tTập huấn\tSở Nội vụ và các cơ quan, đơn vị có liên quan\t\tThường xuyên\t"
)


def test_rows_are_read_by_their_columns() -> None:
    first, second = assignments(TABLE)
    assert (first.task, first.deadline, first.product, first.form) == (
        "Rà soát văn bản",
        "Quý I, II/2018",
        "Báo cáo",
        "row",
    )
    assert names(first, Role.LEAD) == ["Sở Tư pháp", "Sở Y tế"]
    assert names(first, Role.COORDINATE) == names(first, Role.APPRAISE) == ["Sở Nội vụ"]
    assert names(second, Role.LEAD) == ["Sở Nội vụ", "các cơ quan, đơn vị có liên quan"]
    assert str(second.address) == "noi-dung/I/2"


def test_an_agency_heading_owns_what_stands_below_it() -> None:
    text = (
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ (cơ quan thường trực)\n\n"
        "a) Theo dõi, đôn đốc việc thực hiện Kế hoạch này.\n\n"
        "b) Chủ trì, phối hợp với Sở Tài chính và Sở Tư pháp tổ chức tập huấn; định kỳ hàng quý báo cáo.\n\n"
        "2. Sở Y tế: Triển khai các giải pháp. Phối hợp với Báo Bình Phước tuyên truyền.\n\n"
        "3. Đề nghị Ban Tuyên giáo Tỉnh ủy\n\nChỉ đạo, định hướng các cơ quan báo chí."
    )
    found = assignments(text)
    assert [(str(a.address), next(iter(a.roles))) for a in found] == [
        ("noi-dung/IV/1/a", Role.MONITOR),
        ("noi-dung/IV/1/b", Role.LEAD),
        ("noi-dung/IV/2", Role.IMPLEMENT),
        ("noi-dung/IV/2", Role.COORDINATE),
        ("noi-dung/IV/3/doan-1", Role.IMPLEMENT),
    ]
    assert names(found[1], Role.LEAD) == ["Sở Nội vụ"]
    assert names(found[1], Role.COORDINATE) == ["Sở Tài chính", "Sở Tư pháp"]
    assert found[1].deadline == "định kỳ hàng quý"
    assert names(found[3], Role.COORDINATE) == ["Sở Y tế", "Báo Bình Phước"]
    assert names(found[4], Role.REQUESTED) == ["Ban Tuyên giáo Tỉnh ủy"]


def test_labelled_bullets_belong_to_the_task_above_them() -> None:
    text = (
        "2. Tổ chức tập huấn chuyên\nsâu về bảo vệ dữ liệu\n\n- Cơ quan chủ trì: Bộ Công\nan.\n\n"
        "- Cơ quan phối hợp: Bộ Tư pháp, Văn phòng Chính phủ.\n\n- Thời gian thực hiện: năm\n2025.\n\n"
        "3. Xây dựng Nghị định\n\n+ Đơn vị chủ trì: Sở Tư pháp\n\n+ Thời hạn ban hành: trước ngày 01 tháng 01 năm 2026."
    )
    first, second = assignments(text)
    assert (first.task, first.form) == ("Tổ chức tập huấn chuyên sâu về bảo vệ dữ liệu", "bullets")
    assert [mention.id for mention in first.roles[Role.LEAD]] == ["bo-cong-an"]
    assert names(first, Role.COORDINATE) == ["Bộ Tư pháp", "Văn phòng Chính phủ"]
    assert first.deadline == "năm 2025"
    assert names(second, Role.LEAD) == ["Sở Tư pháp"]
    assert second.deadline == "trước ngày 01 tháng 01 năm 2026"


def test_a_label_may_hold_a_sentence_with_two_roles() -> None:
    (found,) = assignments(
        "a) Hoạt động 1\n\n- Nội dung: Tổ chức ngày hội.\n\n"
        "- Cơ quan thực hiện: Sở Nội\nvụ chủ trì, phối hợp với Sở Y tế, Ủy ban nhân dân phường, xã."
    )
    assert found.task == "Tổ chức ngày hội"
    assert names(found, Role.LEAD) == ["Sở Nội vụ"]
    assert names(found, Role.COORDINATE) == ["Sở Y tế", "Ủy ban nhân dân phường, xã"]
    assert Role.IMPLEMENT not in found.roles


def test_a_line_of_time_below_a_duty_dates_that_duty() -> None:
    text = (
        "1.4. Ủy ban nhân dân các xã\n\n- Thành lập Ban Chỉ đạo tổng kiểm kê.\n\n"
        "Thời gian hoàn thành: Trước ngày 15/11/2025.\n\n- Tổng hợp kết quả kiểm kê."
    )
    assert [(a.task, a.deadline) for a in assignments(text)] == [
        ("Thành lập Ban Chỉ đạo tổng kiểm kê.", "Trước ngày 15/11/2025"),
        ("Tổng hợp kết quả kiểm kê.", None),
    ]


def test_places_listed_after_a_heading_are_no_task() -> None:
    text = "12. Ủy ban nhân dân các xã: Gia Thuận, Tân Điền, Gò Công Đông\n\n- Xây dựng kế hoạch cụ thể hóa nhiệm vụ."
    assert [str(a.address) for a in assignments(text)] == ["noi-dung/12/-1"]


def test_a_unit_of_measure_is_no_agency() -> None:
    assert assignments("STT\tTên công việc\tĐơn vị\tĐơn giá\n1\tThu gom rác\tđồng/tấn\t200.000") == ()


def test_running_text_counts_only_when_an_agency_opens_the_sentence() -> None:
    text = (
        "Điều 2. Giao Sở Nội vụ theo dõi, đôn đốc triển khai Kế hoạch này.\n\n"
        "Điều 3. Tăng cường sự phối hợp giữa Sở Nội vụ với Sở Tư pháp.\n\n"
        "Điều 4. Chánh Văn phòng UBND tỉnh; Giám đốc Sở Nội vụ và Thủ trưởng các sở, ban, ngành "
        "chịu trách nhiệm thi hành."
    )
    first, last = assignments(text)
    assert (first.form, list(first.roles)) == ("sentence", [Role.MONITOR])
    assert names(last, Role.IMPLEMENT) == [
        "Chánh Văn phòng UBND tỉnh",
        "Giám đốc Sở Nội vụ",
        "Thủ trưởng các sở, ban, ngành",
    ]


@pytest.mark.parametrize(("sentence", "begins"), EXECUTION_EXAMPLES)
def test_the_words_of_execution(sentence: str, begins: str | None) -> None:
    at = execution_in(sentence)
    assert (sentence[at:].split(maxsplit=1)[0] if at is not None else None) == begins


def test_all_who_execute_a_document_are_named_however_they_are_listed() -> None:
    (only,) = assignments(
        "Điều 4. Chánh Văn phòng UBND tỉnh, Giám đốc\nSở Văn hoá và Thể thao, Chủ tịch UBND các\nxã, phường; "
        "Thủ trưởng các đơn vị trực thuộc UBND tỉnh; Giám đốc "
        "Trung tâm Phục vụ hành chính công cấp tỉnh, cấp xã; Hiệu trưởng Trường Đại học Tân Trào và tổ\nchức, cá nhân "
        "có liên quan chịu trách nhiệm thi hành Quyết định này./."
    )
    assert names(only, Role.IMPLEMENT)[:2] == ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Văn hoá và Thể thao"]
    assert "UBND tỉnh" not in names(only, Role.IMPLEMENT)
    assert names(only, Role.IMPLEMENT)[-1] == "tổ chức, cá nhân có liên quan"


def test_a_list_of_departments_before_the_words_of_execution_is_no_heading() -> None:
    (only,) = assignments(
        "Điều 4. Chánh Văn phòng Ủy ban nhân dân tỉnh; Giám đốc các Sở: Tài chính, Khoa học và Công nghệ; "
        "các tổ chức, cá nhân liên quan chịu trách nhiệm thi hành Quyết định này./."
    )
    assert only.form == "sentence"
    assert [mention.id for mention in only.roles[Role.IMPLEMENT]][:3] == [
        "van-phong-ubnd-tinh",
        "so-tai-chinh",
        "so-khoa-hoc-va-cong-nghe",
    ]


def test_words_that_place_an_agency_do_not_end_a_list() -> None:
    (only,) = assignments(
        "Điều 5. Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành ở tỉnh, Ủy ban nhân dân các xã, phường "
        "và các cơ quan, đơn vị có liên quan tổ chức triển khai thực hiện Quyết định này."
    )
    assert len(names(only, Role.COORDINATE)) == 3
    (other,) = assignments(
        "Điều 6. Các Sở, ban, ngành thuộc Ủy ban nhân dân tỉnh và Ủy ban nhân dân các xã, phường "
        "có trách nhiệm quản lý tài sản công."
    )
    assert names(other, Role.IMPLEMENT) == ["Các Sở, ban, ngành", "Ủy ban nhân dân các xã, phường"]


@pytest.mark.parametrize(
    "opening",
    [
        "Ủy ban nhân dân tỉnh\nban hành Quyết định quy định thực hiện nếp sống văn minh trên địa bàn tỉnh.",
        "Thực hiện Nghị quyết số 57-NQ/TW. UBND thành phố Hà Nội ban hành Kế hoạch phát triển hạ tầng 5G như sau:",
    ],
)
def test_who_issues_a_document_is_no_duty(opening: str) -> None:
    assert assignments(f"{opening}\n\nĐiều 1. Ban hành kèm theo Quyết định này Quy định.") == ()


def test_headings_that_name_no_agency_own_nothing() -> None:
    assert assignments("I. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\na) Nâng cao nhận thức về cải cách hành chính.") == ()


def test_spans_and_names_are_literal() -> None:
    parsed = parse_text(
        TABLE + "\n\n\nV. THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì, phối hợp với Sở Tư pháp rà soát.", "a.txt"
    )
    held = {provision.address: provision for provision in parsed.provisions}
    for assignment in parsed.assignments:
        provision = held[assignment.address]
        assert provision.start <= assignment.span.start < assignment.span.end <= provision.end
        for mention in (m for mentions in assignment.roles.values() for m in mentions):
            assert " ".join(mention.span.of(parsed.text).split()) == mention.name


@pytest.mark.parametrize("sentence", NO_DUTY_EXAMPLES)
def test_things_below_an_agency_are_no_duties_of_it(sentence: str) -> None:
    assert states_no_duty(sentence)
    assert not assignments(f"I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ\n\n{sentence}\n")


def test_a_sentence_under_a_heading_that_begins_with_another_agency_is_not_the_heading_s() -> None:
    found = assignments("I. TỔ CHỨC\n\n1. Sở Y tế\n\n- Sở Tư pháp gương mẫu trong việc sử dụng chữ ký số cá nhân.\n")
    assert not [each for each in found if names(each, Role.IMPLEMENT) == ["Sở Y tế"]]


def test_what_a_heading_says_its_agency_is_does_not_hide_it() -> None:
    (found,) = assignments(
        "I. NHIỆM VỤ\n\n1. Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo\n\n- Làm đầu mối tổ chức tập huấn kiểm kê.\n"
    )
    assert next(name for named in found.roles.values() for name in named).id == "so-tai-chinh"


def test_a_task_told_by_the_bullets_below_its_label() -> None:
    (found,) = assignments(
        "I. HOẠT ĐỘNG\n\na) Hoạt động 1\n\n- Nội dung:\n\n+ Tổng kết mô hình một cửa.\n\n+ Tập huấn cán bộ.\n\n"
        "- Cơ quan thực hiện: Sở Y tế chủ trì, phối hợp với các sở, ban, ngành.\n"
    )
    assert found.task == "Tổng kết mô hình một cửa; Tập huấn cán bộ"
    assert names(found, Role.LEAD) == ["Sở Y tế"]


def test_a_time_told_in_a_sentence_of_its_own_dates_what_was_said_before() -> None:
    (found,) = assignments(
        "I. NHIỆM VỤ\n\n1. Sở Tài chính\n\n- Tổng hợp kết quả kiểm kê gửi Bộ Tài chính. "
        "Thời gian hoàn thành: Trước ngày 31/5/2026.\n"
    )
    assert found.deadline == "Trước ngày 31/5/2026"


@pytest.mark.parametrize(
    ("heading", "role"), [("Đề nghị Hội Nông dân tỉnh", Role.REQUESTED), ("Giao Sở Nội vụ", Role.MONITOR)]
)
def test_headings_that_ask_or_order(heading: str, role: Role) -> None:
    (found,) = assignments(f"I. TỔ CHỨC\n\n1. {heading}\n\n- Đôn đốc hội viên tham gia chuyển đổi số.\n")
    assert names(found, role)


def told(text: str) -> list[tuple[str, list[str], str]]:
    """The address of each assignment, who is named in it first, and its task."""
    found = assignments(text)
    return [(str(a.address), [m.name for m in next(iter(a.roles.values()))][:1], a.task) for a in found]


def test_what_follows_a_semicolon_has_the_subject_of_what_stands_before_it() -> None:
    text = (
        "V. THỰC HIỆN\n\n- Sở Nội vụ hướng dẫn khen thưởng Đợt thi đua; phối hợp với các cơ quan, đơn vị liên quan\n"
        "đôn đốc việc thực hiện; tham mưu biểu dương, khen thưởng các tập thể. Định kỳ hàng quý báo cáo kết quả.\n"
    )
    assert [task for _, who, task in told(text) if who == ["Sở Nội vụ"]] == [
        "Sở Nội vụ hướng dẫn khen thưởng Đợt thi đua",
        "phối hợp với các cơ quan, đơn vị liên quan đôn đốc việc thực hiện",
        "tham mưu biểu dương, khen thưởng các tập thể.",
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "Điều 2. Giao Sở Y tế căn cứ Danh mục được công bố tại Điều 1 Quyết định này có trách nhiệm:",
        "Điều 4. Giám đốc Sở Y tế có trách nhiệm:",
        "Điều 16. Sở Y tế (sau đây gọi tắt là Sở) thực hiện các nhiệm vụ, quyền hạn sau đây:",
    ],
)
def test_a_list_of_duties_is_his_who_is_named_above_it(opening: str) -> None:
    found = told(
        f"{opening}\n\n1. Cung cấp đúng, đầy đủ nội dung thủ tục hành chính.\n\n2. Niêm yết công khai quy trình.\n"
    )
    tasks = [(who[0].removeprefix("Giám đốc "), task) for address, who, task in found if "/" in address]
    assert tasks == [
        ("Sở Y tế", "Cung cấp đúng, đầy đủ nội dung thủ tục hành chính."),
        ("Sở Y tế", "Niêm yết công khai quy trình."),
    ]


def test_cases_listed_below_an_agency_are_no_duties_of_it() -> None:
    text = (
        "Điều 3. Cơ quan thuế cấp giấy chứng nhận đăng ký thuế trong các trường hợp sau đây:\n\n"
        "1. Cá nhân đăng ký thuế cho người phụ thuộc.\n"
    )
    assert not [address for address, _, _ in told(text) if "/" in address]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Căn cứ Kế hoạch này, Sở Y tế xây dựng kế hoạch cụ thể để triển khai.", "Sở Y tế"),
        ("Định kỳ 06 tháng hoặc đột xuất, Sở Y tế báo cáo UBND tỉnh kết quả.", "Sở Y tế"),
        ("UBND tỉnh yêu cầu Sở Y tế triển khai thực hiện nghiêm túc.", "Sở Y tế"),
        ("Giao Trung tâm Chuyển đổi số Thành phố nâng cấp Hệ thống thông tin.", "Trung tâm Chuyển đổi số Thành phố"),
        ("Sở Y tế (Chi cục Dân số) tổ chức dự báo nguy cơ dịch bệnh.", "Sở Y tế"),
    ],
)
def test_the_subject_of_a_sentence(sentence: str, who: str) -> None:
    assert [named for _, named, _ in told(f"I. TỔ CHỨC THỰC HIỆN\n\n1. {sentence}\n")] == [[who]]


@pytest.mark.parametrize(
    "heading",
    [
        "9. Báo Đắk Lắk, Sở Y tế, Cổng Thông tin điện tử tỉnh và hệ thống truyền thanh cơ sở:",
        "9. Đề nghị: Sở Y tế, Hội Nông dân tỉnh",
    ],
)
def test_a_list_of_agencies_of_which_not_all_are_known_heads_what_stands_below(heading: str) -> None:
    (found,) = assignments(f"I. TỔ CHỨC\n\n**{heading}**\n\nTăng cường thông tin, tuyên truyền về kế hoạch.\n")
    assert "Sở Y tế" in names(found, Role.IMPLEMENT)
