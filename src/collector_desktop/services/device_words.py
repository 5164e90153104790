"""Laptops and held lines in words: why one is revoked, why lines are held, what they contain."""

from collections.abc import Callable, Mapping

from collector_desktop.domain.acts.devices import Cause
from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.held import HeldState, Why
from collector_desktop.domain.money import Money
from collector_desktop.services.sentences import as_written
from collector_desktop.store.queries.devices import Device
from collector_desktop.store.queries.held import HeldGroup

Translate = Callable[[str], str]

_CAUSES: Mapping[Cause, str] = {
    Cause.LOST: "丢失",
    Cause.STOLEN: "被偷",
    Cause.LEFT: "收费员离岗",
    Cause.ENROLLED_ANEW: "重新登记过",
    Cause.OTHER: "其他",
}
_WHYS: Mapping[Why, str] = {
    Why.REVOKED: "停用以后的内容",
    Why.FORKED: "同一行号来了两种内容,可能有两台电脑用同一个机号",
    Why.CLASH: "收据号码或结账日已经有了",
    Why.OLD_KEY: "换密钥以后又用旧密钥签的",
    Why.BUILDS_ON: "接着压下的内容写的",
    Why.UNDECIDED: "照所里批过的减免办的,账本从备份恢复后没有这个批准;先重新审批,再放行",
}
_STATES: Mapping[HeldState, str] = {
    HeldState.WAITING: "等决定",
    HeldState.RELEASED: "已放行",
    HeldState.REJECTED: "已拒收,留作凭据",
}


def cause_word(cause: Cause, translate: Translate = as_written) -> str:
    """Why a laptop is revoked."""
    return translate(_CAUSES[cause])


def why_word(why: Why, translate: Translate = as_written) -> str:
    """Why lines are held."""
    return translate(_WHYS[why])


def state_word(state: HeldState, translate: Translate = as_written) -> str:
    """What became of held lines."""
    return translate(_STATES[state])


def revoked_words(device: Device, translate: Translate = as_written) -> str:
    """The cause and the reason of a revoked laptop, as far as they were kept."""
    cause, reason = device.revoked_for
    if cause is None:
        return reason
    return translate("{cause}:{reason}").format(cause=cause_word(cause, translate), reason=reason)


def held_words(group: HeldGroup, translate: Translate = as_written) -> str:
    """What held lines contain: payments, sum, doors, days, voids of receipts given before."""
    days = [near_day_words(day, translate) for day in group.content.days]
    found = translate("收款 {payments} 笔共 {amount} 元,{doors} 户,{days}").format(
        payments=len(group.content.payments),
        amount=group.content.received.grouped(),
        doors=group.content.doors,
        days="–".join(dict.fromkeys((days[0], days[-1]))),
    )
    voids = group.content.voids
    if not voids:
        return found
    return translate("{found};作废以前的收据 {count} 张共 {amount} 元").format(
        found=found, count=len(voids), amount=Money.total(each.amount for each in voids).grouped()
    )
