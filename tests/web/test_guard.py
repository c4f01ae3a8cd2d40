"""Limits and refusals that stand before every route."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from web.guard import HEADERS, BodyLimit, SameOrigin, SecurityHeaders


async def length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def client() -> TestClient:
    app = Starlette(routes=[Route("/", length, methods=["GET", "POST", "DELETE"])])
    app.add_middleware(BodyLimit, upload=2_000_000, other=1_000_000)
    app.add_middleware(SameOrigin)
    app.add_middleware(SecurityHeaders)
    return TestClient(app)


def chunks(count: int) -> Iterator[bytes]:
    yield from [b"a" * 100_000] * count


def test_a_body_within_the_limit_passes(client: TestClient) -> None:
    assert client.post("/", content=b"a" * 1_000_000).text == "1000000"
    assert client.post("/", content=chunks(10)).text == "1000000"


@pytest.mark.parametrize("body", [b"a" * 1_000_001, chunks(11)], ids=["declared", "streamed"])
def test_a_larger_body_is_refused(client: TestClient, body: bytes | Iterator[bytes]) -> None:
    response = client.post("/", content=body)
    assert response.status_code == 413
    assert "vượt quá" in response.json()["error"]
    assert response.headers["x-frame-options"] == HEADERS["x-frame-options"]


def test_uploads_have_a_limit_of_their_own(client: TestClient) -> None:
    assert client.post("/", files={"files": b"a" * 1_500_000}).status_code == 200
    assert client.post("/", files={"files": b"a" * 2_000_001}).status_code == 413


@pytest.mark.parametrize(
    ("method", "origin", "status"),
    [
        ("POST", "http://testserver", 200),
        ("POST", None, 200),
        ("POST", "http://evil.example", 403),
        ("DELETE", "null", 403),
        ("GET", "http://evil.example", 200),
    ],
)
def test_changes_come_from_our_own_pages(client: TestClient, method: str, origin: str | None, status: int) -> None:
    headers = {"origin": origin} if origin else {}
    assert client.request(method, "/", headers=headers).status_code == status
