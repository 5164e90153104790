"""The cases: every household on the ladder, folded from its facts and its bills; nothing of it is stored."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.cases import ProtectionLifted, ProtectionNoted, SupplyCut, WeatherNoted
from collector_desktop.domain.case import CaseState, Rung, Step, Window
from collector_desktop.domain.ladder import FOLDED, fold
from collector_desktop.domain.ladder_steps import next_step, window
from collector_desktop.domain.names import AccountNumber, DeviceCode
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value
from collector_desktop.store.queries import bills, cards, repayment
from collector_desktop.store.queries.cards import AccountInfo
from collector_desktop.store.queries.facts import any_facts, by_account
from collector_desktop.store.tables.ledger import ReceiptRow
from collector_desktop.store.tables.snapshot import BillRow, SettlementRow

_OF_A_PLACE = (ProtectionNoted, ProtectionLifted, WeatherNoted)
"""What may concern a whole village, or every one."""


class Case(Value):
    """One household on the ladder: who it is, where it stands, which step comes next and when.

    What that step lacks depends on the clock: ask `domain.ladder_steps.may`.
    """

    account: AccountInfo
    state: CaseState
    step: Step | None
    """The next lawful one; None if nothing is overdue."""
    window: Window
    """Its first and its last day."""


def cases(conn: Connection, on: date, policy: Policy, device: DeviceCode | None = None) -> tuple[Case, ...]:
    """Every household with something overdue or with its supply cut, in paper order.

    With a device only those whose bills are out with it, and the cut ones, whose clock somebody must see.
    """
    said = by_account(any_facts(conn, FOLDED))
    places = [fact for fact in said.pop(AccountNumber(""), ()) if isinstance(fact, _OF_A_PLACE)]
    owed = bills.may_owe_by_account(conn)
    cut = {account: facts for account, facts in said.items() if any(isinstance(fact, SupplyCut) for fact in facts)}
    paid = _paid_at(conn, cut)
    plans = repayment.kept_plans(conn, on, policy)
    wanted = owed.keys() if device is None else _out_with(conn, device)
    found = []
    for info in cards.account_infos(conn):
        if info.number not in wanted and info.number not in cut:
            continue
        facts = (*_of_village(places, info.village), *said.get(info.number, ()))
        bills_of = owed.get(info.number, ())
        state = fold(info.number, facts, bills_of, on, policy, paid.get(info.number), plans.get(info.number))
        if state.rung is not Rung.CLEAR:
            found.append(_case(info, state, policy))
    return tuple(found)


def case(conn: Connection, account: AccountNumber, on: date, policy: Policy) -> Case | None:
    """The case of one household, clear or not; None if these books don't know the account."""
    info = cards.account_info(conn, account)
    if info is None:
        return None
    own = any_facts(conn, FOLDED, account=account)
    places = any_facts(conn, _OF_A_PLACE, account=AccountNumber(""))
    paid = _paid_at(conn, {account: own}).get(account)
    said = (*_of_village(places, info.village), *own)
    plan = repayment.kept_plan(conn, account, on, policy)
    return _case(info, fold(account, said, bills.may_owe(conn, account), on, policy, paid, plan), policy)


def _case(info: AccountInfo, state: CaseState, policy: Policy) -> Case:
    step = next_step(state, policy)
    return Case(account=info, state=state, step=step, window=Window() if step is None else window(step, state, policy))


def _of_village(places: Sequence[Fact], village: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in places if fact.village in ("", village))


def _out_with(conn: Connection, device: DeviceCode) -> Collection[AccountNumber]:
    rows = conn.scalars(select(BillRow.account).where(BillRow.out_with == device).distinct())
    return {AccountNumber(account) for account in rows}


def _paid_at(conn: Connection, said: dict[AccountNumber, tuple[Fact, ...]]) -> dict[AccountNumber, datetime]:
    """When the bills that supply was cut for were last paid, never before the cut.

    Money taken at the station's counter has a day only; that day's beginning never shows the deadline too late.
    """
    cuts = {fact.account: fact for facts in said.values() for fact in facts if isinstance(fact, SupplyCut)}
    if not cuts:
        return {}
    rows = conn.execute(
        select(BillRow.account, SettlementRow.day, ReceiptRow.at)
        .join(BillRow, BillRow.id == SettlementRow.bill)
        .outerjoin(ReceiptRow, ReceiptRow.act == SettlementRow.act)
        .where(SettlementRow.bill.in_({bill for cut in cuts.values() for bill in cut.bills}))
    )
    paid: dict[AccountNumber, datetime] = {}
    for row in rows:
        account = AccountNumber(row.account)
        moment = row.at or datetime.combine(row.day, time.min, cuts[account].at.tzinfo)
        paid[account] = max(moment, cuts[account].at, paid.get(account, moment))
    return paid
