"""What identifies a document, from its headers, attachment notes, signatures and bases.

The main part's own header counts first. Where it prints no number, the note above an appendix that names the same
type ("Kèm theo Kế hoạch số 34/KH-UBND ngày 02/3/2023 của ...") gives number, date and issuer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.address import Address
from ingest.folding import fold, squeeze
from ingest.frame import FRAGMENT, is_recipients_line
from ingest.header import AttachmentNote, Header, read_header
from ingest.issuers import is_central, issuer_name
from ingest.lines import is_upper, plain_text
from ingest.parts import Part
from ingest.period import period_of
from ingest.provinces import current_province, find_provinces, province_of
from ingest.records import LegalBasis, Level, Metadata, Provision, Signer
from ingest.references import find_citations
from ingest.signers import read_signers
from ingest.statutes import LAWS, adopted_on, issuer_of, law_title

_NAMED = 2  # times that a text without a letterhead must name its province
_FOR_BODY = re.compile(r"^T/?M\s?\.?\s*(?P<body>.+?)(?=\s+(?:KT\.|CHỦ TỊCH|PHÓ CHỦ TỊCH|BỘ TRƯỞNG)|$)")
_OTHER_LAWGIVERS = ("chu tich nuoc", "uy ban thuong vu quoc hoi")
_OPENING = re.compile(r"^(?:Tiếp tục\s+|Tổ chức\s+)?(?:thực hiện|triển khai|căn cứ|theo|nhằm|để)\b", re.IGNORECASE)


def read_metadata(text: str, provisions: Sequence[Provision], parts: Sequence[tuple[Address, Part]]) -> Metadata:
    """The metadata of a document whose tree and parts are given; what is not stated is None or empty."""
    if not parts:
        return Metadata()
    headers = [read_header(part) for _, part in parts]
    main, slug = headers[0], parts[0][1].slug
    kind = None if slug == FRAGMENT else main.type
    note = _own_note(headers, slug)
    number = main.number or (note.number if note else None)
    signers = read_signers(provisions)
    printed = None if kind in LAWS and not _names_other_lawgiver(main) else _printed_issuer(main, note, signers)
    province = _province(main, printed or issuer_of(None if kind in LAWS else number, kind), note, provisions)
    return Metadata(
        number=number,
        type=kind,
        issuer=issuer_name(printed, province) if printed else issuer_of(None if kind in LAWS else number, kind),
        issued_on=main.issued_on or (note.issued_on if note else None) or adopted_on(provisions),
        place=main.place,
        title=(law_title(kind, main.title, text) if kind in LAWS and main.title else main.title) or None,
        province=province,
        signers=signers,
        recipients=tuple(_recipients(provisions)),
        legal_bases=tuple(_legal_bases(provisions, text)),
        period=period_of(main.title),
    )


def _names_other_lawgiver(main: Header) -> bool:
    """Whether the header of a law names another body than the Quốc hội as the one that gave it."""
    return any(fold(line).startswith(_OTHER_LAWGIVERS) for line in [main.authority, *main.agencies])


def _own_note(headers: Sequence[Header], slug: str) -> AttachmentNote | None:
    """The attachment note that names this very document: of the main part itself, or of an attached part whose
    note names the main part's type."""
    if headers[0].note:
        return headers[0].note
    attached = (header.note for header in headers[1:] if header.note)
    return next((note for note in attached if note.type == headers[0].type or slug == FRAGMENT), None)


def _printed_issuer(main: Header, note: AttachmentNote | None, signers: Sequence[Signer]) -> str | None:
    """Where the issuer is printed: the authority line, the letterhead, the note, or the capacity signed in."""
    if main.authority:
        return main.authority
    if main.agencies:
        return squeeze(" ".join(main.agencies))
    if note and note.issuer:
        return note.issuer
    bodies = (_FOR_BODY.match(signer.position) for signer in signers)
    return next((body["body"] for body in bodies if body), None)


def _province(
    main: Header, issuer: str | None, note: AttachmentNote | None, provisions: Sequence[Provision]
) -> str | None:
    if issuer and is_central(issuer_name(issuer)):
        return None
    for source in (issuer, note.issuer if note else None, main.place, main.title):
        found = province_of(source.title() if source and is_upper(source) else source or "")
        if found:
            return found
    headings = [provision.heading for provision in provisions if provision.level is Level.PART]
    return _lone_province(headings, 1) or (None if issuer else _lone_province(each.text for each in provisions))


def _lone_province(texts: Iterable[str], least: int = _NAMED) -> str | None:
    """The province that ``texts`` name, when they name just one ``least`` times at least; the present one where all
    that they name are parts of it."""
    named = [mention.name for text in texts for mention in find_provinces(text)]
    if len(set(named)) == 1:
        return named[0] if len(named) >= least else None
    present = {current_province(name).name for name in named}
    return present.pop() if len(present) == 1 else None


def _recipients(provisions: Sequence[Provision]) -> Iterable[str]:
    for provision in provisions:
        if provision.level is Level.RECIPIENTS:
            for line in provision.text.split("\n"):
                plain = squeeze(plain_text(line)).strip("|* ")
                if plain and not is_recipients_line(plain):
                    yield plain.lstrip("-–+ ").rstrip(" ;.,")


def _legal_bases(provisions: Sequence[Provision], text: str) -> Iterable[LegalBasis]:
    """The bases of the main part: its "Căn cứ" clauses, and the documents that a plan opens by carrying out."""
    main = [p for p in _main_part(provisions) if p.level in (Level.BASIS, Level.PARAGRAPH)]
    stated = [p for p in main if p.level is Level.BASIS]
    opening = [p for p in _before_first_unit(provisions) if _OPENING.match(plain_text(p.text))]
    for provision in stated or opening:
        cited = find_citations(provision.text, provision.start)
        for one in cited:
            yield LegalBasis(
                one.span.of(text), one.type, one.number, one.issued_on, one.issuer, provision.address, one.span
            )
        if not cited and provision.level is Level.BASIS:
            span = provision.spans[0]
            yield LegalBasis(squeeze(span.of(text)), None, None, None, None, provision.address, span)


def _main_part(provisions: Sequence[Provision]) -> list[Provision]:
    ends = [i for i, p in enumerate(provisions) if p.level is Level.PART and i > 0]
    return list(provisions[: ends[0]] if ends else provisions)


def _before_first_unit(provisions: Sequence[Provision]) -> list[Provision]:
    found = []
    for provision in _main_part(provisions):
        if provision.marker:
            break
        if provision.level is Level.PARAGRAPH:
            found.append(provision)
    return found
