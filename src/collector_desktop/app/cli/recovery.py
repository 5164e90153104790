"""`recovery-key`, `recover-keys`, `reset-pin`: the station's second key, out of the safe when the first is lost."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.app.cli.terminal import Terminal
from collector_desktop.domain.names import Badge
from collector_desktop.printing.recovery_sheet import recovery_sheet_pdf
from collector_desktop.security.whole_file import write_whole
from collector_desktop.services.recovering import RecoveryMade, make_recovery_key, recover_keys, reset_pin

Identity = Annotated[Path, typer.Option("--identity", help="保险柜里的恢复钥匙文件")]


def add_recovery_commands(app: typer.Typer) -> None:
    """Make a second key, and use it."""
    add_command(app, "recovery-key", _make, "另做一把恢复钥匙,收进保险柜;以前的一把作废(所长办)")
    add_command(app, "recover-keys", _recover, "供电所密钥丢了:用恢复钥匙找回来")
    add_command(app, "reset-pin", _reset_pin, "所长忘了密码:用恢复钥匙重设")


def _make(
    station: Station,
    out: Annotated[Path, typer.Option(help="写到哪个文件:插上优盘,写在优盘上")],
    paper: Annotated[Path | None, typer.Option(help="另存一张可打印的 PDF,打印后删掉")] = None,
) -> None:
    with station.books() as (ledger, keys):
        made = make_recovery_key(ledger, keys, station.keys_file, out, station.stamp, station.second_place)
        if paper is not None:
            name, day = ledger.seat.station_name, station.stamp.business_day
            write_whole(paper, recovery_sheet_pdf(name, made.secret, day), owner_only=True)
    station.terminal.answer({"out": str(made.path), "recipient": made.recipient}, *told(made))


def told(made: RecoveryMade) -> tuple[str, ...]:
    """What to do with a second key."""
    return (
        f"恢复钥匙:{made.path}(把优盘收进保险柜,电脑上不要留)",
        f"密钥已密封在 {made.sealed};只有恢复钥匙能打开",
    )


def _recover(station: Station, identity: Identity) -> None:
    station.must_exist()
    keys = recover_keys(station.url, station.keys_file, identity)
    station.terminal.answer(
        {"keys": str(station.keys_file), "fingerprint": keys.public.fingerprint},
        f"密钥已找回:{station.keys_file}",
        f"本所指纹:{keys.public.fingerprint}",
    )


def _reset_pin(
    station: Station,
    badge: Annotated[str, typer.Argument(help="谁的工号")],
    identity: Identity,
    new_pin: Annotated[
        Path | None, typer.Option("--new-pin-file", help="新密码所在的文件;不写就在终端上问两遍")
    ] = None,
) -> None:
    with station.books(signs_on=False) as (ledger, _keys):
        pin = station.secret.of_another(badge, new_pin)
        reset_pin(ledger, station.keys_file, identity, Badge(badge), pin, station.stamp)
    _say_reset(station.terminal, badge)


def _say_reset(terminal: Terminal, badge: str) -> None:
    terminal.answer({"badge": badge}, f"工号 {badge} 的密码已改")
