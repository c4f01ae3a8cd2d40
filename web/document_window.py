"""Which part of a large document a page shows: whole articles around one place, the rest as a list of contents whose
entries stand where the text would, with every address in them.

Small documents are shown whole. Sizes are of the page that is sent, estimated from the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pydantic import BaseModel

from ingest.records import Level, Provision, Span
from web.document_view import OutlineItem, is_outlined, outline_item

WHOLE = 200_000  # bytes up to which a document is shown whole
SHOWN = 60_000  # bytes of the part that is shown of a larger one
_BEFORE = 12_000  # bytes of it before the place that is looked at
_LARGEST = 20_000  # bytes from which an article is parted
_OWN = 430  # bytes around the text of one provision


@dataclass(frozen=True, slots=True)
class Entry:
    """Text that is not shown: the heading that stands for it, and the addresses below that heading."""

    heading: OutlineItem
    inner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What a page shows: ``shown``, provisions that follow one another; ``before`` and ``after`` are all others."""

    shown: tuple[Provision, ...]
    before: tuple[Entry, ...] = ()
    after: tuple[Entry, ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether anything is not shown."""
        return bool(self.before or self.after)


class Looking(BaseModel):
    """What of a document an address asks for: a clause, the characters that are marked, or the whole of a large one."""

    at: str = ""
    start: int = -1
    end: int = -1
    whole: bool = False

    def mark(self, text: str) -> Span | None:
        """The characters of ``text`` that are marked."""
        return Span(self.start, self.end) if 0 <= self.start < self.end <= len(text) else None

    def window(self, text: str, provisions: Iterable[Provision]) -> Window:
        """The part of the document ``text`` that is asked for."""
        ordered = sorted(provisions, key=lambda one: one.start)
        return window(ordered, self.at, self.mark(text), self.whole)


def window(provisions: Sequence[Provision], at: str = "", mark: Span | None = None, whole: bool = False) -> Window:
    """The part of a document, given in the order of its text, around the address ``at``, else around ``mark``, else
    from its beginning; all of it when it is small or ``whole``."""
    if whole or sum(map(_size, provisions)) <= WHOLE:
        return Window(tuple(provisions))
    groups = list(_groups(provisions))
    first, end = _around(groups, _place(groups, at, mark))
    shown = tuple(one for group in groups[first:end] for one in group)
    return Window(shown, tuple(map(_entry, groups[:first])), tuple(map(_entry, groups[end:])))


Group = list[Provision]


def _size(one: Provision) -> int:
    return _OWN + len(one.text.encode("utf-8"))


def _groups(provisions: Sequence[Provision]) -> Iterator[Group]:
    """What stays together: an article (in a document without articles, what stands under one heading) with all that
    follows up to the next, unless it is very large."""
    has_articles = any(one.level is Level.ARTICLE for one in provisions)
    group: Group = []
    size = 0
    for one in provisions:
        begins = is_outlined(one) and not (has_articles and one.level is Level.CLAUSE)
        if group and (begins or size > _LARGEST):
            yield group
            group, size = [], 0
        group.append(one)
        size += _size(one)
    if group:
        yield group


def _place(groups: Sequence[Group], at: str, mark: Span | None) -> int:
    """The number of the group that is looked at."""
    if at:
        return next((n for n, group in enumerate(groups) if any(str(one.address) == at for one in group)), 0)
    if mark is None:
        return 0
    return next((n for n in range(len(groups) - 1, -1, -1) if groups[n][0].start <= mark.start), 0)


def _around(groups: Sequence[Group], place: int) -> tuple[int, int]:
    """The first group that is shown, and one past the last."""
    sizes = [sum(map(_size, group)) for group in groups]
    first = place - sum(total <= _BEFORE for total in accumulate(reversed(sizes[:place])))
    room = SHOWN - sum(sizes[first : place + 1])
    return first, place + 1 + sum(total <= room for total in accumulate(sizes[place + 1 :]))


def _entry(group: Group) -> Entry:
    return Entry(outline_item(group[0]), tuple(str(one.address) for one in group[1:]))
