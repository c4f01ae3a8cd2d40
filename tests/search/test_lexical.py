"""The lexical index: words with and without marks, numbers, filters."""

from pathlib import Path

import pytest

from search.hybrid import read
from search.lexical import LexicalIndex
from search.passages import Key, Passage
from search.terms import term

TEXTS = {
    "tai-chinh": "Sở Tài chính tham mưu bố trí kinh phí thực hiện nhiệm vụ cải cách hành chính",
    "tu-phap": "Sở Tư pháp chủ trì rà soát văn bản quy phạm pháp luật",
    "noi-vu": "Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh theo Kế hoạch số 34/KH-UBND",
    "bao-chi": "Báo Đắk Nông tuyên truyền chỉ số PAPI trên sóng phát thanh",
}


def passage(name: str, text: str, province: str = "Đắk Nông") -> Passage:
    numbers = ("34/KH-UBND",) if "34/KH-UBND" in text else ()
    terms = frozenset({term("province", province), term("document", name)})
    return Passage(Key(name, "I/1"), "", f"Kế hoạch {province}", (text,), terms, numbers)


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex(tmp_path / "Dữ liệu Sở Nội vụ")
    made.add([passage(name, text) for name, text in TEXTS.items()])
    made.commit()
    return made


def first(index: LexicalIndex, question: str) -> str:
    return next(iter(index.search(read(question).lexical, (), 3))).document_id


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("ai lo kinh phí cải cách hành chính", "tai-chinh"),
        ("ai lo kinh phi cai cach hanh chinh", "tai-chinh"),
        ("RÀ SOÁT VĂN BẢN", "tu-phap"),
        ("ra soat van ban quy pham phap luat", "tu-phap"),
        ("kế hoạch 34/KH-UBND", "noi-vu"),
        ("ke hoach 34/kh-ubnd", "noi-vu"),
        ("Uỷ ban nhân dân", "noi-vu"),
        ("papi", "bao-chi"),
        ("bao Dak Nong", "bao-chi"),
    ],
)
def test_a_question_finds_its_passage(index: LexicalIndex, question: str, document: str) -> None:
    assert first(index, question) == document


def test_marks_that_were_typed_are_respected(index: LexicalIndex) -> None:
    assert index.search(read("bảo").lexical, (), 5) == {}


def test_nothing_matches_nothing(index: LexicalIndex) -> None:
    assert index.search(read("").lexical, (), 5) == {}
    assert index.search(read("zzz").lexical, (), 5) == {}


def test_filters_hold_inside_the_search(index: LexicalIndex) -> None:
    index.add([passage("binh-phuoc", TEXTS["tai-chinh"], "Bình Phước")])
    index.commit()
    query = read("kinh phí cải cách hành chính").lexical
    assert list(index.search(query, [frozenset({term("province", "binh phuoc")})], 1)) == [Key("binh-phuoc", "I/1")]
    either = frozenset({term("province", "Bình Phước"), term("province", "Đắk Nông")})
    assert len(index.search(query, [either], 5)) >= 2
    assert index.search(query, [either, frozenset({term("document", "tu-phap")})], 5) == {}


def test_scores_of_given_passages_are_those_of_the_search(index: LexicalIndex) -> None:
    query = read("Sở Tư pháp và Sở Tài chính").lexical
    found = index.search(query, (), 5)
    again = index.scores(query, list(found))
    assert {key: each.window for key, each in again.items()} == {key: each.window for key, each in found.items()}
    assert [again[key].score for key in found] == pytest.approx([each.score for each in found.values()])
    assert index.scores(query, [Key("unknown", "I/1")]) == {}
    assert index.scores(query, []) == {}


def test_a_removed_document_is_gone_after_commit(index: LexicalIndex) -> None:
    index.remove("tu-phap")
    index.commit()
    assert len(index) == 6  # three windows, three profiles
    assert Key("tu-phap", "I/1") not in index.search(read("Sở Tư pháp").lexical, (), 5)


def test_another_opening_sees_the_same(index: LexicalIndex, tmp_path: Path) -> None:
    again = LexicalIndex(tmp_path / "Dữ liệu Sở Nội vụ")
    query = read("kinh phí").lexical
    assert again.search(query, (), 3) == index.search(query, (), 3)


def test_acronyms_are_searched_in_their_long_form_too() -> None:
    reading = read("đóng BHXH ở ubnd xã")
    assert reading.rewritten == "đóng BHXH ở ubnd xã"
    assert {"bhxh", "bảo_hiểm_xã_hội", "ubnd", "ủy"} <= set(reading.lexical.words)
    assert read("TT và KH").spelled == "TT và KH"  # each means several things


def test_pairs_of_neighbours_count(index: LexicalIndex) -> None:
    index.add([passage("tach", "chính sách, cách làm và hành vi cải tiến")])
    index.commit()
    assert first(index, "cải cách hành chính") == "tai-chinh"


def test_what_the_whole_document_is_about(index: LexicalIndex) -> None:
    scores = index.about(read("tuyên truyền PAPI").lexical, ["bao-chi", "tu-phap", "unknown"])
    assert max(scores, key=lambda name: scores[name]) == "bao-chi"
    assert "unknown" not in scores
    assert index.about(read("PAPI").lexical, []) == {}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("“chủ trì rà soát văn bản”", ["tu-phap"]),
        ('nói về "phát thanh"', ["bao-chi"]),
        ("“văn bản chủ trì”", []),
        ("34/KH-UBND", ["noi-vu"]),
        ("mục I là gì", ["bao-chi", "noi-vu", "tai-chinh", "tu-phap"]),
        ("không nêu gì", []),
    ],
)
def test_what_is_named_is_looked_up(index: LexicalIndex, question: str, found: list[str]) -> None:
    query = read(f"{question} chủ trì Sở Báo").lexical
    assert sorted(key.document_id for key in index.exact(query, (), 9)) == found


def test_words_that_nearly_all_hold_are_looked_up_only_when_there_are_no_others(
    index: LexicalIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.lexical._COMMON", 2)
    assert first(index, "Sở phát thanh") == "bao-chi"
    assert len(index.search(read("Sở phát thanh").lexical, (), 5)) == 1
    assert len(index.search(read("Sở").lexical, (), 5)) == 3
