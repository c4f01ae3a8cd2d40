"""The fixed wordings of a document's frame: every example against every predicate."""

import pytest

from ingest import frame
from ingest.frame import FRAME_EXAMPLES, stated_document, type_line

PREDICATES = (
    "type_line",
    "is_enacting",
    "is_page_tail",
    "is_promulgation",
    "is_state_line",
    "is_header_line",
    "is_attachment_note",
    "is_basis",
    "is_recipients_line",
    "is_signature_line",
)


@pytest.mark.parametrize(("plain", "holding"), FRAME_EXAMPLES)
def test_each_wording_satisfies_exactly_its_own_predicates(plain: str, holding: tuple[str, ...]) -> None:
    assert tuple(name for name in PREDICATES if getattr(frame, name)(plain)) == holding


def test_every_predicate_has_an_example() -> None:
    assert {name for _, holding in FRAME_EXAMPLES for name in holding} == set(PREDICATES)


@pytest.mark.parametrize(
    ("plain", "slug", "number", "alone"),
    [
        ("PHỤ LỤC II", "phu-luc", "II", True),
        ("Phụ lục số 01", "phu-luc", "01", True),
        ("KẾ HOẠCH CỤ THỂ TRIỂN KHAI", "ke-hoach", "", False),
        ("BỘ LUẬT", "bo-luat", "", True),
    ],
)
def test_a_type_line_names_slug_and_number(plain: str, slug: str, number: str, alone: bool) -> None:
    found = type_line(plain)
    assert found is not None
    assert (found.slug, found.number, found.alone) == (slug, number, alone)


def test_a_library_heading_states_the_whole_document() -> None:
    found = stated_document("Luật Thi hành án hình sự số 41/2019/QH14")
    assert found is not None
    assert (found.slug, found.title, found.number) == ("luat", "Thi hành án hình sự", "41/2019/QH14")
    assert stated_document("Luật Bầu cử Đại biểu Quốc hội số Không số").number is None  # type: ignore[union-attr]
    assert stated_document("Luật này có hiệu lực từ ngày 01 tháng 7 năm 2020.") is None
