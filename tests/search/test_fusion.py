"""The fused order of passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.fusion import Weights, fuse
from search.passages import Key

KEYS = [Key("a", "I"), Key("b", "I"), Key("c", "I")]
SCORES = st.dictionaries(st.sampled_from(KEYS), st.floats(0, 30, allow_nan=False), max_size=3)


@pytest.mark.parametrize(
    ("lexical", "dense", "order"),
    [
        ({"a": 9.0, "b": 3.0}, {}, "ab"),
        ({}, {"b": 0.9, "a": 0.2}, "ba"),
        ({"a": 10.0, "b": 9.0}, {"a": 0.1, "b": 0.9}, "ba"),
        ({"a": 10.0}, {"b": 0.3}, "ab"),
        ({"a": 5.0, "b": 5.0}, {}, "ab"),
        ({}, {}, ""),
    ],
)
def test_order(lexical: dict[str, float], dense: dict[str, float], order: str) -> None:
    by_key = {key.document_id: key for key in KEYS}
    fused = fuse({by_key[k]: v for k, v in lexical.items()}, {by_key[k]: v for k, v in dense.items()})
    assert "".join(key.document_id for key, _ in fused) == order


@given(SCORES, SCORES)
def test_every_passage_of_either_side_is_there_once(lexical: dict[Key, float], dense: dict[Key, float]) -> None:
    fused = fuse(lexical, dense)
    assert sorted(key for key, _ in fused) == sorted({**lexical, **dense})
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(SCORES)
def test_one_side_alone_keeps_its_order(lexical: dict[Key, float]) -> None:
    best = max(lexical.values(), default=0.0)
    assert all(score <= 1 for _, score in fuse(lexical, {}, (), Weights(1, 0)))
    if best > 0:
        assert lexical[fuse(lexical, {})[0][0]] == best
