"""A whole contract register at once, at the station: every contract is registered, or none."""

from collections.abc import Mapping
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.terms import ContractRegistered
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.contract import most_permille
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import OnlyTheStationDecides
from collector_desktop.domain.refusals_terms import ContractsRefused
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.exchange.contract_register import ContractRow, read_contracts
from collector_desktop.exchange.station_export.problem_sheet import problem_sheet_beside, write_problems
from collector_desktop.exchange.station_export.problems import Problem, Problems, Reason, Severity
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import contracts, policies
from collector_desktop.store.queries.contracts import ContractLine


class ContractsTaken(Value):
    """What a register brought."""

    registered: int
    known: int
    """Contracts that were registered just so before."""
    older: int
    """Contracts an account has a later one instead of; left out."""
    report: Path | None
    """The spreadsheet of what a person should look at, if there is anything."""
    changes: Changes


def import_contracts(ledger: Ledger, path: Path, stamp: Stamp) -> ContractsTaken:
    """Register every contract of a CSV or spreadsheet; the same file again changes nothing.

    A rate above the law's is entered as it was signed, with a warning. Raises OnlyTheStationDecides, ContractsRefused
    (a list of problems lies beside the file), OSError.
    """
    if ledger.seat.kind is not SeatKind.STATION:
        raise OnlyTheStationDecides(what="register_contract")
    problems = Problems()
    with ledger.writing() as conn:
        policy = policies.policy(conn)
        register = {line.account: line for line in contracts.contracts(conn, policy)}
        rows = read_contracts(path, frozenset(register), problems)
        for row in rows:
            _look_at(row, register, policy, stamp, problems)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        report = _report(path, tuple(problems))
        if errors:
            raise ContractsRefused(problems=len(errors), report=report, found=tuple(problems))
        return _take(ledger, conn, rows, register, report, stamp)


def _look_at(
    row: ContractRow, register: Mapping[AccountNumber, ContractLine], policy: Policy, stamp: Stamp, problems: Problems
) -> None:
    said = row.contract
    line = register.get(said.account)
    if line is None:
        row.place.tell(problems, Reason.ACCOUNT_UNKNOWN, Severity.ERROR, account=said.account)
        return
    if said.signed_on > stamp.business_day:
        row.place.tell(problems, Reason.SIGNED_IN_THE_FUTURE, Severity.ERROR, on=said.signed_on)
    most = most_permille(line.use, policy.penalty)
    if said.agreed_permille is not None and said.agreed_permille > most:
        permille = f"{said.agreed_permille.normalize():f}"
        row.place.tell(problems, Reason.RATE_OVER_THE_LAW, Severity.WARNING, permille=permille, most=most)
    if line.contract is not None and line.contract.signed_on > said.signed_on:
        later = {"number": line.contract.number, "on": line.contract.signed_on}
        row.place.tell(problems, Reason.CONTRACT_OLDER, Severity.WARNING, account=said.account, **later)


def _report(path: Path, problems: tuple[Problem, ...]) -> Path | None:
    if not any(problem.severity is not Severity.NOTE for problem in problems):
        return None
    report = problem_sheet_beside(path)
    write_problems(problems, report)
    return report


def _take(
    ledger: Ledger,
    conn: Connection,
    rows: list[ContractRow],
    register: Mapping[AccountNumber, ContractLine],
    report: Path | None,
    stamp: Stamp,
) -> ContractsTaken:
    registered = known = older = 0
    changes = Changes()
    for row in rows:
        said, before = row.contract, register[row.contract.account].contract
        if before == said:
            known += 1
        elif before is not None and before.signed_on > said.signed_on:
            older += 1
        else:
            registered += 1
            act = ContractRegistered(**dict(stamp), id=new_act_id(), account=said.account, contract=said)
            changes |= ledger.post(conn, act).changes
    return ContractsTaken(registered=registered, known=known, older=older, report=report, changes=changes)
