"""Rules of reporting: of several nearly alike the one of whoever must report; what a document rests on comes first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engine import Engine

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 77/KH-UBND

Lai Châu, ngày 05 tháng 01 năm 2031

KẾ HOẠCH
Quản lý hồ chứa nước năm 2031

Căn cứ Quyết định số 15/QĐ-BNNMT ngày 02/01/2031 của Bộ trưởng Bộ Nông nghiệp và Môi trường về vận hành hồ chứa nước.

1. Các chủ hồ chứa báo cáo tình hình vận hành hồ chứa nước định kỳ 06 tháng trước ngày 10 tháng 6.

2. Sở Nông nghiệp và Môi trường báo cáo tình hình vận hành hồ chứa nước định kỳ 06 tháng trước ngày 30 tháng 6.

3. Yêu cầu các xã, phường, trước ngày 10 tháng 01 hằng năm báo cáo việc cắm mốc hành lang an toàn; báo cáo 6 tháng
trước ngày 05 tháng 6.

4. Báo cáo 6 tháng, cả năm: Sở Nông nghiệp và Môi trường tổng hợp, báo cáo việc cắm mốc hành lang an toàn định kỳ 6
tháng trước ngày 20 tháng 6 và cả năm trước ngày 20 tháng 01 hằng năm.

5. Công an tỉnh báo cáo kết quả bảo đảm an toàn đập về Ủy ban nhân dân tỉnh trước ngày 30/12 hằng năm.

6. Thủ trưởng các sở, ban, ngành, Chủ tịch Ủy ban nhân dân các xã chịu trách nhiệm bảo đảm an toàn đập. Định kỳ trước
ngày 15/12 hằng năm báo cáo kết quả bảo đảm an toàn đập về Công an tỉnh.

7. Vận hành hồ chứa nước theo Quyết định số 40/QĐ-UBND ngày 03/02/2030 của UBND tỉnh.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Bình
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("files")
    (folder / "ho-chua.txt").write_text(PLAN, encoding="utf-8")
    with Engine.open(tmp_path_factory.mktemp("data")) as opened:
        list(opened.ingest([folder]))
        yield opened


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Về vận hành hồ chứa nước, các chủ hồ chứa phải báo cáo định kỳ trước ngày nào?", "10 tháng 6", "30 tháng 6"),
        (
            "Xã phường phải báo cáo 6 tháng, cả năm việc cắm mốc hành lang an toàn trước ngày nào?",
            "10 tháng 01",
            "20 tháng 01",
        ),
        (
            "Kế hoạch yêu cầu các xã, phường báo cáo việc cắm mốc hành lang 6 tháng, cả năm trước ngày nào?",
            "05 tháng 6",
            "20 tháng 6",
        ),
        (
            "Các sở, ngành và UBND xã ở Lai Châu phải báo cáo kết quả bảo đảm an toàn đập trước ngày nào?",
            "15/12",
            "30/12",
        ),
        ("Chế độ báo cáo tình hình vận hành hồ chứa nước của Lai Châu thế nào?", "30 tháng 6", "40/QĐ-UBND"),
        ("Vận hành hồ chứa nước ở Lai Châu năm 2031 căn cứ quyết định nào của Bộ trưởng?", "15/QĐ-BNNMT", "40/QĐ-UBND"),
    ],
)
def test_the_rule_of_whoever_is_asked_about(engine: Engine, question: str, said: str, unsaid: str) -> None:
    answer = engine.ask(question).answer
    assert said in answer
    assert unsaid not in answer
