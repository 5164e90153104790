"""Rows 10, 20, 23, 24 and 35 of the fault table: PINs, searches, forged receipts, jumping clocks, a key held down."""

import random
import string
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import select

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.business_day import likely_day
from collector_desktop.domain.names import Badge
from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.receipt_code import receipt_code
from collector_desktop.security.refusals import PinLocked, PinWaits, PinWrong
from collector_desktop.security.tries import MOST_TRIES
from collector_desktop.security.unlocking import (
    make_unlock_answer,
    make_unlock_request,
    read_unlock_answer,
    read_unlock_request,
    seal_for_station,
)
from collector_desktop.security.vault import PinCost, Vault
from collector_desktop.services import handing_over, taking_in
from collector_desktop.services.collecting import collect
from collector_desktop.services.judging_receipts import Verdict, judge_code
from collector_desktop.store.opening import open_books
from collector_desktop.store.queries.last_act import last_act
from collector_desktop.store.tables.ledger import ReceiptRow
from collector_desktop.store.tables.snapshot import AccountRow
from fault_trials.keeping import make_kept_base
from fault_trials.laptop import STAMP, Acknowledged, Found, Laptop, acts_in, look, make_base
from fault_trials.reading import readable

_PIN = "493817"
_VAULTS, _JUMPS, _ENTERED = 200, 2000, 200
_REOPENED = 0.2
_LONGEST_JUMP_S = 400 * 86_400
_ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (8, 8, 8, 0, 9, -5))


