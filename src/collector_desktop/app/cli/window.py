"""`window`: the station's window on the same books."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station


def add_window_command(app: typer.Typer) -> None:
    """Open the window."""
    add_command(app, "window", _window, "打开供电所的窗口:收发、审批、台账")


def _window(
    station: Station,
    folder: Annotated[Path | None, typer.Option(help="日包和线路包放在哪个文件夹")] = None,
) -> None:
    from collector_desktop.app.station import run_station  # Qt is opened for nobody else

    with station.books(signs_on=False) as (ledger, keys):
        code = run_station(ledger, keys, station.stamp, folder)
    if code:
        raise typer.Exit(code)
