"""The registry of agencies, and where agencies stand in the text of a document.

Data: ``corpus/registries/agencies.json`` (agencies, groups and their spellings as templates) and
``agency_wording.json`` (titles, phrases, verbs). An id is a province-free slug ("so-noi-vu"): the province comes
from the document. Matching levels case, tone placement, spaces, line breaks and stray ``*``; it keeps marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.corpus import load_registry
from ingest.errors import NotFound
from ingest.folding import normalize, squeeze
from ingest.own_agencies import OwnAgency, followed
from ingest.records import AgencyMention
from ingest.registry_cells import split_cell
from ingest.registry_match import Matcher, Name, Tail
from ingest.registry_questions import QuestionAgency, QuestionMatcher, Spelling, spelling_of
from ingest.registry_trie import expand
from ingest.registry_wording import Wording, wording
from ingest.reorganisations import Succession, all_successions

_TAILS = {"<T>": Tail.REQUIRED, "<T?>": Tail.OPTIONAL, "<P>": Tail.PROVINCE}


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, or a group of agencies (``is_group``), of the registry.

    ``aliases`` are all spellings without a province, the canonical name first. ``members`` are ids; a group whose
    members a document leaves open ("các cơ quan, đơn vị liên quan") has none. ``parent`` is the id of the agency that
    an administrator said it belongs to; empty when none was said.
    """

    id: str
    name: str
    kind: str
    level: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    is_group: bool
    parent: str = ""


class AgencyRegistry:
    """All agencies of the registry; ``load`` gives the shared one."""

    def __init__(self, agencies: dict[str, Agency], matcher: Matcher, questions: QuestionMatcher) -> None:
        self._agencies = agencies
        self._matcher = matcher
        self._questions = questions

    @classmethod
    def load(cls) -> AgencyRegistry:
        """The registry that ships with the program, with what the data folder in use adds to it; read once, and again
        when an administrator has changed it.

        Raises:
            Defect: the data is missing, damaged or contradicts itself.
            BadDataFolder: what was added cannot be read.
        """
        return _load(followed())

    def all(self) -> list[Agency]:
        """Every agency and group, in the order of the data."""
        return list(self._agencies.values())

    def get(self, agency_id: str) -> Agency:
        """The agency with this id.

        Raises:
            NotFound: there is none.
        """
        if agency_id not in self._agencies:
            raise NotFound(f"Không có cơ quan mang mã “{agency_id}” trong danh mục cơ quan.")
        return self._agencies[agency_id]

    def groups_of(self, agency_id: str) -> list[Agency]:
        """Groups that include the agency, directly or through another group."""
        return [group for group in self._agencies.values() if agency_id in self._all_members(group)]

    def find(self, text: str, offset: int = 0) -> list[AgencyMention]:
        """Every agency that ``text`` (running text of a document) names, in order of place, longest match first.

        A title belongs to its agency ("Giám đốc Sở Nội vụ"), so do "các" of a group and the province behind a name.
        ``mention.name`` is the printed name on one line without ``*``; its span, moved by ``offset``, is exact.
        An agency that the registry lacks is recognised by its head word and capitals, with id None.
        """
        return self._matcher.find(text, offset)

    def split_cell(self, text: str, offset: int = 0) -> list[AgencyMention]:
        """Every agency of a table cell or heading that lists agencies, in printed order.

        What is left out is separators, bullets, verbs ("Sở Nội vụ thẩm định") and words that restrict the list
        ("có liên quan"); any other item of the list is an agency with id None.
        """
        return split_cell(self._matcher, text, offset)

    def find_in_question(self, text: str) -> list[QuestionAgency]:
        """Every agency that a question names, typed with or without marks, abbreviated or with a slip.

        Longest match first; several candidates for one place share its span and are not ``exact``.
        """
        return self._questions.find(text)

    def resolve(self, name: str) -> list[Agency]:
        """Agencies that ``name`` (a name, an abbreviation or an id, a province behind it or not) may mean.

        One when it is clear, several when it is not, none when the registry has no such agency.
        """
        if name in self._agencies:
            return [self._agencies[name]]
        wanted = normalize(name)
        spelled = [each for each in self._agencies.values() if wanted in map(normalize, each.aliases)]
        if spelled:
            return spelled
        typed = name.strip()
        found = [each for each in self.find_in_question(typed) if each.span.of(typed) == typed and each.agency_id]
        return [self._agencies[each.agency_id] for each in found if each.agency_id]

    def identify(self, printed: str) -> str | None:
        """The id of the one agency that ``printed``, a name as a document has it, names as a whole; None when it is
        none of the registry, or several."""
        name = squeeze(printed)
        found = self.split_cell(name)
        return found[0].id if len(found) == 1 and found[0].name == name else None

    def successions(self, agency_id: str) -> list[Succession]:
        """What became of the agency's work, in the order of the registry; empty when it goes on as it was."""
        return [each for each in all_successions() if each.old == agency_id]

    def predecessors(self, agency_id: str) -> list[Succession]:
        """Whose work the agency took over: older documents name those agencies."""
        return [each for each in all_successions() if each.new == agency_id]

    def _all_members(self, group: Agency) -> set[str]:
        members = set(group.members)
        for member in group.members:
            members |= self._all_members(self._agencies[member])
        return members


