"""A cue: a phrase as people say it, matched on words without marks; marks that were typed must not say another word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from ingest.folding import fold, normalize, strip_marks

_GAP = 8  # words of a gap at most
_GAPS = re.compile(r"\s*(…+)\s*")
_WORD_START, _WORD_END = r"(?:^|(?<= ))", r"(?= |$)"
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Cue:
    """``pattern`` over keys joined by spaces, its gaps as groups named gap1, gap2 ...; ``spoken`` are the words of the
    phrase with their marks, by key."""

    pattern: re.Pattern[str]
    spoken: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, phrase: str, key: Callable[[str], str] = fold) -> Cue:
        """The cue of ``phrase``: "…" is a gap of at most eight words, "……" of twice as many, (a|b) one of several;
        ``key`` is how a word is compared."""
        spoken: dict[str, set[str]] = {}
        for word in _LETTERS.findall(normalize(phrase)):
            spoken.setdefault(key(fold(word)), set()).add(word)
        keyed = _LETTERS.sub(lambda match: key(match[0]), fold(phrase))
        numbers = count(1)
        body = _GAPS.sub(lambda found: rf"(?P<gap{next(numbers)}>(?: \S+){{0,{_GAP * len(found[1])}}}?) ", keyed)
        pattern = re.compile(f"{_WORD_START}(?:{body}){_WORD_END}")
        return cls(pattern, {word: frozenset(forms) for word, forms in spoken.items()})

    def agrees(self, pieces: Sequence[Sequence[tuple[str, str]]]) -> bool:
        """Whether the words matched, each with its key, say what the phrase says: "dân tối" is not "dẫn tới". One word
        of several may have a slip in its marks, but none that stands alone beyond a gap ("chủ trì tổ chức lại Ban Chỉ
        huy" asks no "chủ trì ... chi"). ``pieces`` are the words that stand together."""
        said: dict[str, bool] = {}
        for piece in pieces:
            for word, key in piece:
                here = self._fits(word, key)
                if not here and len(piece) == 1 < len(pieces):
                    return False
                if key in self.spoken:
                    said[key] = said.get(key, False) or here
        wrong = sum(1 for agrees in said.values() if not agrees)
        return wrong == 0 or (wrong == 1 and len(said) > 1)

    def _fits(self, word: str, key: str) -> bool:
        """Whether ``word`` is typed without marks, or with those of the phrase; what the phrase leaves open fits."""
        return key not in self.spoken or strip_marks(word) == word or normalize(word) in self.spoken[key]

    @property
    def gap_names(self) -> tuple[str, ...]:
        """The names of the gaps; empty where the phrase has none."""
        return tuple(self.pattern.groupindex)

    def gaps(self, found: re.Match[str]) -> list[tuple[int, int]]:
        """Where the gaps of the phrase are in a match of ``pattern``: anything may be said there."""
        return [found.span(name) for name in self.gap_names]
