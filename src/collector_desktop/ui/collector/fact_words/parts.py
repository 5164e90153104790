"""What sentences about facts are put together from."""

from datetime import date

from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.names import BillId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.ui.words import month_word, tr


def joined(*parts: str) -> str:
    """Those parts that say something, with a comma between them."""
    return ",".join(filter(None, parts))


def near_day(day: date) -> str:
    """11月23日."""
    return near_day_words(day, tr)


def bill_word(bill: BillId) -> str:
    """The month of a bill as people say it: 2026年9月; the id itself where it names no month."""
    try:
        return month_word(BillingMonth.parse(bill.split("-")[1]))
    except (IndexError, ValueError):
        return bill
