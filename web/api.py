"""The JSON interface under ``/api``. Each answer is the JSON of a view model that a page or a command shows too."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, File, Query, Response, UploadFile
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

from ingest.archive import OnDuplicate
from search.answer import Filters
from search.duties import DutyFilter, RoleChoice
from search.engine import Engine
from web import life_api, life_views, uploads, views


class Question(BaseModel):
    """Body of ``POST /api/ask``."""

    question: str = Field(description="Câu hỏi bằng tiếng Việt, có dấu hoặc không dấu")


class SearchQuery(BaseModel):
    """Query of ``GET /api/search``; a filter may be given several times."""

    q: str = Field(description="Nội dung cần tìm")
    limit: int = Field(10, ge=1, le=200, description="Số kết quả")
    province: list[str] = Field(default_factory=list, description="Chỉ văn bản của tỉnh này")
    year: list[int] = Field(default_factory=list, description="Chỉ văn bản của năm này")
    type: list[str] = Field(default_factory=list, description="Chỉ loại văn bản này")
    issuer: list[str] = Field(default_factory=list, description="Chỉ cơ quan ban hành này")
    agency: list[str] = Field(default_factory=list, description="Chỉ nơi nêu cơ quan này")
    part: list[str] = Field(
        default_factory=list,
        description="Chỉ phần này của văn bản: nội dung chính, phụ lục, căn cứ, nơi nhận, chữ ký, hoặc loại của phần",
    )
    state: list[str] = Field(
        default_factory=list,
        description="Chỉ văn bản ở tình trạng này: active, replaced, recalled, all; để trống là bỏ văn bản đã thu hồi",
    )

    def filters(self) -> Filters:
        """The filters as the engine takes them."""
        return Filters(
            provinces=tuple(self.province),
            years=tuple(self.year),
            types=tuple(self.type),
            issuers=tuple(self.issuer),
            agencies=tuple(self.agency),
            parts=tuple(self.part),
            states=tuple(self.state),
        )


def create_router(engine: Engine) -> APIRouter:
    """The routes, over ``engine``. Plain functions: the server runs them in its threads."""
    router = APIRouter()
    _answers(router, engine)
    _documents(router, engine)
    _changes(router, engine)
    _agencies(router, engine)
    life_api.add_routes(router, engine)
    return router


def _answers(router: APIRouter, engine: Engine) -> None:
    @router.post("/api/ask", summary="Hỏi; trả lời kèm trích dẫn, hoặc từ chối có lý do")
    def ask(question: Question) -> dict[str, Any]:
        return engine.ask(question.question).to_json()

    @router.get("/api/search", summary="Tìm điều khoản theo nội dung")
    def search(query: Annotated[SearchQuery, Query()]) -> dict[str, Any]:
        return engine.search(query.q, query.filters(), query.limit).to_json()

    @router.get("/healthz", summary="Máy chủ có hoạt động không, và kho có bao nhiêu văn bản")
    def health() -> dict[str, Any]:
        return {"status": "ok", "documents": len(engine.archive.catalogue()), "generation": engine.archive.generation()}


def _documents(router: APIRouter, engine: Engine) -> None:
    @router.get("/api/documents", summary="Danh sách văn bản trong kho")
    def documents() -> list[dict[str, Any]]:
        return [one.to_json() for one in views.summaries(engine)]

    @router.get("/api/documents/{document_id}", summary="Thông tin một văn bản")
    def document(document_id: str) -> dict[str, Any]:
        found = engine.archive.document(document_id)
        return views.detail_json(found, engine.counts(found.id))

    @router.get("/api/documents/{document_id}/text", summary="Toàn văn như đã lưu", response_class=PlainTextResponse)
    def text(document_id: str) -> PlainTextResponse:
        return PlainTextResponse(engine.archive.document(document_id).text)


def _changes(router: APIRouter, engine: Engine) -> None:
    @router.post("/api/documents", summary="Thêm văn bản (multipart, trường “files”); 202 khi chưa đọc xong")
    def upload(
        response: Response,
        files: Annotated[list[UploadFile], File()],
        on_duplicate: OnDuplicate = OnDuplicate.ASK,
        wait: Annotated[float, Query(ge=0, le=60, description="Chờ tối đa mấy giây")] = 30.0,
    ) -> dict[str, Any]:
        job = uploads.receive(engine, files, on_duplicate, wait)
        failure = uploads.failure(job)
        if failure is not None:
            raise failure
        found = life_views.job_json(job)
        response.status_code = 200 if found["done"] else 202
        return {"job": job.id, "done": found["done"], "outcomes": found["files"]}

    @router.delete("/api/documents/{document_id}", summary="Xóa một văn bản khỏi kho và khỏi mọi câu trả lời")
    def remove(document_id: str) -> dict[str, str]:
        engine.archive.document(document_id)
        return {"removed": engine.remove(document_id).id}


def _agencies(router: APIRouter, engine: Engine) -> None:
    @router.get("/api/agencies", summary="Các cơ quan được giao nhiệm vụ")
    def agencies() -> list[dict[str, Any]]:
        return [asdict(one) for one in views.agencies(engine)]

    @router.get("/api/agencies/{slug}/duties", summary="Nhiệm vụ của một cơ quan")
    def duties(
        slug: str, role: RoleChoice = RoleChoice.ANY, province: str | None = None, year: int | None = None
    ) -> dict[str, Any]:
        return engine.duties(slug, DutyFilter(role, province or None, year)).to_json()
