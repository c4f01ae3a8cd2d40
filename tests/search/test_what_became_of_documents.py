"""What became of a document, and which documents a question about a former province is answered from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from ingest.records import ParsedDocument
from search.answer import Answer
from search.ask import ask
from search.evidence.library import Library
from search.evidence.undoings import undoings
from search.question.lexicon import statement_examples, states
from search.question.succession import standing

HEADER = """ỦY BAN NHÂN DÂN
TỈNH {place}

Số: {number}

{place_small}, ngày 10 tháng 9 năm 2031

QUYẾT ĐỊNH
{title}

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Căn cứ Nghị định số 78/2025/NĐ-CP ngày 01/4/2025 của Chính phủ được sửa đổi, bổ sung bởi Nghị định số 187/2025/NĐ-CP;

QUYẾT ĐỊNH:

{text}
"""
LIST = """Điều 1. Bãi bỏ các quyết định của Ủy ban nhân dân tỉnh Phú Yên (cũ) trong lĩnh vực giao thông, cụ thể như sau:

1. Quyết định số 12/2009/QĐ-UBND ngày 04/5/2009 của UBND tỉnh Phú Yên ban hành Quy chế bến đò ngang;

2. Quyết định số 31/2016/QĐ-UBND ngày 01/8/2016 của UBND tỉnh Phú Yên quy định cước vận tải hàng hóa.

Điều 2. Quyết định này có hiệu lực kể từ ngày 20 tháng 9 năm 2031."""
PRICES = """Điều 1. Giá nước sạch

1. Giá nước sạch tại các xã thuộc địa giới tỉnh Phú Yên (cũ) là 7.500 đồng/m3.

2. Giá nước sạch tại các xã còn lại là 9.200 đồng/m3.

Điều 2. Hiệu lực

Quyết định này có hiệu lực kể từ ngày 01 tháng 10 năm 2031 và thay thế Quyết định số 08/2020/QĐ-UBND ngày 03/02/2020 \
của UBND tỉnh Đắk Lắk quy định giá nước sạch."""
FLOOD = """Điều 1. Sở Công Thương chủ trì cấp phát hàng cứu trợ cho nhân dân vùng lũ.

Điều 2. Ủy ban nhân dân các xã phía Đông (Phú Yên cũ) tiếp nhận hàng cứu trợ trước ngày 15 tháng 9 năm 2031."""
ELSEWHERE = """Điều 1. Bãi bỏ Quyết định số 12/2009/QĐ-UBND ngày 06/7/2009 của UBND tỉnh Lai Châu quy định lệ phí bến.

Điều 2. Giá nước sạch là 5.100 đồng/m3."""
AMENDING = """Điều 1. Sửa đổi, bổ sung một số điều của Quy chế ban hành kèm theo Quyết định số 40/2030/QĐ-UBND:

1. Khoản 2 Điều 5 được sửa đổi như sau: báo cáo trước ngày 15 tháng 12.

