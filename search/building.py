"""Making the index: written aside, in steps that survive a kill, and taken into use as a whole.

What a killed run has done is named by ``building.json`` and is gone on with; vectors come from the archive's store by
text, so nothing is embedded twice.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.archive import Archive
from ingest.errors import BadModel, NotFound
from search.embedding import Encoder
from search.hybrid import HybridIndex
from search.manifest import BUILDING, Manifest, checksums
from search.passages import Passage, document_passages, texts_of
from search.words import each_segmented, release_processes

Report = Callable[[str], None]
Vectors = NDArray[np.float32]

_FOLDER_PREFIX = "v-"
_ORPHAN_AGE = 600.0  # seconds after which a sub-folder that no manifest names is deleted
_REPORT_EVERY = 5.0  # seconds between two lines of progress
_SAVE_EVERY = 60.0  # seconds of work that a kill may cost
_REPLACED = frozenset({".json", ".faiss", ".npz", ".new"})  # files that are written anew when an index changes
_GROWING = -1  # the generation of an index that is being made: its files still change
_AHEAD = 16  # documents read, and segmented on all cores, at a time


@dataclass(frozen=True, slots=True)
class Live:
    """An index in use with its manifest: replaced as a whole, so a search sees one or the other."""

    manifest: Manifest
    hybrid: HybridIndex


class Builder:
    """Makes indexes of the archive in sub-folders of ``root``. One at a time; the caller sees to that."""

    def __init__(self, root: Path, archive: Archive, encoder: Encoder | None, report: Report) -> None:
        self._root = root
        self._archive = archive
        self._encoder = encoder
        self._report = report

    def build(self, base: Live | None, generation: int) -> Live:
        """An index of the archive as of ``generation``, from what a killed run left, else from ``base``, else from
        nothing; in use when this returns."""
        wanted = self._archive.document_generations(with_recalled=True)
        folder, known = self._resumed(base, wanted) or self._copied(base) or (self._new_folder(), {})
        hybrid = HybridIndex.open(folder, self._encoder)
        for document_id in known:
            if wanted.get(document_id) != known[document_id]:
                hybrid.remove(document_id)
        kept = {each: known[each] for each in known if wanted.get(each) == known[each]}
        self._add_documents(hybrid, folder, kept, wanted)
        return self._taken_into_use(base, hybrid, folder, generation, wanted)

    def with_other_model(self, live: Live) -> Live:
        """``live`` with the vectors of this builder's model, or none; its words stay as they are. In use when this
        returns."""
        copied = self._copied(live)
        if copied is None:
            return self.build(None, self._archive.generation())
        folder, known = copied
        shutil.rmtree(HybridIndex.dense_folder(folder), ignore_errors=True)
        hybrid = HybridIndex.open(folder, self._encoder)
        present = self._archive.document_generations(with_recalled=True)
        self._add_vectors(hybrid, [each for each in known if present.get(each) == known[each]])
        return self._taken_into_use(live, hybrid, folder, live.manifest.generation, known)

    def _resumed(self, base: Live | None, wanted: Mapping[str, int]) -> tuple[Path, dict[str, int]] | None:
        """What a killed run has done, if it can be opened and goes beyond ``base``.

        Its files need not be those of its manifest: what was added after that, in whole or in part, is dropped here.
        """
        try:
            manifest = Manifest.read(self._root, BUILDING)
            if manifest is None or manifest.model != self._model:
                return None
            if base is not None and base.manifest.documents.items() >= manifest.documents.items() & wanted.items():
                return None
            hybrid = HybridIndex.open(self._root / manifest.folder, self._encoder)
            for document_id in wanted.keys() - manifest.documents.keys():
                hybrid.remove(document_id)
            hybrid.save(self._root / manifest.folder)
        except (OSError, ValueError):
            return None
        self._report(f"Lập tiếp chỉ mục đang dở ({len(manifest.documents)} văn bản đã xong).")
        return self._root / manifest.folder, manifest.documents

    @property
    def _model(self) -> str | None:
        return self._encoder.model_id if self._encoder else None

    def _new_folder(self) -> Path:
        return self._root / f"{_FOLDER_PREFIX}{uuid.uuid4().hex[:12]}"

    def _copied(self, base: Live | None) -> tuple[Path, dict[str, int]] | None:
        """A copy of ``base``; None, with nothing left behind, when another process took it away."""
        if base is None:
            return None
        folder = self._new_folder()
        try:
            ignored = shutil.ignore_patterns("*.lock", ".tantivy*.lock")
            shutil.copytree(self._root / base.manifest.folder, folder, ignore=ignored, copy_function=linked)
        except OSError as error:
            self._report(f"Không chép được chỉ mục đang dùng ({error}): đang lập lại từ kho văn bản.")
            shutil.rmtree(folder, ignore_errors=True)
            return None
        return folder, base.manifest.documents

    def _taken_into_use(
        self, base: Live | None, hybrid: HybridIndex, folder: Path, generation: int, documents: Mapping[str, int]
    ) -> Live:
        hybrid.save(folder)
        live = Live(self._manifest_of(hybrid, folder, generation, documents), hybrid)
        live.manifest.write(self._root)
        (self._root / BUILDING).unlink(missing_ok=True)
        if base is not None:
            shutil.rmtree(self._root / base.manifest.folder, ignore_errors=True)
        return live

    def _manifest_of(
        self, hybrid: HybridIndex, folder: Path, generation: int, documents: Mapping[str, int]
    ) -> Manifest:
        return Manifest(
            folder=folder.name,
            generation=generation,
            model=self._model if hybrid.dense is not None else None,
            documents=dict(documents),
            passages=len(hybrid.lexical),
            windows=len(hybrid.dense) if hybrid.dense is not None else 0,
            files=checksums(folder) if generation != _GROWING else {},
            has_recalled=bool(documents.keys() - self._archive.document_generations().keys()),
        )

    def _add_documents(
        self, hybrid: HybridIndex, folder: Path, known: Mapping[str, int], wanted: Mapping[str, int]
    ) -> None:
        """Add what is not ``known``; ``building.json`` is written now and then."""
        missing = [each for each in wanted if each not in known]
        progress = Progress(self._report, len(missing))
        saved = time.monotonic()
        done = dict(known)
        for read in each_segmented(self._read(missing), lambda read: texts_of(chain.from_iterable(read.values()))):
            self._add_batch(hybrid, read.values())
            done |= {each: wanted[each] for each in read}
            progress.step(len(done) - len(known))
            if time.monotonic() - saved > _SAVE_EVERY:
                hybrid.save(folder)
                self._manifest_of(hybrid, folder, _GROWING, done).write(self._root, BUILDING)
                saved = time.monotonic()
        release_processes()

    def _read(self, document_ids: Sequence[str]) -> Iterator[dict[str, list[Passage]]]:
        """The passages of the documents, some documents at a time."""
        for start in range(0, len(document_ids), _AHEAD):
            yield {each: self._passages(each) for each in document_ids[start : start + _AHEAD]}

    def _add_batch(self, hybrid: HybridIndex, found: Iterable[list[Passage]]) -> None:
        for passages in found:
            try:
                hybrid.add(passages, self._embed)
            except BadModel as error:
                self._report(f"{error} Tạm thời chỉ tìm theo từ ngữ.")
                hybrid.drop_dense()

    def _add_vectors(self, hybrid: HybridIndex, document_ids: Sequence[str]) -> None:
        progress = Progress(self._report, len(document_ids))
        for done, document_id in enumerate(document_ids, start=1):
            if hybrid.dense is None:
                return
            try:
                hybrid.add_vectors(self._passages(document_id), self._embed)
            except BadModel as error:
                self._report(f"{error} Tạm thời chỉ tìm theo từ ngữ.")
                hybrid.drop_dense()
            progress.step(done)

    def _passages(self, document_id: str) -> list[Passage]:
        """Passages of a document; none when it was removed since it was listed: the next search sees to it."""
        try:
            document = self._archive.document(document_id)
            assignments = self._archive.assignments(document_ids=[document_id])
            return document_passages(document, self._archive.provisions(document_id), assignments)
        except NotFound:
            return []

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


class Progress:
    """Lines of progress with an estimate of the time left, at most one in five seconds."""

    def __init__(self, report: Report, total: int) -> None:
        self._report = report
        self._total = total
        self._started = self._told = time.monotonic()

    def step(self, done: int) -> None:
        """``done`` documents are indexed by now."""
        now = time.monotonic()
        if now - self._told >= _REPORT_EVERY:
            self._told = now
            left = (now - self._started) / done * (self._total - done)
            self._report(f"Đã lập chỉ mục {done}/{self._total} văn bản, còn khoảng {in_words(left)}.")


def in_words(seconds: float) -> str:
    """A time to wait, rounded as people say it.

    >>> in_words(42), in_words(100), in_words(5400)
    ('45 giây', '2 phút', '1,5 giờ')
    """
    if seconds < 60:
        return f"{max(5, 5 * -(-int(seconds) // 5))} giây"
    if seconds < 3600:
        return f"{-(-int(seconds) // 60)} phút"
    return f"{seconds / 3600:.1f} giờ".replace(".", ",")


def linked(source: str, target: str) -> None:
    """A file under another name too where it never changes, as segments of the lexical index; else a copy of it."""
    if Path(source).suffix not in _REPLACED and Path(source).stem.isalnum():
        with suppress(OSError):
            os.link(source, target)
            return
    shutil.copy2(source, target)


def delete_orphans(root: Path) -> None:
    """Drop what interrupted runs left behind in ``root`` and cannot be gone on with; young folders may be another
    process's work."""
    used = {name for file in (None, BUILDING) for name in [_folder_in_use(root, file)] if name}
    for path in root.glob(f"{_FOLDER_PREFIX}*"):
        if path.is_dir() and path.name not in used and time.time() - path.stat().st_mtime > _ORPHAN_AGE:
            shutil.rmtree(path, ignore_errors=True)


def _folder_in_use(root: Path, file: str | None) -> str:
    try:
        manifest = Manifest.read(root, file) if file else Manifest.read(root)
    except (OSError, ValueError):
        return ""
    return manifest.folder if manifest else ""
