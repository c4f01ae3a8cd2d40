"""The lexical index: BM25 over words with and without marks. The only door to ``tantivy``.

One entry a passage. Fields: ``words`` (context and text), ``heading`` (context and title), ``folded`` (no marks),
``number`` (document numbers), ``term`` (filter terms), ``document`` and ``key``. Texts are segmented before they come
here, so the analyser only splits at spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from search.passages import Key, Passage
from search.words import folded, tokens

_WRITER_HEAP = 64_000_000
_MOST_WORDS = 256  # of a query; the rest of a longer one is dropped
_SEPARATOR = "\t"


@dataclass(frozen=True, slots=True)
class Boosts:
    """Weight of each field in the sum of BM25 scores."""

    words: float = 1.0
    heading: float = 0.1
    folded: float = 0.5
    number: float = 2.0


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """What is looked up: words as they were restored, words as they were typed, document numbers."""

    words: tuple[str, ...]
    folded: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in ("words", "heading", "folded"):
        builder.add_text_field(field, tokenizer_name="spaces", index_option="freq")
    for field in ("number", "term", "document"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
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
        return int(self._index.searcher().num_docs)

    def add(self, passages: Iterable[Passage]) -> None:
        """Add passages; their keys must be new."""
        writer = self._open_writer()
        for passage in passages:
            writer.add_document(_entry(passage))

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

    def search(self, query: LexicalQuery, groups: Sequence[frozenset[str]], limit: int) -> dict[Key, float]:
        """The best ``limit`` passages that carry a term of every group, with their scores, best first."""
        return self._run(self._parsed(query), [self._one_of("term", group) for group in groups], limit)

    def scores(self, query: LexicalQuery, keys: Sequence[Key]) -> dict[Key, float]:
        """Scores of those of ``keys`` that share a word with ``query``."""
        if not keys:
            return {}
        names = [_SEPARATOR.join(key) for key in keys]
        return self._run(self._parsed(query), [self._one_of("key", names)], len(keys))

    def _run(self, query: tantivy.Query, demands: Sequence[tantivy.Query], limit: int) -> dict[Key, float]:
        clauses = [(tantivy.Occur.Must, query), *((tantivy.Occur.Must, demand) for demand in demands)]
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False).hits
        return {_key_of(searcher.doc(place)): float(score) for score, place in hits}

    def _one_of(self, field: str, values: Iterable[str]) -> tantivy.Query:
        return tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, field, sorted(values)), 0.0)

    def _parsed(self, query: LexicalQuery) -> tantivy.Query:
        boosts = self._boosts
        asked = [("words", query.words, boosts.words), ("heading", query.words, boosts.heading)]
        asked += [("folded", query.folded, boosts.folded), ("number", query.numbers, boosts.number)]
        clauses = [
            (tantivy.Occur.Should, self._term(field, word, boost))
            for field, words, boost in asked
            for word in list(dict.fromkeys(words))[:_MOST_WORDS]
        ]
        return tantivy.Query.boolean_query(clauses)

    def _term(self, field: str, word: str, boost: float) -> tantivy.Query:
        term = tantivy.Query.term_query(self._schema, field, word, index_option="freq")
        return term if boost == 1.0 else tantivy.Query.boost_query(term, boost)


def _entry(passage: Passage) -> tantivy.Document:
    context = tokens(passage.context)
    words = [*context, *(word for window in passage.windows for word in tokens(window))]
    document = tantivy.Document()
    document.add_text("words", " ".join(words))
    document.add_text("heading", " ".join([*context, *tokens(passage.title)]))
    document.add_text("folded", " ".join(folded(words)))
    document.add_text("document", passage.key.document_id)
    document.add_text("key", _SEPARATOR.join(passage.key))
    for number in passage.numbers:
        document.add_text("number", number.casefold())
    for term in passage.terms:
        document.add_text("term", term)
    return document


def _key_of(entry: Any) -> Key:
    return Key(*entry.get_first("key").split(_SEPARATOR))
