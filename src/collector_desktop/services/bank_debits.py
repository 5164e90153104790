"""The bank's results at the station: paid months are settled, failed ones go to the doors; a file whole or not."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.savings import BankDebited, BankDebitFailed, BankDebitImported
from collector_desktop.domain.acts.station import ImportedFile
from collector_desktop.domain.allocation import amount_due, spread
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import OnlyTheStationDecides
from collector_desktop.domain.refusals_savings import BankResultsRefused
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.exchange.bank_results import DebitRow, read_bank_results
from collector_desktop.exchange.station_export.problem_sheet import problem_sheet_beside, write_problems
from collector_desktop.exchange.station_export.problems import Problem, Problems, Reason, Severity
from collector_desktop.services.imported_files import unchanged
from collector_desktop.services.offsetting import offset_free, settled_bills
from collector_desktop.store.import_accounts import known_accounts
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import bills, policies, savings
from collector_desktop.store.queries.facts import any_facts, facts

Progress = Callable[[int, int], None]


class DebitsTaken(Value):
    """What a file brought; `again` if this very file was read before."""

    paid: int = 0
    paid_total: Money = Money.ZERO
    failed: int = 0
    failed_total: Money = Money.ZERO
    known: int = 0
    """Rows an earlier file told already."""
    shown_before: Money = Money.ZERO
    """Of what was paid, what an export had shown already."""
    prepayment: Money = Money.ZERO
    """Of what was paid, what was not owed any more."""
    again: bool = False
    changes: Changes = Changes()


class _Sorted(NamedTuple):
    paid: list[DebitRow]
    failed: list[DebitRow]
    known: int


def import_bank_debits(ledger: Ledger, path: Path, stamp: Stamp, progress: Progress | None = None) -> DebitsTaken:
    """Read the bank's file and settle what it paid. Rows known from earlier files change nothing.

    Raises OnlyTheStationDecides; BankResultsRefused (a list of problems lies beside the file); FilesNotAsShown where
    the file changes while it is read; OSError.
    """
    if ledger.seat.kind is not SeatKind.STATION:
        raise OnlyTheStationDecides(what="bank_debits")
    problems = Problems()
    with ledger.writing() as conn:
        with unchanged([path]) as files:
            known = {before.file.sha256 for before in facts(conn, BankDebitImported)}
            if any(file.sha256 in known for file in files):
                return DebitsTaken(again=True)
            accounts = known_accounts(conn)
            rows = read_bank_results(path, frozenset(accounts), problems)
        _look_for_strangers(conn, rows, accounts, problems)
        if not _errors(problems):
            return _take(ledger, conn, files[0], _sorted(conn, rows), stamp, progress)
    report = problem_sheet_beside(path)
    write_problems(problems, report)
    raise BankResultsRefused(problems=len(_errors(problems)), report=report, found=tuple(problems))


def _errors(problems: Problems) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _look_for_strangers(
    conn: Connection, rows: list[DebitRow], accounts: Collection[AccountNumber], problems: Problems
) -> None:
    """A row of an account or of a month these books don't have: the month's bills are to be imported first."""
    for row in rows:
        if row.account not in accounts:
            row.place.tell(problems, Reason.ACCOUNT_UNKNOWN, Severity.ERROR, account=row.account)
        elif not _bills_of(conn, row):
            month = row.month.label
            row.place.tell(problems, Reason.BILL_UNKNOWN, Severity.ERROR, account=row.account, month=month)


def _bills_of(conn: Connection, row: DebitRow) -> tuple[Bill, ...]:
    every = bills.of_account(conn, row.account)
    return tuple(bill for bill in every if bill.month == row.month and bill.amount > Money.ZERO)


def _sorted(conn: Connection, rows: list[DebitRow]) -> _Sorted:
    said = {
        (fact.account, fact.month, fact.amount, isinstance(fact, BankDebited), fact.debited_on)
        for fact in any_facts(conn, (BankDebited, BankDebitFailed))
        if isinstance(fact, BankDebited | BankDebitFailed)
    }
    new = [row for row in rows if (row.account, row.month, row.amount, row.is_paid, row.debited_on) not in said]
    return _Sorted(
        paid=[row for row in new if row.is_paid],
        failed=[row for row in new if not row.is_paid],
        known=len(rows) - len(new),
    )


def _take(
    ledger: Ledger, conn: Connection, file: ImportedFile, found: _Sorted, stamp: Stamp, progress: Progress | None
) -> DebitsTaken:
    policy = policies.policy(conn)
    act = BankDebitImported(
        **dict(stamp),
        id=new_act_id(),
        file=file,
        paid=len(found.paid),
        paid_total=Money.total(row.amount for row in found.paid),
        failed=len(found.failed),
        failed_total=Money.total(row.amount for row in found.failed),
        known=found.known,
    )
    changes = ledger.post(conn, act).changes
    shown_before = prepayment = Money.ZERO
    every = len(found.paid) + len(found.failed)
    for done, row in enumerate((*found.paid, *found.failed), start=1):
        fact = _debited(conn, act.id, row, policy, stamp) if row.is_paid else _failed(act.id, row, stamp)
        if isinstance(fact, BankDebited):
            shown_before += fact.shown_before
            prepayment += fact.prepayment
        changes |= ledger.post(conn, fact).changes
        if progress is not None:
            progress(done, every)
    if prepayment:
        changes |= offset_free(ledger, conn, policy, stamp).changes
    return DebitsTaken(
        paid=act.paid,
        paid_total=act.paid_total,
        failed=act.failed,
        failed_total=act.failed_total,
        known=act.known,
        shown_before=shown_before,
        prepayment=prepayment,
        changes=changes,
    )


def _debited(conn: Connection, about: ActId, row: DebitRow, policy: Policy, stamp: Stamp) -> BankDebited:
    """Where the bank's money goes: the month's principal and penalty; what an export had shown moves nothing.

    A bill out with a laptop is settled too: money taken for it there becomes prepayment, and none is lost.
    """
    own = _bills_of(conn, row)
    paid_on = min(row.debited_on or stamp.business_day, stamp.business_day)
    placed = spread(amount_due(own, paid_on, policy), row.amount, policy)
    shown = min(placed.prepayment, savings.shown_as_paid(conn, row.account, row.month))
    return BankDebited(
        **dict(stamp),
        id=new_act_id(),
        account=row.account,
        about=about,
        month=row.month,
        amount=row.amount,
        debited_on=row.debited_on,
        bills=settled_bills(placed),
        shown_before=shown,
        prepayment=placed.prepayment - shown,
    )


def _failed(about: ActId, row: DebitRow, stamp: Stamp) -> BankDebitFailed:
    return BankDebitFailed(
        **dict(stamp),
        id=new_act_id(),
        account=row.account,
        about=about,
        month=row.month,
        amount=row.amount,
        debited_on=row.debited_on,
        reason=row.reason,
    )
