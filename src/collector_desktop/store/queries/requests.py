"""Requests with their decisions."""

from sqlalchemy import Connection, select

from collector_desktop.domain.acts.requests import RequestDecided, RequestMade
from collector_desktop.domain.names import AccountNumber, ActId, DeviceCode
from collector_desktop.domain.value import Value
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.tables.facts import FactRow


class RequestLine(Value):
    """One request, the laptop it came from, and what was decided if anything was."""

    request: RequestMade
    device: DeviceCode
    decision: RequestDecided | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.decision is None


def requests(conn: Connection, account: AccountNumber | None = None) -> tuple[RequestLine, ...]:
    """Every request that was not withdrawn, oldest first; of one account if named."""
    decided = {decision.about: decision for decision in facts(conn, RequestDecided, account=account)}
    devices = {
        row.act: row.device
        for row in conn.execute(select(FactRow.act, FactRow.device).where(FactRow.kind == "request_made"))
    }
    return tuple(
        RequestLine(request=made, device=DeviceCode(devices[made.id]), decision=decided.get(made.id))
        for made in facts(conn, RequestMade, account=account)
    )


def open_requests(conn: Connection) -> tuple[RequestLine, ...]:
    """The requests that wait for a decision, oldest first."""
    return tuple(line for line in requests(conn) if line.is_open)


def request(conn: Connection, act: ActId) -> RequestLine | None:
    """One request; None if these books know none of that id or it was withdrawn."""
    return next((line for line in requests(conn) if line.request.id == act), None)
