"""The command ``cchc``. Whatever goes wrong on purpose is one Vietnamese line on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from ingest.errors import BadInput, CchcError
from web.cli.messages import in_vietnamese
from web.cli.output import complain, use_utf8

USAGE_ERROR = 2
FAILED = 1
INTERRUPTED = 130


def run(args: Sequence[str]) -> int:
    """Run one command line and return its exit code: 0 done, 1 failed, 2 a wrong command line, 130 interrupted."""
    from web.cli.commands import command

    try:
        result = command().main(list(args), prog_name="cchc", standalone_mode=False)
    except CchcError as error:
        complain(str(error))
        return USAGE_ERROR if type(error) is BadInput else FAILED
    except typer.TyperException as error:
        return _wrong_line(error)
    except (typer.Abort, KeyboardInterrupt):
        complain("Đã dừng theo yêu cầu.")
        return INTERRUPTED
    return result if isinstance(result, int) else 0


def _wrong_line(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "cchc"
    complain(f"{in_vietnamese(error.format_message())} Xem: {path} --help")
    return USAGE_ERROR


def main() -> None:
    """Entry point of the command ``cchc``."""
    use_utf8()
    sys.exit(run(sys.argv[1:]))