Điều 2. Tiếp tục áp dụng Quyết định số 07/2028/QĐ-UBND ngày 01/3/2028 của UBND tỉnh Lai Châu về nhuận bút."""


def decision(number: str, title: str, text: str, place: str = "Đắk Lắk") -> ParsedDocument:
    words = HEADER.format(place=place.upper(), place_small=place, number=number, title=title, text=text)
    return parse_text(words, f"{number.replace('/', '-')}.txt")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("became")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        opened.add(decision("61/2031/QĐ-UBND", "Bãi bỏ một số quyết định trong lĩnh vực giao thông", LIST))
        opened.add(decision("62/2031/QĐ-UBND", "Quy định giá nước sạch trên địa bàn tỉnh Đắk Lắk", PRICES))
        opened.add(decision("1730/QĐ-UBND", "Hỗ trợ nhân dân bị ảnh hưởng bởi mưa lũ", FLOOD))
        opened.add(decision("19/2031/QĐ-UBND", "Quy định giá nước sạch", ELSEWHERE, "Lai Châu"))
        opened.add(decision("20/2031/QĐ-UBND", "Sửa đổi Quy chế làm việc", AMENDING, "Lai Châu"))
        yield opened


def asked(archive: Archive, question: str) -> Answer:
    return ask(question, archive, None)


# question -> what the answer says, and what it must not say
ANSWERED = [
    ("Quyết định 31/2016/QĐ-UBND của tỉnh Phú Yên trước đây bị văn bản nào bãi bỏ?", "61/2031/QĐ-UBND", "62/2031"),
    ("Quyết định 31/2016/QĐ-UBND bị bãi bỏ từ ngày nào, bằng quyết định nào?", "20 tháng 9 năm 2031", "62/2031"),
    ("Quy định cước vận tải của Phú Yên cũ bị bãi bỏ bởi quyết định nào, từ ngày nào?", "20 tháng 9", "62/2031"),
    ("Quy chế bến đò ngang năm 2009 của Phú Yên cũ nay văn bản nào bãi bỏ?", "12/2009/QĐ-UBND", "Lai Châu"),
    ("quy che ben do ngang cua phu yen cu da bi van ban nao bai bo", "61/2031/QĐ-UBND", "Lai Châu"),
    ("QĐ 31/2016 còn hiệu lực không?", "Bãi bỏ các quyết định", "Lai Châu"),
    ("Quyết định 62/2031/QĐ-UBND thay thế quyết định nào?", "08/2020/QĐ-UBND", "12/2009"),
    ("Quyết định về giá nước sạch của Đắk Lắk thay thế quyết định nào năm 2020?", "08/2020/QĐ-UBND", "12/2009"),
    ("Quyết định 61/2031/QĐ-UBND bãi bỏ những văn bản nào?", "31/2016/QĐ-UBND", "08/2020"),
    ("Văn bản nào sửa đổi Quyết định 40/2030/QĐ-UBND?", "Sửa đổi, bổ sung", "07/2028"),
    ("Quyết định 07/2028/QĐ-UBND về nhuận bút còn áp dụng không?", "Tiếp tục áp dụng", "40/2030"),
    ("Giá nước sạch ở các xã thuộc Phú Yên cũ là bao nhiêu?", "7.500 đồng/m3", "5.100"),
    ("Ai chủ trì cấp phát hàng cứu trợ ở vùng Phú Yên cũ?", "Sở Công Thương", "Lai Châu"),
]


@pytest.mark.parametrize(("question", "said", "unsaid"), ANSWERED)
def test_what_clauses_say(archive: Archive, question: str, said: str, unsaid: str) -> None:
    answer = asked(archive, question)
    assert answer.answerable, answer.answer
    assert said in answer.answer
    assert unsaid not in answer.answer
    for citation in answer.citations:
        text = archive.document(citation.document_id).text
        assert citation.quote == text[citation.start : citation.end]


def test_each_of_several_former_provinces_has_its_own(tmp_path: Path) -> None:
    text = """Điều 1. Các quyết định sau đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành:

a) Quyết định số 44/2024/QĐ-UBND ngày 21/8/2024 của UBND tỉnh Hà Nam về việc ban hành Quy chế văn bản điện tử;

b) Quyết định số 03/2021/QĐ-UBND ngày 05/01/2021 của UBND tỉnh Nam Định ban hành Quy chế quản lý văn bản điện tử;

c) Quyết định số 43/2022/QĐ-UBND ngày 23/9/2022 của UBND tỉnh Ninh Bình về việc ban hành Quy chế văn bản điện tử.

