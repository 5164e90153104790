"""Importing a station's exports: read, checked, taken in whole or not at all."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from collector_desktop.domain import refund
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.station import (
    AppliedRefund,
    ExportImported,
    ImportedFile,
    RefundsApplied,
)
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, StationCode
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import BooksNotAsShown, ImportRefused
from collector_desktop.exchange.station_export.problem_sheet import (
    is_problem_sheet,
    problem_sheet_beside,
    write_problems,
)
from collector_desktop.exchange.station_export.problems import Problem, Severity, errors_among
from collector_desktop.exchange.station_export.reader import read_exports, without_cycle_search
from collector_desktop.exchange.station_export.reading import Reading, ReadTable, Totals
from collector_desktop.services.imported_files import hold_unchanged, unchanged
from collector_desktop.services.offsetting import offset_free, settled_bills
from collector_desktop.services.sealing import sealing
from collector_desktop.services.told_rows import told_account, told_bill
from collector_desktop.store.import_accounts import known_accounts, take_accounts
from collector_desktop.store.import_bills import NOTHING_MISSING, Missing, missing, take_bills
from collector_desktop.store.import_bills import settle_missing as take_as_settled
from collector_desktop.store.import_counts import Counts
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import bills, policies

Progress = Callable[[int, int], None]

_AFTER_READING = 3
"""Steps of an import that follow the reading: accounts, bills, what is offset."""


class Effect(NamedTuple):
    """What an import does to the books."""

    counts: Counts
    refunds: int
    offset: Money
    missing: Missing


class Shown(NamedTuple):
    """What a person was shown before an import: the files as they were, and what would be done."""

    files: tuple[ImportedFile, ...]
    effect: Effect


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import of some files would do; nothing was written."""

    paths: tuple[Path, ...]
    tables: tuple[ReadTable, ...]
    totals: Totals
    problems: tuple[Problem, ...]
    shown: Shown

    @property
    def errors(self) -> int:
        """How many rows or files can't be taken or are not certain."""
        return errors_among(self.problems)


@dataclass(slots=True)
class Imported:
    """What an import read and did. `report` is the spreadsheet of what a person should look at, if there is any."""

    reading: Reading
    station: str
    station_code: StationCode
    files: tuple[ImportedFile, ...]
    report: Path | None = None
    counts: Counts = field(default_factory=Counts)
    refunds: int = 0
    offset: Money = Money.ZERO
    missing: Missing = NOTHING_MISSING
    """Bills the export before called open and these files don't name; left as they are unless told otherwise."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything a person may want to look at."""
        return self.reading.problems

    @property
    def effect(self) -> Effect:
        """What was done to the books."""
        return Effect(self.counts, self.refunds, self.offset, self.missing)

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
def preview_exports(
    ledger: Ledger,
    paths: Sequence[Path],
    stamp: Stamp,
    *,
    settle_missing: bool = False,
    progress: Progress | None = None,
) -> Preview:
    """What `import_exports` would do with the good rows of the files, to the last bill; nothing is written anywhere.

    Raises FilesNotAsShown where a file changes while it is read, what keeps whoever acts from importing, and OSError.
    """
    paths = _exports_among(paths)
    steps = _Steps(progress)
    imported, policy = _read(ledger, paths, steps)
    with ledger.trying() as conn:
        _bring(ledger, conn, imported, policy, stamp, settle_missing, steps)
    return Preview(
        paths=tuple(paths),
        tables=imported.reading.tables,
        totals=imported.reading.totals(),
        problems=imported.problems,
        shown=Shown(imported.files, imported.effect),
    )


@without_cycle_search()
def import_exports(
    ledger: Ledger,
    paths: Sequence[Path],
    stamp: Stamp,
    *,
    accept_problems: bool = False,
    settle_missing: bool = False,
    shown: Shown | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Read the files and bring the books to what they say, in one transaction.

    Problems are written as a spreadsheet beside the first file; such a spreadsheet among the files is passed over.
    With `settle_missing` the files are taken as the whole station's arrears: an open bill they don't name was settled.
    Where a preview was `shown`, exactly that is done or nothing.
    Raises ImportRefused if there are errors and `accept_problems` is not given; FilesNotAsShown, BooksNotAsShown;
    OSError; whatever `progress` raises to stop it, and then nothing was taken.
    """
    paths = _exports_among(paths)
    steps = _Steps(progress)
    imported, policy = _read(ledger, paths, steps)
    if shown is not None:
        hold_unchanged(imported.files, shown.files)
    reading = imported.reading
    with suppress(OSError) if accept_problems else nullcontext():  # a stick that takes no list keeps nothing out
        imported.report = _report(reading, paths)
    errors = errors_among(reading.problems)
    if errors and not accept_problems:
        raise ImportRefused(problems=errors, report=imported.report, found=reading.problems)
    with ledger.writing() as conn:
        _bring(ledger, conn, imported, policy, stamp, settle_missing, steps)
        if shown is not None and imported.effect != shown.effect:
            raise BooksNotAsShown
    return imported


class _Steps:
    """Counts the steps of reading, and those after it."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = self._of = 0

    def read(self, done: int, of: int) -> None:
        """A step of reading."""
        self._done, self._of = done - 1, of + _AFTER_READING
        self.next()

    def next(self) -> None:
        """One more is done."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._of)


def _exports_among(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if not is_problem_sheet(path)]


def _read(ledger: Ledger, paths: Sequence[Path], steps: _Steps) -> tuple[Imported, Policy]:
    with ledger.reading() as conn:
        policy = policies.policy(conn)
        known = known_accounts(conn)
    start = policy.imports.penalty_start
    with unchanged(paths) as files:
        reading = read_exports(paths, known_accounts=known, penalty_start=start, progress=steps.read)
    return Imported(reading, ledger.seat.station_name, ledger.seat.station_code, files), policy


def _bring(
    ledger: Ledger, conn: Connection, imported: Imported, policy: Policy, stamp: Stamp, settle: bool, steps: _Steps
) -> None:
    """Everything an import does, inside the caller's transaction."""
    act = new_act_id()
    with sealing(ledger, conn, stamp):
        _take(conn, imported, act, settle, policy, stamp, steps)
        if imported.counts.any:
            ledger.post(conn, _evidence(imported, stamp, act))
    _apply_refunds(ledger, conn, imported, policy, stamp)
    imported.offset = offset_free(ledger, conn, policy, stamp).total
    steps.next()


def _take(
    conn: Connection, imported: Imported, act: ActId, settle: bool, policy: Policy, stamp: Stamp, steps: _Steps
) -> None:
    reading, counts, day = imported.reading, imported.counts, stamp.business_day
    take_accounts(conn, map(told_account, reading.accounts), act, day, counts)
    steps.next()
    residential = known_accounts(conn)
    told = [told_bill(bill, policy, residential) for bill in reading.bills if bill.account in residential]
    take_bills(conn, told, act, day, counts)
    imported.missing = missing(conn, told)
    if settle:
        take_as_settled(conn, imported.missing.bills, act, day, counts)
    steps.next()


def _report(reading: Reading, paths: Sequence[Path]) -> Path | None:
    if not any(problem.severity is not Severity.NOTE for problem in reading.problems):
        return None
    path = problem_sheet_beside(paths[0])
    write_problems(reading.problems, path)
    return path


def _evidence(imported: Imported, stamp: Stamp, act: ActId) -> ExportImported:
    totals, counts = imported.reading.totals(), imported.counts
    return ExportImported(
        **dict(stamp) | {"id": act},
        files=imported.files,
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
