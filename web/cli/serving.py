"""The command that starts the web server."""

from __future__ import annotations

import gc
import socket
import threading
from contextlib import suppress
from typing import Annotated

import typer

from ingest.errors import BadInput, cause
from search.engine import Engine
from web.cli.output import progress_note, say
from web.cli.settings import settings_of


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="ĐỊA_CHỈ", help="Địa chỉ để nghe.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="CỔNG", min=0, max=65535, help="Cổng để nghe.")] = 8000,
) -> None:
    """Mở trang web tra cứu trên máy này."""
    listener = listen(host, port)
    with listener, settings_of(context).open_engine() as engine:
        import uvicorn

        from web.app import create_app

        progress_note("Đang chuẩn bị chỉ mục …")
        if engine.index.is_behind:
            progress_note("Chỉ mục cũ được dùng trong khi lập chỉ mục mới.")
            threading.Thread(target=_warm, args=(engine,), daemon=True).start()
        else:
            _warm(engine)
        engine.intake.wake()  # jobs that a stopped server left open go on
        address, bound = listener.getsockname()[:2]
        say(f"Mở trình duyệt tại http://{address}:{bound} (dừng: Ctrl+C)")
        config = uvicorn.Config(create_app(engine), log_level="warning", server_header=False)
        with suppress(KeyboardInterrupt):  # Ctrl+C is how a server is stopped
            uvicorn.Server(config).run(sockets=[listener])


def _warm(engine: Engine) -> None:
    """Read what answers need; what has been read stays, so it is not gone over at each collection of garbage, which
    made a question now and then wait for a third of a second."""
    engine.warm()
    gc.collect()
    gc.freeze()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host`` and ``port`` (0: any free one).

    Raises:
        BadInput: the port is taken or not allowed, or the host is not of this machine.
    """
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        # Connections inherit it. asyncio sets it only on sockets that name their protocol, which these do not; without
        # it an answer waits for the acknowledgement of its head, some 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except (OSError, UnicodeError) as error:
        raise BadInput(
            f"Không mở được cổng {port} tại {host} ({cause(error)}); "
            f"hãy chọn cổng khác: cchc serve --port {port + 1 if 0 < port < 65535 else 8001}"
        ) from error
