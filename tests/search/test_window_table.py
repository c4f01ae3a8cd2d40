"""What vectors stand for: as a plain list of entries would tell it, whatever is added and removed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.passages import Key
from search.window_table import Entry, WindowTable

DOCUMENTS = ("kế hoạch", "quyết định", "chỉ thị")
TERMS = ("province:đắk nông", "year:2020", "agency:so-noi-vu")
Step = tuple[str, str, list[tuple[int, frozenset[str]]]]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove"]),
        st.sampled_from(DOCUMENTS),
        st.lists(st.tuples(st.integers(1, 3), st.frozensets(st.sampled_from(TERMS))), min_size=1, max_size=4),
    ),
    max_size=8,
)


def entries(document: str, passages: list[tuple[int, frozenset[str]]]) -> list[Entry]:
    """As many windows a passage as is said."""
    return [
        Entry(Key(document, f"I/{place}/đ"), terms)
        for place, (count, terms) in enumerate(passages)
        for _ in range(count)
    ]


def after(steps: list[Step]) -> tuple[WindowTable, dict[int, Entry]]:
    """A table, and what it must hold by window number; a document is removed before it is added again."""
    table, plain = WindowTable(), dict[int, Entry]()
    for deed, document, passages in steps:
        gone = set(table.remove(document).tolist())
        assert gone == {number for number, entry in plain.items() if entry.key.document_id == document}
        plain = {number: entry for number, entry in plain.items() if number not in gone}
        if deed == "add":
            listed = entries(document, passages)
            plain |= dict(zip(table.add(listed).tolist(), listed, strict=True))
    return table, plain


@given(STEPS, st.frozensets(st.sampled_from(TERMS), min_size=1))
def test_the_table_is_as_a_plain_list(steps: list[Step], group: frozenset[str]) -> None:
    table, plain = after(steps)
    assert len(table) == len(plain)
    assert table.keys(np.array(list(plain), dtype=np.int64)) == [entry.key for entry in plain.values()]
    keys = list(dict.fromkeys(entry.key for entry in plain.values()))
    found = table.windows([Key("không có", "I"), *keys])
    assert [key for key, _ in found] == keys
    for key, windows in found:
        assert windows.tolist() == [number for number, entry in plain.items() if entry.key == key]
    numbers = np.array(list(plain)[::-1], dtype=np.int64)
    assert table.keys(numbers[table.firsts(numbers)]) == keys[::-1]
    wanted = {number for number, entry in plain.items() if entry.terms & group}
    assert set(np.flatnonzero(table.allowed([group])).tolist()) == wanted
    assert set(np.flatnonzero(table.allowed([])).tolist()) == set(plain)


@given(STEPS)
def test_a_stored_table_goes_on_as_it_was(tmp_path_factory: pytest.TempPathFactory, steps: list[Step]) -> None:
    path = tmp_path_factory.mktemp("Dữ liệu Sở Nội vụ") / "entries.npz"
    table, plain = after(steps)
    table.save(path)
    again = WindowTable.load(path)
    more = entries("thông báo", [(2, frozenset({"year:2026"}))])
    for each in (table, again):
        assert set(each.add(more).tolist()).isdisjoint(plain)
        assert np.count_nonzero(each.allowed([frozenset({"year:2026"})])) == 2
    assert again.keys(np.array(list(plain), dtype=np.int64)) == [entry.key for entry in plain.values()]


def test_what_is_not_there() -> None:
    table = WindowTable()
    assert table.windows([Key("không có", "I")]) == []
    assert table.remove("không có").tolist() == []
    assert table.allowed([frozenset({"year:2020"})]).tolist() == []


def test_many_small_additions_are_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.window_table._MOST_CHUNKS", 3)
    table = WindowTable()
    numbers = [table.add(entries(f"d{number}", [(2, frozenset({f"document:d{number}"}))])) for number in range(10)]
    assert np.concatenate(numbers).tolist() == list(range(20))
    assert np.flatnonzero(table.allowed([frozenset({"document:d7"})])).tolist() == [14, 15]
