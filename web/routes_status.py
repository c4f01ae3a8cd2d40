"""The page of status: what the archive holds, the model and its limits, the index, the last work, versions."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from ingest.archive import CatalogueEntry, FileState, Job
from ingest.feedback import FeedbackBook
from search.embedding import SHIPPED
from web.index_state import index_state, model_lines
from web.lists import Lists, local_time
from web.templating import render
from web.version import program_version, versions

_JOBS_SHOWN = 5
# What a model of each kind cannot do: (is shipped) -> sentences.
_LIMITS = {
    True: (
        "Chạy trên máy này, không cần mạng và không cần card đồ họa.",
        "Hiểu nghĩa của từ và cụm từ; không hiểu trật tự câu, phủ định hay suy luận nhiều bước.",
        "Từ hiếm, từ viết tắt lạ có thể không nằm trong vốn từ của mô hình; khi đó tìm theo từ ngữ bù vào.",
        "Học từ luật và thủ tục hành chính, nên sát nhất với văn phong ấy.",
    ),
    False: (
        "Là mô hình do người quản trị chọn, không phải mô hình kèm theo chương trình.",
        "Giới hạn về độ dài đoạn và ngôn ngữ theo tài liệu của mô hình đó; tốc độ tùy máy.",
    ),
}


def create_router(lists: Lists) -> APIRouter:
    """The page over ``lists``. A plain function: the server runs it in its threads."""
    router = APIRouter(include_in_schema=False)

    @router.get("/status")
    def status(check: bool = False) -> Response:
        return render("status.html", _values(lists, check))

    return router


def _values(lists: Lists, check: bool) -> dict[str, Any]:
    engine = lists.engine
    known, index = engine.archive.catalogue(with_recalled=True), index_state(engine)
    is_shipped = bool(index.model and index.model.startswith(f"{SHIPPED.name}-"))
    counts = [engine.counts(one.id) for one in engine.archive.catalogue()]
    return {
        "documents": len(counts),
        "recalled": len(known) - len(counts),
        "warned": sum(bool(one.warnings) for one in known),
        "waiting": sum(engine.archive.jobs.undecided().values()),
        "provisions": sum(one.provisions for one in counts),
        "assignments": sum(one.assignments for one in counts),
        "last_added": _last_added(known),
        "feedback": len(FeedbackBook(engine.folder.path).entries()),
        "index": index,
        "is_shipped": is_shipped,
        "model_lines": model_lines(engine.opened_index),
        "limits": _LIMITS[is_shipped] if index.model else (),
        "checked": engine.check() if check else None,
        "jobs": [_job(one) for one in engine.archive.jobs.recent(_JOBS_SHOWN)],
        "database": "PostgreSQL" if engine.folder.database_url.startswith("postgresql") else "SQLite",
        "folder": engine.folder.path.name,
        "generation": engine.archive.generation(),
        "version": program_version(),
        "versions": versions(),
    }


def _last_added(known: list[CatalogueEntry]) -> tuple[str, str, str] | None:
    """When, what file, and the id of the document added last."""
    newest = max(known, key=lambda one: one.added_at, default=None)
    return (local_time(newest.added_at), newest.source_file, newest.id) if newest else None


def _job(job: Job) -> tuple[str, str]:
    """A job in words: when it was given, what became of its files."""
    failed = job.count(FileState.FAILED)
    waiting = job.count(FileState.QUEUED, FileState.READING, FileState.DUPLICATE)
    parts = [
        f"{len(job.files)} tệp",
        f"{failed} tệp lỗi" if failed else "",
        f"{waiting} tệp đang chờ" if waiting else "",
    ]
    return local_time(job.created_at), ", ".join(filter(None, parts))
