"""Where the data that ships with the program lies: ``corpus/``, beside the packages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ingest.errors import Defect

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
DOCUMENTS = CORPUS / "documents"
REGISTRIES = CORPUS / "registries"
EXPECTED = CORPUS / "expected"


def load_registry(name: str) -> Any:
    """Parsed content of ``corpus/registries/NAME.json``.

    Raises:
        Defect: the registry is missing or is not JSON (it ships with the program).
    """
    path = REGISTRIES / f"{name}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise Defect(f"Danh mục dữ liệu {path} thiếu hoặc hỏng ({error}); hãy cài đặt lại chương trình.") from error
