"""What a document tells further for the next thing that a question asks, beside what is told already."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.asked_for import asks_same_sort, printed, prints_time
from search.engine import Engine
from search.evidence.library import Library
from search.understand import understand

STATUTE = """\
ỦY BAN NHÂN DÂN TỈNH HÀ GIANG

Số: 45/2025/QĐ-UBND

Hà Giang, ngày 11 tháng 3 năm 2025

QUYẾT ĐỊNH

Ban hành Quy định về hạn chế đi lại và hộp thư công vụ

Điều 1. Hạn chế đi lại

1. Thẩm quyền ra lệnh hạn chế đi lại được quy định như sau:

a) Chủ tịch Ủy ban nhân dân tỉnh ra lệnh hạn chế đi lại tại một hoặc một số huyện;

b) Chủ tịch Ủy ban nhân dân huyện ra lệnh hạn chế đi lại tại một hoặc một số xã.

2. Lệnh phải xác định các nội dung sau đây:

a) Khu vực bị hạn chế;

b) Thời điểm bắt đầu và kết thúc, nhiều nhất không được quá 36 giờ.

Điều 2. Hộp thư công vụ

1. Trong thời hạn 03 ngày làm việc kể từ khi nhận được yêu cầu, Sở Khoa học và Công nghệ khởi tạo mới hộp thư công vụ.

2. Trường hợp yêu cầu cấp lại mật khẩu, Sở Khoa học và Công nghệ thực hiện trong vòng không quá 04 giờ.

3. Số lượng Phó Trưởng phòng không quá 02. Phòng có trên 20 biên chế không quá 03.

4. Sở Xây dựng chủ trì rà soát biển số nhà theo Thông tư số 08/2024/TT-BXD. Thời gian hoàn thành trong tháng 6 năm 2025.

5. Sở Nội vụ chủ trì lựa chọn phần mềm lưu hồ sơ theo Thông tư số 09/2024/TT-BNV. Thời gian hoàn thành trong tháng 9 \
năm 2025.

Điều 3. Quỹ hỗ trợ

1. Mức quỹ do Chủ tịch Ủy ban nhân dân tỉnh quyết định.

2. Quỹ do ngân sách tỉnh cấp.

Điều 4. Người tập sự giám định

1. Thời gian tập sự giám định là mười tám tháng. Trường hợp cần thiết, thời gian tập sự có thể được gia hạn.

2. Người tập sự giám định không được ký kết luận giám định.

3. Hồ sơ đăng ký tập sự nộp trực tiếp tại Trung tâm Phục vụ hành chính công, số 64 đường Nguyễn Trãi.

Hồ sơ đăng ký tập sự giám định gửi về Sở Tư pháp trước ngày 15/3 hằng năm.

4. Người đăng ký tập sự phải đủ 22 tuổi và thôi tập sự trước tuổi 60.

Điều 5. Chỉ tiêu thi đua

1. Ít nhất 85% người hưởng trợ cấp mở mới tài khoản hoặc cung cấp số tài khoản để nhận tiền trợ cấp.

2. Ít nhất 80% người hưởng trợ cấp mở mới tài khoản được phát hành thẻ để nhận tiền trợ cấp không dùng tiền mặt.

3. Phấn đấu 70% người hưởng trợ cấp nhận tiền trợ cấp bằng phương thức không dùng tiền mặt.

Điều 6. Hiệu lực thi hành

1. Quyết định này có hiệu lực kể từ ngày 07 tháng 12 năm 2025.

2. Bãi bỏ Quyết định số 17/2024/QĐ-UBND ngày 28 tháng 02 năm 2024 của Ủy ban nhân dân tỉnh quy định về hộp thư công vụ.
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "45.txt").write_text(STATUTE, encoding="utf-8")
    with Engine.open(folder / "data") as engine:
        assert [outcome.status for outcome in engine.ingest([folder / "45.txt"])] == ["added"]
        yield engine


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Ai ra lệnh hạn chế đi lại ở một số huyện và mỗi lệnh kéo dài tối đa bao lâu?",
            ["Chủ tịch Ủy ban nhân dân tỉnh", "36 giờ"],
        ),
        (
            "Xin khởi tạo mới hộp thư công vụ mất mấy ngày, quên mật khẩu xin cấp lại thì làm trong bao lâu?",
            ["03 ngày", "04 giờ"],
        ),
        (
            "Thời gian tập sự giám định là bao lâu, có được kéo dài thêm không?",
            ["mười tám tháng", "có thể được gia hạn"],
        ),
        ("Tập sự giám định mấy tháng, có được ký kết luận không?", ["mười tám tháng", "không được ký kết luận"]),
        (
            "Tập sự giám định bao lâu, đăng ký tập sự thì nộp hồ sơ ở đâu?",
            ["mười tám tháng", "số 64 đường Nguyễn Trãi"],
        ),
        ("Mấy tuổi được đăng ký tập sự giám định, đến tuổi nào phải thôi?", ["22 tuổi", "tuổi 60"]),
        ("Quyết định 45/2025/QĐ-UBND bỏ quyết định nào, áp dụng từ hôm nào?", ["17/2024", "07 tháng 12 năm 2025"]),
        (
            "Bao nhiêu % người hưởng trợ cấp mở mới tài khoản hoặc cung cấp số tài khoản, bao nhiêu % thực nhận tiền "
            "không dùng tiền mặt?",
            ["85%", "70%"],
        ),
        ("Đăng ký tập sự giám định nộp trước ngày nào, gửi cho ai?", ["Sở Tư pháp", "15/3"]),
        ("Mỗi phòng được tối đa mấy Phó Trưởng phòng, riêng phòng trên 20 biên chế thì mấy?", ["quá 02", "quá 03"]),
    ],
)
def test_what_stands_beside_is_told_further(rules: Engine, question: str, told: list[str]) -> None:
    answer = rules.ask(question)
    assert answer.answerable and all(each in answer.answer for each in told), answer.answer


