"""Measuring retrieval: BEIR folders, good and bad, and the numbers that come out."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import BadInput
from search.embedding import Encoder, save_static_model
from search.evaluation.metrics import averages, gain, percentile, reciprocal_rank
from search.evaluation.retrieval import evaluate_retrieval
from search.words import tokens

CORPUS = {
    "nghi-phep": ("Nghỉ hằng năm", "Người lao động được nghỉ hằng năm 12 ngày làm việc."),
    "tuyen-dung": ("Tuyển dụng công chức", "Việc tuyển dụng công chức được thực hiện thông qua thi tuyển."),
    "khieu-nai": ("Thời hạn khiếu nại", "Thời hiệu khiếu nại là 90 ngày, kể từ ngày nhận được quyết định."),
}
QUESTIONS = {
    "q1": ("người lao động nghỉ mấy ngày", "nghi-phep"),
    "q2": ("thi tuyển công chức", "tuyen-dung"),
    "q3": ("khiếu nại trong bao nhiêu ngày", "khieu-nai"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Bộ đánh giá"
    (made / "qrels").mkdir(parents=True)
    rows = [{"_id": name, "title": title, "text": text} for name, (title, text) in CORPUS.items()]
    with gzip.open(made / "corpus.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    asked = [{"_id": name, "text": text} for name, (text, _) in QUESTIONS.items()] + [{"_id": "q4", "text": "thừa"}]
    (made / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    judged = [f"{name}\t{relevant}\t1\n" for name, (_, relevant) in QUESTIONS.items()]
    (made / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(judged), encoding="utf-8")
    return made


@pytest.fixture
def encoder(tmp_path: Path) -> Encoder:
    words = sorted({token for title, text in CORPUS.values() for token in tokens(f"{title}\n{text}")})
    save_static_model(words, np.eye(len(words)), tmp_path / "model")
    return Encoder.load(tmp_path / "model")


def test_measures_of_every_system(folder: Path, encoder: Encoder, tmp_path: Path) -> None:
    measured = evaluate_retrieval(folder, encoder, tmp_path / "dump.jsonl")
    assert measured["corpus"] == 3
    assert measured["queries"] == 3
    for run in (measured["systems"], measured["stripped"]):
        assert set(run) == {"lexical", "dense", "hybrid"}
        for system in run.values():
            assert set(system) == {"r@1", "r@10", "mrr@10", "ndcg@10"}
    assert measured["systems"]["hybrid"]["mrr@10"] == 1.0
    assert set(measured["latency_ms"]) == {"p50", "p95"}
    json.dumps(measured)


def test_the_dump_holds_every_ranking(folder: Path, encoder: Encoder, tmp_path: Path) -> None:
    evaluate_retrieval(folder, encoder, tmp_path / "dump.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "dump.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["id"] for row in rows} == set(QUESTIONS)
    assert all(row["relevant"] == [QUESTIONS[row["id"]][1]] for row in rows)
    assert all(row["systems"]["hybrid"][0] == row["relevant"][0] for row in rows)


def test_without_a_model_words_alone_are_measured(folder: Path) -> None:
    assert set(evaluate_retrieval(folder, None)["systems"]) == {"lexical"}


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("corpus.jsonl.gz", None),
        ("queries.jsonl", None),
        ("qrels/test.tsv", None),
        ("corpus.jsonl.gz", b"not gzip"),
        ("queries.jsonl", b"{not json}"),
        ("queries.jsonl", b'{"id": 1}'),
        ("queries.jsonl", b"[1]"),
        ("qrels/test.tsv", b"a\tb\n1\t2\n"),
        ("qrels/test.tsv", b"query-id\tcorpus-id\tscore\nq9\tx\t1\n"),
    ],
)
def test_a_bad_folder_is_refused(folder: Path, file: str, content: bytes | None) -> None:
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_bytes(content)
    with pytest.raises(BadInput) as raised:
        evaluate_retrieval(folder, None)
    assert "\n" not in str(raised.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Không đọc được"):
        evaluate_retrieval(tmp_path / "none", None)


def test_measures_by_hand() -> None:
    rankings = {"a": ["x", "y", "z"], "b": ["z", "y"]}
    relevant = {"a": {"x"}, "b": {"y", "w"}}
    assert averages(rankings, relevant) == {"r@1": 0.5, "r@10": 0.75, "mrr@10": 0.75, "ndcg@10": pytest.approx(0.6934)}
    assert reciprocal_rank(["n"] * 10 + ["x"], {"x"}) == 0.0
    assert gain(["x", "y"], {"x", "y"}) == 1.0
    assert percentile([], 0.5) == 0.0
