"""The keys of the outcome bar: the same on Today and, with Alt, on an open card."""

from collector_desktop.domain.visit import Outcome

KEYS = {
    Outcome.PROMISED: "3",
    Outcome.NOT_HOME: "4",
    Outcome.REFUSED: "5",
    Outcome.DISPUTED: "6",
    Outcome.MOVED: "7",
    Outcome.SERVICED: "8",
}
"""Outcomes that one key records; 1 and 2, paid and part paid, come from a payment."""

BAR = {Outcome.PAID: "1", Outcome.PART_PAID: "2", **KEYS}
"""The whole bar on an open card, where 1 and 2 prepare the amount."""

SLIP_KEY = "9"
"""Nobody at home, and a slip is left at the door."""
