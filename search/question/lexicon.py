"""The lexicons of questions: cues of what is asked, words without content, abbreviations, acronyms, units.

They are data (``corpus/registries/question_cues.json``, ``question_words.json``), each beside real examples; a cue is
written as people say it and matched on keys without marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ingest import registry_terms
from ingest.corpus import load_registry
from ingest.folding import fold, normalize, strip_marks
from search.answer import Kind
from search.question.cue import Cue


@dataclass(frozen=True, slots=True)
class KindCue:
    """Phrases that tell a kind of question; with ``needs_agency`` only when an agency is named."""

    kind: Kind
    needs_agency: bool
    phrases: tuple[Cue, ...]
    examples: tuple[str, ...]
    is_weak: bool = False  # tells only where nothing else does


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for, where the neighbouring words allow it."""

    pattern: re.Pattern[str]
    long: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    example: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that a question asks a figure of, and how such a figure is printed; ``is_of_time`` when it says how often
    something is."""

    words: tuple[str, ...]
    figure: re.Pattern[str]
    example: str
    is_of_time: bool = False
    counted: tuple[str, ...] = ()  # words that name it only right beside "bao nhiêu" or "mấy"
    is_plain: bool = False  # a figure of it is never printed without it


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact about a thing or a person that a question may ask for (a telephone number, an address), the cues that ask
    for it, and how it is printed: no clause that does not print it answers."""

    name: str
    cues: tuple[Cue, ...]
    figure: re.Pattern[str]
    example: str
    asks: str
    is_date: bool = False
    is_done: bool = False
    is_name: bool = False


def compile_cue(phrase: str, by_sound: bool = False) -> Cue:
    """The cue of a phrase of the lexicon, the lists that it names ("{who}") put in."""
    for name in ("who", "what"):
        phrase = phrase.replace(f"{{{name}}}", _cues()[name])
    phrase = phrase.replace("{measure}", f"({'|'.join(sorted(word_set('measures')))})")
    return Cue.of(phrase, sound) if by_sound else Cue.of(phrase)


@cache
def _cues() -> Any:
    return load_registry("question_cues")


@cache
def _words() -> Any:
    return load_registry("question_words")


@cache
def kind_cues(by_sound: bool = False) -> tuple[KindCue, ...]:
    """The cues of kinds in order of precedence."""
    return tuple(
        KindCue(
            Kind(entry["kind"]),
            entry.get("needs") == "agency",
            tuple(compile_cue(cue, by_sound) for cue in entry["cues"]),
            tuple(entry["examples"]),
            entry.get("weak", False),
        )
        for entry in _cues()["kinds"]
    )


@cache
def plain_cues(kind: Kind) -> tuple[Cue, ...]:
    """The cues of ``kind`` without a gap, and those of the facets that ask rather than tell: words without content. A
    list asks for no value: "nghị quyết nào quy định mức chi?"."""
    cues = [cue for entry in _cues()["kinds"] if entry["kind"] == kind.value for cue in entry["cues"]]
    for facet in ("deadline", "place", "documents", "product", *(() if kind is Kind.LIST else ("value",))):
        cues += _cues()["facets"][facet]
    return tuple(compile_cue(cue) for cue in cues if "…" not in cue)


@cache
def facet_cues(facet: str) -> tuple[Cue, ...]:
    """The phrases that ask for ``facet`` beside the kind: deadline, lead, coordinate, value, exact ..."""
    return tuple(compile_cue(cue) for cue in _cues()["facets"][facet])


@cache
def facets() -> tuple[str, ...]:
    """The names of all facets."""
    return tuple(_cues()["facets"])


def facet_examples(facet: str) -> tuple[str, ...]:
    """Real questions that ask for ``facet``."""
    return tuple(_cues()["facet_examples"][facet])


@cache
def _field_cues() -> tuple[tuple[str, tuple[Cue, ...]], ...]:
    return tuple((entry["field"], tuple(map(compile_cue, entry["cues"]))) for entry in _cues()["fields"])


def asked_fields(text: str) -> tuple[str, ...]:
    """Which facts about a document ``text`` asks for: number, issued_on, issuer, province, title, recipients, effect;
    number, issuer and date when it names none."""
    keys = " ".join(re.findall(r"\w+", fold(text)))
    found = tuple(field for field, cues in _field_cues() if any(cue.pattern.search(keys) for cue in cues))
    return found or ("number", "issued_on", "issuer")


