"""Pictures of every page at a desk's and a phone's width, light and dark: ``make screenshots``.

They go into the folder ``screenshots/`` (not kept in git), the pages filled from the five documents.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Page, sync_playwright

from ingest.archive import OnDuplicate
from ingest.corpus import DOCUMENTS
from search.engine import Engine
from web.app import create_app
from web.cli.serving import listen

FOLDER = Path(__file__).resolve().parent.parent / "screenshots"
WIDTHS = {1280: 800, 360: 740}
SCHEMES = ("light", "dark")
PLAN = "02-kh-ubnd-ubnd-tinh-dak-nong-2020-01-03"


def sent() -> list[tuple[str, BinaryIO]]:
    """Files to look at before they go in: a new document, a changed one, one that cannot be read."""
    text = (DOCUMENTS / "002_959ca475dbccc435.txt").read_text(encoding="utf-8")
    made = {
        "Quyết định 7.txt": "Số: 7/QĐ-UBND\n\nQUYẾT ĐỊNH\n\nVề việc ban hành quy chế\n\nĐiều 1. Ban hành quy chế.\n",
        "Kế hoạch 02 (bản sửa).txt": text.replace("Hội thi", "Cuộc thi"),
        "Bản quét mờ.pdf": "không phải PDF",
    }
    return [(name, io.BytesIO(words.encode("utf-8"))) for name, words in made.items()]


def asked(question: str, more: str = "") -> str:
    """The address that asks ``question``."""
    return f"/?q={quote(question)}{more}"


PAGES = {
    "home": "/",
    "answer": asked("Ai chủ trì Hội thi chung tay CCHC năm 2020?"),
    "duties": asked("Sở Nội vụ phải làm gì ở Đắk Nông năm 2020?"),
    "search": asked("tuyên truyền cải cách hành chính trên báo", f"&province={quote('Đắk Nông')}"),
    "refusal": asked("Ai chủ trì Hội thi chung tay CCHC của tỉnh Cà Mau năm 2035?"),
    "mistake": asked("cải cách", "&year=xyz"),
    "documents": "/documents",
    "document": f"/documents/{PLAN}",
    "clause": f"/documents/{PLAN}?start=6278&end=6545#danh-muc/2",
    "manage": f"/documents/{PLAN}/manage",
    "remove": f"/documents/{PLAN}/remove",
    "jobs": "/jobs",
    "job": "/jobs/1",
    "review": "/jobs/2",
    "agencies": "/agencies",
    "agency": "/agencies/so-noi-vu",
    "registry": "/registry",
    "matrix": "/matrix",
    "deadlines": "/deadlines",
    "mentions": "/mentions",
    "feedback": "/feedback",
    "status": "/status",
    "api": "/docs",
    "not-found": "/khong-co",
}


@contextmanager
def served() -> Iterator[str]:
    """The address of a server over the five documents, in a folder that goes with it."""
    with tempfile.TemporaryDirectory() as folder, Engine.open(Path(folder) / "Dữ liệu Sở Nội vụ") as engine:
        list(engine.ingest([DOCUMENTS]))
        engine.warm()
        engine.intake.wait(engine.intake.receive(sent(), OnDuplicate.ASK, needs_review=True), 60)
        listener = listen("127.0.0.1", 0)
        server = uvicorn.Server(uvicorn.Config(create_app(engine), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


def picture(page: Page, url: str, name: str) -> None:
    """What a reader sees first, and for most pages the whole of it."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")
    if "#" not in url:
        page.screenshot(path=FOLDER / "whole" / f"{name}.png", full_page=True)


def main() -> None:
    """Take all pictures anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    (FOLDER / "whole").mkdir(parents=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for width, height in WIDTHS.items():
            for scheme in SCHEMES:
                page = browser.new_page(
                    viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
                )
                for name, path in PAGES.items():
                    picture(page, address + path, f"{name}-{width}-{scheme}")
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
