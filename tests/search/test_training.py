"""Training, on texts small enough for a test."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import BadInput
from search.diacritics_model import SyllableModel
from search.embedding import Encoder
from search.training.__main__ import main
from search.training.pairs import Pairs, Shares, Vocabulary
from search.training.restoration import PHRASES
from search.training.segmented import segmented
from search.training.static import Recipe, _runs, train
from search.training.texts import Article, read_articles
from search.words import JOINT, PAIR

TOPICS = {
    "Nghỉ hằng năm": "Người lao động làm việc đủ mười hai tháng thì được nghỉ hằng năm và hưởng nguyên lương.",
    "Tuyển dụng công chức": "Việc tuyển dụng công chức được thực hiện thông qua thi tuyển hoặc xét tuyển.",
    "Thời hiệu khiếu nại": "Thời hiệu khiếu nại là chín mươi ngày, kể từ ngày nhận được quyết định hành chính.",
    "Kinh phí thực hiện": "Ngân sách nhà nước bảo đảm kinh phí cho công tác cải cách hành chính của các cơ quan.",
}
ARTICLES = [Article(f"luật {number}", title, text) for number in range(6) for title, text in TOPICS.items()]
SMALL = Recipe(dimension=16, least_articles=1, window=30, epochs=20, batch=8, warm_up=2)


@pytest.fixture
def statutes(tmp_path: Path) -> Path:
    path = tmp_path / "điều luật.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for article in ARTICLES:
            row = {"law": article.group, "article": "1", "title": article.title, "text": article.text}
            out.write(json.dumps(row) + "\n")
    return path


@pytest.fixture
def procedures(tmp_path: Path) -> Path:
    path = tmp_path / "thủ tục.jsonl"
    path.write_text(json.dumps({"title": "Cấp giấy phép", "text": "Nộp hồ sơ tại Bộ phận Một cửa."}), encoding="utf-8")
    return path


def test_reading_articles(statutes: Path, procedures: Path) -> None:
    assert list(read_articles(statutes)) == ARTICLES
    assert [article.group for article in read_articles(procedures)] == ["Cấp giấy phép"]


@pytest.mark.parametrize("content", [b"no json", b'{"title": "x"}\n', b"\xff\xfe"])
def test_a_bad_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.jsonl").write_bytes(content)
    with pytest.raises(BadInput, match=r"bad\.jsonl"):
        list(read_articles(tmp_path / "bad.jsonl"))


def test_segmented_texts_are_cached(tmp_path: Path) -> None:
    made = segmented(ARTICLES, tmp_path / "cache", lambda line: None)
    again = segmented(ARTICLES, tmp_path / "cache", lambda line: None)
    assert len(list((tmp_path / "cache").iterdir())) == 1
    assert again.words == made.words
    assert all(np.array_equal(a, b) for a, b in zip(made.texts, again.texts, strict=True))
    assert "công_chức" in made.words


def test_pairs_are_of_one_article(tmp_path: Path) -> None:
    texts = segmented(ARTICLES, tmp_path, lambda line: None)
    vocabulary = Vocabulary.of(texts, most=1000, most_pairs=0, least=1)
    pairs = Pairs(texts, vocabulary, Shares(window=30, title=0.0))
    runs, passages = pairs.sample(range(len(pairs)), np.random.default_rng(1))
    for number, (run, passage) in enumerate(zip(runs, passages, strict=True)):
        whole = np.concatenate([vocabulary.known(texts.titles[number]), vocabulary.known(texts.texts[number])])
        assert set(run) <= set(whole)
        assert set(passage) <= set(whole)
        assert len(run) + len(passage) <= len(whole)


def test_rare_words_get_no_vector(tmp_path: Path) -> None:
    texts = segmented(ARTICLES, tmp_path, lambda line: None)
    assert len(Vocabulary.of(texts, most=5, most_pairs=0, least=1).words) == 5
    assert Vocabulary.of(texts, most=1000, most_pairs=1000, least=1000).words == ()


def test_pairs_of_neighbours_are_words_of_the_vocabulary(tmp_path: Path) -> None:
    texts = segmented(ARTICLES, tmp_path, lambda line: None)
    vocabulary = Vocabulary.of(texts, most=1000, most_pairs=500, least=1)
    joined = {word for word in vocabulary.words if PAIR in word}
    assert "việc+tuyển" in joined
    assert not {word.replace(PAIR, JOINT) for word in joined} & set(vocabulary.words)
    number = {word: place for place, word in enumerate(texts.words)}
    ids = np.array([number["việc"], number["tuyển_dụng"], number["tuyển"], number["dụng"]], dtype=np.int32)
    assert [vocabulary.words[row] for row in vocabulary.known(ids)][-1] == "việc+tuyển"
    assert len(vocabulary.idf) == len(vocabulary.words)


def test_phrases_of_questions_join_short_texts(tmp_path: Path) -> None:
    texts = segmented(ARTICLES, tmp_path, lambda line: None)
    vocabulary = Vocabulary.of(texts, most=1000, most_pairs=0, least=1)
    pairs = Pairs(texts, vocabulary, Shares(window=30, title=1.0, asked=1.0), ["thông qua", "zzz"])
    shorts, _ = pairs.sample(range(len(pairs)), np.random.default_rng(1))
    ends = {tuple(vocabulary.words[row] for row in short[-2:]) for short in shorts}
    assert ends == {("thông", "qua")}


def test_batches_hold_neighbours() -> None:
    order = _runs(100, 10, np.random.default_rng(1))
    assert sorted(order) == list(range(100))
    assert sum((order[1:] - order[:-1]) % 100 == 1) >= 85


def test_training_brings_titles_near_their_texts(tmp_path: Path) -> None:
    texts = segmented(ARTICLES, tmp_path, lambda line: None)
    first = train(texts, SMALL, (), lambda line: None)
    row = {word: number for number, word in enumerate(first.words)}
    near = first.weights[row["thi_tuyển" if "thi_tuyển" in row else "tuyển"]] @ first.weights[row["công_chức"]]
    far = first.weights[row["lương"]] @ first.weights[row["công_chức"]]
    assert near > far


def test_training_again_gives_the_same(tmp_path: Path) -> None:
    texts = segmented(ARTICLES, tmp_path, lambda line: None)
    short = replace(SMALL, epochs=1)
    first, again = train(texts, short, (), lambda line: None), train(texts, short, (), lambda line: None)
    assert np.array_equal(first.weights, again.weights)


def test_the_command_makes_both_models(statutes: Path, procedures: Path, tmp_path: Path) -> None:
    out = tmp_path / "mô hình"
    given = ["--statutes", str(statutes), "--procedures", str(procedures), "--out", str(out), "--cache", str(tmp_path)]
    assert main(given) == 0
    assert Encoder.load(out / "static").encode_queries(["tuyển dụng công chức"]).any()
    assert "seed | 7" in (out / "static" / "README.md").read_text(encoding="utf-8")
    assert len(SyllableModel.load(out / "diacritics.npz").syllables) > 50


def test_the_command_says_what_is_wrong(procedures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--statutes", str(tmp_path / "none.jsonl"), "--procedures", str(procedures), "--out", str(tmp_path)]
    assert main(given) == 1
    assert "none.jsonl" in capsys.readouterr().err


def test_phrases_are_clean() -> None:
    phrases = PHRASES.read_text(encoding="utf-8").splitlines()
    assert len(phrases) == len(set(phrases)) > 50
    assert all(phrase == phrase.strip().lower() for phrase in phrases)
