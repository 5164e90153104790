"""`init`, `enrol`, `devices`: the station's books and the laptops that belong to them."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.recovery import told
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.names import DeviceCode, StationCode
from collector_desktop.domain.refusals_staff import BadgeMissing
from collector_desktop.security.enrolment import ANSWER_EXTENSION
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.enrolling import enrol
from collector_desktop.services.founding import Founder, found_station
from collector_desktop.services.recovering import make_recovery_key
from collector_desktop.store import locks
from collector_desktop.store.queries import devices, sync

_HEADERS = ("机号", "收费员", "工号", "登记日", "停用日", "走收在途", "户数", "欠费", "日志行")
_FIGURES = frozenset({5, 6, 7, 8})


def add_seat_commands(app: typer.Typer) -> None:
    """Found the books, enrol laptops, list them."""
    add_command(app, "init", _init, "为供电所建账:新的账本和密钥")
    add_command(app, "enrol", _enrol, "登记一台笔记本:读登记申请,写登记答复")
    add_command(app, "devices", _devices, "列出登记过的笔记本和走收在途")


def _init(
    station: Station,
    code: Annotated[str, typer.Option(help="供电所代码,八位数字")],
    name: Annotated[str, typer.Option(help="供电所名称")],
    manager: Annotated[str, typer.Option(help="所长姓名;工号用 --as,密码另问")],
    recovery_to: Annotated[Path, typer.Option(help="第二把恢复钥匙写到哪个文件:插上优盘,写好收进保险柜")],
) -> None:
    if not station.secret.badge_typed:
        raise BadgeMissing
    founder = Founder(name=manager, pin=station.secret.read_new(station.stamp.by))
    station.check_place()
    for file in (station.file, station.keys_file):
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
    ledger = found_station(station.url, station.keys_file, code, name, station.stamp, manager=founder)
    keys = DeviceKeys.load(station.keys_file)
    try:
        place = station.second_place
        made = make_recovery_key(ledger, keys, station.keys_file, recovery_to, station.stamp, place)
    finally:
        ledger.close()
    station.terminal.answer(
        {
            "station_code": StationCode(code),
            "station": ledger.seat.station_name,
            "db": station.url,
            "keys": str(station.keys_file),
            "fingerprint": keys.public.fingerprint,
            "recovery": str(made.path),
            "manager": station.stamp.by,
        },
        f"{ledger.seat.station_name}({code})已建账,所长 {manager}(工号 {station.stamp.by})",
        f"密钥文件:{station.keys_file}(只有本人可读)",
        *told(made),
        f"本所指纹:{keys.public.fingerprint}",
    )


def _enrol(
    station: Station,
    request: Annotated[Path, typer.Argument(help="登记申请文件(.zsreq)")],
    collector: Annotated[str, typer.Option(help="收费员姓名")],
    badge: Annotated[str, typer.Option(help="收费员工号")],
    out: Annotated[Path, typer.Option(help="登记答复写到哪个文件夹,或哪个 .zsans 文件")] = Path(),
    replaces: Annotated[str | None, typer.Option(help="它以前的机号:账本丢了重新登记,旧机号就停用")] = None,
    again: Annotated[
        str | None,
        typer.Option(
            help="所里账本从备份恢复后不认得它了:写它的机号,用原来的登记申请,或它在「交换」再写的一份,它照常用"
        ),
    ] = None,
) -> None:
    if out.suffix != ANSWER_EXTENSION:
        out.mkdir(parents=True, exist_ok=True)
    with station.books() as (ledger, keys):
        enrolled = enrol(
            ledger,
            keys,
            request,
            collector,
            badge,
            out,
            station.stamp,
            replaces=DeviceCode(replaces) if replaces else None,
            again=DeviceCode(again) if again else None,
        )
    station.terminal.answer(
        enrolled.model_dump(mode="json"),
        f"{enrolled.collector_name}({enrolled.badge})的笔记本登记为 {enrolled.device} 号机",
        f"登记答复:{enrolled.path}",
        f"笔记本指纹:{enrolled.laptop_fingerprint}  ← 请与收费员念对",
        f"本 所 指 纹:{enrolled.station_fingerprint}",
    )


def _devices(station: Station) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        found = [
            (device, locks.out_with(conn, device.code), sum(each.last_line for each in sync.chains(conn, device.code)))
            for device in devices.devices(conn)
        ]
    station.terminal.answer(
        {
            "devices": [
                {
                    "device": device.code,
                    "collector": device.collector_name,
                    "badge": device.badge,
                    "enrolled_on": device.enrolled_on,
                    "revoked_on": device.revoked_on and device.revoked_on.isoformat(),
                    "bills_out": out.bills,
                    "accounts_out": out.accounts,
                    "open_fen": out.open_total,
                    "journal_lines": lines,
                }
                for device, out, lines in found
            ]
        }
    )
    station.terminal.table(
        "登记的笔记本",
        _HEADERS,
        [
            (
                device.code,
                device.collector_name,
                device.badge,
                device.enrolled_on,
                device.revoked_on,
                out.bills,
                out.accounts,
                out.open_total,
                lines,
            )
            for device, out, lines in found
        ],
        _FIGURES,
    )
