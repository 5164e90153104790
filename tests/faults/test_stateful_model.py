"""The stateful model can fail: one told life goes well, and with any one thing broken it does not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fault_trials.life import COUNTED
from fault_trials.stateful import TwoLaptopsAndAStation
from sqlalchemy import Connection, select, update

from collector_desktop.domain.acts.base import Act, Stamp, new_act_id
from collector_desktop.domain.acts.devices import Cause
from collector_desktop.domain.acts.savings import HeldCredited
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId
from collector_desktop.services import deciding_held, handing_over
from collector_desktop.store import number_mark
from collector_desktop.store.apply import money
from collector_desktop.store.ledger import Ledger, Posted
from collector_desktop.store.queries import cuts
from collector_desktop.store.tables.machinery import ChainRow
from collector_desktop.store.tables.snapshot import BalanceRow, PrepayMoveRow


def live_once() -> None:
    """Books that go back, a copy, a lost package, a void, a laptop that is revoked, and what the manager says of it."""
    life = TwoLaptopsAndAStation()
    try:
        for _ in range(2):
            life.pays_ahead(laptop=1, door=0, change=False)
        life.voids(laptop=1, newest=0)
        life.hands_over(laptop=1, arrives=False)
        life.loses_a_package(package=0)
        life.goes_back(laptop=0, paid=3, arrives=True, old_mark=True)
        life.hands_over(laptop=0, arrives=True)
        _decide(life, "released")
        life.goes_back(laptop=1, paid=2, arrives=True, old_mark=False)
        life.is_cloned(laptop=1)
        for laptop in (1, 2):
            life.pays_a_part(laptop=laptop, door=1)
            life.hands_over(laptop=laptop, arrives=True)
        _decide(life, "released")
        life.is_revoked(device=1, cause=Cause.LEFT, further=1)
        for door in range(4):
            life.pays_a_part(laptop=1, door=door)
        life.hands_over(laptop=1, arrives=True)
        _decide(life, "released in part")
        life.is_enrolled_anew(device=1, arrives=True)
        life.pays_a_part(laptop=1, door=0)
        life.hands_over(laptop=1, arrives=True)
    except BaseException:
        life.world.close()
        life.folder.cleanup()
        raise
    life.teardown()


def _decide(life: TwoLaptopsAndAStation, how: str) -> None:
    if life.waiting:
        life.decides_held(group=0, how=how)


@pytest.fixture(autouse=True)
def told_without_hypothesis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few numbers are promised at once, as when hypothesis lives; the story is printed."""
    monkeypatch.setattr(number_mark, "STEP", 2)
    monkeypatch.setattr("fault_trials.life.note", print)
    COUNTED.begin()


def test_a_told_life_meets_all_that_is_rare_and_goes_well() -> None:
    live_once()
    assert COUNTED.met.keys() >= {
        "clash: released as money",
        "revoked: released as they are",
        "revoked: released as money",
        "forked: released as money",
    }


def _no_number_is_left_out(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(number_mark.NumberMark, "skip", lambda _mark, _conn: None)


def _cut_offs_are_not_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cuts, "cut_of", lambda _conn, _chain: 1 << 30)


def _a_rejected_line_is_posted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(deciding_held, "_released", lambda group, _wanted: len(group.lines))


def _held_money_is_credited_twice(patch: pytest.MonkeyPatch) -> None:
    post = Ledger.post

    def post_twice(ledger: Ledger, conn: Connection, act: Act) -> Posted:
        if isinstance(act, HeldCredited):
            post(ledger, conn, act.model_copy(update={"id": new_act_id()}))
        return post(ledger, conn, act)

    patch.setattr(Ledger, "post", post_twice)


def _a_void_leaves_the_prepayment(patch: pytest.MonkeyPatch) -> None:
    take_back = money.take_back

    def take_back_bills_only(conn: Connection, act: ActId) -> Money:
        ahead = conn.execute(select(PrepayMoveRow.account, PrepayMoveRow.amount).where(PrepayMoveRow.act == act)).all()
        left = take_back(conn, act)
        for row in ahead:
            change = {"prepay": BalanceRow.prepay + row.amount}
            conn.execute(update(BalanceRow).where(BalanceRow.account == row.account).values(**change))
        return left

    patch.setattr(money, "take_back", take_back_bills_only)


def _lines_are_sent_once(patch: pytest.MonkeyPatch) -> None:
    hand_over = handing_over.hand_over

    def hand_over_and_forget(ledger: Ledger, folder: Path, stamp: Stamp) -> handing_over.HandedOver:
        done = hand_over(ledger, folder, stamp)
        with ledger.writing() as conn:
            conn.execute(update(ChainRow).values(acknowledged=ChainRow.last_line))
        return done

    patch.setattr(handing_over, "hand_over", hand_over_and_forget)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (_no_number_is_left_out, "was given twice"),
        (_cut_offs_are_not_kept, "0 acts don't count, held must be 3"),
        (_a_rejected_line_is_posted, "3 acts were posted"),
        (_held_money_is_credited_twice, "30.00 paid, 50.00 in its bills and prepayment"),
        (_a_void_leaves_the_prepayment, "paid, .* in its bills and prepayment"),
        (_lines_are_sent_once, "acts never came to the station"),
    ],
)
def test_the_same_life_goes_wrong_with_one_thing_broken(
    broken: Callable[[pytest.MonkeyPatch], None], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch)
    with pytest.raises(AssertionError, match=said):
        live_once()
