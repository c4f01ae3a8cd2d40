"""Where a command finds its folder, model and database: ``--data``, and the variables named ``CCHC_...`` below."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from search.engine import Engine
from web.cli.output import progress_note

DATA_VARIABLE = "CCHC_DATA"
MODEL_VARIABLE = "CCHC_MODEL"
DATABASE_VARIABLE = "CCHC_DATABASE"
DEFAULT_DATA = "data"
DATA_OPTION = "--data"


@dataclass(frozen=True, slots=True)
class Settings:
    """The data folder, the model (None for the one that ships), the database (None for the folder's own file)."""

    data: Path
    model: str | None
    database: str | None = None

    def open_engine(self) -> Engine:
        """The engine of these settings; the caller closes it.

        Raises:
            BadDataFolder: the data folder is not ours or cannot be written.
        """
        return Engine.open(self.data, self.model, progress_note, self.database)


def settings_of(context: typer.Context) -> Settings:
    """The settings of the running command: what the line says, else the environment, else the default."""
    given = context.find_root().meta.get(DATA_OPTION)
    data = given or os.environ.get(DATA_VARIABLE) or DEFAULT_DATA
    return Settings(Path(data), os.environ.get(MODEL_VARIABLE) or None, os.environ.get(DATABASE_VARIABLE) or None)


def without_data_option(args: Sequence[str]) -> tuple[list[str], str | None]:
    """``args`` without ``--data DIR``, and that DIR: the option may stand before or after the command's name.

    What follows "--" is left alone.

    >>> without_data_option(["documents", "--data", "Dữ liệu", "--json"])
    (['documents', '--json'], 'Dữ liệu')
    """
    end = args.index("--") if "--" in args else len(args)
    rest: list[str] = []
    found: str | None = None
    place = 0
    while place < end:
        here = args[place]
        if here == DATA_OPTION and place + 1 < end:
            found, place = args[place + 1], place + 1
        elif here.startswith(f"{DATA_OPTION}="):
            found = here.partition("=")[2]
        else:
            rest.append(here)
        place += 1
    return [*rest, *args[end:]], found
