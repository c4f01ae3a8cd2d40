"""A file on disk becomes a document of the archive, in one transaction; what is wrong with it is its outcome."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.archive import FIELD_NAMES, AddOutcome, AddStatus, Archive, Difference, OnDuplicate
from ingest.datafolder import MARKER, Originals
from ingest.errors import BadInput, Defect, FileError
from ingest.holding import hold
from ingest.parse import parse_file
from ingest.readers import PACKED_SUFFIXES, SUFFIXES
from ingest.records import Level, ParsedDocument

FAILED, HELD = "failed", "held"
Parser = Callable[[Path], ParsedDocument]

_log = logging.getLogger(__name__)
# What a mistake of ours in the reading of one file may raise; it is reported as that file's failure.
_DEFECTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_NOT_STORED = (AddStatus.SKIPPED, AddStatus.DUPLICATE)
_HIDDEN = (".", "~$")  # "~$" is Word's note that a document is open


@dataclass(frozen=True, slots=True)
class Selection:
    """The files to ingest in order, each once; ``skipped`` counts files of folders that were passed over."""

    files: tuple[Path, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file.

    ``status`` is "added", "unchanged", "replaced", "skipped", "duplicate" (nothing stored until somebody chooses),
    "held" (nothing stored until somebody has looked at what was read) or "failed"; ``reason`` says in Vietnamese why it
    failed, ``notes`` what else the user should know; the counts are of what was read from it. ``existing`` are the ids
    of the documents that it is a duplicate of, ``differences`` in what it differs from the first of them.
    """

    path: Path
    status: str
    document_id: str | None
    reason: str | None
    provisions: int = 0
    rows: int = 0
    assignments: int = 0
    notes: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


def select_files(paths: Iterable[Path]) -> Selection:
    """The files that ``paths`` name: a file always, in a folder (and below) those of a readable format.

    Order is that of ``paths``, then of names. Hidden files, other formats and data folders of this program
    inside a folder are passed over. A path that does not exist is kept, so that it can be reported.
    """
    chosen: dict[Path, None] = {}
    skipped = 0
    for path in paths:
        if not path.is_dir():
            chosen.setdefault(path.absolute())
            continue
        for file in _walk(path.absolute()):
            if _is_wanted(file):
                chosen.setdefault(file)
            else:
                skipped += 1
    return Selection(tuple(chosen), skipped)


def ingest_file(
    archive: Archive,
    path: Path,
    originals: Originals | None,
    parse: Parser = parse_file,
    on_duplicate: OnDuplicate = OnDuplicate.REPLACE,
) -> FileOutcome:
    """Read one file into the archive; whatever is wrong with it is its outcome. No original stays without a document.

    Raises:
        BadDataFolder: the data folder can no longer be written.
    """

    def added(parsed: ParsedDocument) -> FileOutcome:
        original = _Original(originals, path, parsed.sha256) if originals is not None else None
        return _outcome(path, _added(archive, parsed, on_duplicate, original), parsed)

    return _read(path, parse, added)


def hold_file(archive: Archive, path: Path, parse: Parser = parse_file) -> FileOutcome:
    """Read one sent file and keep what was read for a person to look at: "held", unless the archive has it already or
    it cannot be read. The outcome says what adding it would do.

    Raises:
        BadDataFolder: the data folder can no longer be written.
    """

    def kept(parsed: ParsedDocument) -> FileOutcome:
        foreseen = _outcome(path, archive.foreseen(parsed), parsed)
        if foreseen.status == AddStatus.UNCHANGED:
            return foreseen
        hold(path, parsed)
        return replace(foreseen, status=HELD)

    return _read(path, parse, kept)


def _read(path: Path, parse: Parser, use: Callable[[ParsedDocument], FileOutcome]) -> FileOutcome:
    try:
        return use(parse(path))
    except FileError as error:
        return FileOutcome(path, FAILED, None, error.reason)
    except (BadInput, Defect) as error:
        return FileOutcome(path, FAILED, None, str(error))
    except _DEFECTS as error:
        _log.exception("cannot read %s", path)
        return FileOutcome(path, FAILED, None, f"lỗi của chương trình khi đọc tệp ({type(error).__name__}: {error}).")


@dataclass(frozen=True, slots=True)
class _Original:
    """A file whose copy is to be kept."""

    originals: Originals
    path: Path
    sha256: str


def _added(archive: Archive, parsed: ParsedDocument, choice: OnDuplicate, original: _Original | None) -> AddOutcome:
    """What adding did; the copy of the original is there before the document, and only if the document is."""
    if original is None:
        return archive.add(parsed, choice)
    had_copy = original.originals.find(original.sha256) is not None
    original.originals.keep(original.path, original.sha256)
    is_held = False
    try:
        outcome = archive.add(parsed, choice)
        is_held = outcome.status not in _NOT_STORED
    finally:
        if not is_held and not had_copy:
            original.originals.discard(original.sha256)
    return outcome


def _outcome(path: Path, outcome: AddOutcome, parsed: ParsedDocument) -> FileOutcome:
    return FileOutcome(
        path=path,
        status=outcome.status.value,
        document_id=outcome.document_id,
        reason=None,
        provisions=len(parsed.provisions),
        rows=sum(provision.level is Level.ROW for provision in parsed.provisions),
        assignments=len(parsed.assignments),
        notes=(*_comparisons(outcome), *parsed.warnings),
        existing=outcome.existing,
        differences=outcome.differences,
    )


def _comparisons(outcome: AddOutcome) -> Iterator[str]:
    if outcome.earlier and outcome.status is AddStatus.REPLACED:
        yield f"Thay cho bản trước: {', '.join(outcome.earlier)}."
    for one in outcome.differences:
        yield f"Khác ở {one.field}: {_shown(one.stored)} (trong kho), {_shown(one.new)} (tệp này)."
    if outcome.similar:
        similar = ", ".join(outcome.similar)
        yield f"Cùng số, ký hiệu và cơ quan với {similar} nhưng không thay văn bản đó; hãy kiểm tra xem có trùng không."
    yield from _standing(outcome)


def _standing(outcome: AddOutcome) -> Iterator[str]:
    """What a person has done to the document before."""
    document = outcome.document_id
    if outcome.is_earlier_version:
        yield f"Tệp này là một bản trước của văn bản {document}; bản đang dùng giữ nguyên."
    if outcome.recalled:
        yield f"Văn bản đang bị thu hồi nên không dùng để trả lời; bỏ thu hồi: cchc recall {document} --undo."
    if outcome.corrected:
        fields = ", ".join(FIELD_NAMES[field] for field in outcome.corrected)
        yield f"Đã áp dụng thông tin sửa tay: {fields}."


def _shown(value: str) -> str:
    return f"“{value}”" if value else "không ghi"


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        if MARKER in files:  # a data folder of ours: its copies of originals are no new documents
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        yield from (Path(place, name) for name in sorted(files))


def _is_wanted(file: Path) -> bool:
    return not file.name.startswith(_HIDDEN) and file.suffix.lower() in {*SUFFIXES, *PACKED_SUFFIXES}
