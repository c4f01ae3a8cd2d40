"""Models by their names on the hub: taken from what was fetched before, else fetched, else told at once."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

_PATIENCE = 5.0  # seconds to wait for the hub; its own client would try for minutes


def from_hub(load: Callable[[bool], Any]) -> Any:
    """What ``load(local_only)`` gives: of what was fetched before, without asking the hub; else from the hub.

    Raises:
        OSError: it was not fetched and the hub cannot be reached; and whatever ``load`` raises.
    """
    try:
        return load(True)
    except (OSError, ValueError):
        _reach_hub()
        return load(False)


def revision_of(model: Any) -> str | None:
    """The revision of the hub's model that a transformer (``model.config``) was made from, where it is known."""
    revision = getattr(getattr(model, "config", None), "_commit_hash", None)
    return str(revision) if revision else None


def _reach_hub() -> None:
    from huggingface_hub import constants

    address = urlsplit(constants.ENDPOINT)
    if address.hostname and not getproxies():
        port = address.port or {"http": 80, "https": 443}[address.scheme]
        try:
            socket.create_connection((address.hostname, port), timeout=_PATIENCE).close()
        except OSError as error:
            raise OSError("máy không kết nối được tới kho mô hình") from error
