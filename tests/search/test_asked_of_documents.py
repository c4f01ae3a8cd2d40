"""What is asked of a document itself, in several parts: signer and day, number and day, province and subject."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask

DECISION = """ỦY BAN NHÂN DÂN
TỈNH {place}

Số: 61/2031/QĐ-UBND

{small}, ngày 10 tháng 9 năm 2031

QUYẾT ĐỊNH
{title}

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;

Căn cứ Quyết định số 28/2018/QĐ-TTg của Thủ tướng Chính phủ về văn bản điện tử;

Căn cứ Quyết định số 48/QĐ-BTC của Bộ trưởng Bộ Tài chính về giá;

Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 14/TTr-SXD;

QUYẾT ĐỊNH:

Điều 1. {text}

Điều 2. Quyết định này có hiệu lực kể từ ngày 20 tháng 9 năm 2031.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

{signer}
"""
ENDING = """Bãi bỏ các quyết định sau đây:

1. Quyết định số 12/2009/QĐ-UBND ngày 04/5/2009 ban hành Quy chế bến đò ngang;

2. Quyết định số 31/2016/QĐ-UBND ngày 01/8/2016 quy định cước vận tải hàng hóa."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("documents")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        for place, title, text, signer in (
            ("Lai Châu", "Bãi bỏ một số quyết định", ENDING, "Trần Văn Bình"),
            ("Sơn La", "Quy định giá nước sạch", "Giá nước sạch là 9.200 đồng/m3.", "Lê Thị Hoa"),
        ):
            words = DECISION.format(place=place.upper(), small=place, title=title, text=text, signer=signer)
            opened.add(parse_text(words, f"{place}.txt"))
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Quyết định 61/2031/QĐ-UBND của Sơn La ai ký, ngày nào?", ("Lê Thị Hoa", "ngày ban hành: 10/9/2031")),
        ("Ai ký Quyết định 61/2031/QĐ-UBND của Sơn La và ký ngày nào?", ("Lê Thị Hoa", "ngày ban hành: 10/9/2031")),
        ("QD 61/2031/QD-UBND cua Son La ngay nao, ai ky", ("Lê Thị Hoa", "ngày ban hành: 10/9/2031")),
        ("Quyết định 61/2031/QĐ-UBND của Sơn La do cơ quan nào trình?", ("Sở Xây dựng tại Tờ trình số 14/TTr-SXD",)),
        ("Quyết định 61/2031/QĐ-UBND của Sơn La căn cứ quyết định nào của Thủ tướng?", ("Có 1 căn cứ", "28/2018")),
        ("Quyết định giá nước sạch của Sơn La hiệu lực ngày nào?", ("kể từ ngày 20 tháng 9 năm 2031",)),
        ("Quyết định mới nhất của Lai Châu là quyết định nào?", ("mới nhất, ban hành ngày 10/9/2031", "61/2031")),
        ("qd 61/2031/QĐ-UBND lai châu ai kí, ngày bao nhiêu", ("Trần Văn Bình", "ngày ban hành: 10/9/2031")),
        ("Quyết định 61/2031/QĐ-UBND của Sơn La người ký là ai, chức vụ gì?", ("Lê Thị Hoa, chức danh ghi",)),
        ("Quyết định về giá nước sạch của Sơn La số mấy, ngày nào?", ("61/2031/QĐ-UBND", "ngày ban hành: 10/9/2031")),
        (
            "Quyết định 61/2031/QĐ-UBND của Sơn La ban hành ngày nào, có hiệu lực từ bao giờ?",
            ("ngày ban hành: 10/9/2031", "kể từ ngày 20 tháng 9 năm 2031"),
        ),
        (
            "Quyết định số 61/2031/QĐ-UBND là của tỉnh nào, quy định việc gì?",
            ("tỉnh: Lai Châu", "tỉnh: Sơn La", "9.200 đồng/m3", "bến đò ngang"),
        ),
        ("Quyết định 61/2031/QĐ-UBND của Lai Châu bãi bỏ bao nhiêu văn bản?", ("Có 2 văn bản", "31/2016/QĐ-UBND")),
    ],
)
def test_each_part_is_answered(archive: Archive, question: str, said: tuple[str, ...]) -> None:
    answer = ask(question, archive, None).answer
    assert [each for each in said if each not in answer] == []
    assert "không tìm thấy" not in answer


PLAN = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 70/KH-UBND

Lai Châu, ngày 12 tháng 9 năm 2031

KẾ HOẠCH
Phát động phong trào thi đua chi trả trợ cấp xã hội không dùng tiền mặt

I. NỘI DUNG

1. Tài khoản nhận trợ cấp bị khóa vĩnh viễn trong các trường hợp sau đây:

a) Người nhận đã chuyển đi nơi khác.

b) Có văn bản của cơ quan công an.

2. Bỏ thủ tục xác nhận nơi cư trú.

- Lý do: trong 05 năm không phát sinh hồ sơ.

3. Sở Y tế có 03 đơn vị sự nghiệp công lập trực thuộc: Trung tâm Cấp cứu; Trung tâm Pháp y; Trung tâm Mắt.

II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

- Chủ trì, đôn đốc việc thực hiện nội dung kế hoạch này.

2. Sở Tài chính

- Chủ trì, phối hợp triển khai các chương trình cho vay trong kế hoạch.
"""


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Tài khoản nhận trợ cấp ở Lai Châu bị khóa vĩnh viễn khi nào?", ("đã chuyển đi", "cơ quan công an"), "Lý do"),
        ("Vì sao bỏ thủ tục xác nhận nơi cư trú ở Lai Châu?", ("không phát sinh hồ sơ",), "khóa"),
        ("SYT Lai Châu có những đơn vị sự nghiệp công lập nào trực thuộc?", ("Cấp cứu", "Pháp y", "Mắt"), "khóa"),
        ("Sở nào chủ trì phong trào thi đua chi trả trợ cấp xã hội ở Lai Châu?", ("Sở Y tế",), "Sở Tài chính"),
    ],
)
def test_what_a_plan_says(tmp_path: Path, question: str, said: tuple[str, ...], unsaid: str) -> None:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as archive:
        archive.add(parse_text(PLAN, "70.txt"))
        answer = ask(question, archive, None).answer
    assert [each for each in said if each not in answer] == []
    assert unsaid not in answer
