"""The contract register: each account's contract in force, with what is doubtful about it."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.contract import Contract, ContractWarning, contract_warnings
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value
from collector_desktop.store.tables.snapshot import AccountRow, ContractRow

_CONTRACT = (
    ContractRow.number.label("contract_number"),
    ContractRow.signed_on,
    ContractRow.permille,
    ContractRow.cap_percent,
    ContractRow.instalment_terms,
)
_ONE = select(ContractRow.account, *_CONTRACT).where(ContractRow.account == bindparam("account"))
_EVERY = (
    select(AccountRow.number.label("account"), AccountRow.name, AccountRow.village, AccountRow.residential, *_CONTRACT)
    .outerjoin(ContractRow, ContractRow.account == AccountRow.number)
    .order_by(AccountRow.section, AccountRow.sequence, AccountRow.number)
)


class ContractLine(Value):
    """One account of the register; without a contract it is there to be found."""

    account: AccountNumber
    name: str
    village: str
    use: UseClass
    contract: Contract | None
    warnings: tuple[ContractWarning, ...]


def contract(conn: Connection, account: AccountNumber) -> Contract | None:
    """The contract in force for an account; None if none is registered."""
    row = conn.execute(_ONE, {"account": account}).one_or_none()
    return None if row is None else _contract(row)


def contracts(conn: Connection, policy: Policy) -> tuple[ContractLine, ...]:
    """Every account with its contract and its warnings, in paper order."""
    return tuple(_line(row, policy) for row in conn.execute(_EVERY))


def _line(row: Row[*tuple[Any, ...]], policy: Policy) -> ContractLine:
    use = UseClass.RESIDENTIAL if row.residential else UseClass.OTHER
    found = None if row.contract_number is None else _contract(row)
    return ContractLine(
        account=row.account,
        name=row.name,
        village=row.village,
        use=use,
        contract=found,
        warnings=contract_warnings(found, use, policy.penalty),
    )


def _contract(row: Row[*tuple[Any, ...]]) -> Contract:
    return Contract(
        account=row.account,
        number=row.contract_number,
        signed_on=row.signed_on,
        agreed_permille=None if row.permille is None else Decimal(row.permille),
        agreed_cap_percent=row.cap_percent,
        instalment_terms=row.instalment_terms,
    )
