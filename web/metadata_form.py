"""The form in which a person corrects what was read of a document: number, type, issuer, date, title, ..."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from ingest.archive import FIELD_NAMES, Correction, MetadataField
from ingest.archive.correction_values import checked, in_words, kept
from ingest.errors import BadInput
from ingest.folding import squeeze
from ingest.numbers import TYPE_OF_CODE
from ingest.provinces import all_provinces
from ingest.records import Metadata
from search.citation import printed_date

_ORDER = (
    MetadataField.TYPE,
    MetadataField.NUMBER,
    MetadataField.ISSUED_ON,
    MetadataField.ISSUER,
    MetadataField.PROVINCE,
    MetadataField.TITLE,
    MetadataField.SIGNERS,
)
_HINTS = {
    MetadataField.ISSUED_ON: "ví dụ: 03/01/2020",
    MetadataField.SIGNERS: "họ tên (chức danh); nhiều người cách nhau bằng dấu chấm phẩy",
}


@dataclass(frozen=True, slots=True)
class FieldView:
    """A line of the form; ``read`` is what was read where something else counts, ``error`` why it cannot be taken,
    ``choices`` names the list of usual values."""

    key: str
    name: str
    value: str
    hint: str
    read: str | None = None
    error: str = ""
    choices: str = ""


def fields(known: Mapping[MetadataField, str], read: Mapping[MetadataField, str]) -> list[FieldView]:
    """The form with the values ``known``, and ``read`` where they were corrected."""
    return [
        FieldView(
            field.value,
            FIELD_NAMES[field],
            known[field],
            _HINTS.get(field, ""),
            read.get(field),
            choices=_choices(field),
        )
        for field in _ORDER
    ]


def filled(
    made: list[FieldView], typed: Mapping[MetadataField, str], errors: Mapping[MetadataField, str]
) -> list[FieldView]:
    """The form as a person filled it in, with what cannot be taken."""
    return [
        replace(one, value=typed.get(MetadataField(one.key), one.value), error=errors.get(MetadataField(one.key), ""))
        for one in made
    ]


def stored_values(known: Metadata) -> dict[MetadataField, str]:
    """What stands in the form for a document."""
    return {field: said(field, in_words(field, kept(known, field))) for field in MetadataField}


def held_values(read: Metadata, corrections: list[Correction]) -> dict[MetadataField, str]:
    """What stands in the form for a file from which ``read`` was read and that was corrected before."""
    return stored_values(read) | {one.field: said(one.field, one.value) for one in corrections}


def values_read(corrections: list[Correction]) -> dict[MetadataField, str]:
    """What was read where a correction stands over it."""
    return {one.field: said(one.field, one.read) or "không ghi" for one in corrections}


def said(field: MetadataField, text: str | None) -> str:
    """A value as it stands in the form: on one line, days as they are printed.

    >>> said(MetadataField.ISSUED_ON, "2020-01-03")
    '03/01/2020'
    """
    words = squeeze(text or "")
    return printed_date(date.fromisoformat(words)) if field is MetadataField.ISSUED_ON and words else words


def typed_values(form: Mapping[str, object], prefix: str = "") -> dict[MetadataField, str]:
    """The fields of metadata that a form holds under their names with ``prefix`` in front."""
    found = {field: form.get(prefix + field.value) for field in MetadataField}
    return {field: squeeze(value) for field, value in found.items() if isinstance(value, str)}


def mistakes(typed: Mapping[MetadataField, str]) -> dict[MetadataField, str]:
    """Why values cannot be taken, by field."""
    found = {}
    for field, text in typed.items():
        try:
            checked(field, text)
        except BadInput as error:
            found[field] = str(error)
    return found


@cache
def value_lists() -> dict[str, tuple[str, ...]]:
    """The usual values of fields that have such, by the name of their list."""
    types = dict.fromkeys(("Luật", *TYPE_OF_CODE.values()))
    return {"cac-loai": tuple(types), "cac-tinh": tuple(sorted(one.name for one in all_provinces()))}


def _choices(field: MetadataField) -> str:
    return {MetadataField.TYPE: "cac-loai", MetadataField.PROVINCE: "cac-tinh"}.get(field, "")
