"""The five shipped documents, whole: expected parse, counts, and nothing lost."""

import hashlib
import json
from pathlib import Path

import pytest

from ingest.corpus import DOCUMENTS, EXPECTED
from ingest.parse import parse_file, parse_text
from ingest.records import Level, ParsedDocument
from ingest.serialize import to_json

FILES = sorted(DOCUMENTS.glob("*.txt"))


def bare_hash(text: str) -> str:
    return hashlib.sha256("".join(text.split()).encode("utf-8")).hexdigest()


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.name[:3])
def parsed(request: pytest.FixtureRequest) -> ParsedDocument:
    return parse_file(request.param)


def test_there_are_five_documents_each_with_an_expected_parse() -> None:
    assert len(FILES) == 5
    assert {path.stem for path in EXPECTED.glob("*.json")} == {path.stem for path in FILES}


def test_the_parse_is_as_expected(parsed: ParsedDocument) -> None:
    """Written by ``cchc parse FILE --json``; a change here must be read, and only then written again."""
    expected = json.loads((EXPECTED / f"{Path(parsed.source_file).stem}.json").read_text(encoding="utf-8"))
    found = json.loads(json.dumps(to_json(parsed), ensure_ascii=False))
    for part in ("metadata", "provisions", "assignments", "references"):
        assert found[part] == expected[part], part
    assert found == expected


def test_no_character_is_lost_or_doubled(parsed: ParsedDocument) -> None:
    spans = sorted(span for provision in parsed.provisions for span in provision.spans)
    assert bare_hash("".join(span.of(parsed.text) for span in spans)) == bare_hash(parsed.text)
    stored = (DOCUMENTS / parsed.source_file).read_bytes()
    assert bare_hash(stored.decode("utf-8")) == bare_hash(parsed.text)
    assert hashlib.sha256(stored).hexdigest() == parsed.sha256


def test_text_and_quotes_are_literal(parsed: ParsedDocument) -> None:
    for provision in parsed.provisions:
        assert provision.text == parsed.text[provision.start : provision.end]
    for reference in parsed.references:
        assert reference.text == reference.span.of(parsed.text)
    for basis in parsed.metadata.legal_bases:
        assert basis.text == basis.span.of(parsed.text)


def test_every_parent_comes_before_its_children(parsed: ParsedDocument) -> None:
    seen = set()
    for provision in parsed.provisions:
        assert provision.parent is None or provision.parent in seen
        seen.add(provision.address)


@pytest.mark.parametrize(
    ("name", "rows", "number", "issuer", "issued_on", "signers"),
    [
        ("000", 20, "52/QĐ-UBND", "Chủ tịch UBND tỉnh Đắk Nông", "2017-01-11", ["Cao Huy"]),
        ("001", 7, "34/KH-UBND", "Chủ tịch UBND tỉnh Thái Nguyên", "2023-03-02", ["Lê Quang Tiên"]),
        ("002", 16, "02/KH-UBND", "UBND tỉnh Đắk Nông", "2020-01-03", ["Trương Thanh Tùng"]),
        (
            "003",
            46,
            "3406/QĐ-UBND",
            "Chủ tịch UBND tỉnh Bình Phước",
            "2017-12-28",
            ["Nguyễn Văn Trâm", "Nguyễn Văn Tuấn"],
        ),
        ("004", 0, None, None, None, []),
    ],
)
def test_what_a_reader_of_each_document_knows(
    name: str, rows: int, number: str | None, issuer: str | None, issued_on: str | None, signers: list[str]
) -> None:
    parsed = parse_file(next(path for path in FILES if path.name.startswith(name)))
    metadata = to_json(parsed)["metadata"]
    assert sum(provision.level is Level.ROW for provision in parsed.provisions) == rows
    assert (metadata["number"], metadata["issuer"], metadata["issued_on"]) == (number, issuer, issued_on)
    assert [signer["name"] for signer in metadata["signers"]] == signers
    assert sum(assignment.form == "row" for assignment in parsed.assignments) == rows


def test_the_same_text_has_the_same_addresses_and_id() -> None:
    text = FILES[0].read_text(encoding="utf-8")
    first, second = parse_text(text, "a.txt"), parse_text(text, "b.txt")
    assert [p.address for p in first.provisions] == [p.address for p in second.provisions]
    assert first.id == second.id == "52-qd-ubnd-chu-tich-ubnd-tinh-dak-nong-2017-01-11"
