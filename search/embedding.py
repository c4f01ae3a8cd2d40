"""Texts as vectors. The only door to ``sentence_transformers`` (and so to torch), loaded on first use.

The shipped model needs no network. Any other sentence-transformers model is a setting: its prompts, length and
dimension come from its own configuration; ``search.model_habits`` holds what some models do not say about themselves.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import BadModel
from search.model_habits import SEGMENTATION_FILE, Habits, habits_of
from search.model_hub import from_hub, revision_of
from search.word_vectors import WordVectors
from search.words import compounds, tokens, with_pairs

SHIPPED = Path(__file__).resolve().parent / "models" / "static"

Vectors = NDArray[np.float32]

_BATCH = 64
_SAMPLE = 1 << 20  # bytes at either end of a model file that go into its id
_UNKNOWN_WORD = "[UNK]"
_MODEL, _RERANKER = "CCHC_MODEL", "CCHC_RERANKER"


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A model as the status page shows it; ``max_tokens`` is None for a model without a limit."""

    name: str
    dimension: int
    segmentation: str
    query_prompt: str
    passage_prompt: str
    max_tokens: int | None


# words: compounds and their syllables; pairs: these and neighbouring syllables, both as in the lexical index;
# compounds: running text with "_" inside compounds.
SEGMENTATIONS: dict[str, Callable[[str], str]] = {
    "none": str,
    "words": lambda text: " ".join(tokens(text)),
    "pairs": lambda text: " ".join(with_pairs(tokens(text))),
    "compounds": compounds,
}


