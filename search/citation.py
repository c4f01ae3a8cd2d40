"""Vietnamese wording of a place in a document, and the making of citations: the one place for both.

The wording follows Nghị định 30/2020/NĐ-CP (Phụ lục I, II.6.b): smallest unit first ("điểm c khoản 1 Mục VI"),
then the part, then type, number, date and issuer of the document. Articles are counted through a whole law, so
the units above an article are left out; a plan without articles is cited up to its Mục.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ingest.address import BULLET_STEPS, PART_STEPS, Step
from ingest.archive import StoredDocument
from ingest.errors import Defect
from ingest.folding import fold, squeeze
from ingest.records import Level, Provision, Span
from search.answer import Citation

_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
# The unit's name by its level, printed before the marker.
_BY_LEVEL = {
    Level.SECTION: "Mục",
    Level.CLAUSE: "khoản",
    Level.POINT: "điểm",
    Level.ROW: "STT",
    Level.ARTICLE: "Điều",
    Level.CHAPTER: "Chương",
    Level.DIVISION: "Phần",
    Level.SUBSECTION: "Tiểu mục",
    Level.TABLE_HEAD: "dòng tiêu đề bảng",
}
_NAMED_STEPS = {
    "phan": "Phần {}",
    "chuong": "Chương {}",
    "muc": "Mục {}",
    "tieu-muc": "Tiểu mục {}",
    "dieu": "Điều {}",
    "hang": "hàng {}",
    "bang": "bảng {}",
}
_COUNTED_STEPS = {"can-cu": "căn cứ thứ {}", "doan": "đoạn thứ {}"}
_WHOLE_STEPS = {
    "noi-nhan": "nơi nhận",
    "chu-ky": "phần chữ ký",
    "chu-thich": "chú thích",
    "trang-web": "phần của trang web",
}
STATUTES = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
_ATTACHED = ("phu-luc", "danh-muc", "bieu", "bieu-mau", "mau")


def ordinal(number: int) -> str:
    """``number`` as in "gạch đầu dòng thứ hai": a word up to ten, digits after.

    >>> ordinal(2), ordinal(11)
    ('hai', '11')
    """
    return _ORDINALS[number - 1] if 1 <= number <= len(_ORDINALS) else str(number)


def printed_date(day: date) -> str:
    """A date as Nghị định 30/2020/NĐ-CP writes it: zero before days below 10 and before months 1 and 2.

    >>> printed_date(date(2023, 3, 2)), printed_date(date(2017, 1, 11))
    ('02/3/2023', '11/01/2017')
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def document_name(document: StoredDocument) -> str:
    """The document in words: type, number, date and issuer; a statute by its title and number.

    A document whose number is not printed is named "văn bản không rõ số, ký hiệu (tệp ...)".
    """
    known = document.metadata
    if not known.number:
        if known.type in STATUTES and known.title:
            return _statute_title(known.type, known.title)
        return f"văn bản không rõ số, ký hiệu (tệp {document.source_file})"
    if known.type in STATUTES and known.title:
        return f"{_statute_title(known.type, known.title)} số {known.number}"
    words = [known.type or "Văn bản", "số", known.number]
    if known.issued_on:
        words += ["ngày", printed_date(known.issued_on)]
    if known.issuer:
        words += ["của", issuer_name(known.issuer)]
    return " ".join(words)


def issuer_name(issuer: str) -> str:
    """The issuer on one line, with the usual abbreviation UBND.

    >>> issuer_name("Chủ tịch Ủy ban nhân dân tỉnh Đắk Nông")
    'Chủ tịch UBND tỉnh Đắk Nông'
    """
    words = squeeze(issuer).split(" ")
    folded = [fold(word) for word in words]
    for place in range(len(words) - 3):
        if folded[place : place + 4] == ["uy", "ban", "nhan", "dan"]:
            return " ".join([*words[:place], "UBND", *words[place + 4 :]])
    return " ".join(words)


def _statute_title(kind: str, title: str) -> str:
    line = squeeze(title)
    named = fold(line).startswith(fold(kind))
    return line if named else f"{kind} {line}"


def path_to(provisions: Mapping[str, Provision], provision: Provision) -> tuple[Provision, ...]:
    """``provision`` with its ancestors, outermost first; ``provisions`` is keyed by printed address."""
    path = [provision]
    while path[0].parent is not None and str(path[0].parent) in provisions:
        path.insert(0, provisions[str(path[0].parent)])
    return tuple(path)


