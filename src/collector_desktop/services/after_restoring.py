"""What is still to come after a station came back from a backup: laptops that have not handed over again."""

from collector_desktop.domain.names import generation_of
from collector_desktop.services.enrolling import highest_before
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import devices, heard
from collector_desktop.store.queries.devices import Device


def still_to_come(ledger: Ledger) -> tuple[Device, ...]:
    """Laptops that may have handed over what these books lost, and have not handed over since they came back, by code.

    Which of them did, the books cannot know: each in use counts that had its code before, also one enrolled again.
    A station that takes a package in has every line before it, else it names the gap. None where no backup came back.
    """
    if generation_of(ledger.chain) == 1:
        return ()
    with ledger.reading() as conn:
        had = highest_before(ledger, conn)
        again = heard.heard_on(conn, ledger.chain)
        known = devices.devices(conn)
    return tuple(each for each in known if each.revoked_on is None and int(each.code) <= had and each.code not in again)
