"""Which documents a person means who types a number, a file name or an id."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ingest.archive.keys import number_key, source_key
from ingest.archive.models import DocumentRow, FormerIdRow
from ingest.archive.reading import seen
from ingest.numbers import find_numbers

_WORDS_BEFORE = re.compile(r"^\D*")


def find(session: Session, text: str, with_recalled: bool = False) -> Sequence[str]:
    """Ids that ``text`` may mean, in order of id: those of the first reading that finds any, so an exact id or
    number is never mixed with a file whose name merely begins so. More than one means that it is ambiguous. Recalled
    documents are found only when wanted."""
    if not source_key(text):
        return ()
    for reading in _readings(text):
        found = session.scalars(select(DocumentRow.id).where(reading, seen(with_recalled))).all()
        if found:
            return sorted(found)
    return ()


def _readings(text: str) -> list[ColumnElement[bool]]:
    name = source_key(text)
    return [
        DocumentRow.id == text.strip().casefold(),
        DocumentRow.id.in_(select(FormerIdRow.document_id).where(FormerIdRow.id == text.strip().casefold())),
        DocumentRow.number_key.in_(_number_keys(text)),
        DocumentRow.source_key == name,
        DocumentRow.source_key.startswith(name, autoescape=True),
    ]


def _number_keys(text: str) -> set[str]:
    """Keys of the number that ``text`` is, alone or after words ("quyet dinh so 52/qd-ubnd"), and of those in it."""
    typed = (text, _WORDS_BEFORE.sub("", text), *(mention.number for mention in find_numbers(text)))
    return {number_key(number) for number in typed} - {""}
