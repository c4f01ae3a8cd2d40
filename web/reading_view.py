"""The reading of a question as chips: what was taken from it or set by hand, each to be removed or changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.agencies import AgencyRegistry
from ingest.archive import CatalogueEntry
from ingest.folding import slugify
from ingest.records import Role
from search.answer import Interpretation
from search.citation import issuer_name
from search.engine import Engine
from search.evidence.library import Library
from search.terms import PART_NAMES, STATE_NAMES
from web.page_state import FILTER_FIELDS, PageState
from web.views import ROLE_NAMES, label

FIELD_NAMES = {
    "agency": "Cơ quan",
    "province": "Tỉnh, thành phố",
    "year": "Năm",
    "document": "Văn bản",
    "role": "Vai trò",
    "type": "Loại văn bản",
    "issuer": "Cơ quan ban hành",
    "part": "Phần của văn bản",
    "state": "Tình trạng",
}
_MOST_OPTIONS = 400
# Fields whose values have names of their own.
_NAMED: dict[str, dict[str, str]] = {
    "part": dict(PART_NAMES),
    "state": {**{state.value: name for state, name in STATE_NAMES.items()}, "all": "Cả văn bản đã thu hồi"},
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A value in force: where it comes from, and the address of the page without it."""

    field: str
    name: str
    value: str
    label: str
    without: str
    is_set: bool


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose from; an empty one is "any"."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the form that changes the reading, with all that the archive offers for it."""

    field: str
    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """The chips, the form that changes them, and the address of the question as it is read; "" when nothing is set."""

    chips: tuple[Chip, ...]
    choices: tuple[Choice, ...]
    as_read: str

    @property
    def narrows_passages(self) -> bool:
        """Whether a condition holds for the passages alone and not for the answer."""
        return any(one.field in _NAMED for one in self.chips)


def values_read(taken: Interpretation) -> dict[str, tuple[str, ...]]:
    """The values of ``taken`` by field of the address."""
    years = tuple(map(str, taken.years))
    if taken.period and taken.years == taken.period:
        years = (f"{taken.period[0]}-{taken.period[1]}",)
    return {
        "agency": taken.agencies,
        "province": taken.provinces,
        "year": years,
        "document": taken.documents,
        "role": taken.roles if taken.agencies else (),
    }


def reading_view(engine: Engine, state: PageState, taken: Interpretation) -> ReadingView:
    """How the question was taken in ``state``: ``taken`` holds what was set by hand already."""
    catalogue = Library.of(engine.archive).catalogue
    names = {one.id: label(one.metadata, one.source_file) for one in catalogue}
    in_force = {**values_read(taken), **{name: state.chosen.get(name, ()) for name in FILTER_FIELDS}}
    in_force["agency"] = in_force["agency"] or tuple(map(_agency_name, state.chosen.get("agency", ())))
    chips = tuple(
        Chip(
            name, FIELD_NAMES[name], value, value_name(name, value, names), _without(state, name, values, value), is_set
        )
        for name, values in in_force.items()
        for value, is_set in ((each, name in state.chosen) for each in values)
    )
    return ReadingView(chips, _choices(engine, catalogue, in_force), state.as_read().url() if state.chosen else "")


def _agency_name(text: str) -> str:
    """The name of an agency of the registry given by id; any other name as it is."""
    return next((each.name for each in AgencyRegistry.load().all() if each.id == text), text)


def _without(state: PageState, name: str, values: tuple[str, ...], value: str) -> str:
    return state.with_values(name, (each for each in values if each != value)).url()


def value_name(name: str, value: str, documents: Mapping[str, str]) -> str:
    """A value of a field of the address in words; ``documents`` says how documents are called."""
    if name == "document":
        return documents.get(value, value)
    if name == "role":
        return ROLE_NAMES[Role(value)] if value in set(Role) else value
    if name in _NAMED:
        return _NAMED[name].get(slugify(value), value)
    return value.replace("-", "–") if name == "year" else value


def _choices(
    engine: Engine, catalogue: Sequence[CatalogueEntry], in_force: Mapping[str, tuple[str, ...]]
) -> tuple[Choice, ...]:
    offered = _offered(engine, catalogue)
    return tuple(
        Choice(name, FIELD_NAMES[name], _options(values, in_force[name][:1])) for name, values in offered.items()
    )


def _options(offered: Mapping[str, str], selected: tuple[str, ...]) -> tuple[Option, ...]:
    """All offered values with "any" first; a selected one that is not offered is added."""
    known = dict(list(offered.items())[:_MOST_OPTIONS])
    known |= {value: offered.get(value, value) for value in selected if value not in known}
    return (Option("", "Tất cả"), *(Option(value, said, value in selected) for value, said in known.items()))


def _offered(engine: Engine, catalogue: Sequence[CatalogueEntry]) -> dict[str, dict[str, str]]:
    known = [one.metadata for one in catalogue]
    registry = AgencyRegistry.load()
    agencies = sorted({registry.get(use.agency_id).name for use in engine.archive.agencies() if use.agency_id})
    years = {one.issued_on.year for one in known if one.issued_on} | {
        year for one in known if one.period for year in one.period
    }
    return {
        "agency": {name: name for name in agencies},
        "province": {name: name for name in sorted({one.province for one in known if one.province})},
        "year": {str(year): str(year) for year in sorted(years, reverse=True)},
        "document": {one.id: _option_label(one) for one in catalogue},
        "role": {role.value: ROLE_NAMES[role] for role in Role},
        **_NAMED,
    }


def _option_label(entry: CatalogueEntry) -> str:
    known = entry.metadata
    place = issuer_name(known.issuer) if known.issuer else known.province or ""
    return " – ".join(filter(None, (label(known, entry.source_file), place)))
