"""The dense index: what is found, by whom it can be narrowed, and that it survives storing."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from search.dense import DenseIndex, Layout
from search.passages import Key
from search.window_table import Entry

DIMENSION = 16


def vectors(count: int, seed: int = 1) -> NDArray[np.float32]:
    made = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def entries(count: int) -> list[Entry]:
    """Two windows a passage, five passages a document, even documents of one province and odd ones of another."""
    return [
        Entry(
            Key(f"d{n // 10}", f"I/{n // 2 % 5 + 1}"),
            frozenset({f"province:{'ab'[n // 10 % 2]}", f"document:d{n // 10}"}),
        )
        for n in range(count)
    ]


@pytest.fixture
def index() -> DenseIndex:
    made = DenseIndex(DIMENSION)
    made.add(entries(60), vectors(60))
    return made


def test_a_vector_finds_its_own_passage_first(index: DenseIndex) -> None:
    for number, (own, vector) in enumerate(zip(entries(60), vectors(60), strict=True)):
        found = index.search(vector, (), 3)
        assert next(iter(found)) == own.key, number
        assert next(iter(found.values())) == pytest.approx(1.0, abs=1e-3)


def test_windows_fold_into_passages(index: DenseIndex) -> None:
    found = index.search(vectors(1)[0], (), 100)
    assert len(found) == 30
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_filters_hold_inside_the_search(index: DenseIndex) -> None:
    found = index.search(vectors(1)[0], [frozenset({"province:b"})], 10)
    assert len(found) == 10
    assert {int(key.document_id[1:]) % 2 for key in found} == {1}
    both = [frozenset({"province:b"}), frozenset({"document:d1", "document:d2"})]
    assert {key.document_id for key in index.search(vectors(1)[0], both, 10)} == {"d1"}
    assert index.search(vectors(1)[0], [frozenset({"province:nowhere"})], 10) == {}


def test_scores_are_those_of_the_search(index: DenseIndex) -> None:
    found = index.search(vectors(1, seed=5)[0], (), 30)
    scores = index.scores(vectors(1, seed=5)[0], [*found, Key("unknown", "I")])
    assert scores == pytest.approx(found, abs=1e-5)


def test_a_removed_document_is_never_found(index: DenseIndex) -> None:
    index.remove("d2")
    index.remove("never there")
    assert len(index) == 50
    assert "d2" not in {key.document_id for key in index.search(vectors(60)[20], (), 100)}
    index.add(entries(30)[20:], vectors(30)[20:])
    assert next(iter(index.search(vectors(60)[20], (), 1))).document_id == "d2"


def test_stored_in_a_folder_with_vietnamese_letters(index: DenseIndex, tmp_path: Path) -> None:
    folder = tmp_path / "Dữ liệu Sở Nội vụ"
    index.save(folder)
    again = DenseIndex.load(folder)
    query = vectors(1, seed=9)[0]
    assert again.search(query, [frozenset({"province:a"})], 5) == index.search(query, [frozenset({"province:a"})], 5)


@pytest.mark.parametrize("name", ["vectors.faiss", "entries.npz"])
def test_a_damaged_file_is_noticed(index: DenseIndex, tmp_path: Path, name: str) -> None:
    index.save(tmp_path)
    stored = tmp_path / name
    stored.write_bytes(stored.read_bytes()[: stored.stat().st_size // 2])
    with pytest.raises(ValueError, match=r".+"):
        DenseIndex.load(tmp_path)
    stored.unlink()
    with pytest.raises(OSError, match=name):
        DenseIndex.load(tmp_path)


def test_beyond_the_limit_the_index_is_divided(tmp_path: Path) -> None:
    made = DenseIndex(DIMENSION, Layout(flat_limit=1000, lists=8))
    made.add(entries(1200), vectors(1200))
    made.remove("d3")
    made.add(entries(1210)[1200:], vectors(1210)[1200:])
    made.save(tmp_path)
    for index in (made, DenseIndex.load(tmp_path)):
        assert next(iter(index.search(vectors(1200)[7], (), 3))) == entries(8)[7].key
        narrowed = index.search(vectors(1200)[7], [frozenset({"document:d5"})], 10)
        assert {key.document_id for key in narrowed} == {"d5"}
        assert index.scores(vectors(1200)[7], [entries(8)[7].key]) == pytest.approx({entries(8)[7].key: 1.0}, abs=0.02)
        assert "d3" not in {key.document_id for key in index.search(vectors(1200)[31], (), 50)}


def test_what_came_and_went_is_the_same_stored_and_not(tmp_path: Path) -> None:
    """Documents removed and added again, before and after storing, in an exact and in a divided index."""
    for limit in (10_000, 150):
        made = DenseIndex(DIMENSION, Layout(flat_limit=limit, lists=4))
        made.add(entries(200), vectors(200))
        for document in ("d3", "d0", "d19"):
            made.remove(document)
        made.add(entries(40)[30:], vectors(40)[30:])
        made.save(tmp_path)
        again = DenseIndex.load(tmp_path, Layout(flat_limit=limit, lists=4))
        for index in (made, again):
            index.remove("d5")
            index.add(entries(10), vectors(10))
        assert len(made) == len(again) == 200 - 20
        for query in vectors(200)[::7]:
            found = made.search(query, [frozenset({"province:b"})], 30)
            assert found == again.search(query, [frozenset({"province:b"})], 30)
            assert made.scores(query, list(found)) == pytest.approx(found, abs=1e-3)
            assert not {key.document_id for key in made.search(query, (), 200)} & {"d5", "d19"}


def test_a_narrow_filter_looks_everywhere_in_a_divided_index() -> None:
    made = DenseIndex(DIMENSION, Layout(flat_limit=1000, lists=500))
    made.add(entries(3000), vectors(3000))
    far = -vectors(3000)[205]
    assert len(made.search(far, [frozenset({"document:d20"})], 10)) == 5


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    DenseIndex(DIMENSION).save(tmp_path)
    assert DenseIndex.load(tmp_path).search(vectors(1)[0], (), 5) == {}
