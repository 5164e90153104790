"""The route package: a signed snapshot of what a collector needs, and how far the station has read the journal."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.planning.counts import setting_of
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value
from collector_desktop.domain.visit import Slot
from collector_desktop.exchange.package_refusals import NotAPackage
from collector_desktop.exchange.text_lines import lines_of
from collector_desktop.store.snapshot import MERGED, TRAVELLING, Rows, SnapshotRowWrong, decode, encode

_TABLES = tuple(table.__tablename__ for table in (*TRAVELLING, *MERGED))
_NOT_ALWAYS = frozenset({"contract", "fact", "visit_count"})
"""Parts that packages of earlier versions don't have."""
_ROUTE = "route.json"


class RouteHead(Value):
    """What a route package says besides its rows. `acknowledged`: the last line of each chain the station holds."""

    villages: tuple[str, ...]
    policy: Policy
    acknowledged: tuple[ChainEnd, ...]
    keys_wanted: bool = False
    """Whether the laptop is to make new keys."""


def write_route(head: RouteHead, rows: Rows) -> dict[str, bytes]:
    """The parts of a route package."""
    parts = {_ROUTE: head.model_dump_json().encode()}
    for table in _TABLES:
        parts[_part(table)] = "".join(encode(table, row) + "\n" for row in rows[table]).encode()
    return parts


def read_route(parts: Mapping[str, bytes]) -> tuple[RouteHead, Rows]:
    """Head and rows of a route package, each value checked. Raises NotAPackage, SnapshotRowWrong."""
    missing = {_ROUTE, *(_part(table) for table in _TABLES if table not in _NOT_ALWAYS)} - set(parts)
    if missing:
        raise NotAPackage(reason=f"{min(missing)} is missing")
    try:
        head = RouteHead.model_validate_json(parts[_ROUTE])
        texts = {table: parts.get(_part(table), b"").decode() for table in _TABLES}
    except (ValidationError, UnicodeDecodeError) as error:
        raise NotAPackage(reason="route not understood") from error
    rows = {table: decode(table, lines_of(text)) for table, text in texts.items()}
    for at, row in enumerate(rows["visit_count"], start=1):
        _check_count(row, at)
    return head, rows


def _check_count(row: Mapping[str, Any], at: int) -> None:
    """Hold that a count is of a month, a slot and circumstances this program knows. Raises SnapshotRowWrong."""
    try:
        BillingMonth.parse(row["month"])
        setting_of(Slot(row["slot"]), row["circumstances"])
    except ValueError as error:
        raise SnapshotRowWrong(table="visit_count", row=at, field="circumstances") from error
    if min(row["met"], row["missed"]) < 0:
        raise SnapshotRowWrong(table="visit_count", row=at, field="met")


def _part(table: str) -> str:
    return f"{table.replace('_', '-')}.jsonl"
