"""`backup`, `backups`, `restore`, `came-back`: the station's books kept twice, and put back."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.refusals import ManagerNeeded
from collector_desktop.domain.refusals_staff import BadgeMissing
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.staff import Member
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import KeysDamaged
from collector_desktop.services.backing_up import back_up
from collector_desktop.services.backup_words import afterwards, standing_words
from collector_desktop.services.founding import open_station
from collector_desktop.services.opening_backup import sign_on_to, unlock_with
from collector_desktop.services.restore_preview import Preview, preview
from collector_desktop.services.restoring import Source, restore, sources
from collector_desktop.store.backup import Backup, BackupDamaged, Manifest, backup_at, read_manifest
from collector_desktop.store.backup_place import BackupPlace
from collector_desktop.store.opening import BooksEmpty
from collector_desktop.store.queries import staff
from collector_desktop.store.soundness import BooksDamaged

_HEADERS = ("备份", "记到", "日志行", "收据", "实收", "笔记本", "在哪里")
_FIGURES = frozenset({2, 3, 4})


def add_backup_commands(app: typer.Typer) -> None:
    """Back up, list, restore."""
    add_command(app, "backup", _backup, "备份账本:查验过的副本,本机一份,--to 再存一份")
    add_command(app, "backups", _list, "列出备份和里面有什么")
    add_command(app, "restore", _restore, "从一份备份恢复账本;现在的账本文件原样留在旁边(所长办)")
    add_command(app, "came-back", _came_back, "数据库服务器刚从备份恢复:另起日志链,号码跳过一段(所长办)")


def _backup(
    station: Station,
    to: Annotated[Path | None, typer.Option(help="第二份放在哪个文件夹;不写就放在窗口里选过的地方")] = None,
) -> None:
    files = station.files
    with station.books(signs_on=False) as (ledger, _keys):
        seat = ledger.seat
    chosen = to or station.second_place
    place = BackupPlace.of(chosen, seat) if chosen is not None else None
    if place is not None and to is not None:
        place.make()
    with station.terminal.progress("备份") as moved:
        done = back_up(files, None, place, station.stamp, moved)
    told = read_manifest(done.backup, None)
    station.terminal.answer(
        {
            "backup": str(done.backup.path),
            "carried": str(done.carried) if done.carried is not None else None,
            "place_missing": done.place_missing,
            "without_keys": done.without_keys,
            "manifest": told.model_dump(mode="json"),
        },
        f"已备份并查验:{done.backup.path}",
        *([f"第二份:{done.carried}"] if done.carried is not None else []),
        f"{told.lines} 行所里日志,收据 {told.receipts} 张,实收 {told.takings.grouped()} 元",
    )
    if done.carried is None:
        station.terminal.warn(f"第二处不在:{chosen}" if chosen is not None else "没有第二份:用 --to 指定另一个盘")
    if done.without_keys:
        station.terminal.warn("第二份里只有账本,没有密钥,光凭它账能看、不能接着记:请先用 recovery-key 做恢复钥匙")


def _list(
    station: Station,
    from_: Annotated[Path | None, typer.Option("--from", help="还在哪个文件夹里找;不写就找窗口里选过的地方")] = None,
) -> None:
    found = [
        (each, _told(each.backup))
        for each in sources(station.files.backups, from_ or station.second_place, SeatKind.STATION)
    ]
    station.terminal.answer(
        {
            "backups": [
                {"path": str(each.backup.path), "manifest": None if told is None else told.model_dump(mode="json")}
                for each, told in found
            ]
        }
    )
    station.terminal.table("备份", _HEADERS, [_row(each, told) for each, told in found], _FIGURES)


def _restore(
    station: Station,
    backup: Annotated[Path, typer.Argument(help="备份的名字(见 backups)或文件夹")],
    from_: Annotated[Path | None, typer.Option("--from", help="还在哪个文件夹里找这个名字")] = None,
    identity: Annotated[Path | None, typer.Option("--identity", help="不用密码,用保险柜里的恢复钥匙")] = None,
    look: Annotated[bool, typer.Option("--look", help="只看里面有什么、会缺什么,不恢复")] = False,
) -> None:
    files = station.files
    station.check_place()
    source = _source(station, backup, from_)
    found = preview(source, None, files)
    if look:
        figures = {"manifest": found.manifest.model_dump(mode="json"), "missing": found.missing}
        station.terminal.answer(figures, *_preview_lines(found))
        return
    unsealed = _check_may(station, source.backup, identity)
    with station.terminal.progress("恢复") as moved:
        restored = restore(source, None, files, station.stamp, unsealed=unsealed, step=moved)
    station.terminal.answer(
        restored.model_dump(mode="json"),
        *_preview_lines(found),
        "已恢复。" + (f"原来的账本:{restored.aside}" if restored.aside is not None else ""),
        *(() if restored.goes_on else afterwards()),
    )


def _came_back(station: Station) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        _must_decide(staff.member(conn, station.stamp.by))
    ledger, _keys = open_station(station.url, station.keys_file, station.stamp, restored=True)
    ledger.close()
    station.terminal.answer({"chain": ledger.chain}, f"另起日志链 {ledger.chain}", *afterwards())


def _check_may(station: Station, backup: Backup, identity: Path | None) -> DeviceKeys | None:
    """Nothing for the manager; the backup's keys for whoever has the second key from the safe.

    The books themselves are asked; where they can't be any more, those of the backup.
    """
    if identity is not None:
        return unlock_with(backup, station.files, identity)
    try:
        with station.books() as (ledger, _keys), ledger.reading() as conn:
            _must_decide(staff.member(conn, station.stamp.by))
    except (BooksDamaged, BooksEmpty, KeysDamaged, FileNotFoundError):
        if not read_manifest(backup, None).knows_people:
            return None
        if not station.secret.badge_typed:
            raise BadgeMissing from None
        badge = station.stamp.by
        sign_on_to(backup, station.files, badge, station.secret.read(badge))
    return None


def _must_decide(who: Member | None) -> None:
    """Nothing for the manager, and for anybody where the books know nobody."""
    if who is not None and not who.decides:
        raise ManagerNeeded(what="restore")


def _source(station: Station, backup: Path, folder: Path | None) -> Source:
    found = sources(station.files.backups, folder or station.second_place, SeatKind.STATION)
    named = next((each for each in found if str(backup) in (each.backup.path.name, str(each.backup.path))), None)
    return named if named is not None else Source(backup=backup_at(backup))


def _told(backup: Backup) -> Manifest | None:
    try:
        return read_manifest(backup, None)
    except (BackupDamaged, OSError):
        return None


def _row(source: Source, told: Manifest | None) -> tuple[str, ...]:
    path = source.backup.path
    if told is None:
        return path.name, "—", "—", "—", "—", "读不了", str(path.parent)
    laptops = " ".join(f"{each.device}:日{each.days_in}线{each.routes_out}" for each in told.laptops)
    figures = f"{told.lines:,}", f"{told.receipts:,}", told.takings.grouped()
    return path.name, told.last_day.isoformat(), *figures, laptops, str(path.parent)


def _preview_lines(found: Preview) -> tuple[str, ...]:
    told = found.manifest
    missing = {None: "这台电脑不知道后来还记过多少", 0: "所里的日志一行不缺"}
    return (
        f"{told.seat.station_name},{told.made_at:%Y-%m-%d %H:%M} 备份,记到 {told.last_day}",
        f"{told.lines} 行所里日志,收据 {told.receipts} 张,实收 {told.takings.grouped()} 元",
        *map(standing_words, told.laptops),
        missing.get(found.missing, f"所里的日志缺后来的 {found.missing} 行"),
    )
