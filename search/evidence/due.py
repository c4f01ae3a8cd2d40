"""Tasks that are due by a day ("những việc phải xong trước ngày 30/11/2025")."""

from __future__ import annotations

import re
from datetime import date

from search.deadline_grammar import read
from search.deadlines import Frame
from search.evidence.tasks import Task

_BY = re.compile(r"\b(?:trước|chậm nhất|muộn nhất|trễ nhất|đến hết|không muộn hơn)\s[^,;?]*", re.IGNORECASE)


def due_by(asking: str) -> date | None:
    """The last day of what a question asks for as due before, or by, a time; None where it names none.

    >>> due_by("Nhiệm vụ nào phải hoàn thành trước tháng 12/2025?")
    datetime.date(2025, 11, 30)
    """
    match = _BY.search(asking)
    periods = read(match[0], Frame()).periods if match else ()
    return periods[0].due if periods else None


def is_due_by(task: Task, limit: date) -> bool:
    """Whether all days that the task's deadline prints have come by ``limit``."""
    periods = read(task.assignment.deadline, Frame.of(task.clause.document.metadata)).periods
    return bool(periods) and all(each.due <= limit for each in periods)
