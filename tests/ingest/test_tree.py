"""The clause tree: addresses, nesting, parts; nothing lost on any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.address import Address, Step
from ingest.blocks import read_blocks
from ingest.errors import BadInput
from ingest.records import Level, Provision
from ingest.tree import build_tree


def tree(text: str) -> tuple[Provision, ...]:
    return build_tree(text, read_blocks(text))[0]


def addresses(*lines: str) -> list[str]:
    return [str(provision.address) for provision in tree("\n\n".join(lines))]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["I. MỤC ĐÍCH", "1. Mục đích", "a) Một;", "b) Hai.", "2. Yêu cầu", "II. NỘI DUNG", "1. Việc"],
         ["I", "I/1", "I/1/a", "I/1/b", "I/2", "II", "II/1"]),
        (["1. Việc", "1.1. Việc con", "1.1.1. Việc cháu", "1.2. Việc con", "2. Việc"],
         ["1", "1/1.1", "1/1.1/1.1.1", "1/1.2", "2"]),
        (["1. Việc", "- Một;", "+ Con;", "+ Con nữa;", "- Hai.", "2. Việc", "- Ba."],
         ["1", "1/-1", "1/-1/+1", "1/-1/+2", "1/-2", "2", "2/-1"]),
        (["6. Sở Tài chính:", "7. Các sở", "6. Đề nghị:", "a) Ban Tuyên giáo:"], ["6", "7", "6~2", "6~2/a"]),
        (["h) Tám;", "l) Mười một"], ["h", "l"]),
        (["I. PHẦN", "1. Một", "2. Hai", "A. LẠ", "1. Ba"], ["I", "I/1", "I/2", "I/A", "I/A/1"]),
        (["a) Một:", "1. Con;", "2. Con.", "b) Hai"], ["a", "a/1", "a/2", "b"]),
        (["1. Sở Nội vụ", "Theo dõi, đôn đốc.", "2. Sở Tư pháp", "Tham mưu."], ["1", "1/doan-1", "2", "2/doan-1"]),
    ],
)  # fmt: skip
def test_units_nest_by_order(lines: list[str], expected: list[str]) -> None:
    assert addresses(*lines) == [f"noi-dung/{address}" for address in expected]


LAW = (
    "QUỐC HỘI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", "Luật số: 68/2020/QH14",
    "Hà Nội, ngày 13 tháng 11 năm 2020", "LUẬT", "CƯ TRÚ", "Căn cứ Hiến pháp;", "Quốc hội ban hành Luật Cư trú.",
    "Chương I", "NHỮNG QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh", "Luật này quy định về cư trú.",
    "Chương II", "QUYỀN", "Mục 1. CÔNG DÂN", "Điều 2. Giải thích từ ngữ", "1. Chỗ ở là nơi sinh sống:", "a) Nhà ở;",
    "CHỦ TỊCH QUỐC HỘI", "Nguyễn Thị Kim Ngân",
)  # fmt: skip


def test_an_article_is_addressed_from_its_part_whatever_its_chapter() -> None:
    assert addresses(*LAW) == [
        "luat", "can-cu-1", "doan-1", "chuong-I", "dieu-1", "dieu-1/doan-1", "chuong-II", "chuong-II/muc-1", "dieu-2",
        "dieu-2/1", "dieu-2/1/a", "chu-ky",
    ]  # fmt: skip


def test_a_chapter_keeps_the_title_below_its_marker_and_is_the_parent_of_its_articles() -> None:
    found = {str(p.address): p for p in tree("\n\n".join(LAW))}
    assert found["chuong-I"].heading == "NHỮNG QUY ĐỊNH CHUNG"
    assert str(found["dieu-1"].parent) == "chuong-I"
    assert str(found["dieu-2"].parent) == "chuong-II/muc-1"
    assert found["chu-ky"].level is Level.SIGNATURE


@pytest.mark.parametrize("marks", ["“”", '""', '"”'])
def test_articles_quoted_by_an_amending_law_are_not_its_own(marks: str) -> None:
    lines = [
        "LUẬT", "SỬA ĐỔI, BỔ SUNG LUẬT CƯ TRÚ", "Điều 1. Sửa đổi, bổ sung một số điều", "1. Sửa đổi Điều 7 như sau:",
        f"{marks[0]}Điều 7. Quyền", "1. Công dân có quyền:", "a) Lựa chọn;", "2. Công dân được bảo đảm bí mật.",
        "Điều 8. Nghĩa vụ", f"1. Chấp hành.{marks[1]}.", "2. Bãi bỏ Điều 9.", "Điều 2. Hiệu lực",
    ]  # fmt: skip
    assert addresses(*lines) == [
        "luat", "dieu-1", "dieu-1/1", "dieu-1/1/doan-1", "dieu-1/1/1", "dieu-1/1/1/a", "dieu-1/1/2",
        "dieu-1/1/2/doan-1", "dieu-1/1/2/1", "dieu-1/2", "dieu-2",
    ]  # fmt: skip


def test_a_quote_that_is_never_closed_ends_at_the_next_article() -> None:
    assert addresses("Điều 1. Sửa đổi:", "“Điều 7. Quyền", "1. Một.", "Điều 2. Hiệu lực") == [
        "dieu-1", "dieu-1/doan-1", "dieu-1/1", "dieu-2",
    ]  # fmt: skip


DECISION = (
    "Số: 12/QĐ-UBND", "Hà Giang, ngày 02 tháng 3 năm 2021", "QUYẾT ĐỊNH", "Ban hành Quy chế làm việc",
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", "Căn cứ Luật Tổ chức chính quyền địa phương;", "QUYẾT ĐỊNH:",
    "Điều 1. Ban hành kèm theo Quyết định này Quy chế.", "Điều 2. Giao Sở Nội vụ theo dõi.", "Nơi nhận:\n- Như Điều 2;",
    "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "Trần Đức Quý", "QUY CHẾ", "Làm việc của cơ quan",
    "(Ban hành kèm theo Quyết định số 12/QĐ-UBND)", "Điều 1. Phạm vi", "1. Quy chế này quy định.", "PHỤ LỤC II",
    "DANH SÁCH", "STT\tNội dung\tCơ quan chủ trì\nI\tNhóm một\t\n1\tRà soát\tSở Tư pháp\n\tXây dựng đề án\tSở Y tế",
)  # fmt: skip


def test_each_part_of_a_decision_has_its_own_addresses() -> None:
    assert addresses(*DECISION) == [
        "quyet-dinh", "can-cu-1", "doan-1", "dieu-1", "dieu-2", "noi-nhan", "chu-ky", "quy-che", "quy-che/dieu-1",
        "quy-che/dieu-1/1", "phu-luc-II", "phu-luc-II/bang-1", "phu-luc-II/I", "phu-luc-II/I/1", "phu-luc-II/I/hang-1",
    ]  # fmt: skip


def test_a_row_is_one_provision_with_named_cells() -> None:
    row = next(p for p in tree("\n\n".join(DECISION)) if p.level is Level.ROW)
    assert [(cell.name, cell.text) for cell in row.cells] == [
        ("STT", "1"),
        ("Nội dung", "Rà soát"),
        ("Cơ quan chủ trì", "Sở Tư pháp"),
    ]


STEPS = st.one_of(
    st.builds(
        Step, st.sampled_from(["", "dieu", "chuong", "phu-luc", "muc"]), st.sampled_from(["1", "IV", "24a", "A"])
    ),
    st.builds(Step, st.sampled_from(["-", "+", "*", "doan", "hang", "bang", "can-cu"]), st.integers(1, 99).map(str)),
    st.builds(Step, st.just(""), st.sampled_from(["a", "đ", "1.1", "II.3", "aa"]), st.integers(1, 12)),
    st.builds(Step, st.sampled_from(["ke-hoach", "phu-luc", "noi-nhan", "chu-ky"]), st.just(""), st.integers(1, 3)),
)


@given(st.lists(STEPS, min_size=1, max_size=5).map(lambda steps: Address(tuple(steps))))
def test_an_address_prints_and_parses_back(address: Address) -> None:
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize("text", ["", "ke-hoach//1", "../etc/passwd", "điều-2", "1~1", "VI/1/c?", "<script>"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        Address.parse(text)


PIECES = [*LAW, *DECISION, "I. MỤC", "1.1. x", "(1) y", "* z", "|", "1) t", "Phần thứ hai", "…", "đ) năm;"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=30).map("\n".join))
def test_any_text_has_a_tree_that_loses_nothing(text: str) -> None:
    provisions = tree(text)
    spans = sorted(span for provision in provisions for span in provision.spans)
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
    assert len({provision.address for provision in provisions}) == len(provisions)
    for provision in provisions:
        assert provision.text == text[provision.start : provision.end]
        assert Address.parse(str(provision.address)) == provision.address
