"""Importing a station's exports: read, checked, taken in whole or not at all."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from collector_desktop.domain import prepayment, refund
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.station import (
    AppliedRefund,
    ExportImported,
    ImportedFile,
    Offset,
    PrepaymentOffset,
    RefundsApplied,
    SettledBill,
)
from collector_desktop.domain.allocation import Allocation
from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import ImportRefused
from collector_desktop.exchange.station_export.problem_sheet import problem_sheet_beside, write_problems
from collector_desktop.exchange.station_export.problems import Problem, Severity
from collector_desktop.exchange.station_export.reader import read_exports
from collector_desktop.exchange.station_export.reading import ReadAccount, ReadBill, Reading
from collector_desktop.store.import_rows import Counts, NewAccount, NewBill, known_accounts, take_accounts, take_bills
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import balances, bills, policies

Progress = Callable[[int, int], None]


class Imported:
    """What an import read and did. `problems` are those that did not stop it."""

    def __init__(self, ledger: Ledger, reading: Reading, counts: Counts, report: Path | None) -> None:
        self.reading = reading
        self.counts = counts
        self.report = report
        self.refunds = 0
        self.offset = Money.ZERO
        self._code = ledger.seat.station_code

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything a person may want to look at."""
        return self.reading.problems

    def as_json(self) -> dict[str, Any]:
        """Figures as read, before any offset, and what was done with them; amounts in fen."""
        return {
            **asdict(self.reading.totals()),
            "station_code": self._code,
            **asdict(self.counts),
            "refunds_applied": self.refunds,
            "offset_fen": self.offset.fen,
            "problems": [problem.as_json() for problem in self.problems],
            "report": None if self.report is None else str(self.report),
        }


def import_exports(
    ledger: Ledger,
    paths: Sequence[Path],
    stamp: Stamp,
    *,
    accept_problems: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Imported:
    """Read the files and bring the books to what they say, in one transaction.

    Problems are written as a spreadsheet beside the first file. Raises ImportRefused if there are errors and
    `accept_problems` is not given; ReadingCancelled; OSError.
    """
    with ledger.reading() as conn:
        policy = policies.policy(conn)
        known = known_accounts(conn)
    reading = read_exports(
        paths,
        known_accounts=known,
        penalty_start=policy.imports.penalty_start,
        progress=progress,
        cancelled=cancelled,
    )
    report = _report(reading, paths)
    if reading.has_errors and not accept_problems:
        errors = sum(problem.severity is Severity.ERROR for problem in reading.problems)
        raise ImportRefused(problems=errors, report=report)
    imported = Imported(ledger, reading, Counts(), report)
    with ledger.writing() as conn:
        act = new_act_id()
        take_accounts(conn, map(_account, reading.accounts), imported.counts)
        residential = known_accounts(conn)
        rows = [_bill(bill, policy, residential) for bill in reading.bills if bill.account in residential]
        take_bills(conn, rows, act, stamp.business_day, imported.counts)
        if imported.counts.any:
            ledger.post(conn, _evidence(imported, paths, stamp, act))
        _apply_refunds(ledger, conn, imported, policy, stamp)
        _offset_prepayments(ledger, conn, imported, policy, stamp)
    return imported


def _report(reading: Reading, paths: Sequence[Path]) -> Path | None:
    if not any(problem.severity is not Severity.NOTE for problem in reading.problems):
        return None
    path = problem_sheet_beside(paths[0])
    write_problems(reading.problems, path)
    return path


def _account(read: ReadAccount) -> NewAccount:
    return NewAccount(
        number=read.number,
        old_number=read.old_number,
        name=read.name,
        address=read.address,
        hint=read.hint,
        village=read.village,
        village_group=read.group,
        section=read.section,
        sequence=read.sequence or 0,
        phones="|".join(read.phones),
        meter_number=read.meter,
        transformer_area=read.transformer_area,
        use_category=f"{read.use_code}{read.use_name}",
        residential=read.use is not UseClass.OTHER,
        status=read.status,
        prepay=read.prepay or Money.ZERO,
        deposit=read.deposit or Money.ZERO,
    )


def _bill(read: ReadBill, policy: Policy, residential: dict[AccountNumber, bool]) -> NewBill:
    month = read.month.plus(1)
    return NewBill(
        id=read.id,
        account=read.account,
        month=str(read.month),
        kind=read.kind,
        residential=residential[read.account] if read.use is None else read.use is UseClass.RESIDENTIAL,
        due_on=read.due_on or date(month.year, month.month, policy.imports.due_day),
        amount=read.amount,
        open=read.open,
        penalty_paid=read.penalty_paid or Money.ZERO,
        station_penalty=read.penalty.amount if read.penalty else None,
        station_penalty_on=read.penalty.as_of if read.penalty else None,
        kwh=_plain(read.kwh),
        previous_reading=_plain(read.previous_reading),
        present_reading=_plain(read.present_reading),
        multiplier=_plain(read.multiplier),
    )


def _plain(number: object) -> str | None:
    return None if number is None else f"{number:f}"


def _evidence(imported: Imported, paths: Sequence[Path], stamp: Stamp, act: str) -> ExportImported:
    totals, counts = imported.reading.totals(), imported.counts
    return ExportImported(
        **dict(stamp) | {"id": act},
        files=tuple(
            ImportedFile(name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths
        ),
        accounts=totals.accounts,
        open_bills=totals.open_bills,
        open_total=Money(totals.open_fen),
        bills_added=counts.bills_added,
        bills_changed=counts.bills_changed,
        bills_settled=counts.bills_settled,
        bills_reopened=counts.bills_reopened,
        bills_held=counts.bills_held,
    )


def _apply_refunds(ledger: Ledger, conn: Connection, imported: Imported, policy: Policy, stamp: Stamp) -> None:
    applied = tuple(
        AppliedRefund(
            account=account,
            refund=given.bill,
            bills=_settled(given.allocation),
            prepayment=given.allocation.prepayment,
        )
        for account, free in bills.free_by_account(conn).items()
        for given in refund.apply(free, stamp.business_day, policy)
    )
    if applied:
        ledger.post(conn, RefundsApplied(**dict(stamp), id=new_act_id(), on=stamp.business_day, refunds=applied))
    imported.refunds = len(applied)


def _offset_prepayments(ledger: Ledger, conn: Connection, imported: Imported, policy: Policy, stamp: Stamp) -> None:
    held = balances.prepayments(conn)
    offsets = []
    for account, free in bills.free_by_account(conn).items():
        if account in held:
            allocation = prepayment.offset(free, held[account], stamp.business_day, policy)
            if allocation.lines:
                offsets.append(Offset(account=account, bills=_settled(allocation)))
    if offsets:
        ledger.post(
            conn,
            PrepaymentOffset(**dict(stamp), id=new_act_id(), on=stamp.business_day, offsets=tuple(offsets)),
        )
    imported.offset = Money.total(offset.total for offset in offsets)


def _settled(allocation: Allocation) -> tuple[SettledBill, ...]:
    return tuple(SettledBill(bill=line.bill, fee=line.fee, penalty=line.penalty) for line in allocation.lines)
