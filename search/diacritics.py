"""Restoring Vietnamese marks that were not typed: "so noi vu" becomes "sở nội vụ".

A trigram model of syllables, read as a noisy channel: the writer drops the marks of a syllable with a probability that
is estimated from the text itself, so an unmarked syllable in a fully marked text changes only on strong evidence. A
syllable with marks is read anew where it is none that the model knows ("dắk", "quyềt"), and where it fits its
neighbours far worse than another with the same letters ("quyết đinh"), unless a capital makes it a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import numpy as np

from ingest.folding import normalize, strip_marks
from ingest.numbers import find_numbers
from search.diacritics_model import STOP, SYMBOLS, UNKNOWN, Floats, Ids, SyllableModel, Token, tokenize

_MARKED_SHARE = 0.75  # of the syllables of ordinary Vietnamese prose carry a mark
_LEAST_DROP = 1e-3  # probability that the writer of a fully marked text leaves out the marks of a syllable
_MISPLACED = np.log(1e-2)  # probability that a syllable which is none was meant to have other marks
_SLIP = np.log(1e-6)  # probability that one which is a syllable was
_FAR_MORE = 100  # times as often beside its neighbours, that a slip is thought of
_UNKNOWN_WORD = np.log(1e-5)  # probability of one word among all those that the model does not know
_SOME_LEFT_OUT = 0.35  # the share of marks left out below which a text was typed with its marks
_SEEN = 3  # times beside a neighbour
_PROTECTED = re.compile(r"\S*(?:@|://|\bwww\.|\.(?:vn|com|org|net|gov|edu|info)\b)\S*", re.IGNORECASE)


@cache
def _model() -> SyllableModel:
    return SyllableModel.load()


@lru_cache(maxsize=1024)
def restore(text: str) -> str:
    """``text`` (as NFC) with the marks that its writer left out.

    Guaranteed: same length as the NFC form and the same text once marks are dropped; letter case, spacing, document
    numbers, words with digits, mail and web addresses, and words that the model knows with no marks at all stay as
    typed, and so do syllables typed with marks that are likely where they stand.

    >>> restore("So Noi vu chu tri")
    'Sở Nội vụ chủ trì'
    """
    return restore_with(_model(), text)


def restore_with(model: SyllableModel, text: str) -> str:
    """``restore`` by a given model."""
    text = unicodedata.normalize("NFC", text)
    tokens = list(tokenize(text))
    readings = _all_readings(model, text, tokens)
    costs = _costs(model, tokens, readings)
    chosen = _best_path(model, readings, costs)
    if _drop_rate(tokens, model) < _SOME_LEFT_OUT:
        chosen = _attested(model, text, tokens, chosen)
    return _written(model, text, tokens, chosen)


def _attested(model: SyllableModel, text: str, tokens: Sequence[Token], chosen: Sequence[int]) -> list[int]:
    """``chosen`` for a text that was typed with its marks: a syllable is changed only into one that was seen beside a
    neighbour, and a name not at all. What the model has never seen is more likely rare than wrong."""
    typed = [model.id_of(token) for token in tokens]
    kept = list(chosen)
    for place, token in enumerate(tokens):
        if chosen[place] == typed[place]:
            continue
        beside = [chosen[at] for at in (place - 1, place + 1) if 0 <= at < len(tokens)]
        seen = sum(_seen_beside(model, np.int64(chosen[place]), np.array([each])) for each in beside)
        is_name = place > 0 and text[token.start].isupper() and _is_unmarked(token.syllable)
        if is_name or seen < _SEEN:
            kept[place] = typed[place]
    return kept


def is_syllable(word: str) -> bool:
    """Whether ``word``, in any letter case, with its marks or none, is a syllable that the model knows."""
    model, plain = _model(), normalize(word)
    known = any(model.id_of(token) != UNKNOWN for token in tokenize(plain) if token.syllable)
    return known or bool(len(model.readings(plain)))


def lacks_tone(word: str) -> bool:
    """Whether ``word`` ends in c, ch, p or t and has no tone, which no syllable does ("chưc").

    >>> lacks_tone("chưc"), lacks_tone("chức"), lacks_tone("lương")
    (True, False, False)
    """
    tones = {"\u0301", "\u0323"}
    return word.endswith(("c", "ch", "p", "t")) and not tones & set(unicodedata.normalize("NFD", word))


def stand_together(first: str, second: str) -> bool:
    """Whether the model has seen a syllable ``first`` in front of ``second``, each with its marks or none."""
    model = _model()
    before, after = (_all_of(model, normalize(word)) for word in (first, second))
    return bool(np.any(model.pairs.seen((before[:, None] << 16) | after[None, :])))


@cache
def spellings() -> tuple[str, ...]:
    """The letters, without marks, of all syllables that the model knows."""
    return tuple(sorted({strip_marks(syllable) for syllable in _model().syllables[len(SYMBOLS) :]}))


def likeliest(typed: str, letters: Iterable[str], around: Iterable[str]) -> str | None:
    """The syllable with some of ``letters`` that was seen most often beside the words ``around``, those with as many
    of the marks of ``typed`` first; None when none was seen there."""
    model = _model()
    beside = [_all_of(model, word) for word in around]
    found = []
    for number in np.concatenate([model.readings(each) for each in letters] or [np.empty(0, dtype=np.int64)]):
        seen = sum(_seen_beside(model, number, others) for others in beside)
        marks = len(_marks(typed) & _marks(model.syllables[number])) - len(
            _marks(typed) ^ _marks(model.syllables[number])
        )
        found.append((marks, float(seen), model.syllables[number]))
    return max((each for each in found if each[1] > 0), default=(0, 0.0, None))[2]


def _seen_beside(model: SyllableModel, number: np.int64, others: Ids) -> float:
    return float(np.sum(model.pairs.seen((number << 16) | others)) + np.sum(model.pairs.seen((others << 16) | number)))


def _marks(word: str) -> set[str]:
    """The marks of ``word``, "đ" among them."""
    return {letter for letter in unicodedata.normalize("NFD", word) if unicodedata.combining(letter) or letter == "đ"}


def _all_of(model: SyllableModel, word: str) -> Ids:
    """What ``word`` may be: itself, and when it has no marks what has the same letters."""
    own = [model.id_of(token) for token in tokenize(word)][:1]
    return np.union1d(model.readings(word), np.array([each for each in own if each != UNKNOWN], dtype=np.int64))


def _all_readings(model: SyllableModel, text: str, tokens: Sequence[Token]) -> list[Ids]:
    """What each token may be: one reading for whatever stays as typed."""
    kept = _kept_ranges(text)
    found = []
    for place, token in enumerate(tokens):
        options = np.empty(0, dtype=np.int64)
        if token.syllable and not any(s <= token.start < e for s, e in kept):
            options = model.readings(strip_marks(token.syllable))
            if model.id_of(token) != UNKNOWN and not _is_unmarked(token.syllable):
                options = _fitting(model, options, tokens, place) if text[token.start].islower() else options[:0]
        found.append(np.union1d(options, [model.id_of(token)]))
    return found


def _fitting(model: SyllableModel, options: Ids, tokens: Sequence[Token], place: int) -> Ids:
    """Those of ``options`` that were seen far more often beside the neighbours of the token at ``place`` than the token
    as it is typed."""
    near = [tokens[at] for at in (place - 1, place + 1) if 0 <= at < len(tokens)]
    beside = [_all_of(model, token.syllable) for token in near if token.syllable]
    seen = np.array([sum(_seen_beside(model, each, others) for others in beside) for each in options])
    least = _FAR_MORE * float(seen[options == model.id_of(tokens[place])].sum())
    return np.asarray(options[seen > least], dtype=np.int64)


def _kept_ranges(text: str) -> list[tuple[int, int]]:
    numbers = [(mention.span.start, mention.span.end) for mention in find_numbers(text.upper())]
    return numbers + [match.span() for match in _PROTECTED.finditer(text)]


def _is_unmarked(syllable: str) -> bool:
    return bool(syllable) and strip_marks(syllable) == syllable


def _drop_rate(tokens: Sequence[Token], model: SyllableModel) -> float:
    """Probability that the writer leaves out the marks of a syllable, from the share of marked syllables."""
    known = [token for token in tokens if len(model.readings(strip_marks(token.syllable)))]
    marked = sum(not _is_unmarked(token.syllable) for token in known)
    return min(1.0, max(_LEAST_DROP, 1 - marked / (_MARKED_SHARE * max(len(known), 1))))


def _costs(model: SyllableModel, tokens: Sequence[Token], readings: Sequence[Ids]) -> list[Floats]:
    """Log-probability that each reading of each token was typed as it stands in the text."""
    drop = np.log(_drop_rate(tokens, model))
    costs: list[Floats] = []
    for token, options in zip(tokens, readings, strict=True):
        is_none = model.id_of(token) == UNKNOWN
        as_typed = _UNKNOWN_WORD if is_none else 0.0
        changed = drop if _is_unmarked(token.syllable) else _MISPLACED if is_none else _SLIP
        costs.append(np.where(options == model.id_of(token), as_typed, changed))
    return costs


def _best_path(model: SyllableModel, readings: Sequence[Ids], costs: Sequence[Floats]) -> list[int]:
    """The most probable reading of every token (Viterbi over the last two)."""
    first = second = np.array([STOP], dtype=np.int64)
    score: Floats = np.zeros((1, 1))
    back: list[Ids] = []
    for options, cost in zip(readings, costs, strict=True):
        paths = score[:, :, None] + model.log_probability(first, second, options)
        back.append(np.argmax(paths, axis=0))
        score = np.max(paths, axis=0) + cost
        first, second = second, options
    score = score + model.log_probability(first, second, np.array([STOP]))[:, :, 0]
    before, last = np.unravel_index(int(np.argmax(score)), score.shape)
    return _traced(readings, back, int(before), int(last))


def _traced(readings: Sequence[Ids], back: Sequence[Ids], before: int, last: int) -> list[int]:
    """The path that ends with the readings at positions ``before`` and ``last``."""
    chosen: list[int] = []
    for options, pointers in zip(reversed(readings), reversed(back), strict=True):
        chosen.append(int(options[last]))
        before, last = int(pointers[before, last]), before
    return chosen[::-1]


def _written(model: SyllableModel, text: str, tokens: Sequence[Token], chosen: Sequence[int]) -> str:
    """``text`` with the chosen syllable in the place of each unmarked one, in the letter case of the original."""
    letters = list(text)
    for token, number in zip(tokens, chosen, strict=True):
        if number == model.id_of(token):
            continue
        for place, letter in enumerate(model.syllables[number], start=token.start):
            letters[place] = letter.upper() if text[place].isupper() else letter
    return "".join(letters)