Điều 2. Quyết định này có hiệu lực kể từ ngày 20 tháng 9 năm 2031."""
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as archive:
        archive.add(decision("9/2031/QĐ-UBND", "Ban hành Quy chế quản lý văn bản", text, "Ninh Bình"))
        both = asked(archive, "Quy chế văn bản điện tử của Hà Nam và Nam Định cũ nay văn bản nào thay thế?").answer
        one = asked(archive, "Quy chế văn bản điện tử của Nam Định cũ đã bị văn bản nào bãi bỏ?").answer
        three = asked(
            archive,
            "Quyết định 9/2031/QĐ-UBND ra đời thì các quy chế văn bản điện tử trước đây của Ninh Bình, Hà Nam, Nam "
            "Định nào hết hiệu lực?",
        ).answer
    assert all(number in three for number in ("44/2024", "03/2021", "43/2022"))
    assert "44/2024" in both and "03/2021" in both
    assert "44/2024" not in one and "03/2021" in one


def test_a_list_in_the_sentences_of_one_clause(tmp_path: Path) -> None:
    text = """Điều 1. Ban hành Quy chế cơ sở dữ liệu công chứng.

Điều 2. Quyết định này có hiệu lực kể từ ngày 28 tháng 11 năm 2031.

Các Quyết định sau hết hiệu lực kể từ ngày Quyết định này có hiệu lực: Quyết định số 449/2016/QĐ-UBND ngày 18/3/2016 \
của Ủy ban nhân dân thành phố Hải Phòng ban hành Quy chế khai thác cơ sở dữ liệu công chứng; Quyết định số \
08/2019/QĐ-UBND ngày 18/3/2019 của Ủy ban nhân dân tỉnh Hải Dương ban hành Quy chế quản lý cơ sở dữ liệu công chứng."""
    question = "Quy chế cơ sở dữ liệu công chứng của Hải Dương (cũ) là quyết định số mấy, hết hiệu lực từ ngày nào?"
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as archive:
        archive.add(decision("211/2031/QĐ-UBND", "Ban hành Quy chế", text, "Hải Phòng"))
        told = asked(archive, question).answer
    assert "08/2019/QĐ-UBND" in told and "28 tháng 11 năm 2031" in told


def test_a_list_that_is_introduced_as_theirs_is_told_whole(tmp_path: Path) -> None:
    text = """Điều 1. Bãi bỏ các văn bản do UBND tỉnh Quảng Bình, UBND tỉnh Quảng Trị (cũ) ban hành, cụ thể như sau:

1. Quyết định số 02/2007/QĐ-UBND ngày 31/01/2007 của UBND tỉnh Quảng Bình quy định đánh số nhà;

2. Quyết định số 04/2016/QĐ-UBND ngày 25/02/2016 của UBND tỉnh quy định lệ phí trước bạ nhà;

3. Quyết định số 31/2016/QĐ-UBND ngày 01/8/2016 của UBND tỉnh Quảng Trị (cũ) quy định cước vận tải."""
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as archive:
        archive.add(decision("9/2031/QĐ-UBND", "Bãi bỏ các văn bản", text, "Quảng Trị"))
        every = asked(archive, "Quảng Trị bãi bỏ bao nhiêu văn bản của Quảng Bình, Quảng Trị cũ?").answer
        one = asked(archive, "QĐ 9/2031/QĐ-UBND bãi bỏ những QĐ cũ nào về lệ phí trước bạ nhà?").answer
    assert "Có 3 văn bản" in every and "04/2016" in every
    assert "04/2016" in one and "02/2007" not in one


def test_the_title_of_what_undoes_narrows_nothing(tmp_path: Path) -> None:
    text = """Điều 1. Bãi bỏ các Quyết định sau:

1. Quyết định số 41/2023/QĐ-UBND ngày 11/12/2023 của UBND tỉnh quy định tỷ lệ chất lượng còn lại của nhà;

