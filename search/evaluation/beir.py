"""A retrieval test in BEIR form: ``corpus.jsonl[.gz]``, ``queries.jsonl[.gz]`` and ``qrels/test.tsv`` in a folder."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import BadInput, cause


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the corpus."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The judged questions by id, and the ids of the texts that answer each (at least one)."""

    folder: Path
    questions: dict[str, str]
    relevant: dict[str, frozenset[str]]

    @classmethod
    def read(cls, folder: Path) -> Benchmark:
        """The test in ``folder``; questions without a relevant text are left out.

        Raises:
            BadInput: the folder or one of its files is missing or is not in BEIR form.
        """
        judged = _judgements(folder / "qrels" / "test.tsv")
        try:
            asked = {str(row["_id"]): str(row["text"]) for row in _rows(_stored(folder, "queries"))}
        except KeyError as error:
            raise BadInput(f"Tệp queries.jsonl trong {folder} thiếu trường {error}.") from error
        questions = {each: text for each, text in asked.items() if each in judged}
        if not questions:
            raise BadInput(f"Bộ đánh giá {folder} không có câu hỏi nào được đánh giá trong qrels/test.tsv.")
        return cls(folder, questions, {each: judged[each] for each in questions})

    def texts(self) -> Iterator[Text]:
        """The corpus, streamed.

        Raises:
            BadInput: a line is not in BEIR form.
        """
        for row in _rows(_stored(self.folder, "corpus")):
            try:
                yield Text(str(row["_id"]), str(row.get("title") or ""), str(row["text"]))
            except KeyError as error:
                raise BadInput(f"Tệp corpus.jsonl trong {self.folder} thiếu trường {error}.") from error


def _stored(folder: Path, name: str) -> Path:
    for path in (folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz"):
        if path.is_file():
            return path
    raise BadInput(f"Thư mục {folder} không phải bộ đánh giá BEIR: thiếu tệp {name}.jsonl hoặc {name}.jsonl.gz.")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open("rb") as stored, gzip.open(stored) if path.suffix == ".gz" else nullcontext(stored) as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise BadInput(f"Tệp {path.name}, dòng {number}: không phải đối tượng JSON.")
                yield row
    except (OSError, ValueError) as error:
        raise BadInput(f"Không đọc được tệp {path.name} của bộ đánh giá: {cause(error)}.") from error


def _judgements(path: Path) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if int(row["score"]) > 0:
                    found.setdefault(row["query-id"], set()).add(row["corpus-id"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"Không đọc được {path} (cần các cột query-id, corpus-id, score): {cause(error)}.") from error
    return {question: frozenset(texts) for question, texts in found.items()}
