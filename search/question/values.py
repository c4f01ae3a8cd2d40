"""The particular value that a question asks for: a figure in a unit, a number of something, an attribute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ingest.folding import fold, normalize
from search.question import lexicon
from search.question.clock import AS_FIGURES
from search.question.tokens import Line, segments

FIGURE = "số liệu"  # what a figure is called when it has no name of its own
_ASKS_NUMBER = r"\b(?:bao nhiêu|mấy)\s+(?P<noun>(?:{measures})\b|[^\W\d_]+(?:\s+\d+[^\W\d_]+)?)"
_NUMBER = r"(?<![\d/.,])\d+(?:[.,]\d+)*(?![\d/%]|\s*%)"
_IN_WORDS = "(?:hai|ba|bốn|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|triệu)"
# "năm" is a number only behind what a number stands behind: "ít nhất là năm người", not "mỗi năm người".
_FIVE = r"\b(?:là|nhất|đa|thiểu|có|từ|đến|gồm|quá|dưới|trên)\s+năm"
_CITES = r"(?:năm|tháng|quý|điều|khoản|điểm|mục|chương|số)\b"  # before a number that counts nothing
# A length of time or a share is no number of anything else: "trả lời phản ánh trong 07 ngày".
_NOT_A_LENGTH = r"(?!\s*(?:ngày|giờ|phút|tháng|năm|tuần)\b)"
_BETWEEN = r"\s+(?:[^\W\d]+\s+)?"
_NOT_COUNTED = (
    "phần",
    "lần",
    "kỳ",
    "điểm",
    "tiền",
    "đồng",
    "triệu",
    "tỷ",
    "năm",
    "ngày",
    "tháng",
    "giờ",
    "hôm",
    "nhiệm",
    "việc",
)


_TIMES = {"năm": "năm", "tháng": "tháng", "ngày": "ngày", "hôm": "ngày", "bữa": "ngày", "giờ": "giờ", "tuổi": "tuổi"}
_ASKS_TIME = re.compile(rf" (?:mấy|bao nhiêu) ({'|'.join(_TIMES)}) ")
_DAYS = "05 ngày"
_IN_BRACKETS = r"(?:\s*\([^)]*\))?"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Values of which one must be printed to answer: ``name`` in words, ``figures`` as printed, ``is_levelled`` when
    they are matched with case and tone placement levelled; ``words`` are those of the question that only name the
    value; ``is_date`` for a day, ``is_name`` for a person's name,
    ``is_done`` for what was done, which no figure of the unit asked tells by itself;
    ``very`` is a figure in the very unit of time asked, which is told before one in another."""

    name: str
    figures: tuple[re.Pattern[str], ...]
    is_levelled: bool = False
    words: tuple[str, ...] = ()
    is_date: bool = False
    is_done: bool = False
    is_name: bool = False
    very: re.Pattern[str] | None = None

    def is_in(self, text: str) -> bool:
        """Whether ``text`` prints such a value."""
        searched = normalize(text) if self.is_levelled else text
        return any(figure.search(searched) for figure in self.figures)

    def printed(self, text: str) -> set[str]:
        """Such values as ``text`` prints them."""
        searched = normalize(text) if self.is_levelled else text
        return {match[0] for figure in self.figures for match in figure.finditer(searched)}


@lru_cache(maxsize=1024)
def attribute_asked(text: str) -> Wanted | None:
    """The attribute of a thing or person that ``text`` asks for; None when it asks for none."""
    line = Line.read(text)
    for attribute in lexicon.attributes():
        said = [(cue, span) for cue in attribute.cues for span in line.matches(cue)]
        if said:
            # What stands in a gap of a cue is what the value is of.
            words = tuple(span.of(text) for cue, span in said if not cue.gap_names)
            return Wanted(
                attribute.name,
                (attribute.figure,),
                words=words,
                is_date=attribute.is_date,
                is_done=attribute.is_done,
                is_name=attribute.is_name,
            )
    return None


