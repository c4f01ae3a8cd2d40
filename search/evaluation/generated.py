"""Questions made from the records themselves, with what their answers must cite: for each assignment who leads it, for
each agency what it coordinates, for each document its number, date and signers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.archive import Archive, StoredAssignment, StoredDocument
from ingest.folding import squeeze
from ingest.records import Role, Span
from search.answer import Answer
from search.citation import printed_date
from search.evaluation.answers import comparable

_LONGEST_TASK = 160  # characters: people do not type more of a task


@dataclass(frozen=True, slots=True)
class Generated:
    """A question, the strings that its answer must hold, and the places in ``document_id`` that it must cite."""

    question: str
    kind: str
    document_id: str
    expected: tuple[str, ...]
    places: tuple[Span, ...] = ()


def generated(archive: Archive) -> Iterator[Generated]:
    """All questions over the records of ``archive``, document by document."""
    for document in archive.documents():
        stored = archive.assignments(document_ids=[document.id])
        yield from _leads(document, stored)
        yield from _coordinated(document, stored)
        yield from _about(document)


def named(document: StoredDocument) -> str:
    """How a question names the document: by type and number, else by its file."""
    number = document.metadata.number
    return f"{document.metadata.type or 'văn bản'} số {number}" if number else f"tệp {document.source_file}"


def _leads(document: StoredDocument, stored: Sequence[StoredAssignment]) -> Iterator[Generated]:
    for each in stored:
        assignment = each.assignment
        leaders = assignment.roles.get(Role.LEAD, ())
        if leaders and assignment.task.strip():
            task = shortened(assignment.task)
            names = tuple(squeeze(agency.name) for agency in leaders)
            question = f"Theo {named(document)}, ai chủ trì {task}?"
            yield Generated(question, "lead", document.id, names, (assignment.span,))


def shortened(task: str) -> str:
    """The beginning of a task as one types it: on one line, up to a clause's end, not longer than people type."""
    line = squeeze(task.replace("*", "")).rstrip(" .;:,")
    if len(line) <= _LONGEST_TASK:
        return line
    return line[:_LONGEST_TASK].rsplit(" ", 1)[0].rstrip(" .;:,")


def _coordinated(document: StoredDocument, stored: Sequence[StoredAssignment]) -> Iterator[Generated]:
    """For each agency that the registry knows: all that it coordinates in the document."""
    places: dict[str, list[Span]] = {}
    names: dict[str, str] = {}
    for each in stored:
        for agency in each.assignment.roles.get(Role.COORDINATE, ()):
            if agency.id:
                names.setdefault(agency.id, squeeze(agency.name))
                places.setdefault(agency.id, []).append(each.assignment.span)
    for agency_id, spans in places.items():
        question = f"{names[agency_id]} phối hợp việc gì theo {named(document)}?"
        yield Generated(question, "coordinate", document.id, (), tuple(spans))


def _about(document: StoredDocument) -> Iterator[Generated]:
    known, name = document.metadata, named(document)
    if known.number:
        yield Generated(f"Tệp {document.source_file} số bao nhiêu?", "number", document.id, (known.number,))
    if known.issued_on:
        date = printed_date(known.issued_on)
        yield Generated(f"{name} ban hành ngày nào?", "date", document.id, (date,))
    if known.signers:
        people = tuple(dict.fromkeys(signer.name for signer in known.signers))
        yield Generated(f"Ai ký {name}?", "signer", document.id, people)


def is_right(one: Generated, answer: Answer) -> bool:
    """Whether ``answer`` holds all that it must and cites every place."""
    said = comparable(answer.answer)
    holds = answer.answerable and all(comparable(text) in said for text in one.expected)
    return holds and all(_is_cited(place, one, answer) for place in one.places)


def _is_cited(place: Span, one: Generated, answer: Answer) -> bool:
    cited = (each for each in answer.citations if each.document_id == one.document_id)
    return any(each.start < place.end and place.start < each.end for each in cited)


def is_literal(answer: Answer, archive: Archive) -> bool:
    """Whether every quote of ``answer``, nearest clauses included, is the stored text at its place."""
    quotes = (*answer.citations, *answer.nearest)
    texts = {document_id: archive.document(document_id).text for document_id in {each.document_id for each in quotes}}
    return all(each.quote == texts[each.document_id][each.start : each.end] for each in quotes)
