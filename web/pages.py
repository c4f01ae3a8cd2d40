"""The pages of documents and agencies: server-rendered, complete without a script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, File, UploadFile
from starlette.responses import RedirectResponse, Response

from ingest.archive import FileState, OnDuplicate
from search.engine import Engine
from search.intake import is_done
from web import job_pages, life_pages, outcomes, uploads, views
from web.guard import MAX_UPLOAD
from web.templating import render

_UPLOAD_WAIT = 5.0  # seconds before a page is shown that tells how far the work has come


def create_router(engine: Engine) -> APIRouter:
    """The pages over ``engine``. Plain functions: the server runs them in its threads."""
    router = APIRouter(include_in_schema=False)
    _documents(router, engine)
    life_pages.add_routes(router, engine)
    job_pages.add_routes(router, engine)
    return router


def _documents_page(
    engine: Engine, notice: str = "", results: Sequence[dict[str, Any]] = (), failed: bool = False
) -> Response:
    values = {
        "documents": views.summaries(engine),
        "formats": uploads.FORMATS,
        "max_megabytes": MAX_UPLOAD // (1024 * 1024),
        "notice": notice,
        "outcomes": results,
        "failed": failed,
    }
    return render("documents.html", values)


def _documents(router: APIRouter, engine: Engine) -> None:
    @router.get("/documents")
    def documents() -> Response:
        return _documents_page(engine)

    @router.post("/documents")
    def upload(files: Annotated[list[UploadFile], File()]) -> Response:
        # Several files are followed one by one on the page of their job.
        job = uploads.receive(engine, files, OnDuplicate.ASK, _UPLOAD_WAIT if len(files) == 1 else 0.0)
        if len(job.files) > 1 or not is_done(job) or job.count(FileState.DUPLICATE):
            return RedirectResponse(f"/jobs/{job.id}", status_code=303)
        read = [(one.name, one.result) for one in job.files if one.result]
        failed = any(result.status == "failed" for _, result in read)
        results = [
            {
                "file": name,
                "said": outcomes.said(result),
                "notes": result.notes,
                "id": result.document_id,
                "job": job.id,
            }
            for name, result in read
        ]
        return _documents_page(engine, results=results, failed=failed)

    @router.get("/documents/{document_id}/remove")
    def confirm(document_id: str) -> Response:
        found = engine.archive.document(document_id)
        return render("remove.html", {"document": views.summary(found, engine.counts(document_id))})

    @router.post("/documents/{document_id}/remove")
    def remove(document_id: str) -> Response:
        engine.archive.document(document_id)
        gone = engine.remove(document_id)
        return _documents_page(engine, f"Đã xóa {views.label(gone.metadata, gone.source_file)} khỏi kho.")
