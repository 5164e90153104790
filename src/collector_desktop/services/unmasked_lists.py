"""Lists with full names: only under the station's approval, once for each, and never without a line in the journal."""

import hashlib
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.publicity import UnmaskedListMade
from collector_desktop.domain.acts.requests import RequestDecided
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals_publicity import (
    UnmaskedListAlreadyMade,
    UnmaskedListElsewhere,
    UnmaskedListNotApproved,
)
from collector_desktop.domain.requests import UnmaskedListWanted
from collector_desktop.domain.value import Value
from collector_desktop.exchange.spreadsheet_out import write_table
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import publicity, villages
from collector_desktop.store.queries.requests import request as request_line

_HEADERS = ("村", "组", "户号", "户名", "用电地址", "电话", "欠月", "欠费")


class MakeList(Value):
    """An approved list is to be written into a folder. `id` was fixed when it was asked for: pressed twice is once."""

    id: ActId
    request: ActId


class Made(Value):
    """The file, and the line that tells of it."""

    path: Path
    made: UnmaskedListMade
    changes: Changes


def make_list(ledger: Ledger, wanted: MakeList, folder: Path, stamp: Stamp) -> Made:
    """Write who owes in the villages granted, with full names, to an .xlsx file; the journal keeps its hash.

    File and act are there together or not at all (Personal Information Protection Law art. 6, 51 and 54).
    Raises UnmaskedListNotApproved, UnmaskedListAlreadyMade, UnmaskedListElsewhere, OSError.
    """
    path = folder / f"名单_{stamp.business_day:%Y%m%d}_{wanted.id[:8]}.xlsx"
    written = False
    try:
        with ledger.writing() as conn:
            decision, granted = _approval(conn, wanted.request)
            for before in publicity.unmasked_lists(conn, wanted.request):
                if before.id == wanted.id:
                    return Made(path=folder / before.file, made=before, changes=Changes())
                raise UnmaskedListAlreadyMade(request=wanted.request, file=before.file, on=before.business_day)
            known = villages.names(conn)
            absent = [village for village in granted.villages if village not in known]
            if absent:
                raise UnmaskedListElsewhere(villages=tuple(absent))
            rows = publicity.named_owing(conn, granted.villages)
            title = f"欠费名单(未遮蔽) 用途:{granted.purpose} 批准:{decision.decided_by} 用后销毁,不得张贴、转发"
            write_table(path, title, _HEADERS, rows)
            written = True
            made = UnmaskedListMade(
                **dict(stamp),
                id=wanted.id,
                about=wanted.request,
                villages=granted.villages,
                purpose=granted.purpose,
                file=path.name,
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
                names=len(rows),
            )
            changes = ledger.post(conn, made).changes
    except BaseException:
        if written:
            path.unlink(missing_ok=True)
        raise
    return Made(path=path, made=made, changes=changes)


def _approval(conn: Connection, request: ActId) -> tuple[RequestDecided, UnmaskedListWanted]:
    line = request_line(conn, request)
    decision = None if line is None else line.decision
    if decision is None or not decision.approved or not isinstance(decision.granted, UnmaskedListWanted):
        raise UnmaskedListNotApproved(request=request)
    return decision, decision.granted
