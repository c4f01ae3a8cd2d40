"""Plans and laws that do not ship: expected values, written down by reading; the texts lie in a folder of your own.

``CCHC_READING`` names a folder that holds ``plans/`` and ``laws/``; without it these rows are skipped.
"""

import csv
import os
from pathlib import Path

import pytest

from ingest.parse import parse_file
from ingest.records import Level

HERE = Path(__file__).parent
READING = os.environ.get("CCHC_READING")
pytestmark = pytest.mark.skipif(READING is None, reason="CCHC_READING names no folder of plans and laws")


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"reading_{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(folder: str, row: dict[str, str]) -> dict[str, str]:
    parsed = parse_file(Path(READING or "") / folder / row["file"])
    known = parsed.metadata
    return {
        "file": row["file"],
        "articles": str(sum(provision.level is Level.ARTICLE for provision in parsed.provisions)),
        "number": known.number or "",
        "type": known.type or "",
        "issuer": known.issuer or "",
        "issued_on": str(known.issued_on or ""),
        "title": known.title or "",
    }


def every_text() -> list[Path]:
    return sorted(path for folder in ("plans", "laws") for path in (Path(READING or ".") / folder).glob("*.[mt][dx]*"))


@pytest.mark.parametrize("path", every_text() if READING else [], ids=lambda path: path.name)
def test_nothing_is_lost_or_doubled(path: Path) -> None:
    parsed = parse_file(path)
    spans = sorted(span for provision in parsed.provisions for span in provision.spans)
    held = "".join(span.of(parsed.text) for span in spans)
    assert "".join(held.split()) == "".join(parsed.text.split())
    assert len({provision.address for provision in parsed.provisions}) == len(parsed.provisions)


@pytest.mark.parametrize("row", rows("plans"), ids=lambda row: row["file"])
def test_a_plan_says_what_it_is(row: dict[str, str]) -> None:
    found = read("plans", row)
    assert {key: found[key] for key in row} == row


@pytest.mark.parametrize("row", rows("laws"), ids=lambda row: row["file"])
def test_a_law_says_what_it_is(row: dict[str, str]) -> None:
    found = read("laws", row)
    assert {key: found[key] for key in row} == row
