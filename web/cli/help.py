"""Help pages of the command line, wholly in Vietnamese, for every command and group."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

HELP_OPTION_TEXT = "Hiện trợ giúp này rồi thoát."
# Taken wherever it stands on the line, so it belongs to every command.
DATA_ROW = ("--data THƯ_MỤC", "Thư mục dữ liệu (hoặc biến môi trường CCHC_DATA). Mặc định: ./data.")


def _rows(title: str, rows: list[tuple[str, str]], console: Console) -> None:
    """Print ``rows`` as two columns under ``title``; nothing when there is no row."""
    if not rows:
        return
    console.print(Text(f"\n{title}:", style="bold"))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    for name, text in rows:
        table.add_row(Text(name), Text(text))
    console.print(Padding(table, (0, 0, 0, 2)))


def _option_row(option: TyperOption, ctx: Any) -> tuple[str, str]:
    names = ", ".join([*option.opts, *option.secondary_opts])
    if not option.is_flag and option.metavar:
        names = f"{names} {option.metavar}"
    text = HELP_OPTION_TEXT if "--help" in option.opts else option.help or ""
    default = option.get_default(ctx, call=False)
    if option.show_default and default not in (None, False, (), [], ""):
        text = f"{text} Mặc định: {default}."
    return names, text


def _usage(command: TyperCommand | TyperGroup, ctx: Any) -> str:
    pieces = [ctx.command_path, "[TÙY CHỌN]"]
    for param in command.get_params(ctx):
        if isinstance(param, TyperArgument):
            name = param.metavar or (param.name or "").upper()
            many = "..." if param.nargs == -1 else ""
            pieces.append(f"{name}{many}" if param.required else f"[{name}]{many}")
    if isinstance(command, TyperGroup):
        pieces.append("LỆNH ...")
    return " ".join(pieces)


def _command_rows(group: TyperGroup, ctx: Any) -> list[tuple[str, str]]:
    found = ((name, group.get_command(ctx, name)) for name in group.list_commands(ctx))
    return [(name, (one.help or "").split("\n")[0]) for name, one in found if one is not None and not one.hidden]


def print_help(command: TyperCommand | TyperGroup, ctx: Any) -> None:
    """Print the help page of ``command`` on standard output."""
    console = Console(highlight=False, soft_wrap=False)
    console.print(Text.assemble(("Cách dùng: ", "bold"), _usage(command, ctx)))
    if command.help:
        console.print(Padding(Text(command.help.strip()), (1, 0, 0, 2)))
    params = command.get_params(ctx)
    arguments = [one for one in params if isinstance(one, TyperArgument)]
    options = [one for one in params if isinstance(one, TyperOption) and not one.hidden]
    rows = [_option_row(one, ctx) for one in options if "--data" not in one.opts]
    _rows("Tham số", [(one.metavar or one.name or "", one.help or "") for one in arguments], console)
    _rows("Tùy chọn", [*rows, DATA_ROW], console)
    if isinstance(command, TyperGroup):
        _rows("Lệnh", _command_rows(command, ctx), console)


class VietnameseCommand(TyperCommand):
    """A command whose ``--help`` is printed by :func:`print_help`."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        print_help(self, ctx)


class VietnameseGroup(TyperGroup):
    """A group of commands whose ``--help`` is printed by :func:`print_help`."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        print_help(self, ctx)
