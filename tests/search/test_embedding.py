"""Encoders: the shipped model, a small model made here, and what cannot be loaded."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.errors import BadModel
from search.embedding import SEGMENTATIONS, Encoder, ModelFacts, load_cross_encoder, save_static_model
from search.model_habits import KNOWN_MODELS, SEGMENTATION_FILE

WORDS = ("cải_cách", "hành_chính", "kinh", "phí")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model of four words, one dimension each, in a folder with Vietnamese letters."""
    made = tmp_path / "Mô hình thử"
    save_static_model(WORDS, np.eye(4), made)
    return made


def tiny_bert(folder: Path) -> Path:
    """A transformer of one layer over four words, with random weights."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "hỏi:", "đoạn:", "kinh", "phí"]
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    fast: Any = PreTrainedTokenizerFast
    fast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(folder)
    sizes = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
    )
    BertModel(sizes).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def shipped() -> Encoder:
    return Encoder.load()


def test_vectors_are_normalised_means_of_words(folder: Path) -> None:
    encoder = Encoder.load(folder)
    vectors = encoder.encode_passages(["Cải cách hành chính", "kinh phí", "không có gì"])
    assert encoder.dimension == 4
    assert vectors.dtype == np.float32
    assert vectors == pytest.approx(np.array([[1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 0]]) / np.sqrt(2), abs=1e-3)


def test_no_text_gives_no_vector(folder: Path) -> None:
    assert Encoder.load(folder).encode_queries([]).shape == (0, 4)


def test_the_id_tells_models_apart(folder: Path, tmp_path: Path) -> None:
    save_static_model(WORDS, np.eye(4) * 2, tmp_path / "khác" / "Mô hình thử")
    first, again = Encoder.load(folder).model_id, Encoder.load(str(folder)).model_id
    assert first == again
    assert first != Encoder.load(tmp_path / "khác" / "Mô hình thử").model_id


def test_the_model_says_how_it_wants_its_text(folder: Path) -> None:
    assert "words" in (folder / SEGMENTATION_FILE).read_text(encoding="utf-8")
    (folder / SEGMENTATION_FILE).unlink()
    assert not Encoder.load(folder).encode_passages(["cải cách hành chính"]).any()


@pytest.mark.parametrize("damage", ["missing", "empty", "truncated"])
def test_a_model_that_cannot_be_loaded_says_so(folder: Path, damage: str) -> None:
    weights = folder / "model.safetensors"
    if damage == "missing":
        weights.unlink()
    else:
        weights.write_bytes(weights.read_bytes()[: 0 if damage == "empty" else 40])
    with pytest.raises(BadModel, match="Không nạp được mô hình nhúng") as raised:
        Encoder.load(folder)
    assert "\n" not in str(raised.value)


def test_a_model_that_cannot_be_loaded_is_said_aloud(folder: Path) -> None:
    said: list[str] = []
    assert Encoder.load_or_report(folder, said.append) is not None
    assert said == []
    assert Encoder.load_or_report(folder / "none", said.append) is None
    assert len(said) == 1
    assert "CCHC_MODEL" in said[0]


def test_facts_of_a_model(folder: Path, shipped: Encoder) -> None:
    assert Encoder.load(folder).facts() == ModelFacts(Encoder.load(folder).model_id, 4, "words", "", "", None)
    assert shipped.facts().dimension == shipped.dimension
    assert shipped.facts().segmentation in SEGMENTATIONS


def test_a_transformer_keeps_its_prompts_and_length(tmp_path: Path) -> None:
    made = tiny_transformer(tmp_path / "e5 nhỏ")
    encoder = Encoder.load(made)
    assert encoder.facts() == ModelFacts(encoder.model_id, 16, "none", "hỏi: ", "đoạn: ", 32)
    question, passage = encoder.encode_queries(["kinh phí"])[0], encoder.encode_passages(["kinh phí"])[0]
    assert not np.allclose(question, passage)
    assert np.linalg.norm(passage) == pytest.approx(1, abs=1e-5)


def tiny_transformer(folder: Path, prompts: dict[str, str] = {"query": "hỏi: ", "document": "đoạn: "}) -> Path:  # noqa: B006
    """A real transformer with random weights and prompts of its own."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    base = tiny_bert(folder / "gốc")
    modules = [Transformer(str(base), max_seq_length=32), Pooling(16)]
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder))
    return folder


