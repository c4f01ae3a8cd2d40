"""What every request passes: a limit on its size, refusal of forms sent from other sites, and security headers."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_UPLOAD = 50 * 1024 * 1024
MAX_BODY = 1024 * 1024
_SAFE = {"GET", "HEAD", "OPTIONS"}
# Nothing is loaded from elsewhere, only our own script files run, nothing frames the pages: text of documents cannot
# act, whatever it holds.
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Adds :data:`HEADERS` to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class SameOrigin:
    """Answers 403 to a changing request that a browser sends from a page of another site."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _SAFE and _is_foreign(Headers(scope=scope)):
            await _refuse(send, 403, "Yêu cầu đến từ một trang web khác nên bị từ chối.")
            return
        await self.app(scope, receive, send)


def _is_foreign(headers: Headers) -> bool:
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


class BodyLimit:
    """Answers 413 to a body above the limit, by its declared length or as soon as more has arrived."""

    def __init__(self, app: ASGIApp, upload: int = MAX_UPLOAD, other: int = MAX_BODY) -> None:
        self.app = app
        self.upload = upload
        self.other = other

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _SAFE:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_upload = headers.get("content-type", "").startswith("multipart/form-data")
        limit = self.upload if is_upload else self.other
        declared = headers.get("content-length", "0")
        if not declared.isdigit() or int(declared) > limit:
            await _refuse(send, 413, too_large(limit))
            return
        counted = _Counted(receive, limit)
        try:
            await self.app(scope, counted, send)
        except _TooLarge:
            await _refuse(send, 413, too_large(limit))


def too_large(limit: int) -> str:
    """What is said of a body above ``limit`` bytes."""
    return f"Dữ liệu gửi lên vượt quá {limit // (1024 * 1024)} MB; hãy chia nhỏ rồi gửi lại."


class _TooLarge(Exception):
    """More bytes arrived than are allowed."""


class _Counted:
    """``receive`` that counts bytes."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _TooLarge
        return message


async def _refuse(send: Send, status: int, message: str) -> None:
    body = json.dumps({"error": message}, ensure_ascii=False).encode("utf-8")
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
