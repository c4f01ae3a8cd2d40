"""The JSON interface of a document's life (versions, recall, corrections, links) and of jobs."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

from ingest.archive import MetadataField, OnDuplicate, StoredDocument
from ingest.serialize import to_json
from search.engine import Engine
from web import life_views, views


class Choice(BaseModel):
    """Body of ``POST /api/jobs/{id}/files/{position}``."""

    choice: OnDuplicate = Field(description="skip: bỏ qua; replace: thay bản trong kho; keep: giữ cả hai")


class Recalling(BaseModel):
    """Body of ``POST /api/documents/{id}/recall``."""

    reason: str = Field(description="Lý do thu hồi")
    on: date | None = Field(None, description="Ngày thu hồi; bỏ trống là hôm nay")


class Correcting(BaseModel):
    """Body of ``PATCH /api/documents/{id}``; a field that is left out stays, "" says that it is not stated."""

    number: str | None = Field(None, description="Số, ký hiệu")
    type: str | None = Field(None, description="Loại văn bản")
    issuer: str | None = Field(None, description="Cơ quan ban hành")
    issued_on: str | None = Field(None, description="Ngày ban hành")
    title: str | None = Field(None, description="Trích yếu")
    province: str | None = Field(None, description="Tỉnh, thành phố")
    signers: str | None = Field(None, description="Người ký, ví dụ: Nguyễn Văn A (Chủ tịch); Trần B")

    def typed(self) -> dict[MetadataField, str]:
        """The fields that are given."""
        given: dict[str, str] = self.model_dump(exclude_none=True)
        return {MetadataField(name): value for name, value in given.items()}


def add_routes(router: APIRouter, engine: Engine) -> None:
    """Add the routes to ``router``."""
    _jobs(router, engine)
    _versions(router, engine)
    _recall(router, engine)
    _corrections(router, engine)


def _jobs(router: APIRouter, engine: Engine) -> None:
    @router.get("/api/jobs", summary="Các lượt nạp tệp gần đây")
    def jobs() -> list[dict[str, Any]]:
        return [life_views.job_json(one) for one in engine.archive.jobs.recent()]

    @router.get("/api/jobs/{job}", summary="Một lượt nạp: từng tệp đã đến đâu")
    def job(job: int) -> dict[str, Any]:
        return life_views.job_json(engine.archive.jobs.get(job))

    @router.post("/api/jobs/{job}/files/{position}", summary="Chọn cách xử lý một tệp trùng hoặc chờ xem lại")
    def choose(job: int, position: int, body: Choice) -> dict[str, Any]:
        engine.intake.decide(job, {position: body.choice})
        return life_views.job_json(engine.intake.wait(job, 30.0))


def _versions(router: APIRouter, engine: Engine) -> None:
    @router.get("/api/documents/{document_id}/versions", summary="Các bản trước của một văn bản")
    def versions(document_id: str) -> list[dict[str, Any]]:
        return [life_views.version_json(one) for one in engine.archive.versions(document_id)]

    @router.get("/api/documents/{document_id}/versions/{revision}", summary="Một bản trước, như đã đọc")
    def version(document_id: str, revision: int) -> dict[str, Any]:
        return to_json(engine.archive.version(document_id, revision))

    @router.get(
        "/api/documents/{document_id}/versions/{revision}/text",
        summary="Toàn văn một bản trước",
        response_class=PlainTextResponse,
    )
    def text(document_id: str, revision: int) -> PlainTextResponse:
        return PlainTextResponse(engine.archive.version(document_id, revision).text)

    @router.get("/api/documents/{document_id}/links", summary="Văn bản được dẫn chiếu và văn bản dẫn chiếu đến")
    def links(document_id: str) -> dict[str, Any]:
        return life_views.links_json(engine, document_id)


def _recall(router: APIRouter, engine: Engine) -> None:
    @router.post("/api/documents/{document_id}/recall", summary="Thu hồi: không còn trong câu trả lời nào")
    def recall(document_id: str, body: Recalling) -> dict[str, Any]:
        return _detail(engine, engine.recall(engine.archive.document(document_id).id, body.reason, body.on))

    @router.delete("/api/documents/{document_id}/recall", summary="Bỏ thu hồi")
    def reinstate(document_id: str) -> dict[str, Any]:
        return _detail(engine, engine.reinstate(engine.archive.document(document_id).id))


def _corrections(router: APIRouter, engine: Engine) -> None:
    @router.get("/api/documents/{document_id}/corrections", summary="Thông tin đã sửa tay, và đã đọc được gì")
    def corrections(document_id: str) -> list[dict[str, Any]]:
        return [life_views.correction_json(one) for one in engine.archive.corrections(document_id)]

    @router.patch("/api/documents/{document_id}", summary="Sửa tay thông tin; chuỗi rỗng là văn bản không ghi")
    def correct(document_id: str, body: Correcting) -> dict[str, Any]:
        found, typed = engine.archive.document(document_id), body.typed()
        return _detail(engine, engine.correct(found.id, typed) if typed else found)

    @router.delete("/api/documents/{document_id}/corrections", summary="Bỏ mọi chỗ sửa tay")
    def undo(document_id: str) -> dict[str, Any]:
        return _detail(engine, engine.correct(engine.archive.document(document_id).id, {}))


def _detail(engine: Engine, document: StoredDocument) -> dict[str, Any]:
    return views.detail_json(document, engine.counts(document.id))
