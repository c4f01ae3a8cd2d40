"""The README keeps its word: every command in it is run, every target, file and picture it names is there."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import DOCUMENTS
from web.cli import run
from web.cli.commands import command

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.M | re.S)
WINDOWS = ".venv\\Scripts\\"


def lines(language: str) -> list[str]:
    found = (block["body"].splitlines() for block in BLOCK.finditer(README) if block["language"] == language)
    return [line.strip() for body in found for line in body if line.strip()]


def cchc_lines() -> list[list[str]]:
    windows = [line.removeprefix(WINDOWS) for line in lines("powershell")]
    return [shlex.split(line)[1:] for line in [*windows, *lines("sh")] if line.startswith("cchc ")]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder like a checkout, with a folder of new documents, and no settings in the environment."""
    shutil.copytree(DOCUMENTS.parent / "documents", tmp_path / "corpus" / "documents")
    shutil.copytree(DOCUMENTS.parent / "questions", tmp_path / "corpus" / "questions")
    (tmp_path / "Văn bản mới").mkdir()
    shutil.copy(DOCUMENTS / "004_e0111871bdc57341.txt", tmp_path / "Văn bản mới")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CCHC_DATA", raising=False)
    monkeypatch.delenv("CCHC_MODEL", raising=False)
    yield tmp_path


def test_every_command_works_in_its_order(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = cchc_lines()
    assert len(found) > 15
    for args in found:
        if args[0] == "serve":
            assert_parses(args)
            continue
        code = run(args)
        assert code == 0, f"cchc {shlex.join(args)}: {capsys.readouterr().err}"
    assert (office / "Sao lưu.zip").is_file()
    assert (office / "Xuất.jsonl").is_file()


def assert_parses(args: list[str]) -> None:
    """The options of a command that does not end by itself."""
    root = command()
    with root.make_context("cchc", list(args)) as context:
        known = root.get_command(context, args[0])
        assert known is not None
        known.make_context(args[0], args[1:], parent=context)


def test_every_command_of_the_program_is_named() -> None:
    with command().make_context("cchc", ["documents"]) as context:
        names = command().list_commands(context)
    assert [name for name in names if f"cchc {name}" not in README] == []


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {line.split()[1] for line in lines("sh") if line.startswith("make ")}
    assert targets >= {"run", "test"}
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.M)


def test_other_lines_are_only_those_of_a_python_installation() -> None:
    rest = [
        line
        for line in [*lines("sh"), *lines("powershell")]
        if not re.match(r"(make|cchc|\.venv\\Scripts\\cchc) ", line)
    ]
    assert rest == ["py -m venv .venv", ".venv\\Scripts\\python -m pip install --editable ."]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:ingest|search|web|corpus|tests)/[\w./*-]+)`", README))))
def test_files_that_are_named_exist(name: str) -> None:
    assert list(ROOT.glob(name.rstrip("/"))), name


def test_pictures_exist_and_are_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).stat().st_size <= 150 * 1024


def test_evaluate_retrieval_reads_a_beir_folder(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = office / "bộ đo"
    (folder / "qrels").mkdir(parents=True)
    texts = {"1": "Sở Nội vụ chủ trì hội thi", "2": "Sở Tài chính bố trí kinh phí", "3": "Báo tỉnh mở chuyên trang"}
    rows = [
        json.dumps({"_id": key, "title": "", "text": text}, ensure_ascii=False) + "\n" for key, text in texts.items()
    ]
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress("".join(rows).encode("utf-8")))
    question = json.dumps({"_id": "q", "text": "ai chủ trì hội thi"}, ensure_ascii=False)
    (folder / "queries.jsonl").write_text(question + "\n", encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\t1\t1\n", encoding="utf-8")
    assert run(["evaluate", "retrieval", str(folder), "--json"]) == 0
    measured = json.loads(capsys.readouterr().out)
    assert measured["systems"]["hybrid"]["r@1"] == 1.0
    assert run(["evaluate", "retrieval", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("Có dấu\n")