def test_to_whom_is_told_by_a_clause_that_says_it(rules: Engine) -> None:
    answer = rules.ask("Hồ sơ đăng ký tập sự giám định phải gửi cho sở nào?")
    assert answer.answerable and "gửi về Sở Tư pháp" in answer.answer, answer.answer


def test_what_speaks_of_something_else_is_not_told(rules: Engine) -> None:
    question = "Ai ra lệnh hạn chế đi lại ở một số huyện và học phí trường mầm non đóng trong mấy tháng?"
    answer = rules.ask(question).answer
    assert "Chủ tịch" in answer and "Về ý “học phí trường mầm non đóng trong mấy tháng”: không tìm thấy" in answer


@pytest.mark.parametrize(
    ("text", "question", "number"),
    [
        ("không quá 36 giờ", "kéo dài bao lâu", 1),
        ("gửi trước ngày 15/4/2026", "kéo dài bao lâu", 0),
        ("xã gửi trước ngày 15/4/2026, tỉnh gửi trước ngày 31/5/2026", "gửi trước ngày nào", 2),
        ("Hoàn thành việc kiểm kê tại các xã", "xong khi nào", 0),
        ("Ngân sách tỉnh 80%, ngân sách xã 20%", "ngân sách chiếm mấy phần trăm", 2),
        ("Bệnh viện tỉnh tổ chức", "sở nào chủ trì", 0),
        ("Sở Y tế chủ trì, Sở Nội vụ phối hợp", "sở nào chủ trì", 2),
    ],
)
def test_things_of_the_sort_asked(rules: Engine, text: str, question: str, number: int) -> None:
    assert len(printed(text, understand(question, Library.of(rules.archive), lambda typed: typed))) == number


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("niêm yết bao nhiêu ngày", "đăng tải bao lâu", True),
        ("tiết kiệm bao nhiêu tiền", "mất mấy ngày", False),
        ("gửi khi nào", "ai chủ trì", False),
        ("sở nào chủ trì", "cơ quan nào chủ trì", True),
    ],
)
def test_parts_that_ask_for_the_same_sort(rules: Engine, one: str, other: str, same: bool) -> None:
    first, second = (understand(each, Library.of(rules.archive), lambda typed: typed) for each in (one, other))
    assert asks_same_sort(first, second) is same


def test_completing_alone_says_no_time() -> None:
    assert prints_time("hoàn thành trước ngày 15/4/2026")
    assert not prints_time("hoàn thành nhiệm vụ được giao")
    assert not prints_time(
        "theo Thông tư số 08/2024/TT-BXD và Kế hoạch 515/KH-BCA ngày 31 tháng 8 năm 2025 của Bộ Công an"
    )
    assert not prints_time("nâng cao hiệu lực, hiệu quả quản lý")
    assert not prints_time("Hủy bỏ hiệu lực của quyết định chứng nhận chuẩn đo lường")
    assert prints_time("Quyết định này có hiệu lực thi hành kể từ ngày ký")


@pytest.mark.parametrize(
    ("question", "month"),
    [
        ("Sở nào ở Hà Giang chủ trì rà soát biển số nhà, bao giờ phải xong?", "tháng 6 năm 2025"),
        ("Sở nào ở Hà Giang chủ trì lựa chọn phần mềm lưu hồ sơ, bao giờ phải xong?", "tháng 9 năm 2025"),
    ],
)
def test_a_sentence_of_time_is_told_of_what_stands_before_it(rules: Engine, question: str, month: str) -> None:
    answer = rules.ask(question).answer
    assert [each for each in ("tháng 6 năm 2025", "tháng 9 năm 2025") if each in answer] == [month]
