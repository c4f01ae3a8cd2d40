"""A question with its names spelled right, and what was changed in it to that end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.records import Span
from search.answer import Understood
from search.diacritics import is_syllable
from search.evidence.library import Library
from search.question.keystrokes import typed_with
from search.question.misspelt import NameBook
from search.question.statutes_said import SaidStatute
from search.question.tokens import Line

_WORD = re.compile(r"(?<![\w/.@-])[^\W_]+(?![\w/@-])")
_SEVERAL = 2  # words left as keystrokes from which a question was typed without a typing method


@dataclass(frozen=True, slots=True)
class Named:
    """A question as it is read: ``text`` with names as the registries have them, ``understood`` what was changed."""

    text: str
    understood: tuple[Understood, ...] = ()


def read_names(question: str, library: Library) -> Named:
    """``question`` with misspelt agencies, provinces and numbers of documents in ``library`` put right, statutes by
    their titles, and with words that were left as keystrokes of Telex or VNI when there are several; the rest is as
    typed."""
    text = _without_keystrokes(question)
    found = [(slip.span, slip.number) for slip in library.numbers.find(text)]
    found += [(said.span, said.statute.title) for said in library.statutes.find(text) if _is_short(said, text)]
    taken = [span for span, _ in found]
    for one in NameBook.load().find(text):
        if not any(one.span.start < span.end and span.start < one.span.end for span in taken):
            found.append((one.span, one.name.text))
    found.sort()
    return Named(_replaced(text, found), tuple(Understood(span.of(text), meant) for span, meant in found))


def _is_short(said: SaidStatute, text: str) -> bool:
    """Whether a statute is known for sure by a name that is not its title."""
    is_sure = said.is_whole or said.statute.is_held
    return is_sure and Line.read(said.span.of(text)).keys != Line.read(said.statute.title).keys


def _without_keystrokes(text: str) -> str:
    read = [(Span(word.start(), word.end()), typed_with(word[0])) for word in _WORD.finditer(text)]
    keyed = [(span, made) for span, made in read if made != span.of(text) and _was_keyed(span.of(text), made)]
    return _replaced(text, keyed) if len(keyed) >= _SEVERAL else text


def _was_keyed(typed: str, made: str) -> bool:
    return not is_syllable(typed) and is_syllable(made)


def _replaced(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    parts, done = [], 0
    for span, new in changes:
        parts += [text[done : span.start], new]
        done = span.end
    return "".join([*parts, text[done:]])
