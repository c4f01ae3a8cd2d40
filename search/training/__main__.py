"""``python -m search.training``: make again what ships in ``search/models``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest.errors import CchcError
from search.embedding import save_static_model
from search.training.card import write_card
from search.training.restoration import PHRASES, accuracy, learn, training_texts
from search.training.segmented import segmented
from search.training.static import Recipe, train
from search.training.texts import Article, read_articles
from search.words import tokens

_HELD_OUT = 50  # every fiftieth law is kept back when the restoring of marks is measured
_MEASURED = 60  # about so many of their articles


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        articles = [article for path in (options.statutes, options.procedures) for article in read_articles(path)]
        options.out.mkdir(parents=True, exist_ok=True)
        if options.only != "static":
            _make_restoration(articles, options.out)
        if options.only != "diacritics":
            _make_static(articles, options)
    except CchcError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m search.training", description="Huấn luyện các mô hình đi kèm.")
    parser.add_argument("--statutes", type=Path, required=True, help="điều luật, tệp .jsonl hoặc .jsonl.gz")
    parser.add_argument("--procedures", type=Path, required=True, help="thủ tục hành chính, tệp .jsonl hoặc .jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="thư mục ghi static/ và diacritics.npz")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "cchc-training", help="bộ nhớ đệm")
    parser.add_argument("--seed", type=int, default=Recipe().seed, help="hạt giống ngẫu nhiên")
    parser.add_argument("--only", choices=("static", "diacritics"), help="chỉ huấn luyện một mô hình")
    return parser


def _make_restoration(articles: Sequence[Article], out: Path) -> None:
    """Measure on laws that were kept back, then learn from all."""
    laws = sorted({article.group for article in articles})
    held = set(laws[::_HELD_OUT])
    model = learn(list(training_texts(article for article in articles if article.group not in held)))
    kept_back = [article.text for article in articles if article.group in held]
    measured = kept_back[:: max(1, len(kept_back) // _MEASURED)]
    print(f"Syllables restored on held-out laws: {accuracy(model, measured):.4f}")
    learn(list(training_texts(articles))).save(out / "diacritics.npz")


def _make_static(articles: Sequence[Article], options: argparse.Namespace) -> None:
    recipe = replace(Recipe(), seed=options.seed)
    phrases = [" ".join(tokens(phrase)) for phrase in PHRASES.read_text(encoding="utf-8").splitlines()]
    trained = train(segmented(articles, options.cache), recipe, phrases)
    folder = options.out / "static"
    save_static_model(trained.words, trained.weights, folder, "pairs")
    write_card(folder, trained, recipe, len(articles))


if __name__ == "__main__":
    sys.exit(main())
