"""``cchc evaluate retrieval``: the search of the product, measured on a BEIR folder.

The corpus goes through the same passages, indexes and fusion as the archive's documents, in a temporary folder. Texts
whose ids are alike up to the last "#" ("law#article") are parts of one document, as provisions are; any other text is a
document of its own.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from ingest.folding import strip_marks
from search.embedding import Encoder
from search.evaluation.beir import Benchmark, Text
from search.evaluation.metrics import CUT, averages, percentile
from search.hybrid import HybridIndex, read
from search.passages import Key, Passage, texts_of, windows
from search.words import each_segmented, release_processes

_BATCH = 1000  # texts segmented once for both indexes

Ranking = Callable[[HybridIndex, str], list[Key]]


def evaluate_retrieval(folder: Path, encoder: Encoder | None, dump: Path | None = None) -> dict[str, Any]:
    """Measures of each system on the BEIR test in ``folder``, with the questions as typed and without marks.

    The result is the JSON of ``cchc evaluate retrieval --json``: ``systems`` and ``stripped`` map "lexical", "dense"
    and "hybrid" (only "lexical" without an encoder) to R@1, R@10, MRR@10, nDCG@10; ``latency_ms`` is that of one whole
    search; ``corpus`` and ``queries`` are counts. ``dump`` gets a JSON line a question with the rankings.

    Raises:
        BadInput: the folder is not a BEIR test.
    """
    benchmark = Benchmark.read(folder)
    with TemporaryDirectory(ignore_cleanup_errors=True) as working:
        hybrid = HybridIndex.open(Path(working), encoder)
        size = _index(hybrid, encoder, benchmark.texts())
        hybrid.lexical.commit()
        stripped = {each: strip_marks(text) for each, text in benchmark.questions.items()}
        runs = {"systems": _rankings(hybrid, benchmark.questions), "stripped": _rankings(hybrid, stripped)}
        latency = _latency(hybrid, benchmark.questions.values())
    if dump is not None:
        _write_dump(dump, benchmark, runs)
    measures = {
        name: {system: averages(found, benchmark.relevant) for system, found in run.items()}
        for name, run in runs.items()
    }
    return {**measures, "latency_ms": latency, "corpus": size, "queries": len(benchmark.questions)}


def _index(hybrid: HybridIndex, encoder: Encoder | None, texts: Iterable[Text]) -> int:
    """Add the corpus, document by document; its size."""
    documents: dict[str, list[Text]] = {}
    for text in texts:
        documents.setdefault(_key(text.id).document_id, []).append(text)
    batches = ([_passage(text) for text in batch] for batch in _batches(documents.values()))
    for passages in each_segmented(batches, texts_of):
        hybrid.add(passages, encoder.encode_passages if encoder else _no_vectors)
    release_processes()
    return sum(map(len, documents.values()))


def _batches(documents: Iterable[list[Text]]) -> Iterator[list[Text]]:
    """Whole documents, about ``_BATCH`` texts at a time."""
    batch: list[Text] = []
    for document in documents:
        batch += document
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    yield batch


def _key(text_id: str) -> Key:
    document, mark, part = text_id.rpartition("#")
    return Key(document + mark, part) if document else Key(text_id, "")


def _id(key: Key) -> str:
    """The id of the text with this key."""
    return key.document_id + key.address


def _passage(text: Text) -> Passage:
    title = " ".join(text.title.split())
    return Passage(
        key=_key(text.id),
        title="",
        context=title,
        windows=tuple(windows(text.text)),
        terms=frozenset(),
        numbers=(),
        heading=title,
    )


def _no_vectors(texts: Iterable[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.zeros((len(list(texts)), 1), dtype=np.float32)


def _rankings(hybrid: HybridIndex, questions: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
    """For each system and question the ids found, best first."""
    systems: dict[str, Ranking] = {"lexical": _by_words}
    if hybrid.dense is not None:
        systems |= {"dense": _by_meaning, "hybrid": _by_both}
    return {
        name: {each: [_id(key) for key in rank(hybrid, text)] for each, text in questions.items()}
        for name, rank in systems.items()
    }


def _by_words(hybrid: HybridIndex, text: str) -> list[Key]:
    return list(hybrid.lexical.search(read(text).lexical, (), CUT))


def _by_meaning(hybrid: HybridIndex, text: str) -> list[Key]:
    vector = hybrid.vector(read(text))
    return list(hybrid.dense.search(vector, (), CUT)) if vector is not None and hybrid.dense is not None else []


def _by_both(hybrid: HybridIndex, text: str) -> list[Key]:
    return [key for key, _ in hybrid.search(read(text), (), CUT)]


def _latency(hybrid: HybridIndex, questions: Iterable[str]) -> dict[str, float]:
    """Milliseconds of one search, from the typed text to the fused ranking."""
    taken = []
    for text in questions:
        started = time.perf_counter()
        _by_both(hybrid, text)
        taken.append((time.perf_counter() - started) * 1000)
    return {"p50": round(percentile(taken, 0.5), 2), "p95": round(percentile(taken, 0.95), 2)}


def _write_dump(path: Path, benchmark: Benchmark, runs: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for each, question in benchmark.questions.items():
            found = {name: {system: ids[each] for system, ids in run.items()} for name, run in runs.items()}
            row = {"id": each, "question": question, "relevant": sorted(benchmark.relevant[each]), **found}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
