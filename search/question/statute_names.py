"""Statutes that a question names by their title: "Luật Tố cáo", "Bộ luật Lao động"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.archive import CatalogueEntry
from ingest.folding import fold
from ingest.records import Span
from ingest.statutes import LAWS
from search.question.clause_names import clause_names
from search.question.cue import Cue
from search.question.lexicon import phrase_cue
from search.question.query import Name
from search.question.statutes_said import statute_book, titles_of_statutes
from search.question.tokens import Line
from search.relevance import syllables

_LONGEST = 14  # words of a statute's name
_KNOWN_BY_END = 4
_BY = ("theo", "trong", "tai", "ky", "ki")  # by which it is asked, or of which it is asked who signed it
_OTHER_TYPES = ("ke hoach", "quyet dinh", "nghi quyet", "cong van", "chi thi", "van ban")
_KINDS = tuple(tuple(fold(kind).split()) for kind in sorted(LAWS, key=len, reverse=True))


def absent_statutes(text: str, catalogue: Sequence[CatalogueEntry]) -> list[Name]:
    """The statutes that ``text`` asks about and that no document of ``catalogue`` is.

    One is asked about where a clause of it is named ("Điều 5 Luật Tố cáo"), it is said to provide something ("Luật
    Tố cáo quy định ..."), or what is asked is asked by it ("theo Luật Tố cáo thì ..."); a statute that is only
    mentioned may be a topic.
    """
    line = Line.read(text)
    found = _asked_by(line, catalogue)
    said = _said_to_provide(line, catalogue)
    return found + [name for name in said if not any(name.span.start == other.span.start for other in found)]


def _asked_by(line: Line, catalogue: Sequence[CatalogueEntry]) -> list[Name]:
    """The statutes known by name by which something is asked, and of which no title of ``catalogue`` tells."""
    book = statute_book(titles_of_statutes(catalogue))
    plain = fold(line.text)
    absent = [said for said in book.find(line.text) if not said.statute.is_held and said.is_whole]
    if not absent or any(kind in plain for kind in _OTHER_TYPES):
        return []
    titles = [fold(entry.metadata.title or "") for entry in catalogue]
    told = [said for said in absent if any(fold(said.statute.title) in title for title in titles)]
    asked = [said for said in absent if said not in told and _is_asked_by(line, said.span)]
    return [Name(_capital(said.span.of(line.text)), said.span, ()) for said in asked]


def _is_asked_by(line: Line, span: Span) -> bool:
    """Whether a statute at ``span`` is what is asked by: "theo Luật ...", or one that the question begins with."""
    before = fold(line.text[: span.start]).split()
    behind = fold(line.text[span.end :]).split()
    if not before:
        return behind[:1] not in (["duoc"], ["do"], ["dang"], ["co"])
    return before[-1] in _BY


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _said_to_provide(line: Line, catalogue: Sequence[CatalogueEntry]) -> list[Name]:
    text = line.text
    clauses = [name.span.end for name in clause_names(text)]
    found = []
    for index, token in enumerate(line.tokens):
        width = max((len(kind) for kind in _KINDS if line.keys[index : index + len(kind)] == kind), default=0)
        if not width or (index and line.keys[index - 1] in ("phap", "bo", "ky", "du")):
            continue
        end = _name_end(line, index + width)
        after_clause = any(0 <= token.span.start - stop <= len(" của ") for stop in clauses)
        is_asked = after_clause or _follows(line, _after_year(line, end), phrase_cue("statute_says"))
        if end > index + width and is_asked and not _is_held(line.keys[index:end], catalogue):
            span = Span(token.span.start, line.tokens[end - 1].span.end)
            name = span.of(text)
            found.append(Name(_capital(name), span, ()))
    return found


def _name_end(line: Line, start: int) -> int:
    """One past the last word of the name that begins at ``start``: what comes before a year, a number, or words that
    go on after a name."""
    stops = phrase_cue("statute_ends")
    last = min(start + _LONGEST, len(line.tokens))
    end = next((at for at in range(start, last) if _is_figure(line, at) or _follows(line, at, stops)), last)
    return end - 1 if end > start and _is_figure(line, end) and line.keys[end - 1] == "nam" else end


def _after_year(line: Line, index: int) -> int:
    """The place after "năm 2018" or "2018" at ``index``."""
    index += index < len(line.keys) and line.keys[index] == "nam" and _is_figure(line, index + 1)
    return index + _is_figure(line, index)


def _is_figure(line: Line, index: int) -> bool:
    return index < len(line.keys) and line.keys[index][:1].isdigit()


def _follows(line: Line, index: int, cue: Cue) -> bool:
    return index < len(line.tokens) and any(span.start == line.tokens[index].span.start for span in line.matches(cue))


def _is_held(said: Sequence[str], catalogue: Sequence[CatalogueEntry]) -> bool:
    """Whether a statute of ``catalogue`` has the name ``said``, or one that begins with it or goes before it; or ends
    with it, when it is long enough to be known by that ("Luật [Tổ chức] chính quyền địa phương")."""
    name = " ".join(syllables(" ".join(said)))
    own = name.split(" ", 1)[-1]
    titles = (" ".join(syllables(entry.metadata.title or "")) for entry in catalogue if entry.metadata.type in LAWS)
    ends = f" {own}" if own.count(" ") >= _KNOWN_BY_END - 1 else None
    return any(
        title.startswith(name) or name.startswith(title) or (ends is not None and title.endswith(ends))
        for title in titles
        if title
    )
