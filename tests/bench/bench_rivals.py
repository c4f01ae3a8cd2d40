"""Our search beside txtai (hybrid) and bm25s: ``python tests/bench/bench_rivals.py BEIR_FOLDER [SYSTEM ...]``.

All get the same passages, windows of the texts with their headings, and the same questions, as typed and without
marks; a text is ranked by its best window. txtai has the same embedding model as we have and is otherwise as it comes;
bm25s gets the words of our segmentation, which count into the time that it takes. Each system runs in a process of its
own, so that its memory is its own. Neither is a dependency of the project: install them for the bench.
"""

from __future__ import annotations

import importlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from ingest.folding import strip_marks
from search.embedding import Encoder
from search.evaluation.beir import Benchmark, Text
from search.evaluation.metrics import CUT, averages, percentile
from search.hybrid import HybridIndex, read
from search.passages import Key, Passage, windows
from search.words import release_processes, segment_ahead, tokens

_DEEPER = 4  # windows looked at for each text that is wanted
_BATCH = 1000

Ask = Callable[[str], Iterable[str]]


def passage_of(text: Text) -> Passage:
    """A text as ``cchc evaluate retrieval`` indexes it; those of one law are one document."""
    document, mark, part = text.id.rpartition("#")
    key = Key(document + mark, part) if document else Key(text.id, "")
    title = " ".join(text.title.split())
    return Passage(key, "", title, tuple(windows(text.text)), frozenset(), (), title)


def ours(texts: Sequence[Text]) -> Ask:
    """The hybrid search of the product."""
    encoder = Encoder.load()
    hybrid = HybridIndex.open(Path(tempfile.mkdtemp()), encoder)
    made = sorted(map(passage_of, texts), key=lambda passage: passage.key.document_id)
    for start in range(0, len(made), _BATCH):
        batch = made[start : start + _BATCH]
        segment_ahead(text for passage in batch for text in passage.texts())
        hybrid.add(batch, encoder.encode_passages)
    release_processes()
    hybrid.lexical.commit()
    return lambda question: (f"{key.document_id}{key.address}" for key, _ in hybrid.search(read(question), (), CUT))


def txtai(texts: Sequence[Text]) -> Ask:
    """txtai's hybrid index: its BM25 beside our model's vectors."""
    encoder = Encoder.load()
    rival: Any = importlib.import_module("txtai.embeddings")

    def transform(lines: Sequence[str]) -> Any:  # txtai takes a plain function only
        return encoder.encode_passages(lines)

    index = rival.Embeddings(method="external", transform=transform, hybrid=True)
    ids, lines = _windows(texts)
    index.index(list(enumerate(lines)))
    return lambda question: (ids[place] for place, _ in index.search(question, CUT * _DEEPER))


def bm25s(texts: Sequence[Text]) -> Ask:
    """bm25s over the words of our segmentation, with its own defaults."""
    rival: Any = importlib.import_module("bm25s")
    ids, lines = _windows(texts)
    segment_ahead(lines)
    index = rival.BM25()
    index.index([tokens(line) for line in lines], show_progress=False)
    release_processes()
    depth = min(CUT * _DEEPER, len(lines))

    def ask(question: str) -> Iterable[str]:
        found, _ = index.retrieve([tokens(question)], k=depth, show_progress=False)
        return (ids[place] for place in found[0].tolist())

    return ask


SYSTEMS: dict[str, Callable[[Sequence[Text]], Ask]] = {"ours": ours, "txtai": txtai, "bm25s": bm25s}


def _windows(texts: Sequence[Text]) -> tuple[list[str], list[str]]:
    """All windows with their headings, and beside them the ids of their texts."""
    pairs = [(text.id, window) for text in texts for window in passage_of(text).embedded()]
    return [each for each, _ in pairs], [window for _, window in pairs]


def ranked(ask: Ask, questions: dict[str, str], taken: list[float]) -> dict[str, list[str]]:
    """The texts found for each question, each once; the milliseconds of each search go to ``taken``."""
    rankings = {}
    for each, question in questions.items():
        started = time.perf_counter()
        rankings[each] = list(dict.fromkeys(ask(question)))[:CUT]
        taken.append((time.perf_counter() - started) * 1000)
    return rankings


def measured(system: str, folder: Path) -> dict[str, Any]:
    """Everything about one system, in this process."""
    benchmark = Benchmark.read(folder)
    texts, before = list(benchmark.texts()), _memory()
    started = time.perf_counter()
    ask = SYSTEMS[system](texts)
    built = time.perf_counter() - started
    first, taken = next(iter(benchmark.questions.values())), list[float]()
    list(ask(first))
    kept = averages(ranked(ask, benchmark.questions, taken), benchmark.relevant)
    bare = {each: strip_marks(text) for each, text in benchmark.questions.items()}
    stripped = averages(ranked(ask, bare, []), benchmark.relevant)
    latency = {"p50": percentile(taken, 0.5), "p95": percentile(taken, 0.95)}
    return {"kept": kept, "stripped": stripped, "built": built, **latency, "MB": _memory(), "before": before}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(folder: Path, systems: Sequence[str]) -> None:
    print("          mrr@10    r@10  ndcg@10  stripped  built s  p50 ms  p95 ms     MB")
    for system in systems:
        command = [sys.executable, __file__, str(folder), "--alone", system]
        ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found = json.loads(ran.stdout.splitlines()[-1])
        kept, bare = found["kept"], found["stripped"]
        print(
            f"{system:<8}{kept['mrr@10']:>8.4f}{kept['r@10']:>8.4f}{kept['ndcg@10']:>9.4f}{bare['mrr@10']:>10.4f}"
            f"{found['built']:>9.1f}{found['p50']:>8.1f}{found['p95']:>8.1f}{found['MB']:>7.0f}",
            flush=True,
        )


if __name__ == "__main__":
    if "--alone" in sys.argv:
        print(json.dumps(measured(sys.argv[-1], Path(sys.argv[1]))))
    else:
        main(Path(sys.argv[1]), sys.argv[2:] or list(SYSTEMS))
