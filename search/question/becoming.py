"""Questions about what an agency or a province has become, and about nothing else: the registries of reorganisations
answer them, not the documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.folding import fold, normalize
from ingest.provinces import find_provinces_in_question
from ingest.records import Span
from ingest.registry_questions import QuestionAgency
from search.question import lexicon
from search.question.tokens import Line, Token

BECOMING = "becoming"  # the facet
_DISTRICTS = "ubnd-cap-huyen"  # what a question about districts is about


@dataclass(frozen=True, slots=True)
class Subjects:
    """The ids of the agencies and the names of the provinces that a text names."""

    agencies: tuple[str, ...]
    provinces: tuple[str, ...]


def subjects(text: str, agencies: Sequence[QuestionAgency]) -> Subjects:
    """What ``text``, which names ``agencies``, may ask about; districts are named by the word alone."""
    ids = [agency.agency_id for agency in agencies if agency.agency_id]
    ids += [_DISTRICTS] * (not ids and any(True for _ in _districts(Line.read(text))))
    places = [found.name for found in find_provinces_in_question(text)]
    return Subjects(tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(places)))


def asks_what_it_became(text: str, agencies: Sequence[QuestionAgency]) -> bool:
    """Whether ``text`` asks what became of agencies or provinces that it names, and says nothing else."""
    line = Line.read(text)
    named = [agency.span for agency in agencies] + [found.span for found in find_provinces_in_question(text)]
    named += [] if agencies else list(_districts(line))
    if not named:
        return False
    rest = Line.read(_blank(text, named))
    asking = [span for cue in lexicon.facet_cues(BECOMING) for span in rest.matches(cue)]
    polite = list(rest.matches(lexicon.phrase_cue("filler_phrases")))
    return bool(asking) and all(map(_is_slight, Line.read(_blank(rest.text, [*asking, *polite])).tokens))


def _is_slight(token: Token) -> bool:
    slight = lexicon.word_set("becoming_words") | lexicon.word_set("fillers")
    return normalize(token.text) in slight or token.text in {fold(word) for word in slight}


def _districts(line: Line) -> Iterator[Span]:
    return line.matches(lexicon.phrase_cue("districts"))


def _blank(text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    return text
