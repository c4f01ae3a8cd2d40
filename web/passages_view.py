"""The passages found for a question, a page of them, and the facets to narrow them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.answer import Answer
from search.engine import Engine
from search.explore import Findings, Slice
from search.facets import Facet, FacetValue
from web.page_state import PAGE_SIZE, PageState
from web.reading_view import FIELD_NAMES, values_read

FACETS_SHOWN = 6
FACETS_FOLDED = 30


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value to narrow by, with the number of passages and the address of the page with it (without it when
    ``selected``)."""

    label: str
    count: int
    url: str
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """The values of one field; those beyond the first few are ``more``."""

    name: str
    links: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]


@dataclass(frozen=True, slots=True)
class PassagesView:
    """A page of the passages found, their facets, and the addresses of the pages around it ("" where there is none);
    ``cited`` numbers those that the answer cites, by document and address; ``first`` is the number of the first."""

    findings: Findings
    cited: Mapping[tuple[str, str], int]
    facets: tuple[FacetView, ...]
    first: int
    previous: str
    following: str


def passages_view(engine: Engine, state: PageState, answer: Answer) -> PassagesView | None:
    """The passages for ``answer``; None when they add nothing to it: a refusal already names the nearest and none is
    about the question, or the answer cites all of them."""
    start = (state.page - 1) * PAGE_SIZE
    filters = state.filters(values_read(answer.interpretation))
    findings = engine.explore(state.question, filters, Slice(start, PAGE_SIZE))
    cited = {(one.document_id, one.address): one.id for one in reversed(answer.citations)}
    if (findings.is_near and answer.nearest) or _says_no_more(findings, cited):
        return None
    before = state.at_page(state.page - 1).url() if state.page > 1 else ""
    after = state.at_page(state.page + 1).url() if start + len(findings.hits) < findings.total else ""
    return PassagesView(findings, cited, tuple(_facet(state, one) for one in findings.facets), start + 1, before, after)


def _says_no_more(findings: Findings, cited: Mapping[tuple[str, str], int]) -> bool:
    shown = {(hit.citation.document_id, hit.citation.address) for hit in findings.hits}
    return 0 < findings.total == len(findings.hits) and shown <= cited.keys()


def _facet(state: PageState, facet: Facet) -> FacetView:
    links = tuple(_facet_link(state, facet.field.value, one) for one in facet.values)
    return FacetView(FIELD_NAMES[facet.field.value], links[:FACETS_SHOWN], links[FACETS_SHOWN:FACETS_FOLDED])


def _facet_link(state: PageState, name: str, one: FacetValue) -> FacetLink:
    selected = state.chosen.get(name) == (one.value,)
    url = state.with_values(name, () if selected else (one.value,)).url()
    return FacetLink(one.label, one.count, url, selected)
