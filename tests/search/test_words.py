"""Segmentation: the same words for the index and for questions."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.corpus import DOCUMENTS
from ingest.folding import normalize, strip_marks
from search import words
from search.words import compounds, folded, segmented, syllables, tokens

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặồốổỗộ 0123456789-.,\n", max_size=80)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Nội vụ chủ trì", {"nội_vụ", "sở", "nội", "vụ", "chủ_trì"}),
        ("cải cách hành chính", {"cải_cách", "hành_chính", "cải", "hành"}),
        ("Quyết định số 52/QĐ-UBND ngày 11/01/2017", {"52/qđ-ubnd", "52", "ubnd", "2017"}),
        ("**52** /QĐ-UBND", {"52/qđ-ubnd"}),
        ("Nghị định 30/2020/NĐ-CP", {"30/2020/nđ-cp", "2020"}),
        ("uỷ quyền", {"ủy", "quyền"}),
        ("hoà giải ở cơ sở", {"hòa", "giải"}),
        ("Chỉ số PAPI, SIPAS", {"chỉ_số", "papi", "sipas"}),
    ],
)
def test_words_of_real_phrases(text: str, expected: set[str]) -> None:
    assert expected <= set(tokens(text))


def test_words_in_compounds() -> None:
    words = ["trang", "thiết", "bị", "được", "thuê"]
    assert list(segmented(words)) == [["trang", "thiết", "bị"], ["được"], ["thuê"]]


@pytest.mark.parametrize("text", ["", " \n ", "...", "- ; -"])
def test_nothing_to_find(text: str) -> None:
    assert tokens(text) == []


@given(VIETNAMESE)
@example("uả")  # whose mark underthesea moves
def test_no_letter_or_digit_is_lost(text: str) -> None:
    simple = [token for token in tokens(text) if "_" not in token]
    assert "".join(simple) == "".join(syllables(text))


@given(st.text(max_size=60))
def test_any_text_gives_clean_tokens(text: str) -> None:
    for token in tokens(text):
        assert token and not any(character.isspace() for character in token)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: str(path.name)[:3])
def test_case_and_tone_placement_make_no_difference(path: Path) -> None:
    text = path.read_text(encoding="utf-8")[:2000]
    assert tokens(text) == tokens(text.upper()) == tokens(text.replace("òa", "oà").replace("ủy", "uỷ"))


def test_compounds_stand_before_their_syllables() -> None:
    assert tokens("hành chính") == ["hành_chính", "hành", "chính"]


def test_words_do_not_run_across_lines() -> None:
    assert "hành_chính" not in tokens("hành\nchính")


def test_folded_words_have_no_marks() -> None:
    words = tokens("Ủy ban nhân dân tỉnh Đắk Nông")
    assert folded(words) == [strip_marks(word) for word in words]
    assert "dak" in folded(words)


def test_compounds_as_running_text() -> None:
    assert "cải_cách" in compounds("công tác cải cách hành chính").split()


def test_many_threads_get_the_same_words() -> None:
    lines = [f"Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh lần thứ {number}" for number in range(200)]
    alone = [tokens(line) for line in lines]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tokens, lines)) == alone


def test_syllables_are_normalised() -> None:
    assert syllables("Hoà  Bình") == normalize("Hòa Bình").split()


def test_segmenting_ahead_changes_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Sở Nội vụ chủ trì cải cách hành chính.\nKế hoạch số 52/QĐ-UBND"
    before = tokens(text)
    monkeypatch.setattr(words, "_WORTH_PROCESSES", 1)
    words.segment_ahead([text])
    try:
        assert set(words._ahead) <= set(text.splitlines())
        assert tokens(text) == before
    finally:
        words.release_processes()
    assert words._ahead == {}
    assert tokens(text) == before


@pytest.mark.parametrize("worth", [1, 1_000_000])
def test_batches_come_in_order_with_their_lines_segmented(monkeypatch: pytest.MonkeyPatch, worth: int) -> None:
    monkeypatch.setattr(words, "_WORTH_PROCESSES", worth)
    batches = [["Sở Nội vụ chủ trì"], [], ["cải cách hành chính\nthủ tục", "kế hoạch"]]
    seen = []
    try:
        for batch in words.each_segmented(batches, list):
            seen.append(batch)
            assert set(words._ahead) == (set("\n".join(batch).splitlines()) if worth == 1 else set())
    finally:
        words.release_processes()
    assert seen == batches


def test_pairs_leave_compounds_out() -> None:
    assert words.pairs(["kế_hoạch", "kế", "hoạch", "số"]) == ["kế+hoạch", "hoạch+số"]
    assert words.pairs(["một"]) == words.pairs([]) == []
