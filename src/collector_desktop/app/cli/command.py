"""How a command is added: the options all share, and the one place where a refusal or a fault becomes an exit code."""

import errno
from collections.abc import Callable
from datetime import datetime
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from collector_desktop.app.cli.faults import sentence_of_database_fault, sentence_of_file_fault
from collector_desktop.app.cli.station import Station
from collector_desktop.app.cli.terminal import Terminal
from collector_desktop.domain.refusals import Refusal
from collector_desktop.store.inspecting import DATABASE_FAULTS, URL_FAULTS

_COMMON: dict[str, Any] = {
    "db": Annotated[str | None, typer.Option(help="账本:文件路径或 SQLAlchemy URL", metavar="PATH|URL")],
    "keys": Annotated[Path | None, typer.Option(help="供电所密钥文件;默认在账本旁边")],
    "day": Annotated[datetime | None, typer.Option(help="营业日,默认今天", formats=["%Y-%m-%d"])],
    "by": Annotated[str | None, typer.Option("--as", help="经办人工号;密码在终端上问,或用 --pin-file、--pin-fd")],
    "pin_file": Annotated[Path | None, typer.Option("--pin-file", help="经办人密码所在的文件;不写就在终端上问")],
    "pin_fd": Annotated[int | None, typer.Option("--pin-fd", help="从这个文件描述符读经办人密码")],
    "json": Annotated[bool, typer.Option("--json", help="输出 JSON,金额以分计")],
}


def with_common_options(function: Callable[..., None]) -> Callable[..., None]:
    """The function as Typer sees it: with the options every command has, after its own.

    Typer learns of options from the signature alone, so they stand there once and not in every command.
    """
    own = [each for each in signature(function).parameters.values() if each.kind is not Parameter.VAR_KEYWORD]
    common = [
        Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=False if name == "json" else None)
        for name, annotation in _COMMON.items()
    ]
    return _with_signature(function, [*own, *common])


def add_command(app: typer.Typer, name: str, function: Callable[..., None], help: str) -> None:
    """Give a program one more command: a function that takes the Station first and then its own options."""
    station, *own = signature(function).parameters.values()

    def run(ctx: typer.Context, **values: Any) -> None:
        here = {option: values.pop(option) for option in _COMMON}
        before: dict[str, Any] = ctx.find_root().obj or {}
        options = here | before | {option: value for option, value in here.items() if value}
        terminal = Terminal(json=options["json"])
        try:
            function(**{station.name: Station.chosen(options, terminal)}, **values)
        except Refusal as refusal:
            terminal.refused(refusal)
            raise typer.Exit(1) from refusal
        except OSError as fault:
            if fault.errno == errno.EPIPE:  # whoever read our output has gone: nothing is left to say
                raise
            terminal.failed(fault, sentence_of_file_fault(fault))
            raise typer.Exit(1) from fault
        except DATABASE_FAULTS as fault:
            terminal.failed(fault, sentence_of_database_fault(fault))
            raise typer.Exit(1) from fault
        except URL_FAULTS as fault:
            raise typer.BadParameter(f"不认识的数据库地址:{options['db']}", param_hint="--db") from fault

    context = Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    app.command(name, help=help)(with_common_options(_with_signature(run, [context, *own])))


def _with_signature(function: Callable[..., None], parameters: list[Parameter]) -> Callable[..., None]:
    def run(**values: Any) -> None:
        function(**values)

    run.__doc__ = function.__doc__
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    vars(run)["__signature__"] = Signature([each.replace(kind=Parameter.KEYWORD_ONLY) for each in parameters])
    return run
