"""Words as numbers: what is stored comes back, compounds are told from syllables, pairs keep their order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.forward import code, codes, is_syllable, pack, pair_codes, unpack
from search.words import tokens

WORDS = st.lists(
    st.sampled_from(tokens("Sở Nội vụ chủ trì cải cách hành chính theo Kế hoạch số 52/QĐ-UBND")), max_size=30
)


@given(WORDS, WORDS)
def test_a_window_comes_back_as_it_was_packed(heading: list[str], words: list[str]) -> None:
    read = unpack(pack(heading, words))
    assert [each.tolist() for each in read] == [codes(heading).tolist(), codes(words).tolist()]


def test_nothing_stored_is_no_word() -> None:
    assert [len(each) for each in unpack(b"")] == [0, 0]


def test_compounds_are_told_from_syllables_and_numbers() -> None:
    words = ["cải_cách", "cải", "cách", "52/qđ-ubnd", "2025"]
    assert is_syllable(codes(words)).tolist() == [False, True, True, True, True]


def test_words_that_differ_by_a_mark_have_other_numbers() -> None:
    assert len({code(word) for word in ("bao", "báo", "bảo", "bão", "bạo")}) == 5


def test_a_pair_has_an_order() -> None:
    there = pair_codes(codes(["nội"]), codes(["vụ"]))
    back = pair_codes(codes(["vụ"]), codes(["nội"]))
    assert there.dtype == np.uint64 and there.tolist() != back.tolist()
