"""`staff`, `add-staff`, `change-staff`, `retire-staff`, `set-pin`, `name-manager`: the station's people."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.names import Badge
from collector_desktop.domain.refusals_staff import BadgeMissing, StaffUnknown
from collector_desktop.domain.requests import Role
from collector_desktop.services.staff_words import role_word
from collector_desktop.services.staffing import (
    NewMember,
    add_member,
    change_member,
    let_go,
    name_first_manager,
    set_pin,
)
from collector_desktop.store.queries import staff

_HEADERS = ("工号", "姓名", "职务", "上岗", "离岗")
_NewPin = Annotated[Path | None, typer.Option("--new-pin-file", help="新密码所在的文件;不写就在终端上问两遍")]


def add_staff_commands(app: typer.Typer) -> None:
    """List, add, change and retire people; set PINs."""
    add_command(app, "staff", _staff, "列出供电所人员")
    add_command(app, "add-staff", _add, "登记一个人(所长办)")
    add_command(app, "change-staff", _change, "改姓名或职务;离岗的改回在岗(所长办)")
    add_command(app, "retire-staff", _retire, "离岗:从此不能签到,做过的事都在(所长办)")
    add_command(app, "set-pin", _set_pin, "改自己的密码;所长可以给别人重设")
    add_command(app, "name-manager", _name_manager, "旧账本第一次登记所长;工号用 --as,密码另问")


def _staff(station: Station) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        found = staff.members(conn)
    station.terminal.answer({"staff": [each.model_dump(mode="json") for each in found]}, f"{len(found)} 人")
    station.terminal.table(
        "供电所人员",
        _HEADERS,
        [(each.badge, each.name, role_word(each.role), each.since, each.left_on) for each in found],
    )


def _add(
    station: Station,
    badge: Annotated[str, typer.Argument(help="新人的工号")],
    name: Annotated[str, typer.Option(help="姓名")],
    role: Annotated[Role, typer.Option(help="clerk 营业员,manager 所长")] = Role.CLERK,
    new_pin: _NewPin = None,
) -> None:
    with station.books() as (ledger, _keys):
        pin = station.secret.of_another(badge, new_pin)
        add_member(ledger, NewMember(badge=badge, name=name, role=role, pin=pin), station.stamp)
    station.terminal.answer({"badge": badge, "role": role}, f"已登记 {role_word(role)} {name}(工号 {badge})")


def _change(
    station: Station,
    badge: Annotated[str, typer.Argument(help="工号")],
    name: Annotated[str, typer.Option(help="姓名;不写就不改")] = "",
    role: Annotated[Role | None, typer.Option(help="clerk 营业员,manager 所长;不写就不改")] = None,
) -> None:
    with station.books() as (ledger, _keys):
        with ledger.reading() as conn:
            known = staff.member(conn, badge)
        if known is None:
            raise StaffUnknown(badge=badge)
        name, role = name or known.name, role or known.role
        change_member(ledger, known.badge, name, role, station.stamp)
    station.terminal.answer({"badge": badge, "role": role}, f"工号 {badge}:{role_word(role)} {name}")


def _retire(
    station: Station,
    badge: Annotated[str, typer.Argument(help="工号")],
    reason: Annotated[str, typer.Option(help="离岗原因")],
) -> None:
    with station.books() as (ledger, _keys):
        let_go(ledger, Badge(badge), reason, station.stamp)
    station.terminal.answer({"badge": badge}, f"工号 {badge} 已离岗")


def _set_pin(
    station: Station,
    badge: Annotated[str, typer.Argument(help="谁的工号")],
    new_pin: _NewPin = None,
) -> None:
    with station.books() as (ledger, _keys):
        set_pin(ledger, Badge(badge), station.secret.of_another(badge, new_pin), station.stamp)
    station.terminal.answer({"badge": badge}, f"工号 {badge} 的密码已改")


def _name_manager(station: Station, name: Annotated[str, typer.Option(help="所长姓名")]) -> None:
    if not station.secret.badge_typed:
        raise BadgeMissing
    badge = station.stamp.by
    with station.books(signs_on=False) as (ledger, _keys):
        name_first_manager(ledger, badge, name, station.secret.read_new(badge), station.stamp)
    station.terminal.answer({"badge": badge, "role": Role.MANAGER}, f"已登记所长 {name}(工号 {badge})")
