"""Which documents of the archive a file is a duplicate of, and in what it differs. Runs inside the caller's session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ingest.archive.correction_values import in_words, kept
from ingest.archive.entries import FIELD_NAMES, Difference, MetadataField
from ingest.archive.keys import content_key, identity
from ingest.archive.models import DocumentRow
from ingest.archive.rows import metadata_of
from ingest.differences import lines_of, own_lines
from ingest.folding import fold
from ingest.records import Metadata, ParsedDocument

# Shares of common words of two titles, and of common lines of two texts, from which they may be the same document.
_SAME_TITLE, _SAME_TEXT = 0.5, 0.2


def others(session: Session, parsed: ParsedDocument) -> Sequence[DocumentRow]:
    """Documents read from other bytes that say the same, or that have the same number, issuer and year; the oldest
    first."""
    same = [DocumentRow.content_key == content_key(parsed.text)]
    key = identity(parsed.metadata)
    if key is not None:
        same.append(DocumentRow.identity == key)
    query = select(DocumentRow).where(or_(*same), DocumentRow.sha256 != parsed.sha256)
    return session.scalars(query.order_by(DocumentRow.key)).all()


def similar(session: Session, parsed: ParsedDocument) -> tuple[str, ...]:
    """Ids of the documents with the same number and issuer where either's year is not known, sorted."""
    key = identity(parsed.metadata)
    if key is None:
        return ()
    number_and_issuer, _, year = key.rpartition("|")
    unknown_year = f"{number_and_issuer}|"
    same = (
        DocumentRow.identity == unknown_year if year else DocumentRow.identity.startswith(unknown_year, autoescape=True)
    )
    return tuple(sorted(session.scalars(select(DocumentRow.id).where(same, DocumentRow.sha256 != parsed.sha256))))


def is_another(row: DocumentRow, parsed: ParsedDocument) -> bool:
    """Whether ``parsed`` shares the number with the document and nothing else: another title, and other words. Numbers
    are misprinted and were given twice; no document may fall out of the archive for it."""
    titles = [set(fold(title or "").split()) for title in (metadata_of(row).title, parsed.metadata.title)]
    if not all(titles) or _share(*titles) >= _SAME_TITLE:
        return False
    return _share(set(lines_of(row.text)), set(lines_of(parsed.text))) < _SAME_TEXT


def _share(one: set[str], other: set[str]) -> float:
    """What both hold, as a share of the smaller."""
    return len(one & other) / max(1, min(len(one), len(other)))


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
