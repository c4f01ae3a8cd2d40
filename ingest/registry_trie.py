"""Names of a registry as a word trie, and the small template language in which their spellings are written.

Templates: ``[x]`` is optional, ``(a|b)`` a choice, ``{X}`` a named phrase with its spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from ingest.folding import squeeze
from ingest.registry_tokens import AND, COMMA, PLAIN, STRICT, Words, words_of

V = TypeVar("V")

_INNER = re.compile(r"\[(?P<option>[^\[\](){}]*)\]|\((?P<choice>[^\[\](){}]*)\)|\{(?P<phrase>[^{}?]*)\}")
_LENIENT = (PLAIN, COMMA, AND)


def expand(template: str, phrases: Mapping[str, Sequence[str]]) -> list[str]:
    """Every spelling that ``template`` stands for, without repeats, in a stable order.

    Raises:
        KeyError: a ``{phrase}`` is not in ``phrases``.

    >>> expand("{VP} UBND[ tỉnh]", {"VP": ["Văn phòng", "VP"]})
    ['Văn phòng UBND', 'Văn phòng UBND tỉnh', 'VP UBND', 'VP UBND tỉnh']
    """
    inner = _INNER.search(template)
    if not inner:
        return [squeeze(template)]
    head, tail = template[: inner.start()], template[inner.end() :]
    spelled = (expand(f"{head}{option}{tail}", phrases) for option in _options(inner, phrases))
    return list(dict.fromkeys(text for texts in spelled for text in texts))


def _options(inner: re.Match[str], phrases: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if inner["option"] is not None:
        return ("", inner["option"])
    if inner["choice"] is not None:
        return inner["choice"].split("|")
    return phrases[inner["phrase"]]


class _Node(Generic[V]):
    __slots__ = ("children", "value")

    def __init__(self) -> None:
        self.children: dict[str, _Node[V]] = {}
        self.value: V | None = None


class Trie(Generic[V]):
    """Names with a value each. A joint inside a name that is a comma, a hyphen, ``&`` or "và" matches any of these
    and plain spaces; plain spaces match only plain spaces; `` + `` matches only "và", ``&`` or a hyphen."""

    def __init__(self, names: Mapping[str, V]) -> None:
        self._root: _Node[V] = _Node()
        edges = {name: _edges(name) for name in names}
        for name in sorted(names, key=lambda name: all(joint != STRICT for joint, _ in edges[name])):
            if edges[name]:
                _insert(self._root, edges[name], names[name])

    def __contains__(self, key: str) -> bool:
        return key in self._root.children

    def first_words(self) -> set[str]:
        """The words with which a name may begin."""
        return set(self._root.children)

    def walk(self, words: Words, index: int) -> Iterator[tuple[int, V]]:
        """Every name that begins at word ``index``, shortest first: (number of the word after it, value)."""
        if index >= len(words):
            return
        node = self._root.children.get(words.keys[index])
        while node is not None:
            if node.value is not None:
                yield index + 1, node.value
            joint, index = words.step(index)
            node = node.children.get(joint + words.keys[index]) if index < len(words) else None


def _edges(name: str) -> list[tuple[str, str]]:
    """Words of ``name``, each with the joint before it."""
    words = words_of(name)
    edges = [(PLAIN, words.keys[0])] if words.keys else []
    index = 0
    while index + 1 < len(words):
        joint, index = words.step(index)
        if index < len(words):
            edges.append((joint, words.keys[index]))
    return edges


def _insert(node: _Node[V], edges: Sequence[tuple[str, str]], value: V) -> None:
    if not edges:
        node.value = value if node.value is None else node.value
        return
    joint, word = edges[0]
    keys = {PLAIN: (word,), STRICT: (AND + word,)}.get(joint, tuple(each + word for each in _LENIENT))
    shared: _Node[V] = _Node()
    children = [node.children.setdefault(key, shared) for key in keys]
    for child in {id(child): child for child in children}.values():
        _insert(child, edges[1:], value)
