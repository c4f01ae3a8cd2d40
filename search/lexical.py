"""The lexical index: BM25 over words with and without marks. The only door to ``tantivy``.

One entry a window of a passage, the context in front of each; a passage scores as its best window. Fields: ``words``
(context and window), ``pairs`` (their neighbouring syllables), ``heading`` (words and pairs of context and title),
``folded`` (words and pairs, no marks), ``plain`` (syllables in their order, for quoted phrases), ``number`` (document
numbers), ``place`` (``dieu-5/2``), ``term`` (filter terms), ``document``, ``key`` and ``codes`` (the words as numbers,
for a second look). One more entry a document, its ``profile``: its headings and how it begins, for what the whole is
about. Texts are segmented before they come here, so the analyser only splits at spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import tantivy
from numpy.typing import NDArray

from search.forward import Codes, PairCodes, codes, pack, pair_codes
from search.passages import Key, Passage, cut
from search.places import places_of
from search.words import JOINT, PAIR, folded, pairs, syllables, tokens

Number = TypeVar("Number", np.uint32, np.uint64)

_WRITER_HEAP = 64_000_000
_MOST_WORDS = 256  # of a query; the rest of a longer one is dropped
_COMMON, _COMMON_SHARE = 20_000, 0.15  # a word that is in more entries than both is not looked up
_SEPARATOR = "\t"
_WINDOWS_PER_PASSAGE = 3  # how much deeper to look, as several windows may fold into one passage
_OPENINGS, _OPENING = 2, 200  # passages whose beginning is in the profile, and how many words of it
_MOST_WINDOWS = 64  # of one passage that is scored by name


@dataclass(frozen=True, slots=True)
class Boosts:
    """Weight of each kind of word in the sum of BM25 scores; ``compound`` is that of a compound beside its syllables.

    Chosen by eye on three public sets, see the model's card; tantivy's k1 is 1.2 and its b 0.75.
    """

    words: float = 1.0
    compound: float = 0.5
    pairs: float = 0.75
    heading: float = 0.2
    heading_pairs: float = 0.1
    profile: float = 0.2
    folded: float = 0.5
    number: float = 2.0


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """What is looked up: words and pairs as they were restored, both as they were typed, document numbers, the
    places of clauses, and what was put in quotation marks, each phrase as its syllables."""

    words: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


class Found(NamedTuple):
    """A passage's score, that of its best window, and that window as ``search.forward`` packs it."""

    score: float
    window: bytes


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in ("words", "pairs", "heading", "folded", "profile"):
        builder.add_text_field(field, tokenizer_name="spaces", index_option="freq")
    builder.add_text_field("plain", tokenizer_name="spaces", index_option="position")
    for field in ("number", "place", "term", "document"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("codes", stored=True)
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


class LexicalIndex:
    """A BM25 index in a folder. Changes are seen after ``commit``."""

    def __init__(self, folder: Path, boosts: Boosts = Boosts()) -> None:
        """Open the index in ``folder``, or make an empty one there.

        Raises:
            ValueError: the folder holds something that is not our index.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._boosts = boosts
        self._index = tantivy.Index(self._schema, path=str(folder))
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("spaces", spaces)
        self._index.config_reader(reload_policy="manual")
        self._writer: tantivy.IndexWriter | None = None

    def __len__(self) -> int:
        """How many entries: windows, and a profile a document."""
        return int(self._index.searcher().num_docs)

    def add(self, passages: Iterable[Passage]) -> None:
        """Add passages; their keys must be new, and those of a document come together."""
        writer = self._open_writer()
        for document_id, of_document in groupby(passages, key=lambda passage: passage.key.document_id):
            listed = list(of_document)
            writer.add_document(_profile(document_id, listed))
            for passage in listed:
                for entry in _entries(passage):
                    writer.add_document(entry)

    def remove(self, document_id: str) -> None:
        """Drop every passage of a document; none is no error."""
        self._open_writer().delete_documents_by_term("document", document_id)

    def commit(self) -> None:
        """Make all changes durable and visible; the index files then stay as they are."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_WRITER_HEAP, 1)
        return self._writer

    def search(self, query: LexicalQuery, groups: Sequence[frozenset[str]], limit: int) -> dict[Key, Found]:
        """The best ``limit`` passages that carry a term of every group, best first."""
        demands = [self._one_of("term", group) for group in groups]
        return self._run(self._parsed(query), demands, limit)

    def exact(self, query: LexicalQuery, groups: Sequence[frozenset[str]], limit: int) -> dict[Key, Found]:
        """As ``search``, of those passages only that hold every phrase and every document number of ``query`` and stand
        at one of its places; empty when it has none of these."""
        demands = [self._phrase(phrase) for phrase in query.phrases]
        demands += [self._one_of("place", query.places)] if query.places else []
        demands += [self._one_of("number", [number]) for number in query.numbers]
        if not demands:
            return {}
        demands += [self._one_of("term", group) for group in groups]
        return self._run(self._parsed(query), demands, limit)

    def scores(self, query: LexicalQuery, keys: Sequence[Key]) -> dict[Key, Found]:
        """Those of ``keys`` that share a word with ``query``."""
        if not keys:
            return {}
        names = [_SEPARATOR.join(key) for key in keys]
        return self._run(self._parsed(query), [self._one_of("key", names)], len(keys), _MOST_WINDOWS)

    def about(self, query: LexicalQuery, document_ids: Iterable[str]) -> dict[str, float]:
        """Scores, by the boost of profiles, of those documents whose profile shares a word with ``query``."""
        wanted = set(document_ids)
        if not wanted or not query.words:
            return {}
        terms = list(dict.fromkeys(query.words))[:_MOST_WORDS]
        words = self._any(self._term("profile", word, self._boosts.profile) for word in terms)
        demands = [self._one_of("document", wanted)]
        return {key.document_id: found.score for key, found in self._run(words, demands, len(wanted)).items()}

    def _run(
        self,
        query: tantivy.Query,
        demands: Sequence[tantivy.Query],
        limit: int,
        windows: int = _WINDOWS_PER_PASSAGE,
    ) -> dict[Key, Found]:
        """The best ``limit`` passages by their best window, best first, of ``windows`` times as many windows."""
        if demands:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in (query, *demands)])
        searcher = self._index.searcher()
        best: dict[Key, Found] = {}
        for score, place in searcher.search(query, limit * windows, count=False).hits:
            entry = searcher.doc(place)
            best.setdefault(_key_of(entry), Found(float(score), entry.get_first("codes") or b""))
            if len(best) == limit:
                break
        return best

    def word_weights(self, query: LexicalQuery) -> tuple[Codes, NDArray[np.float64]]:
        """The distinct words of ``query`` as numbers, ascending, and for each its idf by its boost."""
        words = list(dict.fromkeys(query.words))[:_MOST_WORDS]
        weights = [self._idf("words", word) * (self._boosts.compound if JOINT in word else 1.0) for word in words]
        return _ascending(codes(words), np.array(weights) * self._boosts.words)

    def pair_weights(self, query: LexicalQuery) -> tuple[PairCodes, NDArray[np.float64]]:
        """The distinct pairs of ``query`` as numbers, ascending, and for each its idf by its boost."""
        joined = list(dict.fromkeys(query.pairs))[:_MOST_WORDS]
        first, second = ([pair.split(PAIR)[side] for pair in joined] for side in (0, 1))
        weights = [self._idf("pairs", pair) for pair in joined]
        return _ascending(pair_codes(codes(first), codes(second)), np.array(weights) * self._boosts.pairs)

    def _idf(self, field: str, word: str) -> float:
        searcher = self._index.searcher()
        entries, holding = searcher.num_docs, searcher.doc_freq(field, word)
        return log(1 + (entries - holding + 0.5) / (holding + 0.5))

    def _one_of(self, field: str, values: Iterable[str]) -> tantivy.Query:
        return tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, field, sorted(values)), 0.0)

    def _parsed(self, query: LexicalQuery) -> tantivy.Query:
        boosts = self._boosts
        words, joined = self._telling("words", query.words), self._telling("pairs", query.pairs)
        asked = [
            ("words", words, boosts.words),
            ("pairs", joined, boosts.pairs),
            ("heading", words, boosts.heading),
            ("heading", joined, boosts.heading_pairs),
            ("folded", self._telling("folded", query.folded), boosts.folded),
            ("number", query.numbers, boosts.number),
        ]
        return self._any(self._term(field, word, boost) for field, words, boost in asked for word in words)

    def _telling(self, field: str, words: Sequence[str]) -> list[str]:
        """``words``, each once, without those that so many entries hold that they cost much and tell little; all of
        them when none is left."""
        distinct = list(dict.fromkeys(words))[:_MOST_WORDS]
        searcher = self._index.searcher()
        most = max(_COMMON, _COMMON_SHARE * searcher.num_docs)
        return [word for word in distinct if searcher.doc_freq(field, word) <= most] or distinct

    def _any(self, terms: Iterable[tantivy.Query]) -> tantivy.Query:
        """Not nested, which would take half as long again."""
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])

    def _term(self, field: str, word: str, boost: float) -> tantivy.Query:
        weight = boost * (self._boosts.compound if JOINT in word else 1.0)
        term = tantivy.Query.term_query(self._schema, field, word, index_option="freq")
        return term if weight == 1.0 else tantivy.Query.boost_query(term, weight)

    def _phrase(self, phrase: tuple[str, ...]) -> tantivy.Query:
        if len(phrase) == 1:  # tantivy refuses a phrase of one word
            return self._one_of("plain", phrase)
        return tantivy.Query.const_score_query(tantivy.Query.phrase_query(self._schema, "plain", list(phrase)), 0.0)


