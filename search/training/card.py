"""The model card that is written beside the embedding model: what it is, how it was made, what it is good for."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from search.training.static import Recipe, Trained

_LIBRARIES = ("sentence-transformers", "torch", "tokenizers", "underthesea", "numpy")
_CARD = """---
language: vi
library_name: sentence-transformers
pipeline_tag: sentence-similarity
license: apache-2.0
---

# Static embedding of Vietnamese administrative text

A sentence-transformers `StaticEmbedding`: one vector of {dimension} dimensions for each of {words} words; the vector of
a text is the normalised mean of its words' vectors. It runs on any CPU and needs no network.

## Input

Text as `search.words.tokens` gives it, joined by spaces: lower case, compounds (`cải_cách`) in front of their
syllables. `search.embedding.Encoder` prepares it so; `segmentation.json` says that it must.

## Training texts

{articles} articles of codified Vietnamese statutes and sections of published administrative procedures, of which
{pairs} have a title and a text long enough. Such texts carry no copyright (Law on Intellectual Property, Article 15).
No question or judgement of any evaluation set was seen; settings were compared on public retrieval sets.

## Method

Multiple negatives ranking in both directions over pairs (title, window of the text) and (run of words, title with the
rest of the window); see `search/training`. Made again by:

    python -m search.training --statutes STATUTES --procedures PROCEDURES --out search/models

| setting | value |
|---|---|
{settings}
| last loss | {loss:.3f} |
| training time | {seconds:.0f} s |

| library | version |
|---|---|
{libraries}

## Limits

It knows words, not their order: negation and who does what to whom are lost, which is why search joins it with exact
words. It is at home in law and administration; other Vietnamese text, and other languages, are foreign to it.
"""


def write_card(folder: Path, trained: Trained, recipe: Recipe, articles: int) -> None:
    """Write ``README.md`` beside the model in ``folder``."""
    card = _CARD.format(
        dimension=recipe.dimension,
        words=len(trained.words),
        articles=articles,
        pairs=trained.pairs,
        loss=trained.loss,
        seconds=trained.seconds,
        settings="\n".join(f"| {name.replace('_', ' ')} | {value} |" for name, value in asdict(recipe).items()),
        libraries="\n".join(f"| {name} | {version(name)} |" for name in _LIBRARIES),
    )
    (folder / "README.md").write_text(card, encoding="utf-8")
