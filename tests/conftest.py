"""Shared fixtures: the five shipped documents in a data folder with a Vietnamese name, read once a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ingest.corpus import DOCUMENTS
from search.engine import Engine

settings.register_profile("cchc", deadline=None)  # examples are never timed: machines are noisy
settings.load_profile("cchc")

FOLDER_NAME = "Dữ liệu Sở Nội vụ"


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the five documents, indexed with the shipped model. Tests only read it."""
    folder = tmp_path_factory.mktemp("cchc") / FOLDER_NAME
    with Engine.open(folder) as engine:
        outcomes = list(engine.ingest([DOCUMENTS]))
    assert [outcome.status for outcome in outcomes] == ["added"] * 5
    return folder


@pytest.fixture(scope="session")
def engine(data_folder: Path) -> Iterator[Engine]:
    """The engine of ``data_folder``. Tests only read it."""
    with Engine.open(data_folder) as opened:
        opened.warm()
        yield opened
