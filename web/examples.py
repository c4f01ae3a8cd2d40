"""Example questions for the first page, made from what the archive holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ingest.agencies import AgencyRegistry
from ingest.archive import StoredAssignment
from ingest.folding import squeeze
from ingest.records import Metadata, Role
from search.engine import Engine
from search.evidence.library import Library
from web.marked_text import plain

MAX_EXAMPLES = 6
_DOCUMENTS_READ = 15
_TASK_LENGTHS = range(25, 95)


def examples(engine: Engine) -> list[str]:
    """Up to MAX_EXAMPLES questions that the archive can answer, the same for the same archive; [] when it is empty."""
    library = Library.of(engine.archive)  # what was read for it before need not be read again
    newest = sorted(library.catalogue, key=lambda one: str(one.metadata.issued_on or ""), reverse=True)
    read = [list(_about(one.metadata, list(library.assignments((one.id,))))) for one in newest[:_DOCUMENTS_READ]]
    made = sorted(read, key=len, reverse=True)[:MAX_EXAMPLES]
    turned = [questions[place % len(questions) :] + questions for place, questions in enumerate(made) if questions]
    in_turn = [question for questions in zip_longest(*turned) for question in questions if question]
    return list(dict.fromkeys(in_turn))[:MAX_EXAMPLES]


def _about(known: Metadata, assignments: Sequence[StoredAssignment]) -> Iterator[str]:
    where = f" theo {known.type or 'văn bản'} số {known.number}" if known.number else ""
    agency = _busiest(assignments)
    task = _short_task(assignments)
    if agency:
        yield f"{agency} phải làm gì{where}?"
    if task:
        yield f"Cơ quan nào chủ trì {task[:1].lower()}{task[1:]}?"
    if agency and known.province:
        yield f"{agency} chủ trì những nhiệm vụ nào ở {known.province}?"
    if known.number and known.signers:
        yield f"Ai ký {known.type or 'văn bản'} số {known.number}?"


def _busiest(assignments: Sequence[StoredAssignment]) -> str | None:
    """The registered agency, not a group, that leads most, by its printed name."""
    registry = AgencyRegistry.load()
    led = Counter(
        squeeze(mention.name)
        for stored in assignments
        for mention in stored.assignment.roles.get(Role.LEAD, ())
        if mention.id and not registry.get(mention.id).is_group
    )
    return led.most_common(1)[0][0] if led else None


def _short_task(assignments: Sequence[StoredAssignment]) -> str | None:
    """The first task of a table row that has a lead agency and a length fit for a question."""
    led = (one.assignment for one in assignments if one.assignment.form == "row" and Role.LEAD in one.assignment.roles)
    tasks = (plain(one.task).rstrip(" .;") for one in led)
    return next((task for task in tasks if len(task) in _TASK_LENGTHS and not set(task) & set(':;.|"“(-–')), None)
