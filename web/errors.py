"""Errors as HTTP answers: the one place that chooses status codes. JSON for programs, a page for people."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from ingest.errors import (
    BadDataFolder,
    BadInput,
    BadModel,
    BadQuestion,
    CchcError,
    Defect,
    NotFound,
    UnreadableFile,
    UnsupportedFormat,
)
from web.guard import HEADERS
from web.templating import render

_LOG = logging.getLogger(__name__)
# The most specific class first.
STATUSES: tuple[tuple[type[CchcError], int], ...] = (
    (NotFound, 404),
    (BadQuestion, 400),
    (UnsupportedFormat, 415),
    (UnreadableFile, 422),
    (BadInput, 400),
    (BadDataFolder, 409),
    (BadModel, 503),
    (Defect, 500),
    (CchcError, 500),
)
_HEADINGS = {404: "Không tìm thấy", 413: "Dữ liệu quá lớn", 500: "Chương trình gặp lỗi"}
_HTTP_MESSAGES = {
    404: "Không có trang này.",
    405: "Địa chỉ này không nhận kiểu yêu cầu đó.",
    413: "Dữ liệu gửi lên quá lớn.",
}
_DEFECT = "Chương trình gặp lỗi ngoài dự kiến; xem nhật ký của máy chủ để báo lại."


def status_of(error: CchcError) -> int:
    """The HTTP status that says what ``error`` is."""
    return next(status for kind, status in STATUSES if isinstance(error, kind))


def answer(request: Request, status: int, message: str) -> Response:
    """``message`` as JSON for the API, as a page for a browser."""
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": message}, status_code=status)
    heading = _HEADINGS.get(status, "Không thực hiện được")
    return render("error.html", {"heading": heading, "message": message}, status)


def install(app: FastAPI) -> None:
    """Make ``app`` answer every error as described above."""

    @app.exception_handler(CchcError)
    def known(request: Request, error: CchcError) -> Response:
        status = status_of(error)
        if status >= 500:
            _LOG.error("%s", error, exc_info=error)
        return answer(request, status, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        fields = ", ".join(dict.fromkeys(str(one["loc"][-1]) for one in error.errors()))
        return answer(request, 400, f"Yêu cầu thiếu hoặc sai ở: {fields}.")

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        return answer(request, error.status_code, _HTTP_MESSAGES.get(error.status_code, "Yêu cầu không hợp lệ."))

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        made = answer(request, 500, _DEFECT)
        made.headers.update(HEADERS)  # this handler stands outside the middleware that adds them
        return made
