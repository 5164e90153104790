"""The last steps before a cut, the cut itself, and the way back; each asks the ladder inside its own transaction."""

from decimal import Decimal

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.cases import (
    CallMade,
    CallWay,
    DisconnectionNoticeIssued,
    FinalCheckDone,
    SupplyCut,
    SupplyReconnected,
)
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.case import Rung, Step
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.cut_check import corrected, known_lines
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.notices import CutCheckItem, CutCheckLine, CutCheckList
from collector_desktop.domain.refusals import ReasonMissing
from collector_desktop.domain.refusals_cases import CallIncomplete, CheckIncomplete, CutterMissing
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import NewFile, keep_files
from collector_desktop.services.enforcing import Standing, allowed, is_posted
from collector_desktop.store.ledger import Connection, Ledger


class MakeCall(Value):
    """The household told once more, at least half an hour before. `id` was fixed when the panel opened."""

    id: ActId
    account: AccountNumber
    way: CallWay
    spoke_to: str = ""
    files: tuple[NewFile, ...] = ()


class DoCheck(Value):
    """The list before the cut as it was filled in at the meter."""

    id: ActId
    account: AccountNumber
    lines: tuple[CutCheckLine, ...]
    files: tuple[NewFile, ...] = ()


class Cut(Value):
    """Supply stopped, by whom and with which permit; the program only records it."""

    id: ActId
    account: AccountNumber
    cut_by: str
    permit: str
    reading: Decimal | None = None
    files: tuple[NewFile, ...] = ()


class Reconnect(Value):
    """Supply back on; before everything is paid it needs a reason."""

    id: ActId
    account: AccountNumber
    reconnected_by: str
    reading: Decimal | None = None
    reason: str = ""
    files: tuple[NewFile, ...] = ()


def call(ledger: Ledger, wanted: MakeCall, stamp: Stamp) -> Changes:
    """Record that the household was told the time of the cut once more (《供电营业规则》: 30 minutes before).

    Raises CallIncomplete, AccountUnknown, and the StepNotAllowed of what the ladder lacks.
    """
    has_photo = any(file.media in (MediaType.JPEG, MediaType.PNG) for file in wanted.files)
    if not (has_photo if wanted.way is CallWay.LEFT_AT_DOOR else wanted.spoke_to.strip()):
        raise CallIncomplete(way=wanted.way)
    with ledger.writing() as conn:
        if is_posted(conn, wanted.id):
            return Changes()
        found = allowed(Step.CALL, conn, wanted.account, stamp)
        act = CallMade(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account,
            about=_notice(found).id,
            way=wanted.way,
            spoke_to=wanted.spoke_to.strip(),
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, act).changes


def check_list(conn: Connection, account: AccountNumber, stamp: Stamp) -> CutCheckList:
    """The list before the cut with what the books can answer, to be completed at the meter.

    Raises AccountUnknown, and the StepNotAllowed of what the ladder lacks.
    """
    found = allowed(Step.CHECK, conn, account, stamp)
    return _list(found, known_lines(found.state, stamp.at, found.policy), stamp)


def check(ledger: Ledger, wanted: DoCheck, stamp: Stamp) -> Changes:
    """Keep the list before the cut, clear or not; what the books know to stand against it can't be ticked away.

    Raises CheckIncomplete, AccountUnknown, and the StepNotAllowed of what the ladder lacks.
    """
    missing = set(CutCheckItem) - {line.item for line in wanted.lines}
    if missing or len(wanted.lines) != len(CutCheckItem):
        raise CheckIncomplete(missing=len(missing))
    with ledger.writing() as conn:
        if is_posted(conn, wanted.id):
            return Changes()
        found = allowed(Step.CHECK, conn, wanted.account, stamp)
        lines = corrected(wanted.lines, known_lines(found.state, stamp.at, found.policy))
        act = FinalCheckDone(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account,
            about=_notice(found).id,
            checks=_list(found, lines, stamp),
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, act).changes


def cut(ledger: Ledger, wanted: Cut, stamp: Stamp) -> Changes:
    """Record that authorised staff stopped supply.

    Raises CutterMissing, AccountUnknown, and the StepNotAllowed of the first of all conditions that does not hold:
    approval, notice with proof, its window, the half hour, the list, and no block.
    """
    if not wanted.cut_by.strip() or not wanted.permit.strip():
        raise CutterMissing
    with ledger.writing() as conn:
        if is_posted(conn, wanted.id):
            return Changes()
        notice = _notice(allowed(Step.CUT, conn, wanted.account, stamp))
        act = SupplyCut(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account,
            about=notice.id,
            bills=notice.notice.bills,
            cut_by=wanted.cut_by.strip(),
            permit=wanted.permit.strip(),
            reading=wanted.reading,
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, act).changes


def reconnect(ledger: Ledger, wanted: Reconnect, stamp: Stamp) -> Changes:
    """Record that supply is back. Raises CutterMissing, ReasonMissing (not everything is paid), AccountUnknown,
    SupplyIsOn.
    """
    if not wanted.reconnected_by.strip():
        raise CutterMissing
    with ledger.writing() as conn:
        if is_posted(conn, wanted.id):
            return Changes()
        state = allowed(Step.RECONNECT, conn, wanted.account, stamp).state
        assert state.cut is not None, "the ladder has just said so"
        if state.rung is not Rung.TO_RECONNECT and not wanted.reason.strip():
            raise ReasonMissing
        act = SupplyReconnected(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account,
            about=state.cut.id,
            reconnected_by=wanted.reconnected_by.strip(),
            reading=wanted.reading,
            reason=wanted.reason.strip(),
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, act).changes


def _notice(found: Standing) -> DisconnectionNoticeIssued:
    assert found.state.notice is not None, "the ladder has just said so"
    return found.state.notice


def _list(found: Standing, lines: tuple[CutCheckLine, ...], stamp: Stamp) -> CutCheckList:
    notice, owed = _notice(found).notice, {each.bill.id: each.total for each in found.state.due.bills}
    return CutCheckList(
        number=notice.number,
        party=notice.party,
        issuer=notice.issuer,
        total=Money.total(owed.get(bill, Money.ZERO) for bill in notice.bills),
        cut_on=notice.cut_on,
        call_at=found.state.call.at if found.state.call else None,
        lines=lines,
        checked_at=stamp.at,
    )
