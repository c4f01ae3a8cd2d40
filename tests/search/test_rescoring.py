"""The second look: words near to each other, headings that were asked for, documents of which much was found."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.embedding import Encoder
from search.forward import codes, pack, pair_codes
from search.passages import Key
from search.rescoring import Asked, Candidate, rescored
from search.word_vectors import WordVectors
from search.words import pairs, tokens, with_pairs

ENCODER = Encoder.load()
FILLER = "trong phạm vi nhiệm vụ được giao bảo đảm đúng tiến độ và chất lượng theo quy định hiện hành "


def asked(question: str, encoder: Encoder | None = None) -> Asked:
    words = sorted(set(codes(tokens(question)).tolist()))
    joined = [pair.split("+") for pair in pairs(tokens(question))]
    both = np.unique(pair_codes(codes([first for first, _ in joined]), codes([second for _, second in joined])))
    vector = encoder.encode_queries([question])[0] if encoder else None
    return Asked(np.array(words, dtype=np.uint32), np.ones(len(words)), both, np.ones(len(both)), vector)


def candidate(name: str, heading: str, text: str, score: float = 1.0) -> Candidate:
    document, _, address = name.partition("/")
    window = pack(tokens(heading), tokens(text)) if heading or text else b""
    return Candidate(Key(document, address or "I"), score, 0.0, score, window)


def order(question: str, candidates: list[Candidate]) -> list[str]:

    found = rescored(asked(question, ENCODER), candidates, ENCODER.word_vectors)
    return [key.document_id for key, _ in found]


def test_words_near_to_each_other_win_over_the_same_words_far_apart() -> None:
    far = "Tuyên truyền pháp luật. " + FILLER * 6 + "Cải cách hành chính. " + FILLER * 6 + "Trên đài phát thanh."
    near = FILLER * 6 + "Tuyên truyền cải cách hành chính trên đài phát thanh. " + FILLER * 6
    question = "tuyên truyền cải cách hành chính trên đài phát thanh"
    assert order(question, [candidate("far", "", far), candidate("near", "", near)]) == ["near", "far"]


def test_a_heading_that_promises_more_than_was_asked_comes_later() -> None:
    text = "Mức phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với hành vi vi phạm quy định trên."
    headings = {
        "more": "Xử phạt vi phạm về quảng cáo hàng hóa mỹ phẩm trên báo chí",
        "asked": "Xử phạt vi phạm về quảng cáo",
    }
    found = [candidate(name, heading, text) for name, heading in headings.items()]
    assert order("vi phạm quảng cáo bị phạt thế nào", found) == ["asked", "more"]


def test_a_document_of_which_much_was_found_is_more_likely_meant() -> None:
    text = "Sở Nội vụ chủ trì."
    found = [candidate("one/1", "", text, 1.0), candidate("two/1", "", text, 1.0), candidate("two/2", "", text, 0.9)]
    found += [candidate(f"other{number}/1", "", text, 0.1) for number in range(3)]
    assert order("Sở Nội vụ chủ trì gì", found)[0] == "two"


@pytest.mark.parametrize("vectors", [True, False])
def test_without_word_vectors_the_other_scores_decide(vectors: bool) -> None:
    known = ENCODER.word_vectors if vectors else None
    found = rescored(asked("thi đua"), [candidate("a", "", "khác hẳn"), candidate("b", "", "thi đua")], known)
    assert [key.document_id for key, _ in found] == ["b", "a"]


def test_a_candidate_without_words_and_no_candidate_at_all() -> None:
    known = ENCODER.word_vectors
    assert rescored(asked("thi đua"), [], known) == []
    found = rescored(asked(""), [candidate("a", "", ""), candidate("b", "", "")], known)
    assert [key.document_id for key, _ in found] == ["a", "b"]


TEXTS = st.text(alphabet="abđ. \n", max_size=60)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.floats(0, 30)), min_size=1, max_size=6), TEXTS)
def test_every_candidate_is_there_once_with_a_score_in_0_to_1(
    texts: list[tuple[str, str, float]], question: str
) -> None:
    found = [candidate(f"d{number}", *each) for number, each in enumerate(texts)]
    result = rescored(asked(question, ENCODER), found, ENCODER.word_vectors)
    assert sorted(key for key, _ in result) == sorted(each.key for each in found)
    assert all(0 <= score <= 1.000001 for _, score in result)
    assert [score for _, score in result] == sorted((score for _, score in result), reverse=True)


def test_vectors_of_words_are_those_of_the_model() -> None:

    known = ENCODER.word_vectors
    assert isinstance(known, WordVectors)
    text = "Sở Nội vụ chủ trì cải cách hành chính"
    words = with_pairs(tokens(text))
    joined = [pair.split("+") for pair in words if "+" in pair]
    rows = [*known.rows(codes([word for word in words if "+" not in word])).tolist()]
    rows += known.pair_rows(pair_codes(codes([a for a, _ in joined]), codes([b for _, b in joined]))).tolist()
    mean = known.vectors[[row for row in rows if row >= 0]].sum(axis=0)
    assert math.isclose(
        float(mean @ ENCODER.encode_passages([text])[0]) / float(np.linalg.norm(mean)), 1.0, rel_tol=1e-4
    )
    assert known.rows(codes(["không-có-từ-này"])).tolist() == [-1]


def test_small_sums_are_done_on_one_core() -> None:
    import torch

    assert Encoder.load().word_vectors is not None
    assert torch.get_num_threads() == 1