def heading_path(path: Sequence[Provision]) -> tuple[str, ...]:
    """The headings above the last provision of ``path``, outermost first, without the empty ones."""
    return tuple(squeeze(step.heading) for step in path[:-1] if step.heading.strip())


def place(path: Sequence[Provision]) -> str:
    """The place inside its part in words, smallest unit first ("điểm c khoản 1 Mục VI"); "" for a whole part."""
    units = [item for item in path if item.level is not Level.PART]
    articles = [index for index, item in enumerate(units) if item.level is Level.ARTICLE]
    shown = units[articles[-1] :] if articles else units
    return " ".join(filter(None, (_unit(item) for item in reversed(_without_covered(shown)))))


def _without_covered(units: Sequence[Provision]) -> list[Provision]:
    """``units`` without those whose number the next unit repeats: "1.2" already says "1"."""
    kept = []
    for here, below in zip(units, [*units[1:], None], strict=False):
        covered = below is not None and below.address.last.value.startswith(f"{here.address.last.value}.")
        if not (covered and here.address.last.value):
            kept.append(here)
    return kept


def _unit(provision: Provision) -> str:
    step = provision.address.last
    worded = _worded_step(step)
    if worded:
        return worded
    return f"{_BY_LEVEL.get(provision.level, 'mục')} {step.value}"


def _worded_step(step: Step) -> str:
    if step.prefix in BULLET_STEPS:
        return f"{BULLET_STEPS[step.prefix]} thứ {ordinal(int(step.value))}"
    if step.prefix in _COUNTED_STEPS:
        return _COUNTED_STEPS[step.prefix].format(ordinal(int(step.value or 1)))
    if step.prefix in _NAMED_STEPS:
        return _NAMED_STEPS[step.prefix].format(step.value)
    return _WHOLE_STEPS.get(step.prefix, "")


def part_name(document: StoredDocument, path: Sequence[Provision]) -> str:
    """How the part at the head of ``path`` is called with its document: "Kế hoạch ban hành kèm theo Quyết định ..."."""
    whole = document_name(document)
    head = path[0]
    step = head.address.last
    if head.level is not Level.PART:
        return whole
    own = PART_STEPS.get(step.prefix, "")
    if step.repeat == 1 and (own == document.metadata.type or step.prefix == "noi-dung"):
        return whole
    own = f"{own} {step.value}".strip()
    if step.repeat > 1 and head.heading:
        own = f"{own} “{squeeze(head.heading)}”"
    joint = "kèm theo" if step.prefix in _ATTACHED else "ban hành kèm theo"
    return f"{own} {joint} {whole}"


def word(document: StoredDocument, path: Sequence[Provision]) -> str:
    """The full citation in words of the last provision of ``path`` (outermost first, as ``path_to`` gives)."""
    return " ".join(filter(None, (place(path), part_name(document, path))))


def short_place(document: StoredDocument, path: Sequence[Provision]) -> str:
    """The place with its part but without the document, for a line under the document's own name."""
    here, whole = part_name(document, path), document_name(document)
    part = here.removesuffix(whole).strip().removesuffix("ban hành kèm theo").removesuffix("kèm theo").strip()
    return " ".join(filter(None, (place(path), part)))


def cite(document: StoredDocument, path: Sequence[Provision], span: Span | None = None, number: int = 0) -> Citation:
    """A citation with id ``number`` of ``span`` (default: the last provision's own text).

    Raises:
        Defect: the span is empty, or lies outside the provision: no such quote can be shown.
    """
    provision = path[-1]
    start, end = (span.start, span.end) if span else (provision.start, provision.end)
    quote = document.text[start:end]
    inside = any(piece.start < end and start < piece.end for piece in provision.spans)
    if not quote.strip() or not inside:
        raise Defect(f"Trích dẫn không nguyên văn: {document.id}#{provision.address}, ký tự {start}-{end}.")
    known = document.metadata
    address = str(provision.address)
    return Citation(
        id=number,
        document_id=document.id,
        number=known.number,
        type=known.type,
        title=known.title,
        issuer=known.issuer,
        issued_on=known.issued_on.isoformat() if known.issued_on else None,
        source_file=document.source_file,
        address=address,
        citation=word(document, path),
        quote=quote,
        start=start,
        end=end,
        url=f"/documents/{document.id}#{address}",
    )


def by_address(provisions: Iterable[Provision]) -> dict[str, Provision]:
    """``provisions`` keyed by printed address."""
    return {str(provision.address): provision for provision in provisions}
