"""What commands print: results on standard output, notes and errors on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text


def use_utf8() -> None:
    """Write UTF-8 whatever the terminal's code page (Windows), and never fail on a letter."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def say(text: str = "", style: str = "") -> None:
    """Print ``text``; in colour on a terminal, exactly as it is elsewhere."""
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(Text(text, style=style))
    else:
        sys.stdout.write(f"{text}\n")


def progress_note(text: str) -> None:
    """Tell on standard error what is going on."""
    Console(stderr=True, highlight=False).print(Text(text, style="dim"), soft_wrap=True)


def complain(text: str) -> None:
    """One line on standard error that begins with "Lỗi:"."""
    Console(stderr=True, highlight=False).print(
        Text.assemble(("Lỗi: ", "bold red"), " ".join(text.split())), soft_wrap=True
    )


def say_json(value: Any) -> None:
    """Print ``value`` as JSON and nothing else."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def say_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print ``rows`` under ``columns``; off a terminal each row is one line with tabs between its cells."""
    console = Console(highlight=False)
    if not console.is_terminal:
        for row in rows:
            say("\t".join(" ".join(cell.split()) for cell in row))
        return
    table = Table(*columns, header_style="bold", row_styles=["", "dim"])
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
