"""Feedback is kept whole, in order, whatever a crash or two writers do; as questions it says what people said."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import BadDataFolder, BadInput
from ingest.feedback import FILE, MAX_NOTE, VERDICT_NAMES, Feedback, FeedbackBook, Quoted, Verdict, new_id, now

ENTRY = Feedback(
    id="a1",
    at="2026-11-20T04:00:00+00:00",
    question="Ai chủ trì?",
    kind="lead",
    answerable=True,
    answer="Sở Nội vụ chủ trì.",
    statements=("Sở Nội vụ chủ trì.",),
    sources=(Quoted("52-qd-ubnd", "dieu-2", "Sở Nội vụ\nchủ trì"),),
    verdict=Verdict.RIGHT,
    note="",
    version="0.1.0",
    generation=5,
)


@pytest.fixture
def book(tmp_path: Path) -> FeedbackBook:
    folder = tmp_path / "Dữ liệu Sở Nội vụ"
    folder.mkdir()
    return FeedbackBook(folder)


def test_nothing_was_said_yet(book: FeedbackBook) -> None:
    assert book.entries() == []


def test_entries_come_back_as_they_were_in_order(book: FeedbackBook) -> None:
    entries = [replace(ENTRY, id=str(place), verdict=verdict) for place, verdict in enumerate(Verdict)]
    for entry in entries:
        book.add(entry)
    assert book.entries() == entries
    assert (book.folder / FILE).read_bytes().count(b"\n") == len(entries)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_words_come_back(book: FeedbackBook, note: str) -> None:
    (book.folder / FILE).unlink(missing_ok=True)
    book.add(replace(ENTRY, note=note))
    assert book.entries() == [replace(ENTRY, note=note)]


def test_a_line_cut_short_is_passed_over_and_the_next_one_kept(book: FeedbackBook) -> None:
    book.add(ENTRY)
    with (book.folder / FILE).open("ab") as stream:
        stream.write('{"id": "b2", "question": "Sở Nội v'.encode()[:-1])
    book.add(replace(ENTRY, id="c3"))
    assert [one.id for one in book.entries()] == ["a1", "c3"]


@pytest.mark.parametrize("line", ["", "null", "[]", '"a"', "{}", '{"verdict": "right"}', "5"])
def test_foreign_lines_are_passed_over(book: FeedbackBook, line: str) -> None:
    (book.folder / FILE).write_text(line + "\n", encoding="utf-8")
    book.add(ENTRY)
    assert book.entries() == [ENTRY]


def test_two_writers_do_not_mix(book: FeedbackBook) -> None:
    def write(name: str) -> None:
        for place in range(20):
            book.add(replace(ENTRY, id=f"{name}{place}", note="ghi chú dài " * 50))

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.id for one in book.entries()) == sorted(f"{name}{place}" for name in "ab" for place in range(20))


def test_too_long_a_note_is_refused(book: FeedbackBook) -> None:
    with pytest.raises(BadInput, match="quá giới hạn"):
        book.add(replace(ENTRY, note="a" * (MAX_NOTE + 1)))
    assert book.entries() == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadDataFolder):
        FeedbackBook(tmp_path / "không có").add(ENTRY)
    (tmp_path / FILE).mkdir()
    with pytest.raises(BadDataFolder, match="không đọc được"):
        FeedbackBook(tmp_path).entries()


def test_names_and_times() -> None:
    assert set(VERDICT_NAMES) == set(Verdict)
    assert new_id() != new_id()
    assert now().endswith("+00:00")
