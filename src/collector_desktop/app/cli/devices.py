"""Laptops at the terminal: revoke, ask for new keys, unlock, and decide what was held."""

from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.acts.devices import Cause, ChainCut
from collector_desktop.domain.held import HeldState
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.domain.refusals_devices import HeldUnknown
from collector_desktop.services.deciding_held import DecideHeld, decide_held
from collector_desktop.services.device_words import held_words, state_word, why_word
from collector_desktop.services.revoking import Revoke, ask_for_keys, revoke
from collector_desktop.services.unlocking import grant_unlock, read_request
from collector_desktop.store.ledger import Connection
from collector_desktop.store.queries import cuts, held
from collector_desktop.store.queries.held import HeldGroup

_HEADERS = ("编号", "机号", "日志链", "行", "为什么", "内容", "怎样了")
_PAYMENT_HEADERS = ("收据", "户号", "户名", "金额", "日期", "作废")
_SHORT = 8
"""That many characters of a group's first hash are enough to name it."""


def add_device_commands(app: typer.Typer) -> None:
    """Revoke a laptop, ask it for new keys, decide what was held."""
    add_command(app, "revoke", _revoke, "停用一台笔记本:截止行以前照收,以后的压下由所长决定")
    add_command(app, "ask-keys", _ask_keys, "请一台笔记本换密钥;取了线路包、下次打开程序时换")
    add_command(app, "unlock", _unlock, "给忘了密码的笔记本一份解锁文件;先不写 --reason,念对指纹再写")
    add_command(app, "held", _held, "列出压下的内容;写编号就列出里面的每一笔")
    add_command(app, "decide-held", _decide_held, "决定压下的内容:放行(只记一次)或拒收(留作凭据)")


def _revoke(
    station: Station,
    device: Annotated[str, typer.Option(help="机号,如 01")],
    reason: Annotated[str, typer.Option(help="停用原因")],
    cause: Annotated[Cause, typer.Option(help="丢失、被偷、离岗、其他")] = Cause.OTHER,
    upto: Annotated[
        list[str] | None, typer.Option("--up-to", help="截止行:日志链:行号,如 01.1:120;不写就到已收到的那一行")
    ] = None,
) -> None:
    wanted = Revoke(device=DeviceCode(device), cause=cause, reason=reason, cuts=tuple(map(_cut, upto or ())))
    with station.books() as (ledger, _keys):
        revoke(ledger, wanted, station.stamp)
        with ledger.reading() as conn:
            found = cuts.cuts(conn, wanted.device)
    station.terminal.answer(
        {"device": device, "cuts": found},
        f"{device} 号机已停用;走收在途的账单已收回",
        *(f"日志链 {chain} 收到第 {line} 行为止,以后的压下" for chain, line in found.items()),
    )


def _cut(text: str) -> ChainCut:
    chain, _, line = text.partition(":")
    if not line.isascii() or not line.isdigit():
        raise typer.BadParameter(f"看不懂「{text}」,请写成 01.1:120", param_hint="--up-to")
    return ChainCut(chain=ChainId(chain), line=int(line))


def _ask_keys(
    station: Station,
    device: Annotated[str, typer.Option(help="机号,如 01")],
    reason: Annotated[str, typer.Option(help="为什么换")],
) -> None:
    with station.books() as (ledger, _keys):
        ask_for_keys(ledger, DeviceCode(device), reason, station.stamp)
    station.terminal.answer({"device": device}, f"随下一个线路包请 {device} 号机换密钥")


def _unlock(
    station: Station,
    request: Annotated[Path, typer.Argument(help="解锁申请")],
    out: Annotated[Path, typer.Option(help="解锁文件写到哪个文件夹")] = Path(),
    reason: Annotated[str, typer.Option(help="为什么解锁;不写就只看是谁的、指纹是什么")] = "",
) -> None:
    with station.books() as (ledger, keys):
        wanted = read_request(ledger, keys, request)
        given = grant_unlock(ledger, keys, request, out, reason, station.stamp) if reason else None
    station.terminal.answer(
        {**wanted.model_dump(mode="json"), "path": None if given is None else str(given.path)},
        f"{wanted.device} 号机 {wanted.collector_name},指纹 {wanted.fingerprint}",
        "打电话念对指纹,再写上 --reason" if given is None else f"解锁文件在 {given.path}",
    )


def _held(
    station: Station,
    first: Annotated[str, typer.Argument(metavar="[编号]", help="编号,写前几位就够")] = "",
    every: Annotated[bool, typer.Option("--all", help="已决定的也列出")] = False,
) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        if first:
            _tell_payments(station, _named(conn, first))
            return
        found = [group for group in held.groups(conn) if every or group.state is HeldState.WAITING]
    station.terminal.answer(
        {"held": [group.model_dump(mode="json", exclude={"lines"}) for group in found]}, f"压下 {len(found)} 批"
    )
    if found:
        station.terminal.table("压下的内容", _HEADERS, [_row(group) for group in found])


def _tell_payments(station: Station, group: HeldGroup) -> None:
    station.terminal.answer(group.model_dump(mode="json", exclude={"lines"}), why_word(group.why), held_words(group))
    station.terminal.table(
        "里面的收款",
        _PAYMENT_HEADERS,
        [
            (each.number, each.account, each.name, each.amount, each.day, "作废" if each.voided else None)
            for each in group.content.payments
        ]
        + [(each.number, each.account, None, -each.amount, each.day, "作废以前的收据") for each in group.content.voids],
        {3},
    )


def _decide_held(
    station: Station,
    first: Annotated[str, typer.Argument(help="编号,写前几位就够")],
    release: Annotated[bool, typer.Option("--release/--reject", help="放行,或拒收")],
    reason: Annotated[str, typer.Option(help="理由")],
    up_to: Annotated[int | None, typer.Option("--up-to", help="放行到第几行,其余拒收")] = None,
) -> None:
    with station.books() as (ledger, _keys):
        with ledger.reading() as conn:
            group = _named(conn, first)
        decide_held(ledger, DecideHeld(first=group.first, release=release, up_to=up_to, reason=reason), station.stamp)
    said = "放行" if release else "拒收"
    station.terminal.answer(
        {"first": group.first, "released": release},
        f"已{said}:{group.device} 号机日志链 {group.chain} 第 {group.first_line} 至 {group.last_line} 行",
        held_words(group),
    )


def _named(conn: Connection, beginning: str) -> HeldGroup:
    """The one group whose first hash begins so. Raises HeldUnknown for none and for several."""
    found = [group for group in held.groups(conn) if group.first.startswith(beginning)]
    if len(found) != 1:
        raise HeldUnknown(first=beginning)
    return found[0]


def _row(group: HeldGroup) -> tuple[str, ...]:
    return (
        group.first[:_SHORT],
        group.device,
        group.chain,
        f"{group.first_line}–{group.last_line}",
        why_word(group.why),
        held_words(group),
        state_word(group.state),
    )
