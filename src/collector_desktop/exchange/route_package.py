"""The route package: a signed snapshot of what a collector needs, and how far the station has read the journal."""

from collections.abc import Mapping

from pydantic import ValidationError

from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.value import Value
from collector_desktop.exchange.package_refusals import NotAPackage
from collector_desktop.store.snapshot import MERGED, TRAVELLING, Rows, decode, encode

_TABLES = tuple(table.__tablename__ for table in (*TRAVELLING, *MERGED))
_SINCE_VERSION_2 = frozenset({"contract", "fact"})
_ROUTE = "route.json"


class RouteHead(Value):
    """What a route package says besides its rows. `acknowledged`: the last line of each chain the station holds."""

    villages: tuple[str, ...]
    policy: Policy
    acknowledged: tuple[ChainEnd, ...]


def write_route(head: RouteHead, rows: Rows) -> dict[str, bytes]:
    """The parts of a route package."""
    parts = {_ROUTE: head.model_dump_json().encode()}
    for table in _TABLES:
        parts[_part(table)] = "".join(encode(table, row) + "\n" for row in rows[table]).encode()
    return parts


def read_route(parts: Mapping[str, bytes]) -> tuple[RouteHead, Rows]:
    """Head and rows of a route package, each value checked. Raises NotAPackage, SnapshotRowWrong."""
    missing = {_ROUTE, *(_part(table) for table in _TABLES if table not in _SINCE_VERSION_2)} - set(parts)
    if missing:
        raise NotAPackage(reason=f"{min(missing)} is missing")
    try:
        head = RouteHead.model_validate_json(parts[_ROUTE])
        texts = {table: parts.get(_part(table), b"").decode() for table in _TABLES}
    except (ValidationError, UnicodeDecodeError) as error:
        raise NotAPackage(reason="route not understood") from error
    return head, {table: decode(table, text.splitlines()) for table, text in texts.items()}


def _part(table: str) -> str:
    return f"{table.replace('_', '-')}.jsonl"
