"""A refusal says whether the documents speak of the matter at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus import DOCUMENTS
from search.engine import Engine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder: Path = tmp_path_factory.mktemp("refusals")
    opened = Engine.open(folder)
    list(opened.ingest([DOCUMENTS / "001_4c6ad95b85a41234.txt"]))
    return opened


@pytest.mark.parametrize(
    ("question", "reason", "is_shown"),
    [
        (
            "Ai chủ trì tổ chức cuộc thi tìm hiểu CCHC ở Thái Nguyên?",
            "có nói đến “cuộc thi tìm hiểu CCHC” nhưng không nêu rõ ai chủ trì",
            True,
        ),
        ("Ai chủ trì làm đường cao tốc ở Thái Nguyên?", "không nêu về “đường cao tốc”", False),
    ],
)
def test_what_is_said_and_what_is_not(engine: Engine, question: str, reason: str, is_shown: bool) -> None:
    found = engine.ask(question)
    assert not found.answerable
    assert reason in (found.reason or "")
    assert any("cuộc thi tìm hiểu về CCHC" in each.quote for each in found.nearest) is is_shown
