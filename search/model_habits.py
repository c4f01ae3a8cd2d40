"""How embedding models want their texts, where they do not say so themselves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

SEGMENTATION_FILE = "segmentation.json"
# Tokenizers that were made from text with "_" inside its compounds, by the name of their class.
_OF_COMPOUNDS = ("PhobertTokenizer",)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a model wants its input: ``segmentation`` is a key of ``search.embedding.SEGMENTATIONS``; the prompts are put
    before texts that the model itself puts nothing before."""

    segmentation: str = "none"
    query_prompt: str = ""
    passage_prompt: str = ""
    max_tokens: int | None = None


# By the beginning of the model's name on the hub. Sources: the models' own cards.
KNOWN_MODELS = {
    "intfloat/multilingual-e5": Habits(query_prompt="query: ", passage_prompt="passage: "),
    "AITeamVN/Vietnamese_Embedding": Habits(max_tokens=2048),
    "BAAI/bge-m3": Habits(max_tokens=2048),
    "bkai-foundation-models/vietnamese-bi-encoder": Habits(segmentation="compounds", max_tokens=256),
    "dangvantuan/vietnamese-embedding": Habits(segmentation="compounds", max_tokens=512),
    "VoVanPhuc/sup-SimCSE-VietNamese-phobert-base": Habits(segmentation="compounds", max_tokens=256),
}


def habits_of(source: str, tokenizer: str) -> Habits:
    """Habits of the model in a folder or of a name on the hub, whose tokenizer is of the class ``tokenizer``: those
    stated beside it, else those of a known model of that name, else what its tokenizer was made from."""
    stated = Path(source) / SEGMENTATION_FILE
    if stated.is_file():
        return Habits(segmentation=json.loads(stated.read_text(encoding="utf-8"))["segmentation"])
    folder = Path(source).name if Path(source).is_dir() else None
    for name, habits in KNOWN_MODELS.items():
        if source.startswith(name) or (folder and folder.startswith(name.split("/")[1])):
            return habits
    return Habits(segmentation="compounds") if tokenizer.startswith(_OF_COMPOUNDS) else Habits()