@lru_cache(maxsize=1024)
def unit_asked(text: str) -> Wanted | None:
    """The unit of the figure that ``text``, a question with its marks, asks for; None when it names none, or only
    behind something else that it asks the number of ("bao nhiêu thủ tục thu phí")."""
    padded = "".join(_to_counted(part.of(text)) for part in segments(text))
    named = [unit for unit in lexicon.units() if any(f" {normalize(word)} " in padded for word in unit.words)]
    wanted = counted_unit(text) or (_wanted(named) if named else None)
    asked = _ASKS_TIME.search(padded)
    if wanted is None or asked is None:
        return wanted
    very = _time_in(_TIMES[asked[1]])
    # What is asked in years is never told in days.
    figures = [
        _time_in("(?:năm|tháng)") if asked[1] == "năm" and each.search(_DAYS) else each for each in wanted.figures
    ]
    return replace(wanted, figures=tuple(figures), very=very)


def time_unit_asked(text: str) -> str:
    """The unit of time that ``text`` asks the number of ("từ mấy giờ"), "" when it asks for none."""
    asked = _ASKS_TIME.search("".join(_padded(part.of(text)) for part in segments(text)))
    return _TIMES[asked[1]] if asked else ""


def _time_in(unit: str) -> re.Pattern[str]:
    figures = rf"|{AS_FIGURES}" if unit == "giờ" else ""
    return re.compile(rf"{lexicon.number()}{_IN_BRACKETS}\s*{unit}(?!\s+\d|\w){figures}", re.IGNORECASE)


@cache
def _asks_number() -> re.Pattern[str]:
    names = {name for measure in lexicon.word_set("measures") for name in _forms(measure)}
    longest = sorted((name for name in names if " " in name), key=len, reverse=True)
    return re.compile(_ASKS_NUMBER.format(measures="|".join(longest)))


def _forms(measure: str) -> list[str]:
    """The ways to write a measure, as tokens."""
    return measure.replace("-", " ").split("|")


def _to_counted(part: str) -> str:
    """The words of a part of a question, up to what it asks the number of where it does ("bao nhiêu thủ tục")."""
    padded = _padded(part)
    counted = _asks_number().search(padded) if number_asked(part) else None
    return f"{padded[: counted.end()]} " if counted else padded


@lru_cache(maxsize=1024)
def counted_unit(text: str) -> Wanted | None:
    """The unit that ``text`` asks the number of ("bao nhiêu phần trăm"); None when it names none beside it."""
    padded = _padded(text)
    found = [(normalize(word), unit) for unit in lexicon.units() for word in _names(unit)]
    said = [(word, unit) for word, unit in found if _is_counted(word, padded)]
    counted = [unit for word, unit in said if not any(word != longer and word in longer for longer, _ in said)]
    return _wanted(tuple(dict.fromkeys(counted))) if counted else None


def _padded(text: str) -> str:
    """The words of ``text`` with a space before and behind each."""
    return f" {' '.join(normalize(token.text) for token in Line.read(text.replace('%', ' phần trăm ')).tokens)} "


def asks_amount(text: str) -> bool:
    """Whether ``text`` asks for a sum or a share rather than how often something is."""
    asked = unit_asked(text)
    return asked is not None and any(asked.figures == (unit.figure,) for unit in lexicon.units() if not unit.is_of_time)


def _is_counted(word: str, padded: str) -> bool:
    """Whether ``word`` is what is asked the number of: "bao nhiêu phần trăm", "hạng mấy", not "nhiệm kỳ mấy năm"."""
    behind = rf" {re.escape(word)} (?:bao nhiêu|mấy) (?!(?:{'|'.join(_TIMES)}) )"
    return any(f" {asked} {word} " in padded for asked in ("bao nhiêu", "mấy")) or bool(re.search(behind, padded))


def _names(unit: lexicon.Unit) -> tuple[str, ...]:
    return (*unit.words, *unit.counted)


def _wanted(units: Sequence[lexicon.Unit]) -> Wanted:
    return Wanted(FIGURE, tuple(unit.figure for unit in units), words=names_of_units())


