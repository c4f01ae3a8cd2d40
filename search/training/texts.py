"""Reading the training texts: articles of statutes and sections of administrative procedures."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadInput, cause


@dataclass(frozen=True, slots=True)
class Article:
    """A titled text; ``group`` is the law or procedure that it belongs to."""

    group: str
    title: str
    text: str


def read_articles(path: Path) -> Iterator[Article]:
    """Articles of a JSON-lines file (``.jsonl`` or ``.jsonl.gz``) with ``title``, ``text`` and, if any, ``law``.

    Raises:
        BadInput: the file is missing or a line is no article.
    """
    try:
        with path.open("rb") as stored, gzip.open(stored) if path.suffix == ".gz" else nullcontext(stored) as lines:
            for line in lines:
                row = json.loads(line)
                yield Article(row.get("law") or row["title"], row["title"], row["text"])
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(f"Không đọc được tệp dữ liệu huấn luyện {path.name}: {cause(error)}.") from error
