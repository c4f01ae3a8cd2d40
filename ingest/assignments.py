"""Who does what: assignments from task tables, labelled bullets, agency-headed sections and running text.

A row is read by its columns; a task with "Cơ quan chủ trì: ..." bullets below it by their labels; what stands
under a heading that lists agencies belongs to those agencies; any other sentence counts only when an agency
opens it with a duty verb.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.assigned_bullets import from_labels, labelled_groups, stated_deadline, texts_below
from ingest.assigned_rows import from_row
from ingest.assigned_words import WordReader
from ingest.records import Assignment, Level, Provision


def find_assignments(provisions: Sequence[Provision], text: str) -> tuple[Assignment, ...]:
    """Every assignment that the provisions state, in reading order; each span begins inside its provision; that of a
    task with labelled bullets ends with these."""
    return tuple(sorted(_found(provisions, text), key=lambda assignment: assignment.span))


def _found(provisions: Sequence[Provision], text: str) -> Iterable[Assignment]:
    groups, below = labelled_groups(provisions), texts_below(provisions)
    labelled = {member.address for members in groups.values() for member in members}
    words = WordReader(provisions, text)
    above: list[Assignment] = []  # what the last unit that speaks of duties stated
    for provision in provisions:
        if provision.level is Level.ROW:
            yield from from_row(provision, text)
            continue
        if provision.address in groups:
            yield from from_labels(provision, groups[provision.address], below)
        if provision.address in labelled:
            continue
        deadline = stated_deadline(provision)
        if deadline is not None:
            above = [replace(assignment, deadline=assignment.deadline or deadline) for assignment in above]
            continue
        yield from above
        above = list(words.read(provision))
    yield from above
