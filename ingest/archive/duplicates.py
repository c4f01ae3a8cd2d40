"""Which documents of the archive a file is a duplicate of, and in what it differs. Runs inside the caller's session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ingest.archive.correction_values import in_words, kept
from ingest.archive.corrections import applied, as_read
from ingest.archive.entries import FIELD_NAMES, Difference, MetadataField
from ingest.archive.keys import content_key, identity
from ingest.archive.models import DocumentRow
from ingest.archive.rows import metadata_of
from ingest.differences import own_lines
from ingest.folding import fold
from ingest.records import Metadata, ParsedDocument

# Of title and of text, on average, from which two documents of one number are the same one.
_SAME = 0.5
_RUN = 3  # words that follow one another in both texts


def others(session: Session, parsed: ParsedDocument) -> list[DocumentRow]:
    """Documents read from other bytes that are the same document: they say the same, or have the same number, issuer
    and year and a title and text alike; the oldest first. Corrections made by hand count, for the title beside what
    was read."""
    known, content = applied(session, parsed), content_key(parsed.text)
    key = identity(known)
    same = [DocumentRow.content_key == content]
    if key is not None:
        same.append(DocumentRow.identity == key)
    query = select(DocumentRow).where(or_(*same), DocumentRow.sha256 != parsed.sha256).order_by(DocumentRow.key)
    titles = (parsed.metadata.title, known.title)
    return [
        row
        for row in session.scalars(query).all()
        if row.content_key == content
        or _are_alike(_titles_alike((as_read(session, row).title, row.title), titles), _texts_alike(row, parsed))
    ]


def similar(session: Session, parsed: ParsedDocument) -> set[str]:
    """Ids of the documents with the same number and issuer, of the same year or where either's year is not known."""
    key = identity(parsed.metadata)
    if key is None:
        return set()
    number_and_issuer, _, year = key.rpartition("|")
    unknown_year = f"{number_and_issuer}|"
    same = (
        DocumentRow.identity.in_((key, unknown_year))
        if year
        else DocumentRow.identity.startswith(unknown_year, autoescape=True)
    )
    return set(session.scalars(select(DocumentRow.id).where(same, DocumentRow.sha256 != parsed.sha256)))


def _are_alike(titles: float | None, texts: float) -> bool:
    """Whether two documents of one number are alike enough to be the same: numbers are misprinted and were given twice,
    and no document may fall out of the archive for it. ``titles`` is None where there is none to compare."""
    shares = [texts] if titles is None else [titles, texts]
    return sum(shares) >= _SAME * len(shares)


def _titles_alike(ones: Sequence[str | None], others_: Sequence[str | None]) -> float | None:
    pairs = [(set(fold(one).split()), set(fold(other).split())) for one in ones for other in others_ if one and other]
    return max((_share(*pair) for pair in pairs), default=None)


def _texts_alike(row: DocumentRow, parsed: ParsedDocument) -> float:
    return _share(_runs(row.text), _runs(parsed.text))


def _runs(text: str) -> set[str]:
    words = fold(text).split()
    return {" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}


def _share(one: set[str], other: set[str]) -> float:
    """What both hold, as a share of the larger."""
    return len(one & other) / max(1, len(one), len(other))


def differences(row: DocumentRow, parsed: ParsedDocument) -> tuple[Difference, ...]:
    """In what ``parsed`` differs from the document: fields of metadata, then the text, in numbers of lines."""
    return (*_of_metadata(row, parsed), *_of_text(row.text, parsed.text))


def _of_metadata(row: DocumentRow, parsed: ParsedDocument) -> Iterator[Difference]:
    stored = metadata_of(row)
    for field, name in FIELD_NAMES.items():
        before, after = (_words(one, field) for one in (stored, parsed.metadata))
        if before != after:
            yield Difference(name, before, after)


def _of_text(stored: str, new: str) -> Iterator[Difference]:
    gone, come = own_lines(stored, new)
    if gone or come:
        yield Difference("nội dung", f"{len(gone)} dòng riêng", f"{len(come)} dòng riêng")


def _words(metadata: Metadata, field: MetadataField) -> str:
    if field is MetadataField.ISSUED_ON and metadata.issued_on:
        return metadata.issued_on.strftime("%d/%m/%Y")
    return in_words(field, kept(metadata, field)) or ""