def _profile(document_id: str, passages: Sequence[Passage]) -> tantivy.Document:
    """The entry of a whole document."""
    headings = dict.fromkeys(text for passage in passages for text in (passage.title, passage.context))
    openings = [cut(passage.windows[0], _OPENING) for passage in passages[:_OPENINGS]]
    document = tantivy.Document()
    document.add_text("profile", " ".join(word for text in [*headings, *openings] for word in tokens(text)))
    document.add_text("document", document_id)
    document.add_text("key", _SEPARATOR.join((document_id, "")))
    return document


def _entries(passage: Passage) -> Iterator[tantivy.Document]:
    """One entry a window."""
    context = tokens(passage.context)
    nearest = tokens(passage.heading)
    heading = [*context, *tokens(passage.title)]
    for window in passage.windows:
        own = tokens(window)
        words = [*context, *own]
        joined = pairs(words)
        document = tantivy.Document()
        document.add_text("words", " ".join(words))
        document.add_text("pairs", " ".join(joined))
        document.add_text("heading", " ".join([*heading, *pairs(heading)]))
        document.add_text("folded", " ".join(folded([*words, *joined])))
        document.add_text("plain", " ".join([*syllables(passage.context), *syllables(window)]))
        document.add_text("document", passage.key.document_id)
        document.add_bytes("codes", pack(nearest, own))
        document.add_text("key", _SEPARATOR.join(passage.key))
        for number in passage.numbers:
            document.add_text("number", number.casefold())
        for place in places_of(passage.key.address):
            document.add_text("place", place)
        for term in passage.terms:
            document.add_text("term", term)
        yield document


def _key_of(entry: Any) -> Key:
    return Key(*entry.get_first("key").split(_SEPARATOR))


def _ascending(numbers: NDArray[Number], weights: NDArray[np.float64]) -> tuple[NDArray[Number], NDArray[np.float64]]:
    order = np.argsort(numbers, kind="stable")
    return numbers[order], weights[order]
