"""Prepayment with what would be sensible, legacy deposits, and who lets the bank pay: each account one line."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.savings import BankDebited, BankDebitFailed, SaverNoted
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.prepay_advice import MonthUse, PrepayAdvice, prepay_advice
from collector_desktop.domain.requests import DepositOffsetWanted, DepositRefundWanted, Matter, PrepaymentRefundWanted
from collector_desktop.domain.savers import Saver, VillageSavers, savers, village_savers
from collector_desktop.domain.value import Value
from collector_desktop.store.apply.settling import Source
from collector_desktop.store.queries import balances, bills
from collector_desktop.store.queries.facts import any_facts, facts
from collector_desktop.store.queries.requests import RequestLine, requests
from collector_desktop.store.tables.columns import fen_sum
from collector_desktop.store.tables.snapshot import AccountRow, BillRow, SettlementRow

_RESULTS = (SaverNoted, BankDebited, BankDebitFailed)


class SavingsLine(Value):
    """One household with the money held for it and how its bank pays."""

    account: AccountNumber
    name: str
    village: str
    group: str
    address: str
    sequence: int
    prepay: Money
    deposit: Money
    due: Money
    """What it owes on the day, penalties included, whoever the bills are out with."""
    advice: PrepayAdvice | None
    """None if nothing is known of what it uses."""
    saver: Saver | None
    failed: BankDebitFailed | None
    """The bank's last failure for a month that still owes."""
    prepay_request: RequestLine | None
    """The newest request for a refund of prepayment, open or decided."""
    deposit_request: RequestLine | None


def savings(conn: Connection, on: date, policy: Policy) -> tuple[SavingsLine, ...]:
    """Every account in paper order."""
    held = balances.every(conn)
    owing = bills.may_owe_by_account(conn)
    used = use_by_account(conn, _latest(on), policy)
    let = savers(any_facts(conn, _RESULTS))
    failed = failed_debits(conn)
    asked = requests(conn)
    for_prepay = _newest(asked, PrepaymentRefundWanted)
    for_deposit = _newest(asked, DepositOffsetWanted, DepositRefundWanted)
    found = []
    for row in conn.execute(_ACCOUNTS):
        account = AccountNumber(row.number)
        balance = held.get(account, balances.Balance())
        found.append(
            SavingsLine(
                account=account,
                name=row.name,
                village=row.village,
                group=row.village_group,
                address=row.address,
                sequence=row.sequence,
                prepay=balance.prepay,
                deposit=balance.deposit,
                due=amount_due(owing.get(account, ()), on, policy).total,
                advice=prepay_advice(used.get(account, ()), balance.prepay, _latest(on), policy.prepay),
                saver=let.get(account),
                failed=failed.get(account),
                prepay_request=for_prepay.get(account),
                deposit_request=for_deposit.get(account),
            )
        )
    return tuple(found)


def villages(lines: Iterable[SavingsLine], policy: Policy) -> tuple[VillageSavers, ...]:
    """Each village of the lines beside its target, in paper order."""
    households: dict[str, int] = {}
    won: dict[str, int] = {}
    for line in lines:
        households[line.village] = households.get(line.village, 0) + 1
        won[line.village] = won.get(line.village, 0) + (line.saver is not None)
    return tuple(village_savers(village, count, won[village], policy.savers) for village, count in households.items())


def saver_accounts(conn: Connection, account: AccountNumber | None = None) -> frozenset[AccountNumber]:
    """The accounts the bank pays for, or the one account if it is among them."""
    return frozenset(savers(any_facts(conn, _RESULTS, account=account)))


def advice_of(conn: Connection, account: AccountNumber, on: date, policy: Policy) -> PrepayAdvice | None:
    """The suggestion for one account; None if nothing is known of what it uses."""
    used = use_by_account(conn, _latest(on), policy, account).get(account, ())
    return prepay_advice(used, balances.held(conn, account).prepay, _latest(on), policy.prepay)


def use_by_account(
    conn: Connection, latest: BillingMonth, policy: Policy, account: AccountNumber | None = None
) -> Mapping[AccountNumber, tuple[MonthUse, ...]]:
    """What each month came to, from as many months as the policy looks at; corrections are in it."""
    first = latest.plus(1 - policy.prepay.looked_at_months)
    statement = (
        select(BillRow.account, BillRow.month, fen_sum(BillRow.amount).label("amount"))
        .where(BillRow.month >= str(first), BillRow.month <= str(latest))
        .group_by(BillRow.account, BillRow.month)
        .order_by(BillRow.account, BillRow.month)
    )
    if account is not None:
        statement = statement.where(BillRow.account == account)
    months: dict[str, BillingMonth] = {}
    found: dict[AccountNumber, tuple[MonthUse, ...]] = {}
    for number, text, amount in conn.execute(statement):
        if text not in months:
            months[text] = BillingMonth.parse(text)
        owner = AccountNumber(number)
        found[owner] = (*found.get(owner, ()), MonthUse(month=months[text], amount=amount))
    return found


def shown_as_paid(conn: Connection, account: AccountNumber, month: BillingMonth) -> Money:
    """What exports showed as paid elsewhere of a month and no bank debit has explained yet."""
    shown: Money = conn.execute(
        select(fen_sum(SettlementRow.principal))
        .join(BillRow, BillRow.id == SettlementRow.bill)
        .where(
            BillRow.account == account,
            BillRow.month == str(month),
            SettlementRow.source.in_([Source.ELSEWHERE, Source.IMPORT]),
        )
    ).scalar_one()
    explained = (fact.shown_before for fact in facts(conn, BankDebited, account=account) if fact.month == month)
    return max(shown - Money.total(explained), Money.ZERO)


def failed_debits(conn: Connection, account: AccountNumber | None = None) -> dict[AccountNumber, BankDebitFailed]:
    """The bank's last failure of each account, while the month it is about still owes."""
    said = facts(conn, BankDebitFailed, account=account)
    if not said:
        return {}
    owing = select(BillRow.account, BillRow.month).where(BillRow.open > Money.ZERO).distinct()
    if account is not None:
        owing = owing.where(BillRow.account == account)
    still = {(row.account, row.month) for row in conn.execute(owing)}
    return {fact.account: fact for fact in said if (fact.account, str(fact.month)) in still}


def _latest(on: date) -> BillingMonth:
    """The last whole month before a day."""
    return BillingMonth.of(on).plus(-1)


def _newest(asked: Iterable[RequestLine], *matters: type[Matter]) -> dict[AccountNumber, RequestLine]:
    return {line.request.account: line for line in asked if isinstance(line.request.matter, matters)}


_ACCOUNTS = select(
    AccountRow.number,
    AccountRow.name,
    AccountRow.village,
    AccountRow.village_group,
    AccountRow.address,
    AccountRow.sequence,
).order_by(AccountRow.section, AccountRow.sequence, AccountRow.number)
