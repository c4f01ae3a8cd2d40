"""Places named in questions, and places where provisions stand."""

import pytest

from search.places import named_places, places_of


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Điều 5 Luật Viên chức quy định gì", ["dieu-5"]),
        ("theo khoản 2 điều 12a", ["dieu-12a/2"]),
        ("điểm đ, khoản 3, Điều 7 Nghị định 30/2020/NĐ-CP", ["dieu-7/3/đ"]),
        ("điểm b của khoản 1 của Điều 9", ["dieu-9/1/b"]),
        ("khoản 1 Mục VI Kế hoạch 02/KH-UBND", ["VI/1"]),
        ("ĐIỀU 1 và Điều 2, rồi Điều 1", ["dieu-1", "dieu-2"]),
        ("điều kiện dự thi, mục tiêu, khoản tiền", []),
        ("mục chi và mục đích", []),
    ],
)
def test_named(text: str, places: list[str]) -> None:
    assert named_places(text) == places


@pytest.mark.parametrize(
    ("address", "places"),
    [
        ("dieu-2", ["dieu-2"]),
        ("luat/phan-I/chuong-II/dieu-7/3/đ", ["dieu-7", "dieu-7/3", "dieu-7/3/đ"]),
        ("ke-hoach/VI/1/c", ["VI", "VI/1", "VI/1/c"]),
        ("phu-luc/5", []),
        ("noi-nhan", []),
    ],
)
def test_of_an_address(address: str, places: list[str]) -> None:
    assert list(places_of(address)) == places


def test_a_named_place_is_one_of_its_provision() -> None:
    assert named_places("điểm c khoản 1 mục VI")[0] in places_of("ke-hoach/VI/1/c")
