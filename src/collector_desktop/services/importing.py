"""Importing a station's exports: read, checked, taken in whole or not at all."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from collector_desktop.domain import refund
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.station import (
    AppliedRefund,
    ExportImported,
    ImportedFile,
    RefundsApplied,
)
from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, StationCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import ImportRefused
from collector_desktop.exchange.station_export.problem_sheet import (
    is_problem_sheet,
    problem_sheet_beside,
    write_problems,
)
from collector_desktop.exchange.station_export.problems import Problem, Severity
from collector_desktop.exchange.station_export.reader import read_exports, without_cycle_search
from collector_desktop.exchange.station_export.reading import ReadAccount, ReadBill, Reading
from collector_desktop.services.offsetting import offset_free, settled_bills
from collector_desktop.services.sealing import sealing
from collector_desktop.store.import_accounts import ToldAccount, known_accounts, take_accounts
from collector_desktop.store.import_bills import NOTHING_MISSING, Missing, ToldBill, missing, take_bills
from collector_desktop.store.import_bills import settle_missing as take_as_settled
from collector_desktop.store.import_counts import Counts
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import bills, policies

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Imported:
    """What an import read and did. `report` is the spreadsheet of what a person should look at, if there is any."""

    reading: Reading
    station: str
    station_code: StationCode
    report: Path | None
    counts: Counts = field(default_factory=Counts)
    refunds: int = 0
    offset: Money = Money.ZERO
    missing: Missing = NOTHING_MISSING
    """Bills the export before called open and these files don't name; left as they are unless told otherwise."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything a person may want to look at."""
        return self.reading.problems

    def as_json(self) -> dict[str, Any]:
        """Figures as read, before any offset, and what was done with them; amounts in fen."""
        figures = asdict(self.reading.totals())
        return {
            **figures,
            "station": figures["station"] or self.station,
            "station_code": self.station_code,
            **asdict(self.counts),
            "refunds_applied": self.refunds,
            "offset_fen": self.offset.fen,
            "missing_bills": len(self.missing.bills),
            "missing_fen": self.missing.open.fen,
            "problems": [problem.as_json() for problem in self.problems],
            "report": None if self.report is None else str(self.report),
        }


@without_cycle_search()
def import_exports(
    ledger: Ledger,
    paths: Sequence[Path],
    stamp: Stamp,
    *,
    accept_problems: bool = False,
    settle_missing: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Imported:
    """Read the files and bring the books to what they say, in one transaction.

    Problems are written as a spreadsheet beside the first file; such a spreadsheet among the files is passed over.
    With `settle_missing` the files are taken as the whole station's arrears: an open bill they don't name was settled.
    Raises ImportRefused if there are errors and `accept_problems` is not given; ReadingCancelled; OSError.
    """
    paths = [path for path in paths if not is_problem_sheet(path)]
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
        raise ImportRefused(problems=errors, report=report, found=reading.problems)
    imported = Imported(reading, ledger.seat.station_name, ledger.seat.station_code, report)
    with ledger.writing() as conn:
        act = new_act_id()
        with sealing(ledger, conn, stamp):
            _take(conn, imported, act, settle_missing, policy, stamp)
            if imported.counts.any:
                ledger.post(conn, _evidence(imported, paths, stamp, act))
        _apply_refunds(ledger, conn, imported, policy, stamp)
        imported.offset = offset_free(ledger, conn, policy, stamp).total
    return imported


def _take(conn: Connection, imported: Imported, act: ActId, settle: bool, policy: Policy, stamp: Stamp) -> None:
    reading, counts, day = imported.reading, imported.counts, stamp.business_day
    take_accounts(conn, map(_account, reading.accounts), act, day, counts)
    residential = known_accounts(conn)
    told = [_bill(bill, policy, residential) for bill in reading.bills if bill.account in residential]
    take_bills(conn, told, act, day, counts)
    imported.missing = missing(conn, told)
    if settle:
        take_as_settled(conn, imported.missing.bills, act, day, counts)


def _report(reading: Reading, paths: Sequence[Path]) -> Path | None:
    if not any(problem.severity is not Severity.NOTE for problem in reading.problems):
        return None
    path = problem_sheet_beside(paths[0])
    write_problems(reading.problems, path)
    return path


def _account(read: ReadAccount) -> ToldAccount:
    return ToldAccount(
        number=read.number,
        old_number=read.old_number,
        name=read.name,
        address=read.address,
        hint=read.hint,
        village=read.village,
        village_group=read.group,
        section=read.section,
        sequence=read.sequence,
        phones="|".join(read.phones),
        meter_number=read.meter,
        transformer_area=read.transformer_area,
        use_category=f"{read.use_code}{read.use_name}",
        residential=None if read.use is None else read.use is UseClass.RESIDENTIAL,
        status=read.status,
        prepay=read.prepay,
        deposit=read.deposit,
    )


def _bill(read: ReadBill, policy: Policy, residential: Mapping[AccountNumber, bool]) -> ToldBill:
    return ToldBill(
        id=read.id,
        account=read.account,
        month=str(read.month),
        kind=read.kind,
        residential=residential[read.account] if read.use is None else read.use is UseClass.RESIDENTIAL,
        due_on=read.due_on or _due_date(read.month, policy.imports.due_day),
        due_is_told=read.due_on is not None,
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


@cache
def _due_date(month: BillingMonth, due_day: int) -> date:
    """The policy's due day of the month after."""
    after = month.plus(1)
    return date(after.year, after.month, due_day)


def _plain(number: Decimal | None) -> str | None:
    text = None if number is None else str(number)
    return f"{number:f}" if text and "E" in text else text


def _evidence(imported: Imported, paths: Sequence[Path], stamp: Stamp, act: ActId) -> ExportImported:
    totals, counts = imported.reading.totals(), imported.counts
    return ExportImported(
        **dict(stamp) | {"id": act},
        files=tuple(
            ImportedFile(name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
            for path in paths
            if path.is_file()
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
            bills=settled_bills(given.allocation),
            prepayment=given.allocation.prepayment,
        )
        for account, free in bills.free_with_refund(conn).items()
        for given in refund.apply(free, stamp.business_day, policy)
    )
    if applied:
        ledger.post(conn, RefundsApplied(**dict(stamp), id=new_act_id(), on=stamp.business_day, refunds=applied))
    imported.refunds = len(applied)
