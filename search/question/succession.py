"""Provinces of before a merger: whose documents a question that names one is answered from.

Where documents of the former province are held, from those. Where none is, from the documents of the province that it
is part of now, as far as they speak of it; its name then tells what the question is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.archive import CatalogueEntry
from ingest.folding import fold
from ingest.provinces import current_province, historic
from search.evidence.library import Library


@dataclass(frozen=True, slots=True)
class Standing:
    """What the provinces that a question names come to: ``provinces`` are those it is about, ``historic`` the ones
    whose documents answer, of these only ``among`` when it names some; a successor speaks of those of ``former``."""

    provinces: tuple[str, ...]
    historic: tuple[str, ...]
    former: tuple[str, ...] = ()
    among: tuple[str, ...] = ()


def standing(asked: Sequence[str], catalogue: Sequence[CatalogueEntry], library: Library) -> Standing:
    """Whose documents a question about the provinces ``asked`` is answered from."""
    held = {entry.metadata.province for entry in catalogue}
    gone = [name for name in asked if name not in held and current_province(name).name != name]
    beside = [name for name in gone if current_province(name).name in asked]
    alone = {name: _speaking(name, catalogue, library) for name in gone if name not in beside}
    spoken = [name for name, ids in alone.items() if ids]
    provinces = [name for name in asked if name not in beside]
    answering = [current_province(name).name if name in spoken else name for name in provinces]
    own = {each for name in provinces if name not in spoken for each in historic(name)}
    among = [entry.id for entry in catalogue if entry.metadata.province in own] if spoken else []
    among += [document_id for ids in alone.values() for document_id in ids]
    return Standing(
        provinces=tuple(provinces),
        historic=tuple(dict.fromkeys(each for name in answering for each in historic(name))),
        former=tuple(name for name in asked if name in (*beside, *spoken)),
        among=tuple(dict.fromkeys(among)),
    )


def _speaking(name: str, catalogue: Iterable[CatalogueEntry], library: Library) -> list[str]:
    """The documents of the successor of ``name`` that print it."""
    successor = current_province(name).name
    printed = re.compile(r"\b" + r"\s+".join(map(re.escape, fold(name).split())) + r"\b")
    own = (entry.id for entry in catalogue if entry.metadata.province == successor)
    return [document_id for document_id in own if printed.search(library.plain(document_id))]
