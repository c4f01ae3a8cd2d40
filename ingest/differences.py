"""In what two texts differ: the lines that only one of them has."""

from __future__ import annotations

from collections import Counter


def own_lines(one: str, other: str) -> tuple[list[str], list[str]]:
    """The lines of either text that the other has not, or not so often, in order; spacing does not count.

    >>> own_lines("Điều 1.\\n\\nMột  hai", "Một hai\\nĐiều 2.")
    (['Điều 1.'], ['Điều 2.'])
    """
    return _beyond(lines_of(one), Counter(lines_of(other))), _beyond(lines_of(other), Counter(lines_of(one)))


def lines_of(text: str) -> list[str]:
    """The lines of ``text`` that are not blank, each with its words one space apart."""
    return [line for raw in text.split("\n") if (line := " ".join(raw.split()))]


def _beyond(lines: list[str], known: Counter[str]) -> list[str]:
    left = known.copy()
    own = []
    for line in lines:
        if left[line] > 0:
            left[line] -= 1
        else:
            own.append(line)
    return own