def test_what_is_longer_than_the_model_takes_is_cut(tmp_path: Path) -> None:
    encoder = Encoder.load(tiny_transformer(tmp_path / "ngắn", {}))
    long, longer = encoder.encode_passages(["kinh phí " * 40, "kinh phí " * 60])
    assert long == pytest.approx(longer, abs=1e-5)
    assert long != pytest.approx(encoder.encode_passages(["kinh phí phí"])[0], abs=1e-5)


def test_a_known_model_gets_its_prompts_once(tmp_path: Path) -> None:
    """By its name; what the model puts before a text itself is not put there again."""
    silent = Encoder.load(tiny_transformer(tmp_path / "multilingual-e5-silent", {}))
    speaking = Encoder.load(tiny_transformer(tmp_path / "multilingual-e5-speaking"))
    assert (silent.facts().query_prompt, silent.facts().passage_prompt) == ("query: ", "passage: ")
    assert (speaking.facts().query_prompt, speaking.facts().passage_prompt) == ("hỏi: ", "đoạn: ")
    plain = Encoder.load(tiny_transformer(tmp_path / "khác", {}))
    assert speaking.dimension == plain.dimension == 16


def test_a_model_made_from_compounds_gets_compounds(tmp_path: Path) -> None:
    """By its tokenizer, whatever its name is."""
    encoder = Encoder.load(tiny_phobert(tmp_path / "mô hình của Sở"))
    assert encoder.facts().segmentation == "compounds"
    assert SEGMENTATIONS["compounds"]("cải cách hành chính") == "cải_cách hành_chính"
    joined, apart = encoder.encode_passages(["cải cách", "cách cải"])
    assert not np.allclose(joined, apart)


def tiny_phobert(folder: Path) -> Path:
    """A transformer whose tokenizer splits at spaces and knows "cải_cách" as one word."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import PhobertTokenizer, RobertaConfig, RobertaModel

    base = folder / "gốc"
    base.mkdir(parents=True)
    (base / "vocab.txt").write_text("cải_cách 9\ncách 5\ncải 5\n", encoding="utf-8")
    (base / "bpe.codes").write_text("c á 1\ncá ch</w> 1\nc ả 1\ncả i 1\ncải _ 1\n", encoding="utf-8")
    made: Any = PhobertTokenizer
    tokenizer = made(str(base / "vocab.txt"), str(base / "bpe.codes"))
    tokenizer.save_pretrained(base)
    sizes = RobertaConfig(
        vocab_size=len(tokenizer) + 2,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=66,
    )
    RobertaModel(sizes).save_pretrained(base)
    SentenceTransformer(modules=[Transformer(str(base), max_seq_length=32), Pooling(16)], device="cpu").save(
        str(folder)
    )
    return folder


def test_a_hub_that_cannot_be_reached_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise OSError("no network in this test")

    monkeypatch.setattr("socket.create_connection", refuse)
    started = time.monotonic()
    with pytest.raises(BadModel, match="không kết nối được"):
        Encoder.load("nobody/no-such-model")
    with pytest.raises(BadModel, match="CCHC_RERANKER"):
        load_cross_encoder("nobody/no-such-model")
    assert time.monotonic() - started < 20


def test_known_models_name_a_segmentation() -> None:
    assert {habits.segmentation for habits in KNOWN_MODELS.values()} <= set(SEGMENTATIONS)


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("kinh phí lấy từ đâu", "Nguồn ngân sách nhà nước bảo đảm chi cho hoạt động", "Khen thưởng cá nhân xuất sắc"),
        ("ai phải báo cáo", "Các sở, ban, ngành gửi báo cáo về Sở Nội vụ", "Mức thu lệ phí trước bạ đối với nhà, đất"),
        ("tuyển dụng công chức", "Thi tuyển, xét tuyển công chức", "Kiểm tra an toàn thực phẩm"),
    ],
)
def test_the_shipped_model_knows_what_is_near(shipped: Encoder, question: str, near: str, far: str) -> None:
    query = shipped.encode_queries([question])[0]
    close, distant = shipped.encode_passages([near, far])
    assert query @ close > query @ distant


def test_the_shipped_model_needs_no_network() -> None:
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise OSError('network')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from search.embedding import Encoder\n"
        "print(Encoder.load().encode_queries(['cải cách']).shape[0])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert answer.stdout.strip() == "1"


def test_importing_does_not_load_torch() -> None:
    code = "import search.index, search.embedding, sys; print('torch' in sys.modules, 'underthesea' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]
