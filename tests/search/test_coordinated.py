"""Questions that ask the same of several things are answered for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask
from search.question.conjoined import conjoined

REGULATION = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN

Số: 21/2031/QĐ-UBND

Nghệ An, ngày 06 tháng 6 năm 2031

QUYẾT ĐỊNH
Quy định về tiếp nhận hàng cứu trợ

Điều 1. Thời hạn kiểm tra
1. Hoàn thành việc kiểm tra hồ sơ hàng cứu trợ chậm nhất là 02 giờ làm việc kể từ khi nhận đủ giấy tờ.
2. Hoàn thành việc kiểm tra thực tế kho bãi chậm nhất là 08 giờ làm việc kể từ khi hàng đến nơi.
3. Hoàn thành việc bàn giao hàng cứu trợ chậm nhất là 12 giờ làm việc kể từ khi kiểm tra xong.

Điều 2. Tổ tiếp nhận
1. Tổ tiếp nhận cấp xã có từ ba đến năm thành viên.
2. Tổ tiếp nhận cấp huyện có từ bảy đến chín thành viên.

Điều 3. Quỹ cứu trợ và phục hồi
Quỹ cứu trợ và phục hồi do 11 thành viên quản lý. Nhiệm kỳ của Quỹ cứu trợ là 05 năm theo nhiệm kỳ của tỉnh.

Điều 4. Kho và đội xe
1. Mỗi trạm cứu trợ có tối đa 05 đội xe; Trạm Quế Phong, Trạm Kỳ Sơn không quá 06.
2. Tổng số kho cứu trợ đang dùng là 87 kho. Trong đó, có 28 kho lạnh.

Điều 5. Dự toán
1. Dự toán kinh phí cứu trợ 01 năm: 1.500 triệu đồng.
2. Dự toán kinh phí cứu trợ từ năm 2026 - 2030: 1.500 triệu đồng/năm x 05 năm = 7.500 triệu đồng.

Điều 6. Biện pháp khi có báo động
1. Khi nước lên báo động cấp II:
a) Đội xung kích ứng trực 10 giờ trong ngày tại trụ sở, theo dõi mực nước.
2. Khi nước lên báo động cấp III:
a) Lực lượng canh phòng phải thường xuyên tuần tra, ứng trực 14 giờ trong ngày trên đê.
3. Giấy phép xe tải có hiệu lực 03 năm kể từ ngày cấp.
4. Giấy phép xe khách có hiệu lực 02 năm kể từ ngày cấp.

Điều 7. Trách nhiệm
1. Sở Y tế chủ trì thực hiện Dự án 4 về thuốc men.
2. Sở Nội vụ chủ trì thực hiện Dự án 5 về nhân lực.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(REGULATION, "quyet-dinh-21.txt"))
        yield opened


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        (
            "Phải kiểm tra xong hồ sơ và kiểm tra xong thực tế kho bãi chậm nhất mấy giờ?",
            ("02 giờ", "08 giờ"),
            "12 giờ",
        ),
        ("Tổ tiếp nhận cấp xã, tổ tiếp nhận cấp huyện có mấy thành viên?", ("ba đến năm", "bảy đến chín"), "11"),
        ("Quỹ cứu trợ và phục hồi do mấy thành viên quản lý?", ("11 thành viên",), "chín"),
        (
            "Kinh phí cứu trợ ở Nghệ An mỗi năm bao nhiêu và cả giai đoạn 2026-2030 là bao nhiêu?",
            ("01 năm: 1.500", "7.500 triệu"),
            "87",
        ),
        ("Quỹ cứu trợ có nhiệm kỳ mấy năm?", ("05 năm",), "11"),
        ("Có bao nhiêu kho cứu trợ đang dùng?", ("87 kho", "28 kho lạnh"), "11"),
        ("Báo động cấp II và cấp III thì phải ứng trực mấy giờ trong ngày?", ("10 giờ", "14 giờ"), "12 giờ"),
        ("So sánh thời gian ứng trực khi báo động cấp II với cấp III", ("10 giờ", "14 giờ"), "12 giờ"),
        (
            "Thời hạn hiệu lực của giấy phép xe tải khác giấy phép xe khách ra sao?",
            ("xe tải có hiệu lực 03 năm", "xe khách có hiệu lực 02 năm"),
            "05 năm",
        ),
        ("Dự án 4 về thuốc men và Dự án 5 do những sở nào chủ trì?", ("Sở Y tế", "Sở Nội vụ"), "11"),
        ("Mỗi trạm cứu trợ có tối đa mấy đội xe, riêng Trạm Quế Phong, Trạm Kỳ Sơn thì sao?", ("05 đội", "06"), "87"),
    ],
)
def test_each_of_the_things_asked_about_is_answered(
    archive: Archive, question: str, said: tuple[str, ...], unsaid: str
) -> None:
    told = ask(question, archive, None).answer
    assert all(each in told for each in said)
    assert unsaid not in told


@pytest.mark.parametrize(
    ("text", "runs", "things"),
    [
        ("mức chi khắc dấu và đóng hòm phiếu", ("khắc dấu", "đóng hòm phiếu"), [("khắc dấu", "đóng hòm")]),
        (
            "thu hồi đất nông nghiệp với đất phi nông nghiệp",
            ("đất nông nghiệp", "đất phi nông nghiệp"),
            [("nông nghiệp", "phi nông")],
        ),
        ("đất ở hạng nhì kèm mấy lần lương", ("hạng nhì", "lương"), []),
        ("bảo hộ nhãn hiệu khác kiểu dáng ra sao", ("bảo hộ nhãn hiệu khác kiểu dáng",), [("nhãn hiệu", "kiểu dáng")]),
        ("UBND cấp xã, UBND cấp huyện mấy người", ("UBND cấp xã", "UBND cấp huyện"), [("cấp xã", "huyện")]),
        ("phòng, chống ma túy", ("phòng", "chống ma túy"), []),
        ("phụ lục: dấu và phiếu", ("phụ lục", "dấu", "phiếu"), [("dấu", "phiếu")]),
        ("báo cấp III và cấp IV trực mấy giờ", ("báo cấp III", "cấp IV", "trực"), [("cấp III", "cấp IV")]),
        ("thẻ vàng khác thẻ bạc ra sao", ("thẻ vàng khác thẻ bạc",), [("thẻ vàng", "bạc")]),
        ("chi khác cho xã", ("chi khác", "xã"), []),
        ("xe tải là bao nhiêu, so với xe khách", ("xe tải", "xe khách"), [("xe tải", "khách")]),
    ],
)
def test_things_are_told_by_the_words_next_to_what_joins_them(
    text: str, runs: tuple[str, ...], things: list[tuple[str, str]]
) -> None:
    assert [tuple(thing.nearest(2) for thing in pair) for pair in conjoined(text, runs)] == things


def test_what_the_told_clause_says_further_answers_the_second_part(archive: Archive) -> None:
    answer = ask("Mỗi trạm cứu trợ được tối đa mấy đội xe, riêng Trạm Kỳ Sơn thì mấy?", archive, None)
    assert "tối đa 05 đội xe" in answer.answer
    assert "Trạm Kỳ Sơn không quá 06" in answer.answer
    assert "không tìm thấy" not in answer.answer


REPORT = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI

Số: 77/QĐ-UBND

Đồng Nai, ngày 06 tháng 6 năm 2031

QUYẾT ĐỊNH
Về việc thông qua phương án đơn giản hóa thủ tục hành chính

I. LĨNH VỰC LÂM NGHIỆP
1. Xác nhận hợp đồng tiếp cận nguồn gen
1.1. Nội dung đơn giản hóa
- Kiến nghị bãi bỏ thủ tục.
- Lý do: Trong 05 năm liên tục không phát sinh hồ sơ.
1.2. Lợi ích
- Chi phí tiết kiệm: 18.509.608 đồng/năm.
2. Cấp phép khai thác gỗ rừng trồng
2.1. Nội dung đơn giản hóa
- Kiến nghị rút ngắn thời gian xử lý.
- Lý do: Hồ sơ đã được số hóa.
"""


@pytest.mark.parametrize(
    ("question", "expected", "other"),
    [
        ("Vì sao Đồng Nai bỏ thủ tục xác nhận hợp đồng tiếp cận nguồn gen?", "không phát sinh hồ sơ", "số hóa"),
        ("Tại sao Đồng Nai đề nghị rút ngắn việc cấp phép khai thác gỗ rừng trồng?", "số hóa", "không phát sinh"),
    ],
)
def test_the_reason_of_the_thing_is_told(tmp_path: Path, question: str, expected: str, other: str) -> None:
    with Archive.open(f"sqlite:///{tmp_path / 'reasons.sqlite3'}") as opened:
        opened.add(parse_text(REPORT, "quyet-dinh-77.txt"))
        answer = ask(question, opened, None).answer
    assert expected in answer
    assert other not in answer
