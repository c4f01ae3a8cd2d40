"""Questions put to a statute: named by a short title, by a year in its title, about terms, effect and clauses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask

HEAD = """QUỐC HỘI
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Luật số: {number}

Hà Nội, ngày 12 tháng 6 năm 2018


LUẬT

{title}

{text}
"""
LAWS = {
    ("25/2018/QH14", "TỐ CÁO"): """Điều 1. Phạm vi điều chỉnh

Luật này quy định về tố cáo và giải quyết tố cáo.

Điều 2. Hình thức tố cáo

Việc tố cáo được thực hiện bằng đơn hoặc được trình bày trực tiếp tại cơ quan có thẩm quyền.

Điều 3. Đơn không được thụ lý

Đơn tố cáo không có chữ ký hoặc điểm chỉ của người tố cáo thì không được thụ lý.""",
    ("38/2013/QH13", "VIỆC LÀM"): """Điều 1. Phạm vi điều chỉnh

Luật này quy định chính sách hỗ trợ tạo việc làm; nội dung chính sách việc làm công.

Điều 3. Giải thích từ ngữ

Trong Luật này, các từ ngữ dưới đây được hiểu như sau:

1. Việc làm là hoạt động lao động tạo ra thu nhập mà không bị pháp luật cấm.

2. Việc làm công là việc làm tạm thời có trả công được tạo ra thông qua việc thực hiện các dự án sử dụng vốn nhà nước.

Điều 4. Quyết định của cộng đồng

Quyết định của cộng đồng về nội dung của Luật này có hiệu lực kể từ ngày được biểu quyết.

Điều 5. Thời hiệu

Thời hiệu yêu cầu trả công là 03 năm kể từ ngày hoàn thành việc làm.

Điều 6. Hiệu lực thi hành

Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2015.""",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("statutes")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        for (number, title), text in LAWS.items():
            opened.add(parse_text(HEAD.format(number=number, title=title, text=text), f"{title}.txt"))
        undated = "LUẬT\n\nngày 20-5-1957 bảo đảm quyền tự do đi lại\n\nĐiều 1.\n\nCông dân được tự do đi lại."
        opened.add(parse_text(undated, "tu-do-di-lai.txt"))
        numbered = "LUẬT\n\nSố 103-SL/L.005 ngày 20-5-1957 bảo đảm thư tín\n\nĐiều 1.\n\nKhông ai được bóc thư."
        opened.add(parse_text(numbered, "thu-tin.txt"))
        single = (
            "QUỐC HỘI\n\nSố: 35-L/CTN\n\nHà Nội, ngày 22 tháng 6 năm 1994\n\nLUẬT\n\nKHUYẾN KHÍCH ĐẦU TƯ TRONG NƯỚC\n\n"
        )
        opened.add(parse_text(f"{single}Điều 1.\n\nNhà nước khuyến khích đầu tư.", "dau-tu.txt"))
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("“Việc làm công” trong Luật Việc làm là gì?", "Việc làm công là việc làm tạm thời có trả công"),
        ("Luật Việc làm hiểu thế nào là việc làm công?", "Việc làm công là việc làm tạm thời có trả công"),
        ('Luật Việc làm hiểu "việc làm công" là gì?', "Việc làm công là việc làm tạm thời có trả công"),
        ("luat viec lam la luat so may, co hieu luc tu ngay nao", "Luật này có hiệu lực thi hành từ ngày 01 tháng 01"),
        ("Luật Tố cáo cho tố cáo bằng hình thức nào?", "bằng đơn hoặc được trình bày trực tiếp"),
        ("Đơn không có chữ ký thì viện dẫn điều nào của Luật Tố cáo để không thụ lý?", "không có chữ ký hoặc điểm chỉ"),
        ("Luật số 103-SL quy định gì về bóc thư?", "Không ai được bóc thư"),
        ("Việc làm công của các dự án là gì theo Luật Việc làm?", "Việc làm công là việc làm tạm thời"),
        ("Luật năm 1957 về quyền tự do đi lại cho công dân quyền gì?", "Công dân được tự do đi lại"),
    ],
)
def test_a_statute_answers_for_itself(question: str, said: str, archive: Archive) -> None:
    assert said in ask(question, archive, None).answer


def test_a_number_with_a_single_letter_names_its_statute_alone(archive: Archive) -> None:
    answer = ask("Luật số 35-L/CTN ban hành ngày nào?", archive, None).answer
    assert "22/6/1994" in answer and "Việc làm" not in answer


def test_a_statute_named_is_not_answered_for_by_another(archive: Archive) -> None:
    answer = ask("Luật Tố cáo quy định thời hiệu yêu cầu trả công là bao nhiêu năm?", archive, None)
    assert not answer.answerable


CITING = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU

Số: 74/2031/QĐ-UBND

Lai Châu, ngày 10 tháng 9 năm 2031

QUYẾT ĐỊNH
Giao dự toán

Căn cứ Luật Việc làm số 74/2025/QH15;

Điều 1. Giao dự toán cho các đơn vị.
"""


def test_a_statute_of_another_number_is_missing(archive: Archive) -> None:
    archive.add(parse_text(CITING, "giao-du-toan.txt"))
    asked = "Theo Luật Việc làm số 74/2025/QH15 thì thời hiệu yêu cầu trả công là bao nhiêu năm?"
    assert "trong kho không có 74/2025/QH15" in ask(asked, archive, None).answer
    mentioned = ask("Văn bản nào nhắc đến Luật Việc làm số 74/2025/QH15?", archive, None)
    assert "74/2031/QĐ-UBND" in mentioned.answer
    assert "03 năm" in ask("Theo Luật Việc làm số 38/2013/QH13 thì thời hiệu là mấy năm?", archive, None).answer


def test_an_article_that_a_statute_lacks_is_missing(archive: Archive) -> None:
    answer = ask("Điều 27 Luật Việc làm quy định gì về việc làm công?", archive, None)
    assert not answer.answerable
