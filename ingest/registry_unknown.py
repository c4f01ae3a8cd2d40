"""Agencies that the registry lacks, known by their head word and capitals: "Phòng Văn hóa và Thông tin"."""

from __future__ import annotations

from ingest.registry_tokens import AND, COMMA, PLAIN, Words
from ingest.registry_trie import Trie
from ingest.registry_wording import Wording

_MAX_WORDS = 14
_MAX_SMALL = 4  # small words in a row that a name may hold


class UnknownAgencies:
    """The shapes of agency names: head words, places below the province, and where a name ends."""

    def __init__(self, wording: Wording) -> None:
        self._heads = _set(wording.unknown_heads)
        self._places = _set(wording.place_heads)
        self._not_agencies = _set(wording.not_agencies)
        self._lower = Trie(
            {**dict.fromkeys(wording.lower_units, True), **dict.fromkeys(wording.not_lower_units, False)}
        )
        self._roles = _set(wording.role_verbs)
        self._functions = _set(wording.function_words)

    def first_words(self) -> set[str]:
        """The words with which a head begins."""
        return self._heads.first_words()

    def head_at(self, words: Words, index: int) -> int | None:
        """The number of the word after the head word at ``index``; None when there is none."""
        if not words.is_capital(index) or self.is_other(words, index):
            return None
        return longest(self._heads, words, index)

    def is_other(self, words: Words, index: int) -> int | None:
        """The number of the word after what looks like an agency but is none, at ``index``; None when there is none."""
        return longest(self._not_agencies, words, index)

    def role_verb(self, words: Words, index: int) -> int | None:
        """The number of the word after a verb that says what an agency does, at ``index``; None when there is none."""
        return longest(self._roles, words, index)

    def ends_name(self, words: Words, index: int) -> bool:
        """Whether a verb or function word begins at word ``index``."""
        return bool(self.role_verb(words, index) or longest(self._functions, words, index))

    def match(self, words: Words, index: int) -> int | None:
        """The number of the word after the unknown agency that begins at ``index``; None when there is none."""
        place = self.named_place(words, index)
        head = self.head_at(words, index)
        if place or head is None:
            return place
        if words.text[words.starts[index] : words.ends[head - 1]].isupper():  # a heading in capitals has no shape
            return None
        past = self._run(words, head) if head < len(words) and words.joint_before(head) == PLAIN else head
        return past if past > head else None

    def named_place(self, words: Words, index: int) -> int | None:
        """The number of the word after "UBND xã Đắk Wer" and the like at ``index``; None when there is none."""
        end = longest(self._places, words, index)
        past = self._proper(words, end) if end else None
        return past if past != end else None

    def lower_level(self, words: Words, index: int) -> int | None:
        """The number of the word after "xã Đắk Wer", "cấp huyện" and the like directly at ``index``; None when there
        is none: what stands before is not the agency of the province."""
        if index >= len(words) or words.joint_before(index) != PLAIN:
            return None
        ends = list(self._lower.walk(words, index))
        if not ends or not ends[-1][1]:
            return None
        return self._proper(words, ends[-1][0])

    def _proper(self, words: Words, index: int) -> int:
        """The end of the capitalised words that follow directly at ``index``."""
        past = index
        while words.is_capital(past) and words.joint_before(past) == PLAIN and not self.ends_name(words, past):
            past += 1
        return past

    def _run(self, words: Words, index: int) -> int:
        """The end of a name of the form "A", "A và B" or "A, B và C", each part beginning with a capital."""
        sure = past = self._part(words, index)
        while past > index and past < len(words) and past - index < _MAX_WORDS:
            joint, following = words.step(past - 1)
            starts = words.is_capital(following) and self.head_at(words, following) is None
            if joint not in (COMMA, AND) or not starts:
                break
            past = self._part(words, following)
            sure = past if joint == AND else sure
        return sure

    def _part(self, words: Words, index: int) -> int:
        """The end of the words at ``index``: capitalised ones, and small ones up to the next natural end."""
        past = index
        while words.is_capital(past) and (past == index or words.joint_before(past) == PLAIN):
            small = self._small(words, past + 1)
            past = small
        return past

    def _small(self, words: Words, index: int) -> int:
        """The end of the small words at ``index``; one of them where they do not soon come to an end."""
        past = index
        while past < len(words) and words.joint_before(past) == PLAIN and not words.is_capital(past):
            if self.ends_name(words, past):
                break
            past += 1
            if past - index > _MAX_SMALL:
                return index + 1
        return past


def longest(names: Trie[bool], words: Words, index: int) -> int | None:
    """The number of the word after the longest of ``names`` at ``index``; None when there is none."""
    return max((end for end, _ in names.walk(words, index)), default=None)


def _set(names: list[str]) -> Trie[bool]:
    return Trie(dict.fromkeys(names, True))
