"""Going to court in short words for tests over both seats; bills fell due on 10 December."""

from datetime import date

from ladder_seats import ONE
from two_seats import stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.court_claim import Way
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.services import suing
from collector_desktop.store.ledger import Ledger

FILED = date(2027, 2, 1)
"""A Monday."""
COURT = "柳泉县人民法院"
NUMBER = "(2027)豫0703民督12号"


def wanted(way: Way = Way.PAYMENT_ORDER, on: date = FILED, account: AccountNumber = ONE) -> suing.FileClaim:
    """A claim for everything overdue."""
    return suing.FileClaim(id=new_act_id(), account=account, way=way, court=COURT, filed_on=on)


def filed(ledger: Ledger, way: Way = Way.PAYMENT_ORDER) -> ActId:
    """A claim filed with the station."""
    asked = wanted(way)
    suing.file(ledger, asked, stamp(0, FILED))
    return asked.id
