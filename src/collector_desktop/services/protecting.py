"""What stands against a cut: protected households and villages, severe weather, disputes; and their end."""

from datetime import date

from collector_desktop.domain.acts.base import Fact, Stamp
from collector_desktop.domain.acts.cases import (
    DisputeOpened,
    DisputeSettled,
    ProtectionLifted,
    ProtectionNoted,
    WeatherNoted,
)
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.ladder_policy import Protection
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AccountUnknown, ReasonMissing
from collector_desktop.domain.refusals_cases import CaseFactUnknown, ProtectionOver
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import NewFile, keep_files
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import cards
from collector_desktop.store.queries.facts import fact, facts, is_withdrawn


class Protect(Value):
    """A household, or a village if no account is named, that must not be cut off. `id` was fixed before."""

    id: ActId
    account: AccountNumber = AccountNumber("")
    village: str = ""
    ground: Protection
    until: date | None = None
    note: str = ""
    files: tuple[NewFile, ...] = ()


class NoteWeather(Value):
    """A warning of the weather service for some days, in a village or everywhere."""

    id: ActId
    village: str = ""
    first: date
    last: date
    warning: str


class OpenDispute(Value):
    """What a customer says is wrong."""

    id: ActId
    account: AccountNumber
    what: str
    files: tuple[NewFile, ...] = ()


class End(Value):
    """The end of a protection or of a dispute, and why or how."""

    id: ActId
    about: ActId
    reason: str


def protect(ledger: Ledger, wanted: Protect, stamp: Stamp) -> Changes:
    """Note that somebody must not be cut off. Raises AccountUnknown, ReasonMissing (nobody named), ProtectionOver."""
    if not wanted.account and not wanted.village:
        raise ReasonMissing
    if wanted.until is not None and wanted.until < stamp.business_day:
        raise ProtectionOver(day=wanted.until)
    with ledger.writing() as conn:
        if wanted.account:
            _check_account(conn, wanted.account)
        act = ProtectionNoted(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account,
            village=wanted.village,
            ground=wanted.ground,
            until=wanted.until,
            note=wanted.note.strip(),
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, act).changes


def lift(ledger: Ledger, wanted: End, stamp: Stamp) -> Changes:
    """End a protection; ending it twice is once. Raises ReasonMissing, CaseFactUnknown."""
    if not wanted.reason.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        noted = _standing(conn, wanted.about, ProtectionNoted)
        if facts(conn, ProtectionLifted, about=noted.id):
            return Changes()
        act = ProtectionLifted(
            **dict(stamp),
            id=wanted.id,
            account=noted.account,
            village=noted.village,
            about=noted.id,
            reason=wanted.reason.strip(),
        )
        return ledger.post(conn, act).changes


def note_weather(ledger: Ledger, wanted: NoteWeather, stamp: Stamp) -> Changes:
    """Note a weather warning. Raises ReasonMissing (no warning named), ProtectionOver (it ends before it begins)."""
    if not wanted.warning.strip():
        raise ReasonMissing
    if wanted.last < wanted.first:
        raise ProtectionOver(day=wanted.last)
    with ledger.writing() as conn:
        act = WeatherNoted(
            **dict(stamp),
            id=wanted.id,
            village=wanted.village,
            first=wanted.first,
            last=wanted.last,
            warning=wanted.warning.strip(),
        )
        return ledger.post(conn, act).changes


def open_dispute(ledger: Ledger, wanted: OpenDispute, stamp: Stamp) -> Changes:
    """Keep what a customer disputes; nothing is cut while it is open. Raises ReasonMissing, AccountUnknown."""
    if not wanted.what.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        _check_account(conn, wanted.account)
        act = DisputeOpened(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account,
            what=wanted.what.strip(),
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, act).changes


def settle_dispute(ledger: Ledger, wanted: End, stamp: Stamp) -> Changes:
    """Say how a dispute was settled; settling it twice is once. Raises ReasonMissing, CaseFactUnknown."""
    if not wanted.reason.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        opened = _standing(conn, wanted.about, DisputeOpened)
        if facts(conn, DisputeSettled, about=opened.id):
            return Changes()
        act = DisputeSettled(
            **dict(stamp), id=wanted.id, account=opened.account, about=opened.id, how=wanted.reason.strip()
        )
        return ledger.post(conn, act).changes


def _check_account(conn: Connection, account: AccountNumber) -> None:
    if cards.account_info(conn, account) is None:
        raise AccountUnknown(account=account)


def _standing(conn: Connection, act: ActId, kind: type[Fact]) -> Fact:
    said = fact(conn, act)
    if not isinstance(said, kind) or is_withdrawn(conn, act):
        raise CaseFactUnknown(act=act)
    return said
