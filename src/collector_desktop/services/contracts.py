"""The contract register (供用电合同台账), kept by the station: one contract in force for an account."""

from decimal import Decimal

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.terms import ContractRegistered
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.contract import Contract, most_permille
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals import AccountUnknown, OnlyTheStationDecides
from collector_desktop.domain.refusals_terms import (
    ContractNumberMissing,
    ContractOlderThanRegistered,
    ContractSignedInTheFuture,
    RateOverTheLaw,
)
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import cards, contracts, policies
from collector_desktop.store.queries.facts import fact


class RegisterContract(Value):
    """A contract as it was signed. `id` was fixed when the form opened: a double Enter is one contract.

    An old contract may agree on more than the law allows; it is entered as it is with `as_signed`, and the law's most
    is charged.
    """

    id: ActId
    contract: Contract
    as_signed: bool = False


def register(ledger: Ledger, wanted: RegisterContract, stamp: Stamp) -> Changes:
    """Enter an account's contract; laptops know it with their next route.

    Raises OnlyTheStationDecides, AccountUnknown, ContractNumberMissing, ContractSignedInTheFuture,
    ContractOlderThanRegistered, RateOverTheLaw (unless it is entered as signed).
    """
    said = wanted.contract.model_copy(update={"number": wanted.contract.number.strip()})
    if ledger.seat.kind is not SeatKind.STATION:
        raise OnlyTheStationDecides(what="register_contract")
    if not said.number:
        raise ContractNumberMissing(account=said.account)
    if said.signed_on > stamp.business_day:
        raise ContractSignedInTheFuture(on=said.signed_on)
    with ledger.writing() as conn:
        if fact(conn, wanted.id) is not None:
            return Changes()
        info = cards.account_info(conn, said.account)
        if info is None:
            raise AccountUnknown(account=said.account)
        before = contracts.contract(conn, said.account)
        if before is not None and before.signed_on > said.signed_on:
            raise ContractOlderThanRegistered(number=before.number, on=before.signed_on)
        most = most_permille(info.use, policies.policy(conn).penalty)
        if (said.agreed_permille or Decimal(0)) > most and not wanted.as_signed:
            raise RateOverTheLaw(permille=said.agreed_permille, most=most)
        act = ContractRegistered(**dict(stamp), id=wanted.id, account=said.account, contract=said)
        return ledger.post(conn, act).changes
