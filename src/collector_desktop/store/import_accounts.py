"""Accounts of an export into the books. What no file tells stays as it was."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, select, update

from collector_desktop.domain.acts.savings import DepositOffset, DepositRefunded
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.store.apply.settling import Source, change_prepayment
from collector_desktop.store.bulk import insert_rows
from collector_desktop.store.import_counts import Counts
from collector_desktop.store.search_keys import search_keys
from collector_desktop.store.tables.columns import Base
from collector_desktop.store.tables.facts import FactRow
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow


class ToldAccount(NamedTuple):
    """One account as the exports tell it; empty text and None mean that no file says."""

    number: AccountNumber
    old_number: str
    name: str
    address: str
    hint: str
    village: str
    village_group: str
    section: str
    sequence: int | None
    phones: str
    meter_number: str
    transformer_area: str
    use_category: str
    residential: bool | None
    status: str
    prepay: Money | None
    deposit: Money | None


_ACCOUNTS = Base.metadata.tables[AccountRow.__tablename__]
_BALANCES = Base.metadata.tables[BalanceRow.__tablename__]
_FACTS = tuple(name for name in ToldAccount._fields if name in _ACCOUNTS.c and name != "number")
_FIRST_FACT, _AFTER_FACTS = 1, 1 + len(_FACTS)


def known_accounts(conn: Connection) -> dict[AccountNumber, bool]:
    """Every account these books know, and whether it is residential."""
    return {
        AccountNumber(row.number): row.residential
        for row in conn.execute(select(AccountRow.number, AccountRow.residential))
    }


def take_accounts(conn: Connection, told: Iterable[ToldAccount], act: ActId, on: date, counts: Counts) -> None:
    """Add accounts, and bring known ones and their balances to what the exports tell."""
    told = tuple(told)
    columns = [_ACCOUNTS.c[name] for name in _FACTS]
    known = {row[0]: row[1:] for row in conn.execute(select(_ACCOUNTS.c.number, *columns))}
    fresh: list[tuple[Any, ...]] = []
    changed: list[dict[str, Any]] = []
    for account in told:
        facts = account[_FIRST_FACT:_AFTER_FACTS]
        standing = known.get(account.number)
        if standing is None:
            fresh.append(_first(account))
            continue
        now = tuple(old if new in ("", None) else new for old, new in zip(standing, facts, strict=True))
        if now != standing:
            values: dict[str, Any] = dict(zip(_FACTS, now, strict=True))
            changed.append(values | {"known": account.number, "search_keys": search_keys(values["name"])})
    insert_rows(conn, _ACCOUNTS, ("number", *_FACTS, "search_keys"), fresh)
    if changed:
        named: dict[str, Any] = {name: bindparam(name) for name in (*_FACTS, "search_keys")}
        conn.execute(update(_ACCOUNTS).where(_ACCOUNTS.c.number == bindparam("known")).values(**named), changed)
    counts.accounts_added += len(fresh)
    counts.accounts_changed += len(changed)
    _take_balances(conn, told, act, on, counts)


def _first(account: ToldAccount) -> tuple[Any, ...]:
    """The row of a new account. Where nobody says how it is used, the lower penalty is the safe one."""
    whole = account._replace(sequence=account.sequence or 0, residential=account.residential is not False)
    return (*whole[:_AFTER_FACTS], search_keys(account.name))


def _take_balances(conn: Connection, told: Iterable[ToldAccount], act: ActId, on: date, counts: Counts) -> None:
    """Prepayment by how the export's figure moved since the one before: our own moves show there days later."""
    known = {row.account: row for row in conn.execute(select(*_BALANCES.c))}
    moved = _deposit_moved_here(conn)
    fresh: list[tuple[Any, ...]] = []
    for account in told:
        if account.prepay is None and account.deposit is None:
            continue
        row = known.get(account.number)
        if row is None:
            prepay, deposit = account.prepay or Money.ZERO, account.deposit or Money.ZERO
            fresh.append((account.number, prepay, deposit, account.prepay))
        elif account.prepay not in (None, row.export_prepay) or account.deposit not in (None, row.deposit):
            counts.balances_changed += _move_balance(conn, account, row, act, on, account.number in moved)
    insert_rows(conn, _BALANCES, ("account", "prepay", "deposit", "export_prepay"), fresh)


def _deposit_moved_here(conn: Connection) -> frozenset[AccountNumber]:
    """Accounts whose deposit these books offset or refunded."""
    kinds = [kind.model_fields["kind"].default for kind in (DepositOffset, DepositRefunded)]
    return frozenset(conn.scalars(select(FactRow.account).where(FactRow.kind.in_(kinds))))


def _move_balance(
    conn: Connection, account: ToldAccount, row: Row[Any], act: ActId, on: date, deposit_moved: bool
) -> bool:
    """Whether anything moved. Nobody pays a deposit in any more: where it fell here, an export never raises it."""
    values: dict[str, Any] = {}
    if account.deposit is not None:
        values["deposit"] = min(account.deposit, row.deposit) if deposit_moved else account.deposit
    if account.prepay is not None:
        values["export_prepay"] = account.prepay
        before: Money = row.export_prepay or Money.ZERO
        moved = account.prepay - before
        elsewhere = moved - _shown(moved, unseen=row.prepay - before)
        change_prepayment(conn, account.number, act, Source.ELSEWHERE, on, elsewhere)
    if all(getattr(row, name) == value for name, value in values.items()):
        return False
    conn.execute(update(_BALANCES).where(_BALANCES.c.account == account.number).values(**values))
    return True


def _shown(moved: Money, unseen: Money) -> Money:
    """How much of a move is only our own, seen by the export at last: the part both have, with its sign."""
    if moved > Money.ZERO and unseen > Money.ZERO:
        return min(moved, unseen)
    if moved < Money.ZERO and unseen < Money.ZERO:
        return max(moved, unseen)
    return Money.ZERO
