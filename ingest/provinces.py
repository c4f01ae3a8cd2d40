"""Provinces: the 63 of before 1/7/2025 and the 34 of after, how they are written, and where they stand in a text.

Source: Nghị quyết 202/2025/QH15; the data is ``corpus/registries/provinces.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ingest.corpus import load_registry
from ingest.errors import NotFound
from ingest.folding import fold, strip_marks
from ingest.records import Span
from ingest.registry_tokens import PLAIN, Words, words_of
from ingest.registry_trie import Trie


@dataclass(frozen=True, slots=True)
class Province:
    """A province or centrally governed city by its bare name ("Đắk Nông", "Hồ Chí Minh").

    ``kind`` is "tỉnh" or "thành phố" (today's, for one that still exists). ``merged_into`` names the province that
    took it over, None while it exists. ``since`` and ``legal_basis`` date the last change. ``predecessors`` are
    the provinces of before the merger that make up this one, itself included; empty when nothing was merged.
    """

    name: str
    kind: str
    merged_into: str | None
    since: date | None
    legal_basis: str | None
    predecessors: tuple[str, ...]
    spellings: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """With its kind: "tỉnh Đắk Nông", "thành phố Hồ Chí Minh"."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class ProvinceMention:
    """A province printed at ``span`` (the bare name, without "tỉnh"); ``name`` is the registry's."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Lists:
    provinces: dict[str, Province]
    marked: Trie[str]
    unmarked: Trie[str]
    not_after: frozenset[str]
    surnames: frozenset[str]
    not_before: dict[str, list[str]]
    abbreviations: dict[str, tuple[str, ...]]


def all_provinces() -> tuple[Province, ...]:
    """All 63, in alphabetical order of the registry."""
    return tuple(_lists().provinces.values())


def get_province(name: str) -> Province:
    """The province written ``name`` in any spelling, with or without marks or "tỉnh".

    Raises:
        NotFound: no province is written so.
    """
    words = words_of(_bare(fold(name)))
    for end, found in _lists().unmarked.walk(words, 0):
        if end == len(words):
            return _lists().provinces[found]
    raise NotFound(f"Không có tỉnh, thành phố nào tên “{name}”; hãy kiểm tra lại tên tỉnh.")


def current_province(name: str) -> Province:
    """The province of today in whose territory ``name`` lies: ``name`` itself, or what it was merged into.

    Raises:
        NotFound: no province is written so.

    >>> current_province("Đắk Nông").name
    'Lâm Đồng'
    """
    province = get_province(name)
    return get_province(province.merged_into) if province.merged_into else province


def historic(name: str) -> tuple[str, ...]:
    """Names that a question about ``name`` may mean: itself first, then the provinces merged into it.

    Raises:
        NotFound: no province is written so.

    >>> historic("Lâm Đồng")
    ('Lâm Đồng', 'Đắk Nông', 'Bình Thuận')
    """
    province = get_province(name)
    return (province.name, *(each for each in province.predecessors if each != province.name))


def abbreviated(text: str) -> tuple[str, ...]:
    """Provinces that the capital letters ``text`` may stand for ("ĐN": three); empty when none."""
    return _lists().abbreviations.get(text.upper(), ())


def find_provinces(text: str) -> list[ProvinceMention]:
    """Every province printed in document text (marks required, old spellings known), in order of place.

    A commune, street or person of the same name ("xã Hòa Bình", "Nguyễn Thái Bình") is left out.

    >>> [m.name for m in find_provinces("UBND tỉnh Đăk Nông và TP. Hồ Chí Minh")]
    ['Đắk Nông', 'Hồ Chí Minh']
    """
    return _find(words_of(text), _lists().marked, typed=False)


def find_provinces_in_question(text: str) -> list[ProvinceMention]:
    """Like ``find_provinces`` for what people type: marks and capitals are optional.

    Unmarked names are taken only from text that has no marks there ("dak nong", not "hoà bình" for peace).
    """
    plain = strip_marks(text)
    if len(plain) != len(text):  # a character that does not fold one to one: spans would move
        return find_provinces(text)
    found = _find(words_of(text), _lists().marked, typed=True)
    unmarked = _find(words_of(plain), _lists().unmarked, typed=True)
    taken = {mention.span for mention in found}
    found += [m for m in unmarked if m.span not in taken and m.span.of(text).casefold() == m.span.of(plain).casefold()]
    return sorted(found, key=lambda mention: mention.span)


def province_of(text: str) -> str | None:
    """The one province that ``text`` names; None when it names none, or several.

    >>> province_of("ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN")
    'Thái Nguyên'
    """
    names = {mention.name for mention in find_provinces(text)}
    return names.pop() if len(names) == 1 else None


def province_at(words: Words, index: int) -> tuple[int, Province] | None:
    """The longest province name that begins at word ``index`` with a capital: (number of the word after it, it)."""
    if not words.is_capital(index):
        return None
    best = None
    for end, name in _lists().marked.walk(words, index):
        best = (end, _lists().provinces[name])
    return best


def province_typed_at(words: Words, index: int) -> tuple[int, Province] | None:
    """Like ``province_at`` for words without marks, in any case."""
    best = None
    for end, name in _lists().unmarked.walk(words, index):
        best = (end, _lists().provinces[name])
    return best


def _find(words: Words, names: Trie[str], *, typed: bool) -> list[ProvinceMention]:
    found: list[ProvinceMention] = []
    index = 0
    while index < len(words):
        end = _match(words, names, index, typed) if words.keys[index] in names else None
        if end is None:
            index += 1
            continue
        span = Span(words.starts[index], words.ends[end[0] - 1])
        found.append(ProvinceMention(end[1], span))
        index = end[0]
    return found


def _match(words: Words, names: Trie[str], index: int, typed: bool) -> tuple[int, str] | None:
    best = None
    for end, name in names.walk(words, index):
        if (typed or words.is_capital(index)) and not _is_another(words, index, end, name):
            best = (end, name)
    return best


def _is_another(words: Words, index: int, end: int, name: str) -> bool:
    """Whether the words around make it the name of something else."""
    lists = _lists()
    if end < len(words) and words.text[words.starts[end] : words.ends[end]] in lists.not_before.get(name, ()):
        return True
    return is_named_after(words, index)


def is_named_after(words: Words, index: int) -> bool:
    """Whether the words before word ``index`` make it the name of something else than a province: "xã", a surname."""
    lists = _lists()
    if not index or words.joint_before(index) != PLAIN:
        return False
    before = words.text[words.starts[index - 1] : words.ends[index - 1]]
    two = f"{words.keys[index - 2]} {words.keys[index - 1]}" if index > 1 else ""
    return before in lists.surnames or words.keys[index - 1] in lists.not_after or two in lists.not_after


def _bare(folded: str) -> str:
    for prefix in ("tinh ", "thanh pho ", "tp. ", "tp "):
        if folded.startswith(prefix):
            return folded.removeprefix(prefix)
    return folded


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    data = load_registry("provinces")
    provinces = {entry["name"]: _province(entry) for entry in data["provinces"]}
    names = {text: each.name for each in provinces.values() for text in (each.name, *each.spellings)}
    return _Lists(
        provinces=provinces,
        marked=Trie(names),
        unmarked=Trie({fold(text): name for text, name in names.items()}),
        not_after=frozenset(each.casefold() for each in data["not_after"]),
        surnames=frozenset(data["not_after_surname"]),
        not_before=data["not_before"],
        abbreviations={key: tuple(value) for key, value in data["ambiguous_abbreviations"].items()},
    )


def _province(entry: dict[str, Any]) -> Province:
    return Province(
        name=entry["name"],
        kind=entry["kind"],
        merged_into=entry.get("merged_into"),
        since=date.fromisoformat(entry["since"]) if "since" in entry else None,
        legal_basis=entry.get("legal_basis"),
        predecessors=tuple(entry.get("predecessors", ())),
        spellings=tuple(entry["spellings"]),
    )