@dataclass
class _Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def guessed(every: int) -> tuple[int, Found]:
    """PINs tried at random with restarts between and hours let pass: never opened, and locked after ten."""
    dice, tried, opened, problems = random.Random(24), 0, 0, []
    for _ in range(max(_VAULTS // every**2, 3)):
        with tempfile.TemporaryDirectory() as folder:
            path, clock = Path(folder) / "vault.json", _Clock()
            vault, _key = Vault.make(path, _PIN, cost=PinCost(passes=1, memory_kib=8), clock=clock)
            wrong = 0
            for _try in range(6 * MOST_TRIES):
                if dice.random() < 0.3:
                    vault = Vault.load(path, clock=clock)
                if dice.random() < 0.5:
                    clock.now += dice.choice((1.0, 60.0, 3600.0))
                tried += 1
                try:
                    vault.open(f"{dice.randrange(10**6):06d}".replace(_PIN, "000000"))
                except PinWrong:
                    wrong += 1
                except (PinWaits, PinLocked):
                    continue
                else:
                    opened += 1
            if wrong > MOST_TRIES:
                problems.append(f"{wrong} PINs were tried")
    return tried, Found(accepted_falsely=opened, problems=tuple(problems))


def searched(every: int) -> tuple[int, Found]:
    """Every file of an encrypted laptop and its backup stick, for every household's name and number."""
    with tempfile.TemporaryDirectory() as folder:
        kept = make_kept_base(make_base(Path(folder) / "base"), Path(folder) / "kept")
        station = open_books(Laptop.open(kept).paths.station, _station_keys(kept), STAMP)
        with station.reading() as conn:
            words = [word for row in conn.execute(select(AccountRow.number, AccountRow.name)) for word in row]
        station.close()
        places = [kept / "laptop", kept / "backup-stick"]
        files = sum(len([each for each in place.rglob("*") if each.is_file()]) for place in places)
        told = [f"{file.name} says {word}" for place in places for file, word in readable(place, words)]
    return files * len(words), Found(accepted_falsely=len(told), problems=tuple(told))


def forged(every: int) -> tuple[int, Found]:
    """A genuine code with each character changed, and one that another key signed: none is genuine at the station."""
    dice, genuine, tried = random.Random(20), [], 0
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop.open(make_base(Path(folder) / "base"))
        package = handing_over.hand_over(laptop.ledger, laptop.paths.stick, STAMP).path
        keys = _station_keys(Path(folder) / "base")
        station = open_books(laptop.paths.station, keys, STAMP)
        taking_in.take_in(station, keys, package, STAMP)
        with station.reading() as conn:
            given = conn.execute(
                select(ReceiptRow.number, ReceiptRow.account, ReceiptRow.received, ReceiptRow.day)
            ).first()
            assert given is not None
            code = receipt_code(given.number, given.account, given.received, given.day, laptop.keys)
            assert judge_code(conn, station.seat.station_code, code)[1].verdict is Verdict.GENUINE
            texts = [receipt_code(given.number, given.account, given.received, given.day, DeviceKeys.generate())]
            for at in range(0, len(code), every):
                other = dice.choice([c for c in string.ascii_uppercase + string.digits if c != code[at]])
                texts.append(code[:at] + other + code[at + 1 :])
            for text in texts:
                tried += 1
                try:
                    verdict = judge_code(conn, station.seat.station_code, text)[1].verdict
                except Refusal:
                    continue
                if verdict is Verdict.GENUINE:
                    genuine.append(f"genuine: {text}")
        station.close()
        laptop.ledger.close()
    return tried, Found(accepted_falsely=len(genuine), problems=tuple(genuine))


def unlocked(every: int) -> tuple[int, Found]:
    """The station's unlock file with each byte changed, and read by another laptop: it gives no key."""
    station, device, asking, key = *(DeviceKeys.generate() for _ in range(3)), DataKey.generate()
    sealed = seal_for_station(key, device.public, station.public)
    request = read_unlock_request(make_unlock_request(asking, sealed, "02", STAMP.at))
    answer = make_unlock_answer(request, key, station)
    tried, given = 1, 0
    files = [answer[:at] + bytes([answer[at] ^ 1]) + answer[at + 1 :] for at in range(0, len(answer), every)]
    for content, keys in [(answer, DeviceKeys.generate()), *((each, asking) for each in files)]:
        tried += 1
        try:
            read_unlock_answer(content, keys)
        except Refusal:
            continue
        given += 1
    return tried, Found(accepted_falsely=given)


def jumped(every: int) -> tuple[int, Found]:
    """A payment after each jump of the clock, on the day that is offered then: numbers and order stand."""
    dice, acknowledged = random.Random(10), list[Acknowledged]()
    jumps = max(_JUMPS // every**2, 10)
    with tempfile.TemporaryDirectory() as folder:
        base = make_base(Path(folder) / "base")
        before = acts_in(base)
        laptop = Laptop.open(base)
        owing = laptop.owing()
        for _ in range(jumps):
            now = (STAMP.at + timedelta(seconds=dice.uniform(-_LONGEST_JUMP_S, 40 * 86_400))).astimezone(
                dice.choice(_ZONES)
            )
            with laptop.ledger.reading() as conn:
                day = likely_day(last_act(conn, laptop.ledger.seat.device), now)
            acknowledged.append(laptop.pay(next(owing), Stamp(by=Badge("01"), business_day=day, at=_seen(now))))
        laptop.ledger.close()
        found = look(base, acknowledged, before)
    return jumps, found


def pressed_twice(every: int) -> tuple[int, Found]:
    """The same Enter, from one to five times, and again after the books were opened anew: one payment each."""
    dice, acknowledged, presses = random.Random(35), list[Acknowledged](), 0
    with tempfile.TemporaryDirectory() as folder:
        base = make_base(Path(folder) / "base")
        before = acts_in(base)
        for _ in range(max(_ENTERED // every, 3)):
            laptop = Laptop.open(base)
            payment = laptop.payment(next(laptop.owing()))
            for _press in range(times := dice.randint(1, 5)):
                if dice.random() < _REOPENED:
                    laptop.ledger.close()
                    laptop = Laptop.open(base)
                collect(laptop.ledger, payment, STAMP)
            presses += times
            acknowledged.append(payment.id)
            laptop.ledger.close()
        found = look(base, acknowledged, before)
    return presses, found


def _seen(now: datetime) -> datetime:
    return now.replace(microsecond=0)


def _station_keys(folder: Path) -> DeviceKeys:
    laptop = Laptop.open(folder)
    laptop.ledger.close()
    return DeviceKeys.load(laptop.paths.station_keys)
