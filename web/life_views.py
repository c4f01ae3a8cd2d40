"""View models of a document's life and of jobs: the same values for the JSON interface, the pages and the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ingest.archive import FIELD_NAMES, CatalogueEntry, EarlierVersion, FileState, Job, JobFile, JobState, Link
from ingest.archive import Correction as Corrected
from ingest.serialize import reference_json
from search.engine import Engine
from search.intake import is_done
from web import views

JOB_STATE_NAMES = {JobState.OPEN: "đang làm", JobState.DONE: "đã đọc xong", JobState.STOPPED: "đã dừng"}
FILE_STATE_NAMES = {
    FileState.QUEUED: "đang chờ",
    FileState.READING: "đang đọc",
    FileState.STORED: "đã lưu, đang lập chỉ mục",
    FileState.INDEXED: "đã lưu và lập chỉ mục",
    FileState.UNPACKED: "đã giải nén",
    FileState.HELD: "chờ xem lại",
    FileState.DUPLICATE: "trùng, chờ chọn",
    FileState.FAILED: "lỗi",
    FileState.CANCELLED: "không nạp",
}


def job_json(job: Job) -> dict[str, Any]:
    """An element of ``GET /api/jobs`` and ``cchc jobs --json``; ``done``: nothing more happens by itself."""
    return {
        "id": job.id,
        "state": job.state.value,
        "done": is_done(job),
        "created_at": job.created_at.isoformat(timespec="seconds"),
        "finished_at": job.finished_at.isoformat(timespec="seconds") if job.finished_at else None,
        "counts": {state.value: count for state in FileState if (count := job.count(state))},
        "files": [file_json(one) for one in job.files],
    }


def file_json(file: JobFile) -> dict[str, Any]:
    """A file of a job: how far it has come and, once it was read, what became of it."""
    seconds = (file.finished_at - file.started_at).total_seconds() if file.finished_at and file.started_at else None
    result = asdict(file.result) if file.result else {"status": None, "document_id": None, "reason": None}
    return {
        "position": file.position,
        "path": file.name,
        "state": file.state.value,
        "choice": file.choice.value,
        "seconds": seconds,
        **result,
    }


def version_json(version: EarlierVersion) -> dict[str, Any]:
    """An element of ``GET /api/documents/{id}/versions``: an earlier version without its text."""
    return {
        "revision": version.revision,
        "source_file": version.source_file,
        "sha256": version.sha256,
        "characters": len(version.text),
        "added_at": version.added_at.isoformat(timespec="seconds"),
        "replaced_at": version.replaced_at.isoformat(timespec="seconds"),
    }


def correction_json(correction: Corrected) -> dict[str, Any]:
    """A field corrected by hand: what was read and what counts."""
    return {
        "field": correction.field.value,
        "name": FIELD_NAMES[correction.field],
        "read": correction.read,
        "value": correction.value,
        "corrected_at": correction.corrected_at.isoformat(timespec="seconds"),
    }


def links_json(engine: Engine, document_id: str) -> dict[str, Any]:
    """The object of ``GET /api/documents/{id}/links``: mentions of other documents, and mentions of this one."""
    entries = {entry.id: entry for entry in engine.archive.catalogue(with_recalled=True)}
    return {
        "cites": [_link_json(one, one.targets, entries) for one in engine.archive.cites(document_id)],
        "cited_by": [_link_json(one, (one.document_id,), entries) for one in engine.archive.cited_by(document_id)],
    }


def _link_json(link: Link, others: Iterable[str], entries: Mapping[str, CatalogueEntry]) -> dict[str, Any]:
    named = [{"id": one, "label": _label(entries[one])} for one in others if one in entries]
    return {"in": link.document_id, **reference_json(link.reference), "documents": named}


def _label(entry: CatalogueEntry) -> str:
    return views.label(entry.metadata, entry.source_file)
