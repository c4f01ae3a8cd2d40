"""The search index of a data folder: derived from the archive, checked when opened, rebuilt when it cannot be trusted.

The archive is the truth. Whatever is missing, stale, truncated or damaged here is made again from it and said aloud;
vectors come from the archive's store by text, so only text that changed is embedded.
"""

from __future__ import annotations

import hashlib
import shutil
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from ingest.address import Address
from ingest.archive import Archive
from ingest.errors import BadModel, NotFound
from search.answer import Filters
from search.embedding import Encoder
from search.hybrid import HybridIndex, read
from search.manifest import Manifest, checksums
from search.passages import Passage, document_passages
from search.terms import groups

Report = Callable[[str], None]
Vectors = NDArray[np.float32]

_ANYTHING = Filters()
_FOLDER_PREFIX = "v-"
_ORPHAN_AGE = 600.0  # seconds after which a sub-folder that no manifest names is deleted
_PROGRESS_STEP = 25  # documents between two lines of progress


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A provision found; scores are comparable within one search only."""

    document_id: str
    address: Address
    score: float


@dataclass(frozen=True, slots=True)
class _Live:
    """The index in use with its manifest: replaced as a whole, so a search sees one or the other."""

    manifest: Manifest
    hybrid: HybridIndex


class Index:
    """Search over the archive's provisions. Searches may run in many threads, also while it is refreshed."""

    def __init__(self, root: Path, archive: Archive, encoder: Encoder | None, report: Report) -> None:
        """Use ``Index.open``."""
        self._root = root
        self._archive = archive
        self._encoder = encoder
        self._report = report
        self._lock = RLock()
        self._live: _Live | None = None

    @classmethod
    def open(cls, folder: Path, archive: Archive, encoder: Encoder | None, report: Report) -> Index:
        """The index in ``folder``, brought up to the archive; what was wrong with it goes to ``report``, one Vietnamese
        line each. Without an encoder it searches by words alone."""
        folder.mkdir(parents=True, exist_ok=True)
        index = cls(folder, archive, encoder, report)
        if encoder is None:
            report("Không có mô hình nhúng: chỉ tìm theo từ ngữ, không tìm theo nghĩa.")
        index._delete_orphans()
        index.refresh()
        return index

    @property
    def model_id(self) -> str | None:
        """The model behind the vectors in use; None when searching by words alone."""
        return self._current().manifest.model

    def refresh(self) -> None:
        """Bring the index up to the archive; only documents that changed are read again."""
        with self._lock:
            generation = self._archive.generation()
            live = self._usable()
            if live is None or live.manifest.generation != generation:
                live = self._updated(live, generation)
            self._live = live

    def rebuild(self) -> None:
        """Make the whole index again from the archive."""
        with self._lock:
            self._live = self._updated(None, self._archive.generation())

    def search(self, text: str, filters: Filters = _ANYTHING, limit: int = 10) -> list[PassageHit]:
        """The best ``limit`` provisions for ``text`` that pass ``filters``, best first; of the archive as it is now."""
        found = self._current().hybrid.search(read(text), groups(filters), limit)
        return [PassageHit(key.document_id, Address.parse(key.address), score) for key, score in found]

    def check(self) -> list[str]:
        """What is wrong with the index as stored, one Vietnamese line each; empty when it agrees with the archive."""
        try:
            manifest = Manifest.read(self._root)
        except (OSError, ValueError) as error:
            return [f"Tệp kê khai của chỉ mục bị hỏng ({error})."]
        if manifest is None:
            return ["Chưa có chỉ mục tìm kiếm."]
        problems = [f"Tệp chỉ mục thiếu hoặc bị sửa: {path}." for path in manifest.damaged_files(self._root)]
        generations = self._archive.document_generations()
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

    def _current(self) -> _Live:
        """The index of the archive's present generation: what was deleted is never found."""
        live = self._live
        if live is None or live.manifest.generation != self._archive.generation():
            self.refresh()
            live = self._live
        assert live is not None
        return live

    def _usable(self) -> _Live | None:
        """The index in use or the stored one, if it can be trusted; the reason why not is reported."""
        try:
            manifest = Manifest.read(self._root)
            if manifest is None:
                self._report("Chưa có chỉ mục tìm kiếm: đang lập chỉ mục từ kho văn bản.")
                return None
            if self._live is not None and self._live.manifest == manifest:
                return self._live
            return self._opened(manifest)
        except (OSError, ValueError) as error:
            self._report(f"Chỉ mục tìm kiếm bị hỏng ({error}): đang lập lại từ kho văn bản.")
            return None

    def _opened(self, manifest: Manifest) -> _Live | None:
        wanted = self._encoder.model_id if self._encoder else None
        if manifest.model != wanted:
            self._report("Chỉ mục tìm kiếm thuộc mô hình nhúng khác: đang lập lại từ kho văn bản.")
            return None
        damaged = manifest.damaged_files(self._root)
        if damaged:
            self._report(f"Chỉ mục tìm kiếm bị hỏng ({', '.join(damaged[:3])}): đang lập lại từ kho văn bản.")
            return None
        return _Live(manifest, HybridIndex.open(self._root / manifest.folder, self._encoder))

    def _updated(self, base: _Live | None, generation: int) -> _Live:
        """A new index, from ``base`` when given, written aside and then taken into use."""
        folder = self._root / f"{_FOLDER_PREFIX}{uuid.uuid4().hex[:12]}"
        known = base.manifest.documents if base is not None and self._copied(base, folder) else {}
        hybrid = HybridIndex.open(folder, self._encoder)
        wanted = self._archive.document_generations()
        for document_id in known:
            if wanted.get(document_id) != known[document_id]:
                hybrid.remove(document_id)
        self._add_documents(hybrid, [each for each, changed in wanted.items() if known.get(each) != changed])
        hybrid.save(folder)
        live = _Live(self._manifest_of(hybrid, folder, generation, wanted), hybrid)
        live.manifest.write(self._root)
        if base is not None:
            shutil.rmtree(self._root / base.manifest.folder, ignore_errors=True)
        return live

    def _copied(self, base: _Live, folder: Path) -> bool:
        """Copy the files of ``base``; False, with nothing left behind, when another process took them away."""
        try:
            shutil.copytree(self._root / base.manifest.folder, folder, ignore=shutil.ignore_patterns("*.lock"))
        except OSError as error:
            self._report(f"Không chép được chỉ mục đang dùng ({error}): đang lập lại từ kho văn bản.")
            shutil.rmtree(folder, ignore_errors=True)
            return False
        return True

    def _manifest_of(self, hybrid: HybridIndex, folder: Path, generation: int, documents: dict[str, int]) -> Manifest:
        return Manifest(
            folder=folder.name,
            generation=generation,
            model=self._encoder.model_id if self._encoder and hybrid.dense is not None else None,
            documents=documents,
            passages=len(hybrid.lexical),
            windows=len(hybrid.dense) if hybrid.dense is not None else 0,
            files=checksums(folder),
        )

    def _add_documents(self, hybrid: HybridIndex, document_ids: Sequence[str]) -> None:
        for done, document_id in enumerate(document_ids, start=1):
            try:
                hybrid.add(self._passages(document_id), self._embed)
            except BadModel as error:
                self._report(f"{error} Tạm thời chỉ tìm theo từ ngữ.")
                hybrid.drop_dense()
            except NotFound:
                continue  # removed since it was listed: the next search sees a newer generation
            if done % _PROGRESS_STEP == 0:
                self._report(f"Đã lập chỉ mục {done}/{len(document_ids)} văn bản.")

    def _passages(self, document_id: str) -> list[Passage]:
        document = self._archive.document(document_id)
        assignments = self._archive.assignments(document_ids=[document_id])
        return document_passages(document, self._archive.provisions(document_id), assignments)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of ``texts``: those of known texts from the archive, the others embedded and kept there."""
        assert self._encoder is not None
        names = [hashlib.sha256(text.encode("utf-8")).hexdigest() for text in texts]
        kept = self._archive.vectors(self._encoder.model_id, names)
        new = {name: text for name, text in zip(names, texts, strict=True) if name not in kept}
        if new:
            made = dict(zip(new, self._encoder.encode_passages(list(new.values())), strict=True))
            self._archive.put_vectors(self._encoder.model_id, made)
            kept |= made
        return np.stack([kept[name] for name in names])

    def _delete_orphans(self) -> None:
        """Drop what an interrupted run left behind; young folders may be another process's work."""
        try:
            manifest = Manifest.read(self._root)
        except (OSError, ValueError):
            manifest = None
        used = manifest.folder if manifest else ""
        for path in self._root.glob(f"{_FOLDER_PREFIX}*"):
            if path.is_dir() and path.name != used and time.time() - path.stat().st_mtime > _ORPHAN_AGE:
                shutil.rmtree(path, ignore_errors=True)
