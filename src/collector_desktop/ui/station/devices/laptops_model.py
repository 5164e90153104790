"""Laptops as the manager sees them: how each stands."""

from dataclasses import dataclass

from collector_desktop.services.device_words import revoked_words
from collector_desktop.store.locks import OutWith
from collector_desktop.store.queries.devices import Device
from collector_desktop.store.queries.sync import ChainState
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import day_word, tr


@dataclass(frozen=True, slots=True)
class Laptop:
    """One laptop with its chains and what is out with it."""

    device: Device
    chains: tuple[ChainState, ...]
    out: OutWith

    @property
    def standing(self) -> str:
        """In use, asked for keys, or revoked and why."""
        device = self.device
        if device.revoked_on is not None:
            why = revoked_words(device, tr)
            return tr("{day} 停用,{why}").format(day=day_word(device.revoked_on), why=why or tr("没有写明"))
        if device.keys_wanted_on is not None:
            return tr("{day} 起等它换密钥").format(day=day_word(device.keys_wanted_on))
        if device.replaces is not None:
            return tr("在用,以前是 {device} 号机").format(device=device.replaces)
        return tr("在用")


def columns() -> tuple[Column[Laptop], ...]:
    """Code, collector, badge, since when, how it stands, lines known, what is out."""
    return (
        Column(
            key="code",
            title=tr("机号"),
            text=lambda row: row.device.code,
            order=lambda row: row.device.code,
            outside=lambda row: row.device.code,
            width=60,
            bold=True,
        ),
        Column(
            key="who",
            title=tr("收费员"),
            text=lambda row: row.device.collector_name,
            order=lambda row: row.device.collector_name,
            outside=lambda row: row.device.collector_name,
            width=110,
        ),
        Column(
            key="badge",
            title=tr("工号"),
            text=lambda row: row.device.badge,
            order=lambda row: row.device.badge,
            outside=lambda row: row.device.badge,
            width=80,
        ),
        Column(
            key="since",
            title=tr("登记日"),
            text=lambda row: day_word(row.device.enrolled_on),
            order=lambda row: row.device.enrolled_on,
            outside=lambda row: row.device.enrolled_on.isoformat(),
            width=140,
        ),
        Column(
            key="standing",
            title=tr("怎样了"),
            text=lambda row: row.standing,
            order=lambda row: row.standing,
            outside=lambda row: row.standing,
            width=240,
            fills=True,
            tone=lambda row: Tone.DANGER if row.device.revoked_on else Tone.TEXT,
        ),
        Column(
            key="lines",
            title=tr("收到的日志"),
            text=lambda row: "  ".join(f"{chain.chain}:{chain.last_line}" for chain in row.chains) or "—",
            order=lambda row: sum(chain.last_line for chain in row.chains),
            outside=lambda row: sum(chain.last_line for chain in row.chains),
            width=150,
        ),
        Column(
            key="out",
            title=tr("走收在途"),
            text=lambda row: tr("{accounts} 户").format(accounts=row.out.accounts) if row.out.accounts else "—",
            order=lambda row: row.out.accounts,
            outside=lambda row: row.out.accounts,
            width=100,
            right=True,
        ),
    )
