"""Imports run web -> search -> ingest, and each heavy library has one door."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ingest", "search", "web")
MAY_IMPORT = {"ingest": {"ingest"}, "search": {"ingest", "search"}, "web": {"ingest", "search", "web"}}
# Library -> the only modules or packages that may import it.
DOORS: dict[str, str | tuple[str, ...]] = {
    "underthesea": "search/words.py",
    "sentence_transformers": "search/embedding.py",
    "faiss": "search/dense.py",
    "tantivy": "search/lexical.py",
    "sqlalchemy": "ingest/archive",
    "alembic": "ingest/archive",
    "docx": ("ingest/readers/docx.py", "web/exports"),  # one door for reading, one for writing
    "openpyxl": ("ingest/readers/xlsx.py", "web/exports"),
    "pypdfium2": "ingest/readers/pdf.py",
    "lxml": "ingest/readers",
    "fastapi": "web",
    "typer": "web",
    "jinja2": "web",
}
TRAINING = "search/training"  # trains what the doors load, so it may open the model library too


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def test_there_are_modules_in_every_package() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in modules()} == set(PACKAGES)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    ours = {name.split(".")[0] for name in imported(path)} & set(PACKAGES)
    assert ours <= MAY_IMPORT[package]


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_a_heavy_library_has_one_door(library: str, door: str | tuple[str, ...]) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if any(name.split(".")[0] == library for name in imported(path))
    }
    doors = (door,) if isinstance(door, str) else door
    strays = {user for user in users if not user.startswith((*doors, TRAINING))}
    assert users and not strays


def test_ingest_does_not_load_torch() -> None:
    code = "import ingest.parse, ingest.archive, ingest.pipeline, sys; print('torch' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert answer.stdout.strip() == "False"


def test_corpus_holds_no_code() -> None:
    assert not list((ROOT / "corpus").rglob("*.py"))
