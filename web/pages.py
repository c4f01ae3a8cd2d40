"""The pages of documents and agencies: server-rendered, complete without a script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Query, UploadFile
from starlette.responses import RedirectResponse, Response

from search.engine import Engine
from web import job_pages, life_pages, uploads, views
from web.guard import MAX_UPLOAD
from web.shelf_view import ShelfQuery, shelf
from web.templating import render

_UPLOAD_WAIT = 5.0  # seconds before a page is shown that tells how far the work has come


def create_router(engine: Engine) -> APIRouter:
    """The pages over ``engine``. Plain functions: the server runs them in its threads."""
    router = APIRouter(include_in_schema=False)
    _documents(router, engine)
    life_pages.add_routes(router, engine)
    job_pages.add_routes(router, engine)
    return router


def _documents_page(engine: Engine, asked: ShelfQuery) -> Response:
    values = {
        **shelf(engine, asked),
        "formats": uploads.FORMATS,
        "max_megabytes": MAX_UPLOAD // (1024 * 1024),
        "waiting": engine.archive.jobs.undecided(),
    }
    return render("documents.html", values)


def _documents(router: APIRouter, engine: Engine) -> None:
    @router.get("/documents")
    def documents(asked: Annotated[ShelfQuery, Query()]) -> Response:
        return _documents_page(engine, asked)

    @router.post("/documents")
    def upload(files: Annotated[list[UploadFile], File()]) -> Response:
        # Files are read, followed one by one on the page of their job, and looked at there before they go in.
        job = uploads.receive_for_review(engine, files, _UPLOAD_WAIT if len(files) == 1 else 0.0)
        return RedirectResponse(f"/jobs/{job.id}", status_code=303)

    @router.get("/documents/{document_id}/remove")
    def confirm(document_id: str) -> Response:
        found = engine.archive.document(document_id)
        return render("remove.html", {"document": views.summary(found, engine.counts(document_id))})

    @router.post("/documents/{document_id}/remove")
    def remove(document_id: str) -> Response:
        engine.archive.document(document_id)
        gone = engine.remove(document_id)
        asked = ShelfQuery(removed=views.label(gone.metadata, gone.source_file))
        return RedirectResponse(f"/documents?{asked.address()}", status_code=303)