class Encoder:
    """An embedding model. Vectors are float32, L2-normalised; a text of which no word is known gives zeros."""

    def __init__(self, model: Any, model_id: str, habits: Habits) -> None:
        """``model`` is a ``SentenceTransformer``."""
        self._model = model
        self._habits = habits
        self._prepare = SEGMENTATIONS[habits.segmentation]
        self.model_id = model_id
        self.dimension = int(model.get_embedding_dimension())

    @classmethod
    def load(cls, name: str | Path | None = None) -> Encoder:
        """The shipped model (None), a model folder, or a model of the hub by name.

        Raises:
            BadModel: there is no such model, it is damaged, or it cannot be fetched.
        """
        folder = SHIPPED if name is None else Path(name)
        is_local = name is None or folder.is_dir()
        source = str(folder if is_local else name)
        try:
            model = _load_model(source) if is_local else from_hub(lambda local: _load_model(source, local_only=local))
            habits = habits_of(source, type(model.tokenizer).__name__)
            _use_cores(1 if _is_static(model) else _all_cores())
            return cls(_adapted(model, habits), _folder_id(folder) if is_local else _hub_id(source, model), habits)
        except _load_errors() as error:
            raise BadModel(_bad_model_message(source, is_local, error)) from error

    @classmethod
    def load_or_report(cls, name: str | Path | None, report: Callable[[str], None]) -> Encoder | None:
        """As ``load``, but a model that cannot be loaded is told to ``report`` and None returned: search by words goes
        on without."""
        try:
            return cls.load(name)
        except BadModel as error:
            report(str(error))
            return None

    def facts(self) -> ModelFacts:
        """What this model is and how its texts are prepared."""
        limit = self._model.max_seq_length
        return ModelFacts(
            name=self.model_id,
            dimension=self.dimension,
            segmentation=self._habits.segmentation,
            query_prompt=self._own_prompt("query") or self._habits.query_prompt,
            passage_prompt=self._own_prompt("document", "passage", "corpus") or self._habits.passage_prompt,
            max_tokens=int(limit) if limit is not None and math.isfinite(limit) else None,
        )

    @cached_property
    def word_vectors(self) -> WordVectors | None:
        """The vectors of single words; None when the model is not a static one over words of ``search.words``."""
        first = self._model[0]
        if not _is_static(self._model) or self._habits.segmentation not in ("words", "pairs"):
            return None
        weights = first.embedding.weight.detach()
        return WordVectors(
            first.tokenizer.get_vocab(), weights.numpy(), lambda rows, starts: _sums(weights, rows, starts)
        )

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found, shape ``(len(texts), dimension)``."""
        prompt = "" if self._own_prompt("document", "passage", "corpus") else self._habits.passage_prompt
        return self._encode(texts, self._model.encode_document, prompt)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape ``(len(texts), dimension)``."""
        prompt = "" if self._own_prompt("query") else self._habits.query_prompt
        return self._encode(texts, self._model.encode_query, prompt)

    def _own_prompt(self, *names: str) -> str:
        """What the model itself puts before a text, by the first of ``names`` that it has."""
        own = self._model.prompts or {}
        return next((own[name] for name in names if own.get(name)), "")

    def _encode(self, texts: Sequence[str], encode: Callable[..., Any], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        prepared = [prompt + self._prepare(text) for text in texts]
        try:
            found = encode(prepared, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
        except (RuntimeError, MemoryError) as error:
            raise BadModel(
                f"Mô hình {self.model_id} không mã hóa được văn bản ({error}); hãy chọn mô hình khác."
            ) from error
        return np.nan_to_num(np.asarray(found, dtype=np.float32))


def _is_static(model: Any) -> bool:
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    return isinstance(model[0], StaticEmbedding)


def _all_cores() -> int:
    return os.cpu_count() or 1


def _use_cores(count: int) -> None:
    """How many cores sums and products of this process are shared out to. The small ones of a static model are done on
    one: waking another takes longer than the work, and it then waits for more by spinning."""
    from threadpoolctl import threadpool_limits
    from torch import set_num_threads

    set_num_threads(count)
    threadpool_limits(count, user_api="blas")


def _sums(weights: Any, rows: NDArray[np.int64], starts: NDArray[np.int64]) -> Vectors:
    """The sum of each run of ``rows`` of a tensor; a hundred times faster than numpy's ``add.reduceat``."""
    from torch import from_numpy
    from torch.nn.functional import embedding_bag

    return np.asarray(embedding_bag(from_numpy(rows), weights, from_numpy(starts), mode="sum").numpy())


def load_cross_encoder(name: str | Path) -> Callable[[Sequence[tuple[str, str]]], list[float]]:
    """A sentence-transformers ``CrossEncoder`` as a function from (question, text) to a score in 0..1.

    Raises:
        BadModel: there is no such model, it is damaged, it cannot be fetched, or (by the function) it failed.
    """
    from sentence_transformers import CrossEncoder
    from torch.nn import Sigmoid

    is_local = Path(name).is_dir()
    try:
        if is_local:
            model = CrossEncoder(str(name), device="cpu", local_files_only=True)
        else:
            model = from_hub(lambda local: CrossEncoder(str(name), device="cpu", local_files_only=local))
    except _load_errors() as error:
        raise BadModel(_bad_model_message(str(name), is_local, error, _RERANKER)) from error
    _use_cores(_all_cores())

    def score(read: Sequence[tuple[str, str]]) -> list[float]:
        try:
            found = model.predict(list(read), activation_fn=Sigmoid(), show_progress_bar=False)
        except (RuntimeError, MemoryError, ValueError) as error:
            raise BadModel(f"Mô hình xếp hạng lại {name} không chạy được ({error}); hãy bỏ {_RERANKER}.") from error
        return [float(each) for each in np.nan_to_num(np.asarray(found, dtype=np.float32)).ravel()]

    return score


def _load_errors() -> tuple[type[Exception], ...]:
    """What loading a missing, damaged or foreign model raises."""
    from safetensors import SafetensorError

    return (OSError, ValueError, RuntimeError, ImportError, LookupError, TypeError, AttributeError, SafetensorError)


def _load_model(source: str, *, local_only: bool = True) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(source, device="cpu", local_files_only=local_only).float()


def _hub_id(name: str, model: Any) -> str:
    """The name with the revision that was fetched: another one has other vectors."""
    revision = revision_of(getattr(model[0], "auto_model", None))
    return f"{name}@{revision[:12]}" if revision else name


def _adapted(model: Any, habits: Habits) -> Any:
    if habits.max_tokens is not None:
        model.max_seq_length = min(habits.max_tokens, model.max_seq_length or habits.max_tokens)
    return model


def _folder_id(folder: Path) -> str:
    """Name and digest of a model folder: another model, or the same one trained again, has another id."""
    digest = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and each.suffix != ".md"):
        with path.open("rb") as stored:
            size = stored.seek(0, 2)
            stored.seek(0)
            digest.update(f"{path.relative_to(folder).as_posix()} {size} ".encode())
            digest.update(stored.read(_SAMPLE))
            stored.seek(max(0, size - _SAMPLE))
            digest.update(stored.read(_SAMPLE))
    return f"{folder.name}-{digest.hexdigest()[:12]}"


def _bad_model_message(source: str, is_local: bool, error: BaseException, variable: str = _MODEL) -> str:
    seen = str(error).splitlines()[0] if str(error) else type(error).__name__
    kind = "mô hình nhúng" if variable == _MODEL else "mô hình xếp hạng lại"
    if is_local:
        return f"Không nạp được {kind} trong thư mục {source} ({seen}); hãy kiểm tra {variable} hoặc cài đặt lại."
    return (
        f"Không nạp được {kind} “{source}” ({seen}); hãy tải mô hình về một thư mục và đặt {variable} "
        f"là thư mục đó, hoặc bỏ {variable}."
    )


def save_static_model(
    words: Sequence[str], weights: NDArray[np.floating[Any]], folder: Path, segmentation: str = "words"
) -> None:
    """Write a ``StaticEmbedding`` model over our own words as a standard sentence-transformers folder.

    ``weights`` has a row for each of ``words``; rows are stored as float16. Unknown words count as zero.
    ``segmentation`` is the key of ``SEGMENTATIONS`` that makes such words.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    vocabulary = {word: number for number, word in enumerate([_UNKNOWN_WORD, *words])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token=_UNKNOWN_WORD))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    rows = np.vstack([np.zeros((1, weights.shape[1])), weights]).astype(np.float16)
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=torch.from_numpy(rows))])
    model.save(str(folder), create_model_card=False)
    (folder / SEGMENTATION_FILE).write_text(json.dumps({"segmentation": segmentation}) + "\n", encoding="utf-8")
