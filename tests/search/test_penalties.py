"""A crime named as its article is headed is answered by every frame of the article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.parse import parse_text
from search.ask import ask

LAW = """QUỐC HỘI
Luật số: 92/2031/QH17

BỘ LUẬT
HÌNH SỰ

Điều 1. Tội phá đê

1. Người nào thực hiện một trong những hành vi sau đây, thì bị phạt tù từ 05 năm đến 10 năm:

a) Đào thân đê;

b) Phá cống dưới đê.

2. Phạm tội trong trường hợp ít nghiêm trọng, thì bị phạt tù từ 01 năm đến 05 năm.

3. Người chuẩn bị phạm tội này được giáo dục tại xã.

Điều 2. Tội phá đê gây chết người

1. Người nào phá đê gây chết người, thì bị phạt tù từ 15 năm đến 20 năm.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("penalties")
    with Archive.open(f"sqlite:///{folder / 'archive.sqlite3'}") as opened:
        opened.add(parse_text(LAW, "bo-luat-hinh-su.txt"))
        yield opened


@pytest.mark.parametrize("question", ["Tội phá đê bị phạt tù bao nhiêu năm?", "Phạm tội phá đê thì bị phạt thế nào?"])
def test_every_frame_of_a_crime(archive: Archive, question: str) -> None:
    facts = [statement.text for statement in ask(question, archive, None).statements]
    assert len(facts) == 2
    assert "từ 05 năm đến 10 năm" in facts[0] and "từ 01 năm đến 05 năm" in facts[1]


def test_the_crime_that_is_named_whole(archive: Archive) -> None:
    facts = [
        statement.text for statement in ask("Tội phá đê gây chết người bị phạt tù mấy năm?", archive, None).statements
    ]
    assert len(facts) == 1 and "từ 15 năm đến 20 năm" in facts[0]


def test_an_item_is_told_with_what_follows_from_it(archive: Archive) -> None:
    facts = [one.text for one in ask("Đào thân đê thì bị xử lý thế nào?", archive, None).statements]
    assert len(facts) == 2
    assert "bị phạt tù từ 05 năm" in facts[0] and "Đào thân đê" in facts[1]
