"""The index and its model in words, for the page of status and the command."""

from __future__ import annotations

from dataclasses import dataclass

from search.engine import Engine
from search.index import Index
from search.manifest import Manifest

# search.embedding.SEGMENTATIONS in words.
_SEGMENTATIONS = {
    "none": "không cần",
    "words": "từ ghép và từng tiếng",
    "pairs": "từ ghép, từng tiếng và từng cặp tiếng liền nhau",
    "compounds": "các tiếng của từ ghép nối bằng dấu gạch dưới",
}


@dataclass(frozen=True, slots=True)
class IndexState:
    """The index as it is stored: ``is_good`` when it follows the archive; ``said`` in a sentence."""

    is_good: bool
    said: str
    passages: int
    windows: int
    model: str | None


def index_state(engine: Engine) -> IndexState:
    """The state of the stored index, by its manifest; the files themselves are not read."""
    try:
        manifest = Manifest.read(engine.folder.index)
    except (OSError, ValueError):
        return IndexState(False, "Bị hỏng; sẽ được lập lại ở lần tra cứu tới.", 0, 0, None)
    if manifest is None:
        return IndexState(False, "Chưa có; sẽ được lập ở lần tra cứu tới.", 0, 0, None)
    wanted = engine.archive.document_generations(with_recalled=True)
    behind = sum(wanted.get(one) != manifest.documents.get(one) for one in {*wanted, *manifest.documents})
    said = f"Còn {behind} văn bản chờ cập nhật." if behind else "khớp với kho văn bản."
    return IndexState(not behind, said, manifest.passages, manifest.windows, manifest.model)


def model_lines(index: Index | None) -> tuple[tuple[str, str], ...]:
    """What the model in use is and how it takes texts, as names and values; nothing while no index is opened."""
    if index is None:
        return ()
    reranker = ("Xếp hạng lại", index.reranker or "không dùng")
    facts = index.facts
    if facts is None:
        return (("Mô hình", "không có: chỉ tìm theo từ ngữ"), reranker)
    limit = f"{facts.max_tokens} đơn vị (token); phần dài hơn không vào vectơ"
    return (
        ("Tên mô hình", facts.name),
        ("Số chiều của vectơ", str(facts.dimension)),
        ("Tách từ trước", _SEGMENTATIONS.get(facts.segmentation, facts.segmentation)),
        ("Thêm trước câu hỏi", _quoted(facts.query_prompt)),
        ("Thêm trước đoạn văn", _quoted(facts.passage_prompt)),
        ("Đoạn dài nhất", limit if facts.max_tokens else "không giới hạn"),
        reranker,
    )


def _quoted(prompt: str) -> str:
    return f"“{prompt}”" if prompt else "không thêm gì"
