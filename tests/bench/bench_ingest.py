"""Reading files into the archive beside bare word segmentation: ``python tests/bench/bench_ingest.py [FOLDER]``.

Every file of FOLDER (without it the shipped documents) is read, parsed and stored in a new data folder, by the same
job as ``cchc ingest``; then underthesea's ``word_tokenize`` runs over the same texts, in the same process and on the
same core. Both are the best of several runs, so that what else the machine does counts less.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from ingest.archive import Archive, NewFile
from ingest.corpus import DOCUMENTS
from ingest.datafolder import DataFolder
from ingest.jobs import Jobs
from ingest.pipeline import select_files

RUNS = 3
GOAL = 1.5  # times bare segmentation


def memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ingested(files: tuple[Path, ...], place: Path) -> tuple[float, list[str]]:
    """Seconds from the first file to the last, and the stored texts."""
    folder = DataFolder.open(place)
    with Archive.open(folder.database_url) as archive, folder.writing():
        start = time.perf_counter()
        jobs = Jobs(folder, archive)
        outcomes = list(jobs.run(jobs.submit([NewFile(path, path.name) for path in files])))
        taken = time.perf_counter() - start
        failed = [f"{outcome.path.name}: {outcome.reason}" for outcome in outcomes if outcome.status == "failed"]
        print(*failed, sep="\n", end="\n" if failed else "")
        return taken, [document.text for document in archive.documents()]


def segmented(texts: list[str]) -> float:
    """Seconds of word segmentation alone, its model already loaded."""
    from underthesea import word_tokenize  # not before: the memory of reading is measured without it

    word_tokenize("Sở Nội vụ chủ trì")
    start = time.perf_counter()
    for text in texts:
        word_tokenize(text)
    return time.perf_counter() - start


def main() -> int:
    """Measure and print; the exit status is 1 when the goal is missed."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    files = select_files([Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS]).files
    before = memory()
    taken = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True) as name:
            seconds, texts = ingested(files, Path(name) / "Dữ liệu Sở Nội vụ")
            taken.append(seconds)
    peak = memory()
    bare = min(segmented(texts) for _ in range(RUNS))
    size = sum(len(text.encode("utf-8")) for text in texts) / 1e6
    print(f"{len(files)} files, {len(texts)} documents, {size:.2f} MB of text, one core, best of {RUNS} runs")
    print(f"read, parse, store     {min(taken):7.2f} s   {size / min(taken):5.2f} MB/s")
    print(f"word_tokenize alone    {bare:7.2f} s   {size / bare:5.2f} MB/s")
    print(f"ratio                  {min(taken) / bare:7.2f}     (goal: at most {GOAL})")
    print(f"memory                 {before:7.0f} MB before, {peak:.0f} MB at most while reading")
    return 0 if min(taken) <= GOAL * bare else 1


if __name__ == "__main__":
    sys.exit(main())
