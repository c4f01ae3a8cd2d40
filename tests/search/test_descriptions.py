"""Documents described by words of their title, in a row or apart."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.archive import CatalogueEntry, State
from ingest.records import Metadata
from search.question.description import describe

TITLES = (
    "Thực hiện các dự án thuộc Chương trình mục tiêu quốc gia phòng, chống ma túy đến năm 2030",
    "Cải cách hành chính nhà nước năm 2018",
    "Phát triển hạ tầng 5G trong các khu công nghiệp",
    "Triển khai Nghị định quy định chi tiết Luật Bảo vệ dữ liệu cá nhân",
)


def entry(title: str) -> CatalogueEntry:
    known = Metadata(type="Kế hoạch", title=title)
    return CatalogueEntry(title, known, f"{title}.txt", "", State.ACTIVE, datetime(2026, 1, 1, tzinfo=UTC), (), 1, 1)


@pytest.mark.parametrize(
    ("question", "described"),
    [
        ("mục tiêu của kế hoạch phòng chống ma túy là gì", ["kế hoạch phòng chống ma túy"]),
        ("Kế hoạch cải cách hành chính năm 2026 có gì", ["Kế hoạch cải cách hành chính"]),
        ("kinh phí kế hoạch phát triển hạ tầng 5G lấy ở đâu", ["kế hoạch phát triển hạ tầng 5G"]),
        ("kế hoạch nào của sở giao", []),
        ("Nghị định quy định chi tiết Luật Bảo vệ dữ liệu cá nhân do ai chủ trì", []),
        ("kế hoạch trồng rừng phòng hộ ven biển", []),
    ],
)
def test_descriptions(question: str, described: list[str]) -> None:
    assert [words for words, _ in describe(question, [entry(title) for title in TITLES])] == described


def test_the_end_of_another_word_names_no_statute() -> None:
    law = replace(entry("Luật Viên chức"), metadata=Metadata(type="Luật", title="Luật Viên chức"))
    assert [words for words, _ in describe("theo luật viên chức thì sao", [law])] == ["luật viên chức"]
    assert not describe("Hội đồng kỷ luật viên chức gồm mấy người", [law])
