"""What a page of the question box shows, as its address says it: the question, what was set by hand, which passages.

``PageState.read`` and ``PageState.url`` are each other's inverse, so every state can be sent to a colleague.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from ingest.errors import BadInput
from ingest.records import Role
from search.answer import Filters
from search.question.overrides import Choices, agency_ids, read_years

READ_FIELDS = ("agency", "province", "year", "document", "role")  # may be read from the question
FILTER_FIELDS = ("type", "issuer", "part", "state")  # only ever set by hand
FIELDS = (*READ_FIELDS, *FILTER_FIELDS)
PAGE_SIZE = 10
_LAST_PAGE = 99


@dataclass(frozen=True)
class PageState:
    """The question, the values set by hand by field (an empty tuple is "any"; a field that is absent is as read), and
    which page of the passages, from 1."""

    question: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def read(cls, parameters: QueryParams) -> PageState:
        """The state that the parameters of an address say; what they do not say is as read from the question."""
        chosen = {
            name: tuple(dict.fromkeys(value.strip() for value in parameters.getlist(name) if value.strip()))
            for name in FIELDS
            if name in parameters
        }
        chosen = {name: values for name, values in chosen.items() if values or name in READ_FIELDS}
        return cls(parameters.get("q", "").strip(), chosen, _page(parameters.get("page", "")))

    def url(self) -> str:
        """The address of this state."""
        if not self.question:
            return "/"
        pairs = [("q", self.question)]
        for name in FIELDS:
            if name in self.chosen:
                pairs += [(name, value) for value in self.chosen[name] or ("",)]
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return f"/?{urlencode(pairs)}"

    @property
    def query(self) -> str:
        """The parameters of this state, for the addresses of files with what it shows."""
        return self.url().partition("?")[2]

    def with_values(self, name: str, values: Iterable[str]) -> PageState:
        """This state with ``values`` set for a field, from its first page; nothing set is "any"."""
        kept = {**self.chosen, name: tuple(values)}
        if not kept[name] and name in FILTER_FIELDS:
            del kept[name]
        return replace(self, chosen=kept, page=1)

    def as_read(self) -> PageState:
        """The question alone, as it is read."""
        return PageState(self.question)

    def asking(self, question: str) -> PageState:
        """Another question under the conditions set by hand."""
        return replace(self, question=question, page=1)

    def at_page(self, page: int) -> PageState:
        """This state at another page of the passages."""
        return replace(self, page=page)

    def choices(self) -> Choices:
        """What was set by hand, for asking.

        Raises:
            BadInput: a role is none.
        """
        roles = self.chosen.get("role")
        return Choices(
            provinces=self.chosen.get("province"),
            years=self.chosen.get("year"),
            agencies=self.chosen.get("agency"),
            documents=self.chosen.get("document"),
            roles=None if roles is None else tuple(map(_role, roles)),
            types=self.chosen.get("type", ()),
            issuers=self.chosen.get("issuer", ()),
        )

    def filters(self, in_force: Mapping[str, Sequence[str]]) -> Filters:
        """The passages that belong to the answer: of the provinces, years and documents ``in_force``, and of the
        types, issuers, agencies, parts and states set by hand."""
        years, period = read_years(in_force["year"])
        covered = tuple(range(period[0], period[1] + 1)) if period else ()
        return Filters(
            provinces=tuple(in_force["province"]),
            years=tuple(dict.fromkeys((*years, *covered))),
            types=self.chosen.get("type", ()),
            issuers=self.chosen.get("issuer", ()),
            agencies=agency_ids(self.chosen.get("agency", ())),
            documents=tuple(in_force["document"]),
            parts=self.chosen.get("part", ()),
            states=self.chosen.get("state", ()),
        )


def _page(text: str) -> int:
    return min(max(int(text), 1), _LAST_PAGE) if text.isascii() and text.isdigit() else 1


def _role(text: str) -> Role:
    if text not in set(Role):
        raise BadInput(f"Vai trò “{text}” không có; các vai trò: {', '.join(Role)}.")
    return Role(text)
