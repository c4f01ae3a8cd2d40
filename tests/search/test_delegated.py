"""What was delegated to an agency, and who acts by a regulation that assigns no task."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.engine import Engine

DECISION = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 72/QĐ-UBND

Lai Châu, ngày 10 tháng 9 năm 2031

QUYẾT ĐỊNH
Về việc ủy quyền thực hiện nhiệm vụ trong lĩnh vực chất lượng thủy sản

QUYẾT ĐỊNH:

Điều 1. Ủy quyền Giám đốc Sở Nông nghiệp và Môi trường thực hiện nhiệm vụ về chất lượng thủy sản, cụ thể:

1. Cấp giấy chứng nhận cơ sở đủ điều kiện.

2. Chỉ định cơ sở kiểm nghiệm.

Điều 2. Thời gian ủy quyền: đến hết ngày 31/12/2032.

Điều 3. Giám đốc Sở Nông nghiệp và Môi trường chịu trách nhiệm trước pháp luật về các nội dung được ủy quyền.

Điều 4. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nông nghiệp và Môi trường chịu trách nhiệm thi hành
Quyết định này.
"""
RULES = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 73/2031/QĐ-UBND

Lai Châu, ngày 12 tháng 9 năm 2031

QUYẾT ĐỊNH
Quy định chức năng, nhiệm vụ của Sở Du lịch

QUYẾT ĐỊNH:

Điều 1. Lãnh đạo

1. Giám đốc Sở Du lịch là người đứng đầu, chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh về hoạt động của Sở.

2. Phó Giám đốc Sở Du lịch do Chủ tịch Ủy ban nhân dân tỉnh bổ nhiệm theo đề nghị của Giám đốc Sở Du lịch.

Điều 2. Tổ chức thực hiện

Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Du lịch chịu trách nhiệm thi hành Quyết định này.
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("uy-quyen")
    files = [folder / "uy-quyen.txt", folder / "so-du-lich.txt"]
    for file, text in zip(files, (DECISION, RULES), strict=True):
        file.write_text(text, encoding="utf-8")
    with Engine.open(folder / "data") as opened:
        list(opened.ingest(files))
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "Giám đốc Sở Nông nghiệp và Môi trường Lai Châu được ủy quyền những việc gì?",
        "GĐ Sở NN&MT Lai Châu được Chủ tịch UBND tỉnh ủy quyền làm gì về chất lượng thủy sản",
    ],
)
def test_what_was_delegated_is_told_with_its_list(engine: Engine, question: str) -> None:
    answer = engine.ask(question).answer
    assert "Cấp giấy chứng nhận cơ sở đủ điều kiện" in answer
    assert "Chỉ định cơ sở kiểm nghiệm" in answer
    assert "chịu trách nhiệm" not in answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Phó Giám đốc Sở Du lịch Lai Châu do ai bổ nhiệm?", "theo đề nghị của Giám đốc Sở Du lịch"),
        ("Giám đốc Sở Du lịch Lai Châu chịu trách nhiệm trước ai?", "trước Chủ tịch Ủy ban nhân dân tỉnh"),
    ],
)
def test_who_acts_by_a_regulation_is_told_by_its_clause(engine: Engine, question: str, told: str) -> None:
    answer = engine.ask(question).answer
    assert told in answer
    assert "thi hành" not in answer


LEVELS = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 74/2031/QĐ-UBND

Lai Châu, ngày 14 tháng 9 năm 2031

QUYẾT ĐỊNH
Quy định định mức máy móc

QUYẾT ĐỊNH:

Điều 1. Thẩm quyền về máy móc, thiết bị

Ủy ban nhân dân tỉnh phân cấp cho Chủ tịch Ủy ban nhân dân cấp xã quyết định:

1. Bổ sung số lượng máy in của trường học.

2. Mua máy chiếu cao hơn mức giá quy định trên 15% của trường học.
"""


def test_what_introduces_an_item_names_who_acts(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("phan-cap")
    (folder / "phan-cap.txt").write_text(LEVELS, encoding="utf-8")
    with Engine.open(folder / "data") as opened:
        list(opened.ingest([folder / "phan-cap.txt"]))
        answer = opened.ask("Ở Lai Châu ai được quyết cho trường học mua máy chiếu đắt hơn mức giá trên 15%?").answer
    assert "phân cấp cho Chủ tịch Ủy ban nhân dân cấp xã quyết định" in answer
    assert "Mua máy chiếu cao hơn mức giá" in answer
