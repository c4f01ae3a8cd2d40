"""The search index of a data folder: derived from the archive, checked when opened, rebuilt when it cannot be trusted.

The archive is the truth. Whatever is missing, stale, truncated or damaged here is made again from it and said aloud;
vectors come from the archive's store by text, so only text that changed is embedded. While a new index is made
(``search.building``), searches go on in the old one, without what the archive has dropped since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock

from ingest.address import Address
from ingest.archive import Archive
from ingest.errors import NotFound
from search.answer import Filters
from search.building import Builder, Live, Report, delete_orphans
from search.embedding import Encoder, ModelFacts
from search.hybrid import HybridIndex, read
from search.manifest import Manifest
from search.passages import Key
from search.reranking import DEPTH, Reranker, reranked
from search.terms import IN_FORCE, groups

_ANYTHING = Filters()


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A provision found; scores are comparable within one search only."""

    document_id: str
    address: Address
    score: float


class Index:
    """Search over the archive's provisions. Searches may run in many threads, also while it is refreshed."""

    def __init__(self, root: Path, archive: Archive, encoder: Encoder | None, report: Report) -> None:
        """Use ``Index.open``."""
        self._root = root
        self._archive = archive
        self._encoder = encoder
        self._report = report
        self._builder = Builder(root, archive, encoder, report)
        self._reranker: Reranker | None = None
        self._lock = RLock()
        self._live: Live | None = None
        self._is_of_other_model = False

    @classmethod
    def open(cls, folder: Path, archive: Archive, encoder: Encoder | None, report: Report) -> Index:
        """The index in ``folder``, made when there is none that can be trusted; the first search, or ``refresh``,
        brings it up to the archive. What was wrong with it goes to ``report``, one Vietnamese line each. Without an
        encoder it searches by words alone."""
        folder.mkdir(parents=True, exist_ok=True)
        index = cls(folder, archive, encoder, report)
        if encoder is None:
            report("Không có mô hình nhúng: chỉ tìm theo từ ngữ, không tìm theo nghĩa.")
        delete_orphans(folder)
        index._live = index._stored()
        if index._live is None:
            index.refresh()
        return index

    def use_reranker(self, reranker: Reranker | None) -> None:
        """Read the best passages of every search again with ``reranker``; None, as at first, to leave them be."""
        self._reranker = reranker

    @property
    def model_id(self) -> str | None:
        """The model behind the vectors in use; None when searching by words alone."""
        return self._current()[0].manifest.model

    @property
    def facts(self) -> ModelFacts | None:
        """The model in use and how its texts are prepared; None without one."""
        return self._encoder.facts() if self._encoder else None

    @property
    def reranker(self) -> str | None:
        """The name of the model that reads the best passages again; None without one."""
        return self._reranker.name if self._reranker else None

    @property
    def is_behind(self) -> bool:
        """Whether the index in use is not that of the archive and the model as they are now."""
        return self._live is None or self._is_behind(self._live)

    def refresh(self) -> None:
        """Bring the index up to the archive; only documents that changed are read again."""
        with self._lock:
            generation = self._archive.generation()
            live = self._with_own_model(self._usable())
            if live is None or live.manifest.generation != generation:
                live = self._builder.build(live, generation)
            self._live = live

    def rebuild(self) -> None:
        """Make the whole index again from the archive."""
        with self._lock:
            self._live = self._builder.build(None, self._archive.generation())

    def search(self, text: str, filters: Filters = _ANYTHING, limit: int = 10) -> list[PassageHit]:
        """The best ``limit`` provisions for ``text`` that pass ``filters``, best first; of the archive as it is now."""
        (live, is_behind), reading = self._current(), read(text)
        found = live.hybrid.search(reading, _groups(filters, live.manifest), max(limit, DEPTH if self._reranker else 0))
        found = self._present(live, found) if is_behind else found
        if self._reranker is not None:
            found = reranked(self._reranker, reading.rewritten, found, self._texts(key for key, _ in found[:DEPTH]))
        return [PassageHit(key.document_id, Address.parse(key.address), score) for key, score in found[:limit]]

    def check(self) -> list[str]:
        """What is wrong with the index as stored, one Vietnamese line each; empty when it agrees with the archive."""
        try:
            manifest = Manifest.read(self._root)
        except (OSError, ValueError) as error:
            return [f"Tệp kê khai của chỉ mục bị hỏng ({error})."]
        if manifest is None:
            return ["Chưa có chỉ mục tìm kiếm."]
        problems = [f"Tệp chỉ mục thiếu hoặc bị sửa: {path}." for path in manifest.damaged_files(self._root)]
        generations = self._archive.document_generations(with_recalled=True)
        for document_id in sorted({*generations, *manifest.documents}):
            if generations.get(document_id) != manifest.documents.get(document_id):
                problems.append(f"Chỉ mục chưa theo kịp kho ở văn bản {document_id}.")
        return problems or self._count_problems(manifest)

    def _count_problems(self, manifest: Manifest) -> list[str]:
        hybrid = HybridIndex.open(self._root / manifest.folder, self._encoder if manifest.model else None)
        windows = len(hybrid.dense) if hybrid.dense is not None else 0
        problems = []
        if len(hybrid.lexical) != manifest.passages:
            problems.append(f"Chỉ mục từ có {len(hybrid.lexical)} đoạn, kê khai {manifest.passages}.")
        if hybrid.dense is not None and windows != manifest.windows:
            problems.append(f"Chỉ mục vectơ có {windows} vectơ, kê khai {manifest.windows}.")
        return problems

    def _current(self) -> tuple[Live, bool]:
        """The index of the archive's present generation; the one before, which is behind, while another thread is
        making that."""
        live = self._live
        if live is not None and not self._is_behind(live):
            return live, False
        if live is None or self._lock.acquire(blocking=False):
            try:
                self.refresh()
            finally:
                if live is not None:
                    self._lock.release()
            live = self._live
        assert live is not None
        return live, self._is_behind(live)

    def _is_behind(self, live: Live) -> bool:
        return self._is_of_other_model or live.manifest.generation != self._archive.generation()

    def _present(self, live: Live, found: list[tuple[Key, float]]) -> list[tuple[Key, float]]:
        """``found`` without documents that the archive no longer has as they were indexed: deleted means gone."""
        now, indexed = self._archive.document_generations(with_recalled=True), live.manifest.documents
        return [hit for hit in found if now.get(hit[0].document_id) == indexed.get(hit[0].document_id)]

    def _texts(self, keys: Iterable[Key]) -> list[str]:
        """The text of each provision; empty where it was removed a moment ago."""
        return [self._text(key) for key in keys]

    def _text(self, key: Key) -> str:
        try:
            return self._archive.provision(key.document_id, Address.parse(key.address)).text
        except NotFound:
            return ""

    def _usable(self) -> Live | None:
        """The index in use, if it is still the stored one, else that."""
        try:
            if self._live is not None and self._live.manifest == Manifest.read(self._root):
                return self._live
        except (OSError, ValueError):
            pass  # told below
        return self._stored()

    def _stored(self) -> Live | None:
        """The stored index, if it can be trusted; the reason why not is reported."""
        try:
            manifest = Manifest.read(self._root)
            if manifest is None:
                self._report("Chưa có chỉ mục tìm kiếm: đang lập chỉ mục từ kho văn bản.")
                return None
            return self._opened(manifest)
        except (OSError, ValueError) as error:
            self._report(f"Chỉ mục tìm kiếm không dùng được ({error}): đang lập lại từ kho văn bản.")
            return None

    def _opened(self, manifest: Manifest) -> Live | None:
        """A stored index; one of another model by its words alone, until its vectors are made again."""
        damaged = manifest.damaged_files(self._root)
        if damaged:
            self._report(f"Chỉ mục tìm kiếm bị hỏng ({', '.join(damaged[:3])}): đang lập lại từ kho văn bản.")
            return None
        self._is_of_other_model = manifest.model != (self._encoder.model_id if self._encoder else None)
        if self._is_of_other_model:
            self._report("Chỉ mục tìm kiếm thuộc mô hình nhúng khác: đang tính lại các vectơ.")
        encoder = None if self._is_of_other_model else self._encoder
        return Live(manifest, HybridIndex.open(self._root / manifest.folder, encoder))

    def _with_own_model(self, live: Live | None) -> Live | None:
        """``live`` with the vectors of this index's model."""
        if live is None or not self._is_of_other_model:
            return live
        live = self._builder.with_other_model(live)
        self._is_of_other_model = False
        return live


def _groups(filters: Filters, manifest: Manifest) -> list[frozenset[str]]:
    """``filters`` as groups of terms; recalled documents, if the index has any, are left out unless they are asked
    for."""
    if not filters.states and manifest.has_recalled:
        filters = replace(filters, states=tuple(state.value for state in IN_FORCE))
    return groups(filters)
