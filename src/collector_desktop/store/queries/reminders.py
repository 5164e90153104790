"""What is due today beside the doors, read from every village and household of these books."""

from datetime import date

from sqlalchemy import Connection

from collector_desktop.domain import reminders as reminding
from collector_desktop.domain.reminders import Reminder
from collector_desktop.store.queries import policies, repayment, service, villages


def reminders(conn: Connection, today: date) -> tuple[Reminder, ...]:
    """What somebody waits for and is due."""
    return reminding.reminders(
        villages.overdue_opinions(conn, today),
        service.follow_ups(conn),
        service.missed(conn, today),
        today,
        repayment.newest_plans(conn, today, policies.policy(conn)),
    )
