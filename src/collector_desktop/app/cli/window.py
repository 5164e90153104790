"""`window`: the station's window on the same books."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.app.paths import Places


def add_window_command(app: typer.Typer) -> None:
    """Open the window."""
    add_command(app, "window", _window, "打开供电所的窗口:收发、审批、台账")


def _window(
    station: Station,
    folder: Annotated[Path | None, typer.Option(help="日包和线路包放在哪个文件夹")] = None,
) -> None:
    from collector_desktop.app.station import StationBooks, run_station  # Qt is opened for nobody else

    places = Places.of_user()
    files = station.files if station.file is not None else None
    books = StationBooks(station.opened, station.stamp, folder or places.exchange, places, files)
    if code := run_station(books):
        raise typer.Exit(code)
