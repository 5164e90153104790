"""`requests`, `decide`: what the collectors ask for, and the station's answer."""

from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals import RequestUnknown
from collector_desktop.domain.requests import Role
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.services.matter_words import matter_name, matter_words
from collector_desktop.store.ledger import Connection
from collector_desktop.store.queries.requests import RequestLine, open_requests, requests

_HEADERS = ("编号", "日期", "机号", "户号", "事项", "内容", "理由", "决定")
_SHORT = 8
"""That many characters of a request's id are enough to name it."""


def add_deciding_commands(app: typer.Typer) -> None:
    """List requests and decide them."""
    add_command(app, "requests", _requests, "列出收费员的申请;默认只列待决定的")
    add_command(app, "decide", _decide, "决定一件申请:同意或不同意,随下一个线路包回到收费员")


def _requests(
    station: Station,
    every: Annotated[bool, typer.Option("--all", help="已决定的也列出")] = False,
) -> None:
    with station.books() as (ledger, _keys), ledger.reading() as conn:
        found = requests(conn) if every else open_requests(conn)
    station.terminal.answer({"requests": [line.model_dump(mode="json") for line in found]}, f"{len(found)} 件申请")
    if found:
        station.terminal.table("申请", _HEADERS, [_row(line) for line in found])


def _decide(
    station: Station,
    request: Annotated[str, typer.Argument(help="申请编号,写前几位就够")],
    approve: Annotated[bool, typer.Option("--approve/--refuse", help="同意,或不同意")],
    reason: Annotated[str, typer.Option(help="理由;不同意时必写")] = "",
    name: Annotated[str, typer.Option(help="决定人姓名")] = "",
    manager: Annotated[bool, typer.Option("--manager", help="由所长决定")] = False,
) -> None:
    with station.books() as (ledger, _keys):
        with ledger.reading() as conn:
            line = _named(conn, request)
        decide(
            ledger,
            Decide(
                request=line.request.id,
                approved=approve,
                reason=reason,
                decided_by=name or station.stamp.by,
                role=Role.MANAGER if manager else Role.CLERK,
            ),
            station.stamp,
        )
    said = "同意" if approve else "不同意"
    station.terminal.answer(
        {"request": line.request.id, "approved": approve},
        f"{said}:{matter_name(line.request.matter)},{matter_words(line.request.matter)}",
        "派工后随线路包回到收费员",
    )


def _named(conn: Connection, beginning: str) -> RequestLine:
    """The one request whose id begins so. Raises RequestUnknown for none and for several."""
    found = [line for line in requests(conn) if line.request.id.startswith(beginning)]
    if len(found) != 1:
        raise RequestUnknown(request=ActId(beginning))
    return found[0]


def _row(line: RequestLine) -> tuple[str, ...]:
    made, decision = line.request, line.decision
    said = "待决定" if decision is None else ("同意" if decision.approved else "不同意") + f" {decision.decided_by}"
    return (
        made.id[:_SHORT],
        made.business_day.isoformat(),
        line.device,
        made.account or made.village or "—",
        matter_name(made.matter),
        matter_words(made.matter),
        made.reason,
        said,
    )
