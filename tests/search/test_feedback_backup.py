"""Feedback goes into a copy of the data folder and comes back with it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ingest.feedback import FILE, Feedback, FeedbackBook, Verdict
from search import backup
from search.engine import Engine

ENTRY = Feedback("a1", "2026-11-20T04:00:00+00:00", "Ai?", "lead", False, "Không", (), (), Verdict.WRONG, "", "0.1", 1)


def test_feedback_is_copied_and_restored(tmp_path: Path) -> None:
    copy = tmp_path / "Sao lưu.zip"
    with Engine.open(tmp_path / "kho") as engine:
        FeedbackBook(engine.folder.path).add(ENTRY)
        engine.backup(copy)
    assert FILE in zipfile.ZipFile(copy).namelist()
    backup.restore(tmp_path / "kho mới", copy)
    assert FeedbackBook(tmp_path / "kho mới").entries() == [ENTRY]


def test_a_copy_without_feedback_leaves_what_was_said(tmp_path: Path) -> None:
    copy = tmp_path / "Sao lưu.zip"
    with Engine.open(tmp_path / "kho") as engine:
        engine.backup(copy)
        FeedbackBook(engine.folder.path).add(ENTRY)
    backup.restore(tmp_path / "kho", copy)
    assert FeedbackBook(tmp_path / "kho").entries() == [ENTRY]