@cache
def phonetic_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pattern and replacement for initial consonants that are often confused."""
    return tuple((re.compile(pattern), replacement) for pattern, replacement in _words()["phonetic"])


@lru_cache(maxsize=65536)
def sound(key: str) -> str:
    """``key`` with the initial consonants that are often confused made equal.

    >>> sound("tri") == sound("chi")
    True
    """
    for pattern, replacement in phonetic_rules():
        key = pattern.sub(replacement, key)
    return key


@cache
def word_set(name: str) -> frozenset[str]:
    """The word list ``name`` ("fillers", "document_types" ...) of the lexicon of questions, as printed."""
    return frozenset(_words()[name])


@cache
def phrase_cue(name: str, by_sound: bool = False) -> Cue:
    """One cue for all phrases of a word list, longest first; ``by_sound`` as people confuse sounds."""
    listed = "|".join(sorted(_words()[name], key=len, reverse=True))
    return compile_cue(f"({listed})", by_sound)


@cache
def part_cues(name: str) -> tuple[Cue, ...]:
    """The phrases by which the parts of a question are told: asking, joining, opening, alike."""
    return tuple(map(compile_cue, load_registry("question_parts")[name]["cues"]))


@cache
def slight_words() -> frozenset[str]:
    """Words, with their marks and without, that give a part of a question no topic of its own ("gửi qua sở nào")."""
    said = {word for phrase in load_registry("question_parts")["slight"]["words"] for word in phrase.split()}
    return frozenset({*map(normalize, said), *map(fold, said)})


def is_slight(words: str) -> bool:
    """Whether ``words`` say nothing of what a part of a question is about ("gửi qua", not "kết quả")."""
    slight = slight_words()
    return all(normalize(word) in slight or word.isdigit() for word in words.split())


@cache
def acronyms() -> dict[str, tuple[str, ...]]:
    """Folded acronym, also as one word ("khcn") -> the syllables, with marks, of what it always stands for."""
    sure = (entry for entry in registry_terms.acronyms().values() if entry.unambiguous and len(entry.expansions) == 1)
    long = {fold(entry.text): tuple(re.findall(r"[^\W_]+", normalize(entry.expansions[0]))) for entry in sure}
    return {re.sub("[&-]", "", short): words for short, words in long.items()} | long


@cache
def named_terms() -> dict[str, tuple[str, ...]]:
    """Folded acronym of an index -> how documents name it in words, with marks."""
    return {
        fold(index.acronym): tuple(name for name in index.names if fold(index.acronym) not in fold(name))
        for index in registry_terms.indices()
    }


@cache
def number() -> str:
    """The pattern of a number as documents print it: in figures, or in words ("mười hai")."""
    word = "|".join(sorted(_words()["number_words"], key=len, reverse=True))
    return rf"(?:\d+(?:[.,]\d+)*|(?<!\w)(?:{word})(?:\s+(?:{word}))*(?!\w))"


@cache
def units() -> tuple[Unit, ...]:
    """What figures a question may ask for."""
    return tuple(
        Unit(
            tuple(entry["words"]),
            re.compile(entry["figure"].replace("{n}", number()), re.IGNORECASE),
            entry["example"],
            entry.get("of_time", False),
            tuple(entry.get("counted", ())),
            entry.get("plain", False),
        )
        for entry in _words()["units"]
    )


@cache
def attributes() -> tuple[Attribute, ...]:
    """What attributes a question may ask for."""
    return tuple(
        Attribute(
            entry["name"],
            tuple(map(compile_cue, entry["cues"])),
            re.compile(entry["figure"]),
            entry["example"],
            entry["asks"],
            entry.get("is_date", False),
            entry.get("is_done", False),
            entry.get("is_name", False),
        )
        for entry in _words()["attributes"]
    )


@cache
def _statements() -> Any:
    return load_registry("question_statements")


@cache
def _statement(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_statements()[name]["patterns"]))


@lru_cache(maxsize=16384)
def states(name: str, text: str) -> bool:
    """Whether ``text`` of a document words a statement of the kind ``name``: reports, periodic, money, times ..."""
    return bool(_statement(name).search(fold(text)))


def statement_examples() -> dict[str, tuple[str, ...]]:
    """Kind of statement -> real sentences of it."""
    return {name: tuple(entry["examples"]) for name, entry in _statements().items() if name != "note"}


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """Short forms that officials type, and slips that are words themselves ("thuế xuất"), longest first."""
    listed = (*_words()["abbreviations"], *_words()["legal_slips"])
    entries = sorted(listed, key=lambda entry: len(entry["short"]), reverse=True)
    return tuple(
        Abbreviation(
            re.compile(rf"(?<!\w)(?:{re.escape(entry['short'])}|{re.escape(strip_marks(entry['short']))})(?![\w/])"),
            entry["long"],
            re.compile(f"{entry['before']}$") if "before" in entry else None,
            re.compile(f"^{entry['after']}") if "after" in entry else None,
            entry["example"],
        )
        for entry in entries
    )