2. Quyết định số 50/2025/QĐ-UBND ngày 20/6/2025 của UBND tỉnh quy định Bảng giá tính lệ phí trước bạ đối với nhà."""
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as archive:
        archive.add(decision("30/2031/QĐ-UBND", "Quy định giá tính lệ phí trước bạ nhà", text))
        told = asked(archive, "QĐ 30/2031/QĐ-UBND về giá tính lệ phí trước bạ nhà bỏ những quyết định nào?").answer
    assert "41/2023" in told and "50/2025" in told


REFUSED = [
    ("Quyết định 62/2031/QĐ-UBND bị văn bản nào thay thế?", "không văn bản nào nêu"),
    ("Quyết định 1730/QĐ-UBND bãi bỏ văn bản nào?", "không văn bản nào nêu"),
    ("Văn bản nào sửa đổi Quyết định 31/2016/QĐ-UBND?", "không văn bản nào nêu"),
    ("Giá nước sạch ở tỉnh Hậu Giang cũ là bao nhiêu?", "không có văn bản của tỉnh Hậu Giang"),
    ("Giá nước sạch ở tỉnh Sơn La là bao nhiêu?", "không có văn bản của tỉnh Sơn La"),
]


@pytest.mark.parametrize(("question", "reason"), REFUSED)
def test_what_no_clause_says(archive: Archive, question: str, reason: str) -> None:
    answer = asked(archive, question)
    assert not answer.answerable
    assert reason in answer.answer


def test_what_a_former_province_is_now_is_told(archive: Archive) -> None:
    answer = asked(archive, "Giá nước sạch ở các xã thuộc Phú Yên cũ là bao nhiêu?")
    assert "tỉnh Phú Yên nay thuộc Đắk Lắk từ ngày 01/7/2025" in answer.answer
    assert answer.interpretation.provinces == ("Phú Yên",)


# provinces named -> whose documents answer, and how many of them at most
STANDING = [
    (("Phú Yên",), ("Đắk Lắk", "Phú Yên"), ("Phú Yên",), 3),
    (("Phú Yên", "Đắk Lắk"), ("Đắk Lắk", "Phú Yên"), ("Phú Yên",), 0),
    (("Đắk Lắk",), ("Đắk Lắk", "Phú Yên"), (), 0),
    (("Hậu Giang",), ("Hậu Giang",), (), 0),
    (("Phú Yên", "Lai Châu"), ("Đắk Lắk", "Phú Yên", "Lai Châu"), ("Phú Yên",), 5),
]


@pytest.mark.parametrize(("named", "historic", "former", "among"), STANDING)
def test_whose_documents_answer(
    archive: Archive, named: tuple[str, ...], historic: tuple[str, ...], former: tuple[str, ...], among: int
) -> None:
    found = standing(named, archive.catalogue(), Library.of(archive))
    assert (found.historic, found.former, len(found.among)) == (historic, former, among)


def test_documents_held_of_the_former_province_answer_for_it(archive: Archive) -> None:
    entries = archive.catalogue()
    own = [entry for entry in entries if entry.metadata.province == "Lai Châu"]
    found = standing(("Lai Châu",), own, Library.of(archive))
    assert (found.historic, found.former, found.among) == (("Lai Châu",), (), ())


def test_what_a_document_says_of_others_is_no_legal_basis(archive: Archive) -> None:
    ids = [entry.id for entry in archive.catalogue()]
    said = list(undoings(Library.of(archive), ids))
    assert len(said) == 6
    assert not any(number.endswith("nd-cp") for each in said for number in each.numbers)


@pytest.mark.parametrize(
    ("name", "example"), [(name, each) for name, examples in statement_examples().items() for each in examples]
)
def test_statements_and_their_examples(name: str, example: str) -> None:
    assert states(name, example)


def test_a_bare_number_is_that_of_the_only_document_cited_with_it(archive: Archive) -> None:
    answer = ask("Vì sao Đắk Lắk bãi bỏ Quyết định 31 của Phú Yên?", archive, None)
    assert "31/2016/QĐ-UBND" in answer.answer
    assert "trong kho không có quyết định 99" in ask("Quyết định 99 của Phú Yên quy định gì?", archive, None).answer
