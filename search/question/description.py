"""Documents described by words of their title: "Kế hoạch CCHC năm 2018" is a type word and words of some title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.archive import CatalogueEntry
from ingest.folding import fold, normalize
from ingest.records import Span
from ingest.statutes import LAWS
from search.question.lexicon import word_set
from search.question.statutes_said import is_other_word
from search.question.tokens import Line
from search.relevance import reading, syllables, units

_INSIDE = ("trong", "theo", "tai", "cua")  # in front of the document in which something is sought
_BORDER = re.compile(r"[,;:?!.](?:\s|$)")
_LOOSE = 4  # words that describe a document though they stand apart in its title
# Promulgated by no other document: a title that holds the word is about one.
_OF_ITS_OWN = frozenset({"luat", "bo luat", "phap lenh", "nghi dinh", "thong tu"})
Described = tuple[str, Span]


def describe(text: str, catalogue: Sequence[CatalogueEntry]) -> list[Described]:
    """Each description in ``text``: its words with the type word, which all stand in the title of one document of
    ``catalogue``, and its span."""
    line = Line.read(text)
    every = [(fold(entry.metadata.type or ""), reading(full_title(entry))[0]) for entry in catalogue]
    types = {tuple(fold(kind).split(" ")) for kind in word_set("document_types")}
    found, index = [], 0
    while index < len(line.tokens):
        width = max((len(words) for words in types if line.keys[index : index + len(words)] == words), default=0)
        named = " ".join(line.keys[index : index + width])
        titles = [title for kind, title in every if named not in _OF_ITS_OWN or kind == named]
        end = _title_end(line, index, index + width, titles) if width else index
        end = max(end, _loose_end(line, index, index + width, titles)) if width else end
        if not _may_name(line, index, end, catalogue) or not _tells(line, index + width, end):
            end = index
        end -= end > index + width and _begins_year(line, end - 1)
        if end > index + width:
            words = Span(line.tokens[index].span.start, line.tokens[end - 1].span.end)
            past = _described_to(text, line, index, end)
            found.append((words.of(text), Span(words.start, line.tokens[past - 1].span.end)))
        index = max(end, index + 1)
    return found


def _described_to(text: str, line: Line, index: int, end: int) -> int:
    """One past the last word of the description that begins at ``index``: where a question ends with it ("phải làm gì
    trong kế hoạch hỗ trợ người dân vùng lũ?") its last words describe too, though the title says it otherwise."""
    rest = line.tokens[end:]
    behind = text[line.tokens[end - 1].span.end :]
    if not index or line.keys[index - 1] not in _INSIDE or _BORDER.search(behind.rstrip(" ?.!")):
        return end
    begins_anew = word_set("behind_descriptions")
    return end if any(normalize(token.text) in begins_anew for token in rest) else len(line.tokens)


def _tells(line: Line, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` say something of a document ("quyết định số mấy" says nothing)."""
    return any(key != "so" for key in line.keys[start:end])


def _begins_year(line: Line, index: int) -> bool:
    """Whether the token at ``index`` is "năm", of the year that follows, rather than of "Việt Nam"."""
    return line.keys[index] == "nam" and not line.tokens[index].text.istitle()


def _may_name(line: Line, index: int, end: int, catalogue: Sequence[CatalogueEntry]) -> bool:
    """Whether the words from ``index`` to ``end`` may describe a document. "luật" in small letters begins other words
    ("luật sư"): it names a statute only with the whole title of one, and none as the end of another word."""
    token = line.tokens[index]
    if token.key == "luat" and is_other_word(line, index):
        return False
    if token.key != "luat" or not token.text.islower():
        return True
    said = line.keys[index:end]
    whole = (syllables(entry.metadata.title or "") for entry in catalogue)
    return any(said[: len(title)] == title for title in whole if title)


def full_title(entry: CatalogueEntry) -> str:
    """Type and title of a document on one line; the words of its file name where no title was read."""
    named = entry.metadata.title or re.sub(r"[\W_]+", " ", Path(entry.source_file).stem)
    return f"{entry.metadata.type or ''} {named}"


def matching(title: str, catalogue: Iterable[CatalogueEntry]) -> list[CatalogueEntry]:
    """``holding``; all of ``catalogue`` when ``title`` is empty or none holds it."""
    entries = list(catalogue)
    return holding(title, entries) or entries


def holding(title: str, catalogue: Iterable[CatalogueEntry]) -> list[CatalogueEntry]:
    """The documents whose type and title hold every syllable of ``title``; only the statutes that have the very title:
    "Bộ luật hình sự" is not "Bộ luật tố tụng hình sự"."""
    words = syllables(title)
    wanted = set(words)
    held = [entry for entry in catalogue if wanted <= reading(full_title(entry))[0]]
    statutes = [entry for entry in held if entry.metadata.type in LAWS]
    return [entry for entry in statutes if syllables(entry.metadata.title or "") == words] or held


def is_statute(title: str, catalogue: Iterable[CatalogueEntry]) -> bool:
    """Whether ``title`` is the whole title of a statute of ``catalogue``, which names it as a number would."""
    words = syllables(title)
    return any(entry.metadata.type in LAWS and syllables(entry.metadata.title or "") == words for entry in catalogue)


def _loose_end(line: Line, start: int, after_type: int, titles: Sequence[frozenset[str]]) -> int:
    """One past the last of the words after the type word that one title holds all of, apart as they may stand there
    ("kế hoạch phòng chống ma túy"); ``start`` when they are too few to know a document by."""
    possible = [title for title in titles if set(syllables(" ".join(line.keys[start:after_type]))) <= title]
    for end in range(after_type, len(line.tokens)):
        held = [title for title in possible if set(syllables(line.keys[end])) <= title]
        if not held:
            break
        possible = held
    else:
        end = len(line.tokens)
    return end if end - after_type >= _LOOSE else start


def _title_end(line: Line, start: int, after_type: int, titles: Sequence[frozenset[str]]) -> int:
    """One past the last token after the type word that, read on without a gap, stands in one of the titles."""
    end, possible, before = after_type, list(titles), ""
    for index in range(start, len(line.tokens)):
        words = syllables(line.keys[index])
        joined = (before, *words) if before else words
        possible = [title for title in possible if units(joined) <= title]
        if not possible or not words:
            break
        end, before = max(end, index + 1), words[-1]
    return end
