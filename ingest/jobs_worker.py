"""A thread that works in the background when it is woken, one piece of work at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from ingest.errors import CchcError

RETRY_SECONDS = 5.0
Stopping = Callable[[], bool]

_log = logging.getLogger(__name__)


class Worker:
    """Runs ``work(stopping)`` once for all the times that it was woken meanwhile; ``work`` returns early once
    ``stopping()``. Work that ends in a ``CchcError`` (another program holds the folder) is tried again later."""

    def __init__(self, work: Callable[[Stopping], None], retry: float = RETRY_SECONDS) -> None:
        self._work = work
        self._retry = retry
        self._wanted = threading.Event()
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """There is work to do; the thread is started when it does not run."""
        self._wanted.set()
        with self._starting:
            if not self._stopping.is_set() and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._run, name="cchc-jobs", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Let the present piece of work come to an end, and start no other."""
        self._stopping.set()
        self._wanted.set()
        with self._starting:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while self._wanted.wait() and not self._stopping.is_set():
            self._wanted.clear()
            try:
                self._work(self._stopping.is_set)
            except CchcError as error:
                _log.warning("jobs wait: %s", error)
                self._wanted.set()
                self._stopping.wait(self._retry)