@lru_cache(maxsize=1024)
def number_asked(text: str) -> Wanted | None:
    """What ``text``, a question with its marks, asks the number of ("bao nhiêu tờ rơi"), printed beside a number; None
    when it does not."""
    match = _asks_number().search(" ".join(normalize(token.text) for token in Line.read(text).tokens))
    if match is None or match["noun"] in _NOT_COUNTED or match["noun"] in lexicon.word_set("fillers"):
        return None
    noun = _first_written_out(match["noun"])
    measure = next((each for each in lexicon.word_set("measures") if match["noun"] in _forms(each)), "")
    if measure:
        return Wanted(FIGURE, (re.compile(rf"(?:{_NUMBER}|\b{_IN_WORDS})\s*(?:{measure})\b", re.IGNORECASE),))
    before = re.compile(rf"(?:{_NUMBER}|\b{_IN_WORDS}){_BETWEEN}{noun}\b|{_FIVE}\s+{noun}\b")
    fraction = re.compile(rf"\b(?:một|{_IN_WORDS})\s+phần\s+{_IN_WORDS}(?:\s+[^\W\d]+){{0,3}}\s+{noun}\b")
    after = re.compile(rf"\b{noun}\b(?:\W+(?!{_CITES})[^\W\d]+){{0,12}}\W+{_NUMBER}{_NOT_A_LENGTH}")
    return Wanted(FIGURE, (before, fraction, after), is_levelled=True)


_PIECE = re.compile(r"[,;:?!()]|\.(?=\s|$)|\bthì\b|\bvà\b|\bcòn\b", re.IGNORECASE)
_KIND_OF_NOUN = re.compile(r"\b((?:bao nhiêu|mấy)\s+[^\W\d_]+)\s+\d+[^\W\d_]+(?:/\w+)?")  # "mấy trạm 3G/4G"
_HOW_OFTEN = re.compile(r"\bbao lâu\b.*\b(?:lần|kỳ|ra)\b")
_ASKS_FIGURE = re.compile(r"\b(?:bao nhiêu|mấy|bao lâu)\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def numbers_asked(text: str) -> tuple[Wanted, ...]:
    """The figures that ``text``, a question with its marks, asks for, one of each of its parts that asks for one; empty
    where it cannot be told of one of them what is counted."""
    asking = [piece for piece in _PIECE.split(normalize(text)) if _ASKS_FIGURE.search(piece)]
    if any(_HOW_OFTEN.search(piece) for piece in asking):
        return ()
    wanted = [unit_asked(piece) or number_asked(_KIND_OF_NOUN.sub(r"\1", piece)) for piece in asking]
    sure = [each for each in wanted if each is not None and (each.is_levelled or is_of_plain_unit(each))]
    return tuple(sure) if len(sure) == len(asking) else ()


def is_of_plain_unit(wanted: Wanted) -> bool:
    """Whether it is a sum, a share, a length or a measure, which is never printed without its unit."""
    plain = {unit.figure for unit in lexicon.units() if unit.is_plain}
    is_measure = not wanted.is_levelled and not any(unit.figure in wanted.figures for unit in lexicon.units())
    return wanted.very is not None or is_measure or not plain.isdisjoint(wanted.figures)


def without(runs: Sequence[str], names: Sequence[str]) -> list[str]:
    """``runs`` of a topic without ``names`` of a value: a clause prints the value, not its name."""
    if not names:
        return list(runs)
    alternatives = "|".join(rf"\b{re.escape(name.casefold())}\b" for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(alternatives)
    return [kept for run in runs for part in pattern.split(run.casefold()) if (kept := part.strip())]


def _first_written_out(noun: str) -> str:
    """``noun``; for an acronym, a pattern of it and of the first word that it stands for: "tthc", "thủ"."""
    long = lexicon.acronyms().get(fold(noun))
    return f"(?:{noun}|{long[0]})" if long else noun


def names_of_units() -> tuple[str, ...]:
    """The words that only name a value in a question: a clause prints the value."""
    return (*(word for unit in lexicon.units() for word in _names(unit)), *lexicon.word_set("value_words"))
