"""The index at the size of a province's archive: ``python tests/bench/bench_million.py STATUTES [--passages N]``.

STATUTES is a file of JSON lines ``{law, article, title, text}``, gzipped or not. Its articles are repeated until there
are N windows (a million unless told). In each repetition the laws have other numbers, and one syllable in eight is that
which stands at the same place in another article, so no two texts, and no two vectors, are alike.

Building and serving run in processes of their own, so that the memory of each is its own. Questions are titles of
articles, one in three as typed without marks, or the lines ``{text}`` of ``--questions``; each is read, searched for by
words and by meaning, and its hits are put in order, one at a time. Goals: 40 ms for 95 of 100 searches, 3 GB, an hour.

With ``--shuffled`` the texts are sentences of one article in ``POOL``, drawn anew for each window: each sentence is
segmented once, so what is timed is the index and not underthesea, whose share is told from its speed on a sample.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any

from ingest.folding import strip_marks
from search.embedding import Encoder
from search.evaluation.metrics import percentile
from search.hybrid import HybridIndex, read
from search.passages import Key, Passage, windows
from search.terms import term
from search.words import release_processes, segment_ahead, tokens

BATCH = 2000  # windows segmented and added together
SAMPLE = 400  # articles whose segmentation is timed alone
CHANGED = 8  # one syllable in so many is another in each repetition
QUESTIONS = 300
LAW = 200  # shuffled texts that make a law
POOL = 5  # one article in so many gives its sentences to shuffled texts


def articles(file: Path) -> Iterator[dict[str, str]]:
    with file.open("rb") as stored, gzip.open(stored) if file.suffix == ".gz" else nullcontext(stored) as lines:
        yield from map(json.loads, lines)


def changed(text: str, other: list[str], chance: random.Random) -> str:
    """``text`` with one syllable in ``CHANGED`` replaced by that at the same place of ``other``; lines stay lines."""
    words = text.split(" ")
    for place in range(chance.randrange(CHANGED), len(words), CHANGED):
        words[place] = other[place % len(other)]
    return " ".join(words)


def passages(file: Path, most: int) -> Iterator[Passage]:
    """Articles as passages until there are ``most`` windows."""
    made, chance = 0, random.Random(1)
    for repetition in count():
        before = ["quy", "định"]
        for article in articles(file):
            text = changed(article["text"], before, chance) if repetition else article["text"]
            before = article["text"].split() or before
            passage = passage_of(article, f"{article['law']}~{repetition}", text)
            yield passage
            made += len(passage.windows)
            if made >= most:
                return


def shuffled(file: Path, most: int) -> Iterator[Passage]:
    """Passages of one window each under the articles' titles, of sentences of other articles, segmented already; a
    sentence a line."""
    chance, pool = random.Random(1), [*islice(articles(file), 0, None, POOL)]
    sentences = list(dict.fromkeys(part for article in pool for part in windows(article["text"], 30)))
    segment_ahead([*sentences, *(" ".join(article["title"].split()) for article in pool)])
    for number in range(most):
        law, place = divmod(number, LAW)
        passage = passage_of(pool[number % len(pool)], f"luat-{law}", "")
        text = "\n".join(chance.sample(sentences, 4))
        yield replace(passage, key=Key(passage.key.document_id, f"dieu-{place + 1}"), windows=(text,))


def passage_of(article: dict[str, str], law: str, text: str) -> Passage:
    year = 1990 + hash_of(law) % 35
    terms = frozenset({term("document", law), term("year", year), term("type", "Luật"), term("state", "active")})
    title = " ".join(article["title"].split())
    address = f"dieu-{article['article']}"
    return Passage(Key(law, address), "", title, tuple(windows(text)), terms, (), title)


def hash_of(text: str) -> int:
    return sum(map(ord, text))


def build(file: Path, folder: Path, most: int, *, is_shuffled: bool = False) -> dict[str, Any]:
    """Make the index in ``folder``, a batch at a time; what it took."""
    encoder = Encoder.load()
    hybrid = HybridIndex.open(folder, encoder)
    tokens("cải cách hành chính")
    taken = dict.fromkeys(("segment", "add", "save"), 0.0)
    source = shuffled(file, most) if is_shuffled else passages(file, most)
    done, characters, started = 0, 0, time.perf_counter()
    told = started
    for batch in batches(source):
        clock = time.perf_counter()
        if not is_shuffled:
            segment_ahead(text for passage in batch for text in passage.texts())
        taken["segment"] += time.perf_counter() - clock
        clock = time.perf_counter()
        hybrid.add(batch, encoder.encode_passages)
        taken["add"] += time.perf_counter() - clock
        done += sum(len(passage.windows) for passage in batch)
        characters += sum(len(text) for passage in batch for text in passage.texts())
        if time.perf_counter() - told > 30:
            told = time.perf_counter()
            left = (told - started) / done * (most - done)
            print(f"   {done} windows in {told - started:.0f} s, {left:.0f} s left, {memory():.0f} MB", flush=True)
    release_processes()
    clock = time.perf_counter()
    hybrid.save(folder)
    taken["save"] = time.perf_counter() - clock
    whole = time.perf_counter() - started
    alone = segmented_alone(file) * characters / (os.cpu_count() or 1)
    return {
        "windows": done,
        "seconds": whole,
        **taken,
        "bare": alone,
        "cpu": time.process_time(),
        "MB": memory(),
        "child MB": memory(children=True),
    }


def batches(source: Iterator[Passage]) -> Iterator[list[Passage]]:
    """About ``BATCH`` windows at a time, only whole laws of a repetition."""
    batch: list[Passage] = []
    size = 0
    for passage in source:
        if size >= BATCH and batch[-1].key.document_id != passage.key.document_id:
            yield batch
            batch, size = [], 0
        batch.append(passage)
        size += len(passage.windows)
    yield batch


def segmented_alone(file: Path) -> float:
    """Seconds a character of underthesea alone, on one core."""
    from underthesea import word_tokenize

    texts = [
        line for article in islice(articles(file), SAMPLE) for line in article["text"].splitlines() if line.strip()
    ]
    started = time.perf_counter()
    for text in texts:
        word_tokenize(text)
    return (time.perf_counter() - started) / sum(map(len, texts))


def serve(folder: Path, questions: list[str]) -> dict[str, Any]:
    """Open the index in ``folder`` and search it."""
    started = time.perf_counter()
    hybrid = HybridIndex.open(folder, Encoder.load())
    opened = time.perf_counter() - started
    for question in questions[:20]:
        hybrid.search(read(question), [], 10)
    year = [frozenset({term("year", 2010)})]
    figures = {name: latencies(hybrid, questions, groups) for name, groups in (("any", []), ("one year", year))}
    return {"opened": opened, "latency": figures, "windows": len(hybrid.dense or ()), "MB": memory()}


def latencies(hybrid: HybridIndex, questions: list[str], groups: list[frozenset[str]]) -> tuple[float, float]:
    """Milliseconds that half and that 95 of 100 searches stay below."""
    taken = []
    for question in questions:
        started = time.perf_counter()
        hybrid.search(read(question), groups, 10)
        taken.append((time.perf_counter() - started) * 1000)
    return percentile(taken, 0.5), percentile(taken, 0.95)


def memory(*, children: bool = False) -> float:
    """The most memory that this process, or one that it started, has had, in MB."""
    whose = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    return resource.getrusage(whose).ru_maxrss / 1024


def asked(file: Path, statutes: Path) -> list[str]:
    """Questions: lines with "text" of ``file``, or titles of ``statutes`` evenly spread."""
    if file.is_file():
        return [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()][:QUESTIONS]
    titles = [article["title"] for article in articles(statutes)]
    chosen = titles[:: max(1, len(titles) // QUESTIONS)][:QUESTIONS]
    return [strip_marks(title) if place % 3 == 0 else title for place, title in enumerate(chosen)]


def in_process(arguments: list[str]) -> dict[str, Any]:
    """What a run of this file in a process of its own says on its last line; the lines before are shown."""
    said: dict[str, Any] = {}
    with subprocess.Popen([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):
                said = json.loads(line)
            else:
                print(line, end="", flush=True)
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("statutes", type=Path)
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--shuffled", action="store_true")
    parser.add_argument("--questions", type=Path, default=Path())
    parser.add_argument("--folder", type=Path, help="where the index is made and kept; default: a temporary folder")
    parser.add_argument("--phase", choices=("build", "serve"), help="for the processes that this one starts")
    options = parser.parse_args()
    if options.phase == "build":
        made = build(options.statutes, options.folder, options.passages, is_shuffled=options.shuffled)
        print(json.dumps(made))
    elif options.phase == "serve":
        print(json.dumps(serve(options.folder, asked(options.questions, options.statutes))))
    else:
        with nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory() as folder:
            report(options, Path(folder))


def report(options: argparse.Namespace, folder: Path) -> None:
    given = [str(options.statutes), "--folder", str(folder), "--questions", str(options.questions)]
    if not any(folder.glob("*")):
        kind = ["--shuffled"] if options.shuffled else []
        made = in_process([*given, *kind, "--passages", str(options.passages), "--phase", "build"])
        rate = made["windows"] / made["seconds"]
        print(f"{made['windows']} windows built in {made['seconds']:.0f} s ({rate:.0f} a second): segmented ahead")
        print(f"   {made['segment']:.0f} s, added {made['add']:.0f} s, saved {made['save']:.0f} s")
        print(f"   underthesea alone on all cores: {made['bare']:.0f} s; ratio {made['seconds'] / made['bare']:.2f}")
        print(f"   processor time of the build without segmenting processes: {made['cpu']:.0f} s")
        print(f"   memory: {made['MB']:.0f} MB at most, each segmenting process {made['child MB']:.0f} MB at most")
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    dense = sum(size for path, size in sizes.items() if path.parent.name == "dense")
    print(f"on disk: {sum(sizes.values()) / 1e6:.0f} MB, of which vectors and entries {dense / 1e6:.0f} MB")
    served = in_process([*given, "--phase", "serve"])
    print(f"{served['windows']} windows opened in {served['opened']:.1f} s; memory {served['MB']:.0f} MB at most")
    for name, (half, most) in served["latency"].items():
        print(f"   search, {name}: p50 {half:.1f} ms, p95 {most:.1f} ms")


if __name__ == "__main__":
    main()
