"""View models: the values that the JSON interface returns and the pages show, made from the archive once for both."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ingest.agencies import AgencyRegistry
from ingest.archive import CatalogueEntry, StoredDocument
from ingest.folding import fold, squeeze
from ingest.records import Metadata, Role
from search.answer import Kind
from search.citation import issuer_name, printed_date
from search.duties import agency_names
from search.engine import Engine
from search.holdings import Counts
from search.terms import STATE_NAMES

ROLE_NAMES = {
    Role.LEAD: "Chủ trì",
    Role.COORDINATE: "Phối hợp",
    Role.APPRAISE: "Thẩm định",
    Role.ADVISE: "Tham mưu",
    Role.IMPLEMENT: "Thực hiện",
    Role.MONITOR: "Theo dõi, kiểm tra",
    Role.REQUESTED: "Được đề nghị",
}
KIND_NAMES = {
    Kind.LEAD: "cơ quan chủ trì",
    Kind.COORDINATE: "cơ quan phối hợp",
    Kind.DUTY: "nhiệm vụ của cơ quan",
    Kind.DEADLINE: "thời hạn",
    Kind.REPORT: "chế độ báo cáo",
    Kind.LEGAL_BASIS: "căn cứ pháp lý",
    Kind.MENTION: "văn bản có nhắc đến",
    Kind.FUNDING: "kinh phí",
    Kind.SIGNER: "người ký",
    Kind.METADATA: "thông tin văn bản",
    Kind.LIST: "liệt kê",
    Kind.COMPARE: "so sánh",
    Kind.COUNT: "đếm số lượng",
    Kind.DEFINITION: "giải thích từ ngữ",
    Kind.OPEN: "nội dung chung",
    Kind.SUCCESSION: "sắp xếp cơ quan, tỉnh",
}
_ACRONYMS = ("ubnd", "hđnd")
UNKNOWN_NUMBER = "Văn bản không rõ số, ký hiệu"

Entry = CatalogueEntry | StoredDocument


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document in a list; ``label`` names it in a few words, ``issued_on`` is an ISO date."""

    id: str
    label: str
    number: str | None
    type: str | None
    title: str | None
    issuer: str | None
    issued_on: str | None
    province: str | None
    source_file: str
    sha256: str
    state: str
    added_at: str
    provisions: int
    assignments: int
    warnings: tuple[str, ...]
    recalled_on: str | None
    recall_reason: str | None

    def to_json(self) -> dict[str, Any]:
        """An element of ``GET /api/documents`` and ``cchc documents --json``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class AgencySummary:
    """An agency in a list, with the number of its duties by name: led, coordinated, all."""

    id: str
    name: str
    kind: str
    lead: int
    coordinate: int
    total: int


def label(known: Metadata, source_file: str) -> str:
    """What a document is called in a list: type and number, else its type and file, else its file."""
    if known.number:
        return f"{known.type or 'Văn bản'} số {known.number}"
    named = known.type or UNKNOWN_NUMBER
    return f"{named} (tệp {source_file})"


def summary(entry: Entry, counts: Counts) -> DocumentSummary:
    """The summary of a document of the archive."""
    known = entry.metadata
    return DocumentSummary(
        entry.id,
        label(known, entry.source_file),
        known.number,
        known.type,
        squeeze(known.title) if known.title else None,
        known.issuer,
        known.issued_on.isoformat() if known.issued_on else None,
        known.province,
        entry.source_file,
        entry.sha256,
        entry.state.value,
        entry.added_at.isoformat(timespec="seconds"),
        counts.provisions,
        counts.assignments,
        entry.warnings,
        entry.recall.on.isoformat() if entry.recall else None,
        entry.recall.reason if entry.recall else None,
    )


def detail_json(document: StoredDocument, counts: Counts) -> dict[str, Any]:
    """The object of ``GET /api/documents/{id}``: the summary with signers, recipients, legal bases and period."""
    known = document.metadata
    return {
        **summary(document, counts).to_json(),
        "place": known.place,
        "signers": [{"name": one.name, "position": one.position} for one in known.signers],
        "recipients": list(known.recipients),
        "legal_bases": [squeeze(one.text) for one in known.legal_bases],
        "period": list(known.period) if known.period else None,
        "characters": len(document.text),
    }


def facts(document: StoredDocument) -> list[tuple[str, list[str]]]:
    """The metadata of a document as labelled lines for a page or a terminal; what is not stated is left out."""
    known = document.metadata
    period = "" if not known.period else "–".join(map(str, dict.fromkeys(known.period)))
    rows: list[tuple[str, list[str]]] = [
        ("Số, ký hiệu", [known.number or "không ghi trong văn bản"]),
        ("Loại văn bản", [known.type or ""]),
        ("Cơ quan ban hành", [issuer_name(known.issuer) if known.issuer else ""]),
        ("Ngày ban hành", [printed_date(known.issued_on) if known.issued_on else ""]),
        ("Tỉnh, thành phố", [known.province or ""]),
        ("Thời gian áp dụng", [period]),
        ("Người ký", [f"{one.position} {one.name}".strip() for one in known.signers]),
        ("Căn cứ", [squeeze(one.text) for one in known.legal_bases]),
        ("Nơi nhận", list(known.recipients)),
        ("Tình trạng", [_standing(document)]),
        ("Tệp gốc", [document.source_file]),
    ]
    return [(name, shown) for name, values in rows if (shown := [one for one in values if one])]


def _standing(document: StoredDocument) -> str:
    if document.recall is None:
        return STATE_NAMES[document.state]
    return f"Đã thu hồi từ ngày {printed_date(document.recall.on)}: {document.recall.reason}"


def summaries(engine: Engine) -> list[DocumentSummary]:
    """Every document of the archive, recalled ones too, newest first, those without a date last."""
    found = [summary(entry, engine.counts(entry.id)) for entry in engine.archive.catalogue(with_recalled=True)]
    return sorted(found, key=lambda one: one.issued_on or "", reverse=True)


def agencies(engine: Engine) -> list[AgencySummary]:
    """Every agency that has a duty, kinds in the order of the registry, names in order; unregistered ones last."""
    kinds = list(dict.fromkeys(one.kind for one in AgencyRegistry.load().all()))
    made = []
    for found in agency_names(engine.archive).values():
        agency, roles = found[0][0], [role for _, role in found]
        lead, coordinate = roles.count(Role.LEAD), roles.count(Role.COORDINATE)
        made.append(AgencySummary(agency.id, agency.name, agency.kind, lead, coordinate, len(roles)))
    return sorted(made, key=lambda one: (kinds.index(one.kind) if one.kind else len(kinds), fold(one.name)))


def kind_name(kind: str) -> str:
    """The heading over agencies of one kind of the registry.

    >>> kind_name("ubnd cấp dưới"), kind_name("sở")
    ('UBND cấp dưới', 'Sở')
    """
    if not kind:
        return "Cơ quan chưa có trong danh mục"
    words = [word.upper() if word in _ACRONYMS else word for word in kind.split()]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def vietnamese_number(number: int) -> str:
    """``number`` with a dot between thousands.

    >>> vietnamese_number(13411)
    '13.411'
    """
    return f"{number:,}".replace(",", ".")
