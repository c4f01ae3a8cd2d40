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
syllables; then each two neighbouring syllables (`cách+hành`). `search.embedding.Encoder` prepares it so;
`segmentation.json` says that it must.

## Training texts

{articles} articles of codified Vietnamese statutes and sections of published administrative procedures, of which
{pairs} have a title and a text long enough. Such texts carry no copyright (Law on Intellectual Property, Article 15).
No question or judgement of any evaluation set was seen; settings were compared on public retrieval sets.

## Method

Multiple negatives ranking in both directions over pairs (title, window of the text) and (run of words, title with the
rest of the window); batches are made of runs of neighbouring articles, so that many negatives are of the same law; to
a share of the short texts a phrase is added in which people ask. See `search/training`. Made again by:

    python -m search.training --statutes STATUTES --procedures PROCEDURES --out search/models

| setting | value |
|---|---|
{settings}
| last loss | {loss:.3f} |
| training time | {seconds:.0f} s |

| library | version |
|---|---|
{libraries}

## Figures

Measured by `cchc evaluate retrieval` with this model (MRR@10 / R@10): the search takes a window's vector, a quarter of
that of its heading and a quarter of its document's; hybrid search looks at the best again with the vectors of single
words (`search/rescoring.py`).

{figures}

Tried without gain, for the model: first weights from a singular value decomposition, 384 dimensions with dropout, 320
dimensions with fewer words, 160 with twice as many pairs, dropping words of titles, other shares of titles (0.6, 0.9),
shorter runs of words, windows of 240 tokens, a scale of 30. For the order of what was found: the likeness of each word
of the question to its nearest in the text, BM25 of whole articles, expansion by the first three passages found, length.

The weights of the second look, fitted on two of the sets and measured on the third (MRR@10 / R@10): zalo-dev 0.763 /
0.932, alqac2022 0.943 / 0.983, vlsp2023 0.887 / 0.974; fitted on all three they are those in use.

## Limits

It knows words, not their order: negation and who does what to whom are lost, which is why search joins it with exact
words. It is at home in law and administration; other Vietnamese text, and other languages, are foreign to it.
"""

# Questions of public research sets by others.
FIGURES = """| set | texts | lexical | dense | hybrid | hybrid, no marks |
|---|---|---|---|---|---|
| zalo-dev | 56632 | 0.707 / 0.882 | 0.686 / 0.871 | 0.764 / 0.929 | 0.764 / 0.926 |
| alqac2022 | 1377 | 0.935 / 0.975 | 0.877 / 0.964 | 0.945 / 0.987 | 0.946 / 0.989 |
| vlsp2023 | 2256 | 0.895 / 0.958 | 0.846 / 0.955 | 0.897 / 0.972 | 0.894 / 0.972 |"""


def write_card(folder: Path, trained: Trained, recipe: Recipe, articles: int) -> None:
    """Write ``README.md`` beside the model in ``folder``."""
    card = _CARD.format(
        dimension=recipe.dimension,
        words=len(trained.words),
        articles=articles,
        pairs=trained.pairs,
        loss=trained.loss,
        figures=FIGURES,
        seconds=trained.seconds,
        settings="\n".join(f"| {name.replace('_', ' ')} | {value} |" for name, value in asdict(recipe).items()),
        libraries="\n".join(f"| {name} | {version(name)} |" for name in _LIBRARIES),
    )
    (folder / "README.md").write_text(card, encoding="utf-8")
