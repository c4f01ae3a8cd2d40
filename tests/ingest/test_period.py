"""Titles as printed, and the years that they say the document is for."""

from __future__ import annotations

import pytest

from ingest.period import period_of

ROWS = (
    ("CẢI CÁCH HÀNH CHÍNH NĂM 2018", (2018, 2018)),
    ("Thông tin, tuyên truyền cải cách hành chính giai đoạn 2016 - 2020", (2016, 2020)),
    ("PHÁT TRIỂN SÓNG VIỄN THÔNG 5G GIAI ĐOẠN 2026 - 2030, TẦM NHÌN ĐẾN NĂM 2045", (2026, 2030)),
    ("KINH PHÍ PHỤC VỤ BẦU CỬ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP NHIỆM KỲ 2026 - 2031", (2026, 2031)),
    ("PHÁT TRIỂN HẠ TẦNG 5G, IOT TRÊN ĐỊA BÀN THÀNH PHỐ ĐẾN NĂM 2030", None),
    ("BÃI BỎ QUYẾT ĐỊNH SỐ 17/2025/QĐ-UBND NGÀY 28 THÁNG 02 NĂM 2025 CỦA ỦY BAN NHÂN DÂN THÀNH PHỐ", None),
    ("Về việc triển khai Nghị định số 26/2019/NĐ-CP ngày 08/3/2019", None),
    ("Nhiệm vụ trọng tâm cuối năm 2025 lĩnh vực bình đẳng giới", (2025, 2025)),
    ("", None),
)


@pytest.mark.parametrize(("title", "period"), ROWS)
def test_period(title: str, period: tuple[int, int] | None) -> None:
    assert period_of(title) == period
