"""What the collector noted at the doors of the demo villages: whom to call, who is away, slips, small services."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random

from collector_desktop.app.demo import people
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import door_slips, households, serving
from collector_desktop.services.door_slips import LeaveSlip
from collector_desktop.services.households import Appoint, NoteAway, NoteContact, NoteNeighbour
from collector_desktop.services.serving import LogService, QuickService
from collector_desktop.services.visiting import RecordVisit, record
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import bills, visits

At = Callable[[date, int], Stamp]
"""Who acts on a day at an hour."""

_HARD, _AWAY, _EXPECTED, _CALLED, _SERVED = 4, 3, 3, 5, 9
"""Doors never opened, away, expecting us, with somebody to call, and served by the way."""
_IN_VAIN = ((26, Slot.MORNING, 7), (19, Slot.NOON, 12), (12, Slot.EVENING, 19), (5, Slot.EVENING, 19))
"""Days back, slot and hour of the knocks nobody answers."""
_WHY_AWAY = ("打工", "走亲戚", "住院陪护")
_PURPOSES = ("看电表", "换漏电保护器", "")
_RELATIONS = ("儿子", "女儿", "儿媳", "弟弟", "邻村的姐姐")
_DONE = {
    QuickService.REPAIR: ("换了灯口", "接好松动的插座", "紧了刀闸"),
    QuickService.SAFETY_TALK: ("浇地电缆不能泡水", "雷雨天拔插头", ""),
    QuickService.TARIFF_EXPLAINED: ("阶梯电价怎么算", "违约金怎么来的", ""),
}


def note_doorsteps(laptop: Ledger, day: date, at: At, seed: int) -> None:
    """Some weeks at the doors, up to the day before `day`; what is agreed is for the day itself."""
    chance = Random(seed)
    with laptop.reading() as conn:
        owing = sorted(bills.collectable_by_account(conn, laptop.seat.device))
        known = visits.by_account(conn, day)
    never = [account for account in owing if account not in known]
    chance.shuffle(never)
    groups = iter(never)
    for account in _some(groups, _HARD):
        _in_vain(laptop, account, day, at)
    for account in _some(groups, _AWAY):
        until, why = day + timedelta(days=chance.randint(2, 20)), chance.choice(_WHY_AWAY)
        away = NoteAway(id=new_act_id(), account=account, until=until, reason=why)
        households.note_away(laptop, away, at(day - timedelta(days=1), 18))
    for account, purpose in zip(_some(groups, _EXPECTED), _PURPOSES, strict=False):
        agreed = Appoint(id=new_act_id(), account=account, on=day, slot=Slot.EVENING, purpose=purpose)
        households.appoint(laptop, agreed, at(day - timedelta(days=1), 19))
    for account in chance.sample(owing, min(_CALLED, len(owing))):
        _somebody_to_call(laptop, account, chance, at(day - timedelta(days=3), 19))
    for account in chance.sample(owing, min(_SERVED, len(owing))):
        service = chance.choice(tuple(QuickService))
        done = LogService(
            id=new_act_id(), account=account, service=service, what=chance.choice(_DONE[service]), minutes=10
        )
        serving.log(laptop, done, at(day - timedelta(days=chance.randint(1, 14)), 19))


def _some(accounts: Iterator[AccountNumber], number: int) -> list[AccountNumber]:
    return list(islice(accounts, number))


def _in_vain(laptop: Ledger, account: AccountNumber, day: date, at: At) -> None:
    """Knocked at in every slot and nobody opened; a slip is left the last time."""
    *earlier, (back, slot, hour) = _IN_VAIN
    for days, tried, clock in earlier:
        knock = RecordVisit(id=new_act_id(), account=account, slot=tried, outcome=Outcome.NOT_HOME)
        record(laptop, knock, at(day - timedelta(days=days), clock))
    left = LeaveSlip(visit=new_act_id(), slip=new_act_id(), account=account, slot=slot)
    door_slips.leave_slip(laptop, left, at(day - timedelta(days=back), hour))


def _somebody_to_call(laptop: Ledger, account: AccountNumber, chance: Random, stamp: Stamp) -> None:
    phone = f"12{chance.randrange(10**9):09d}"  # a prefix no mobile network has
    name, relation = people.usual_name(chance), chance.choice(_RELATIONS)
    contact = NoteContact(id=new_act_id(), account=account, name=name, relation=relation, phone=phone)
    households.note_contact(laptop, contact, stamp)
    neighbour = NoteNeighbour(id=new_act_id(), account=account, name=people.usual_name(chance))
    households.note_neighbour(laptop, neighbour, stamp)
