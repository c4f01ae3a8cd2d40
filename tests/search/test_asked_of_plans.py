"""Natural questions about plans and decisions: local authorities as a group, narrow duties, fees, times by their label,
what a document rests on, what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.answer import Kind
from search.ask import ask
from search.question.asks import asked
from search.question.cue import Cue
from search.question.tokens import Line
from search.question.values import unit_asked

PLAN = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN

Số: 91/KH-UBND

Nghệ An, ngày 05 tháng 6 năm 2031

KẾ HOẠCH
KIỂM KÊ TÀI SẢN CÔNG NĂM 2031

Căn cứ Luật Quản lý, sử dụng tài sản công ngày 21 tháng 6 năm 2017;
Căn cứ Quyết định số 213/QĐ-TTg ngày 01/3/2031 của Thủ tướng Chính phủ;

I. TỔ CHỨC THỰC HIỆN

1. Ủy ban nhân dân các xã, phường:

- Thành lập Ban Chỉ đạo kiểm kê tài sản cấp xã.

- Tập huấn cho các đối tượng kiểm kê tài sản.

- Kiểm tra, giám sát việc kiểm kê tài sản.

PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 91/KH-UBND ngày 05 tháng 6 năm 2031)

STT\tNội dung, nhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tTiến độ
1\tTổ chức lại Ban Chỉ huy phòng thủ dân sự cấp tỉnh\tBộ CHQS tỉnh\tSở Tài chính\tTrước ngày 30/9/2031
2\tDiễn tập phòng thủ dân sự\tBan Chỉ huy phòng thủ dân sự\tSở Tài chính\tQuý IV/2031
"""
DECISION = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI

Số: 92/QĐ-UBND

Lào Cai, ngày 07 tháng 6 năm 2031

QUYẾT ĐỊNH
Ủy quyền cho Giám đốc Sở Y tế và công bố thủ tục hành chính lĩnh vực dược

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH

Căn cứ Luật An toàn thực phẩm ngày 17 tháng 6 năm 2010;
Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ;

QUYẾT ĐỊNH:

Điều 1. Ủy quyền cho Giám đốc Sở Y tế cấp giấy chứng nhận an toàn thực phẩm.

Điều 2. Thời gian ủy quyền: Kể từ ngày Quyết định được ban hành đến hết ngày 28/02/2033.

KT.
CHỦ TỊCH
PHÓ CHỦ TỊCH

Hoàng Nam

PHỤ LỤC
DANH MỤC THỦ TỤC HÀNH CHÍNH
(Kèm theo Quyết định số 92/QĐ-UBND ngày 07 tháng 6 năm 2031)

STT\tTên thủ tục\tThời hạn giải quyết\tPhí, lệ phí
1\tCấp chứng chỉ hành nghề dược\t15 ngày làm việc\tKhông

Quyết định 92/QĐ-UBND năm 2031 ủy quyền cho Giám đốc Sở Y tế và công bố thủ tục hành chính lĩnh vực dược
"""


@pytest.fixture(scope="module")
def shelf() -> Iterator[Archive]:
    with Archive.open("sqlite://") as archive:
        archive.add(parse_text(PLAN, "kiem-ke.txt"))
        archive.add(parse_text(DECISION, "duoc.txt"))
        yield archive


@pytest.mark.parametrize(
    ("question", "expected", "forbidden"),
    [
        ("các địa phương phải làm gì theo kế hoạch 91 Nghệ An", ("Thành lập Ban Chỉ đạo", "Tập huấn"), ()),
        (
            "UBND cấp xã Nghệ An phải làm gì về thành lập ban chỉ đạo kiểm kê",
            ("Thành lập Ban Chỉ đạo",),
            ("Tập huấn", "giám sát"),
        ),
        ("ai chủ trì tổ chức lại Ban Chỉ huy phòng thủ dân sự ở Nghệ An", ("Bộ CHQS tỉnh", "30/9/2031"), ("Diễn tập",)),
        ("căn cứ của kế hoạch 91 Nghệ An có quyết định nào của Thủ tướng", ("213/QĐ-TTg",), ("Luật Quản lý",)),
        ("thời hạn ủy quyền đến khi nào ở Lào Cai", ("28/02/2033",), ("17 tháng 6 năm 2010",)),
        ("ai ký quyết định 92 của Lào Cai", ("Hoàng Nam",), ()),
        ("quyết định 92 của Lào Cai có gì mới", ("thủ tục hành chính lĩnh vực dược",), ()),
        ("lệ phí cấp chứng chỉ hành nghề dược ở Lào Cai bao nhiêu", ("Không",), ()),
    ],
)
def test_answers(shelf: Archive, question: str, expected: tuple[str, ...], forbidden: tuple[str, ...]) -> None:
    answer = ask(question, shelf, None)
    assert answer.answerable, answer.answer
    assert [each for each in expected if each.casefold() not in answer.answer.casefold()] == [], answer.answer
    assert [each for each in forbidden if each in answer.answer] == [], answer.answer


@pytest.mark.parametrize(
    "question",
    ["phí cấp giấy chứng nhận an toàn thực phẩm ở Lào Cai là bao nhiêu", "phí kiểm kê tài sản ở Nghệ An bao nhiêu"],
)
def test_a_fee_that_no_clause_states_is_refused(shelf: Archive, question: str) -> None:
    assert not ask(question, shelf, None).answerable


def test_a_word_alone_beyond_a_gap_must_have_its_own_marks() -> None:
    cue = Cue.of("chủ trì … chi")
    assert not list(Line.read("chủ trì tổ chức lại Ban Chỉ huy").matches(cue))
    assert list(Line.read("chủ trì những việc chi").matches(cue))
    assert list(Line.read("chu tri nhung viec chi").matches(cue))
    assert asked("ai chủ trì tổ chức lại Ban Chỉ huy", True).kind is Kind.LEAD


def test_a_fee_is_money_unless_something_else_is_counted() -> None:
    money = unit_asked("phí cấp chứng chỉ là bao nhiêu")
    assert money and money.is_in("200.000 đồng/lần") and not money.is_in("15 ngày làm việc")
    assert unit_asked("có bao nhiêu thủ tục thu phí") is None
    share = unit_asked("nhận bao nhiêu phản ánh, tỷ lệ đúng hạn là bao nhiêu")
    assert share and share.is_in("92%")
