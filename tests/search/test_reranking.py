"""The reranker, with a real and tiny cross-encoder."""

from pathlib import Path
from typing import Any

import pytest

from ingest.errors import BadModel
from search.passages import Key
from search.reranking import Reranker, reranked

FOUND = [(Key("a", "I"), 0.9), (Key("b", "I"), 0.8), (Key("c", "I"), 0.7)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of one layer with random weights."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    made = tmp_path_factory.mktemp("mô hình") / "xếp hạng"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "kinh", "phí", "báo", "cáo"]
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    fast: Any = PreTrainedTokenizerFast
    fast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(made)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(made)
    return made


def test_every_text_has_a_score(folder: Path) -> None:
    reranker = Reranker.load(folder)
    scores = reranker.scores("kinh phí", ["kinh phí", "báo cáo", ""])
    assert len(scores) == 3
    assert all(0 <= score <= 1 for score in scores)
    assert reranker.scores("kinh phí", []) == []


def test_the_best_are_put_in_the_order_of_the_reranker() -> None:
    by_length = Reranker("thử", lambda read: [len(text) / 100 for _, text in read])
    found = reranked(by_length, "câu hỏi", FOUND, ["ngắn", "dài hơn"])
    assert [key.document_id for key, _ in found] == ["b", "a", "c"]
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_a_model_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    with pytest.raises(BadModel, match="CCHC_RERANKER"):
        Reranker.load(tmp_path / "trống")
