"""What counts as a mention of an index: the document's own words only."""

from __future__ import annotations

from pathlib import Path

from ingest.archive import Archive
from ingest.parse import parse_text
from search.mentioned import Mentions

TEXT = """QUYẾT ĐỊNH
Ban hành Kế hoạch

Điều 1. Nâng cao Chỉ số PAPI của tỉnh.

|
**CHỦ TỊCH**
Nguyễn Bốn
|
Văn bản này chưa cập nhật nội dung Tiếng Anh
## Văn bản liên quan
Quyết định về Chỉ số cải cách hành chính (PAR INDEX) của tỉnh khác
"""


def test_a_web_page_around_a_document_mentions_nothing(tmp_path: Path) -> None:
    with Archive.open(f"sqlite:///{tmp_path / 'archive.sqlite3'}") as archive:
        archive.add(parse_text(TEXT, "web.md"))
        found = Mentions(archive).indices()
        assert [one.index.acronym for one in found] == ["PAPI"]
