"""What is known of households so that they can be met, folded from what was said."""

from datetime import date
from typing import get_args

from sqlalchemy import Connection

from collector_desktop.domain.acts.household import HouseholdFact
from collector_desktop.domain.household import Household, household
from collector_desktop.domain.names import AccountNumber
from collector_desktop.store.queries.facts import any_facts, by_account

_KINDS = get_args(HouseholdFact)


def household_of(conn: Connection, account: AccountNumber, on: date) -> Household:
    """One household as it stands on a day."""
    return household(any_facts(conn, _KINDS, account=account), on)


def households(conn: Connection, on: date) -> dict[AccountNumber, Household]:
    """Every household of which anything was ever noted."""
    return {account: household(said, on) for account, said in by_account(any_facts(conn, _KINDS)).items()}
