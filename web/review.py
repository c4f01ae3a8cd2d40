"""Looking at what was read before it goes into the archive: the form of a file that waits for a person, and what is
decided in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from starlette.datastructures import FormData

from ingest.archive import UNDECIDED, FileState, Job, JobFile, MetadataField, OnDuplicate
from ingest.holding import held_head
from ingest.jobs import HELD_DAYS
from ingest.records import ParsedDocument
from search.citation import printed_date
from search.engine import Engine
from web import metadata_form
from web.metadata_form import FieldView

AT_ONCE = 50  # files that are looked at on one page
_PUT, _LEAVE = "put", "leave"
_LEAVE_OUT = (_LEAVE, "Không đưa tệp này vào kho")
_NEW = ((_PUT, "Đưa vào kho"), _LEAVE_OUT)
_DUPLICATE = (
    (OnDuplicate.REPLACE.value, "Thay bản trong kho (giữ lại bản cũ để xem)"),
    (OnDuplicate.KEEP.value, "Giữ cả hai"),
    _LEAVE_OUT,
)
_DECISIONS = {_PUT: OnDuplicate.ASK, OnDuplicate.REPLACE.value: OnDuplicate.REPLACE, _LEAVE: None}
_DECISIONS |= {OnDuplicate.KEEP.value: OnDuplicate.KEEP}


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person said about one file: "put", "replace", "keep" or "leave", "" for nothing yet; the fields of
    metadata as typed; and why some of them cannot be taken."""

    choice: str = ""
    values: Mapping[MetadataField, str] = field(default_factory=dict)
    errors: Mapping[MetadataField, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The form of one file: what was read, and what may be done with it. ``is_readable``: the text that was read can be
    looked at."""

    fields: list[FieldView]
    choices: tuple[tuple[str, str], ...]
    chosen: str
    is_readable: bool


def to_review(job: Job) -> list[JobFile]:
    """The files of a job that wait for a person, as many as are looked at on one page."""
    return [one for one in job.files if one.state in UNDECIDED][:AT_ONCE]


def kept_until(job: Job) -> str:
    """The day on which the first of the files that wait is given up; "" when none waits."""
    read = [one.finished_at for one in job.files if one.state in UNDECIDED and one.finished_at]
    return printed_date((min(read) + timedelta(days=HELD_DAYS)).astimezone().date()) if read else ""


def review_view(engine: Engine, file: JobFile, typed: Typed) -> ReviewView:
    """The form of a file that waits for a person, as it was filled in."""
    head = held_head(file.path) if file.state is FileState.HELD else None
    choices = _DUPLICATE if file.result and file.result.existing else _NEW
    chosen = typed.choice or (_PUT if choices is _NEW else "")
    return ReviewView(_fields(engine, head, typed) if head else [], choices, chosen, head is not None)


def read_form(form: FormData, job: Job) -> dict[int, Typed]:
    """What a form says about the files of a job that wait for a person, by position; "0.number" is a field of the
    first. Files that it does not speak of are not there."""
    found = {}
    for file in to_review(job):
        choice = str(form.get(f"{file.position}.choice", ""))
        values = metadata_form.typed_values(form, f"{file.position}.")
        typed = Typed(choice if choice in _DECISIONS else "", values)
        found[file.position] = replace(typed, errors={} if choice == _LEAVE else metadata_form.mistakes(values))
    return found


def carry_out(engine: Engine, job: Job, typed: Mapping[int, Typed]) -> None:
    """Keep what was corrected, and put the files in that are to go in, in the background; files that nothing was chosen
    for go on waiting.

    Raises:
        BadInput: a file has been decided about meanwhile; nothing was put in.
    """
    for file in job.files:
        one = typed.get(file.position)
        head = held_head(file.path) if one and one.choice != _LEAVE and file.state is FileState.HELD else None
        if one and head:
            _correct(engine, head, one)
    chosen = {position: one for position, one in typed.items() if one.choice}
    if chosen:
        engine.intake.decide(job.id, {position: _DECISIONS[one.choice] for position, one in chosen.items()})


def leave_all(engine: Engine, job: Job) -> None:
    """Put none of the files that wait into the archive."""
    engine.intake.decide(job.id, {one.position: None for one in job.files if one.state in UNDECIDED})


def _correct(engine: Engine, head: ParsedDocument, typed: Typed) -> None:
    before = metadata_form.held_values(head.metadata, engine.archive.file_corrections(head.sha256))
    changed = {name: text for name, text in typed.values.items() if text != before[name]}
    if changed:
        engine.archive.correct_unstored(head, changed)


def _fields(engine: Engine, head: ParsedDocument, typed: Typed) -> list[FieldView]:
    known = engine.archive.file_corrections(head.sha256)
    values = metadata_form.held_values(head.metadata, known)
    made = metadata_form.fields(values, metadata_form.values_read(known))
    return metadata_form.filled(made, typed.values, typed.errors)