@lru_cache(maxsize=4)
def _load(own: tuple[OwnAgency, ...]) -> AgencyRegistry:
    agencies: dict[str, Agency] = {}
    names: dict[str, tuple[Name, ...]] = {}
    spellings: dict[str, tuple[Spelling, ...]] = {}
    for entry in _with_own(load_registry("agencies"), own):
        spelled = _spelled(entry, wording())
        agencies[entry["id"]] = _agency(entry, tuple(alias.replace(" + ", " và ") for alias in spelled))
        for alias, tail in spelled.items():
            bare = alias.removeprefix("các ")
            name = _name(entry, tail, plural=bare != alias)
            names[bare] = (*names.get(bare, ()), name)
            spellings[bare] = (*spellings.get(bare, ()), spelling_of(bare, name))
        for short in entry.get("short", ()):
            name = _name(entry, Tail.OPTIONAL, plural=False)
            spellings[short] = (*spellings.get(short, ()), spelling_of(short, name, short=True))
    matcher = Matcher(names, wording())
    return AgencyRegistry(
        agencies, matcher, QuestionMatcher(spellings, {each.id: each.name for each in agencies.values()}, matcher)
    )


def _with_own(shipped: list[dict[str, Any]], own: Sequence[OwnAgency]) -> list[dict[str, Any]]:
    """The entries of the registry with what was added: names, kinds and parents to known ones, then new ones."""
    entries = {entry["id"]: entry for entry in shipped}
    for one in own:
        known = entries.get(
            one.id, {"id": one.id, "name": one.name, "kind": one.kind, "level": "province", "names": []}
        )
        added = {"names": [*known["names"], *one.aliases], "kind": one.kind or known["kind"], "parent": one.parent}
        entries[one.id] = {**known, **added}
    for one in own:
        group = entries.get(one.parent, {})
        if group.get("is_group"):
            entries[one.parent] = {**group, "members": [*group.get("members", ()), one.id]}
    return list(entries.values())


def _spelled(entry: dict[str, Any], words: Wording) -> dict[str, Tail]:
    """Every spelling of an entry with the tail that it takes."""
    own = Tail.NONE if entry.get("final") or entry["level"] != "province" else Tail.OPTIONAL
    spelled = {entry["name"]: own}
    for template in entry["names"]:
        for spelling in expand(template, words.phrases):
            mark = next((mark for mark in _TAILS if spelling.endswith(mark)), "")
            spelled.setdefault(spelling.removesuffix(mark).strip(), _TAILS.get(mark, own))
    return spelled


def _name(entry: dict[str, Any], tail: Tail, *, plural: bool) -> Name:
    return Name(
        id=entry["id"],
        tail=tail,
        is_group=entry.get("is_group", False),
        of_province=entry["level"] == "province" and not entry.get("is_group", False),
        plural=plural or entry.get("plural", False),
        cased=entry.get("cased", False),
        not_before=tuple(wording().not_followed_by.get(entry["id"], ())),
    )


def _agency(entry: dict[str, Any], aliases: tuple[str, ...]) -> Agency:
    return Agency(
        id=entry["id"],
        name=entry["name"],
        kind=entry["kind"],
        level=entry["level"],
        aliases=aliases,
        members=tuple(entry.get("members", ())),
        is_group=entry.get("is_group", False),
        parent=entry.get("parent", ""),
    )
