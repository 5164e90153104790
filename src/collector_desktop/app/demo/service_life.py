"""The demo's free checks: some made with what was found, some booked for this week, one fault still to be mended."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from collector_desktop.app.demo.pictures import signature
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.service_check import CheckedItem, CheckItem, CheckResult, Confirmation, FollowUp
from collector_desktop.domain.visit import Slot
from collector_desktop.services.checking import CompleteCheck, complete
from collector_desktop.services.service_papers import SIGNATURE
from collector_desktop.services.serving import BookCheck, book
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies, service

At = Callable[[date, int], Stamp]
"""Who acts on a day at an hour."""

_MADE, _BOOKED = 9, 7
_HOURS = {Slot.MORNING: 7, Slot.NOON: 12, Slot.EVENING: 18}
_FAULTS = (
    (CheckItem.LEAKAGE_PROTECTOR, "按试验钮不跳", "换了漏电保护器"),
    (CheckItem.SOCKETS, "灶台插座烧黑", ""),
    (CheckItem.WIRES, "屋檐下接头松", "重新压接、包好"),
)


def check_homes(laptop: Ledger, day: date, at: At, seed: int) -> None:
    """Some weeks of checks in the villages, and the bookings of the week that begins with `day`."""
    chance = Random(seed)
    days = [day - timedelta(days=2 + 3 * number) for number in range(_MADE)]
    always = set(_entitled(laptop, days[-1])) & set(_entitled(laptop, days[0]))
    free = chance.sample(sorted(always), len(always))
    for number, (account, on) in enumerate(zip(free, days, strict=False)):
        slot = chance.choice(tuple(Slot))
        complete(laptop, _made(number, account, slot, on), at(on, _HOURS[slot]))
    for number, account in enumerate(free[_MADE : _MADE + _BOOKED]):
        wanted = BookCheck(
            id=new_act_id(),
            account=account,
            on=day + timedelta(days=number % 5),
            slot=tuple(Slot)[number % 3],
            note="老人在家,先打电话" if number % 3 == 0 else "",
        )
        book(laptop, wanted, at(day - timedelta(days=1), 18))


def _entitled(laptop: Ledger, on: date) -> list[AccountNumber]:
    """Who has a free check left on a day."""
    with laptop.reading() as conn:
        found = service.households(conn, on, policies.policy(conn))
    return [each.account for each in found if each.entitlement.left]


def _made(number: int, account: AccountNumber, slot: Slot, on: date) -> CompleteCheck:
    """One check; every third one found a fault, mended on the spot or to be mended later."""
    item, found, repaired = _FAULTS[number // 3 % len(_FAULTS)]
    has_fault = number % 3 == 0
    items = tuple(
        CheckedItem(item=each, result=CheckResult.FAULT, note=found)
        if has_fault and each is item
        else CheckedItem(item=each, result=CheckResult.OK)
        for each in CheckItem
    )
    later = FollowUp(what=f"{found},要换配件", due_on=on + timedelta(days=7)) if has_fault and not repaired else None
    return CompleteCheck(
        id=new_act_id(),
        account=account,
        slot=slot,
        items=items,
        findings=found if has_fault else "线路、开关、插座都好",
        repaired=repaired if has_fault else "",
        follow_up=later,
        minutes=20 + 5 * (number % 3),
        confirmation=Confirmation.SIGNED_ON_SCREEN,
        files=(signature(SIGNATURE),),
    )
