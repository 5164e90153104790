"""Asking the station for what only it may decide, and taking back what was said by mistake."""

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.requests import FactWithdrawn, RequestMade
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import (
    AccountUnknown,
    NotWithdrawable,
    ReasonMissing,
    RequestAlreadyDecided,
    RequestAlreadyMade,
    RequestUnknown,
)
from collector_desktop.domain.requests import Matter
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import NewFile, keep_files
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import cards
from collector_desktop.store.queries.facts import fact, is_withdrawn
from collector_desktop.store.queries.requests import request as request_line
from collector_desktop.store.queries.requests import requests


class Ask(Value):
    """What is asked for. `id` was fixed when the form opened: a double Enter is one request."""

    id: ActId
    account: AccountNumber = AccountNumber("")
    village: str = ""
    matter: Matter
    reason: str
    files: tuple[NewFile, ...] = ()


def request(ledger: Ledger, ask: Ask, stamp: Stamp) -> Changes:
    """Ask the station; it decides and the answer comes with the next route.

    Raises ReasonMissing, AccountUnknown, RequestAlreadyMade (the same matter waits already), AttachmentTooLarge,
    AttachmentNotUnderstood.
    """
    with ledger.writing() as conn:
        return request_within(ledger, conn, ask, stamp)


def request_within(ledger: Ledger, conn: Connection, ask: Ask, stamp: Stamp) -> Changes:
    """The same inside a transaction whose caller has checked the matter."""
    if not ask.reason.strip():
        raise ReasonMissing
    if ask.account and cards.account_info(conn, ask.account) is None:
        raise AccountUnknown(account=ask.account)
    for line in requests(conn, ask.account):
        if line.is_open and line.request.id != ask.id and _subject(line.request) == _subject(ask):
            raise RequestAlreadyMade(account=ask.account, on=line.request.business_day)
    made = RequestMade(
        **dict(stamp),
        id=ask.id,
        account=ask.account,
        village=ask.village,
        matter=ask.matter,
        reason=ask.reason.strip(),
        attachments=keep_files(conn, ask.files),
    )
    return ledger.post(conn, made).changes


def withdraw(ledger: Ledger, act: ActId, reason: str, stamp: Stamp) -> Changes:
    """Take back a fact said by mistake; taking it back twice is once.

    Raises ReasonMissing, RequestUnknown, NotWithdrawable (evidence stands), RequestAlreadyDecided.
    """
    if not reason.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        said = fact(conn, act)
        if said is None:
            raise RequestUnknown(request=act)
        if not said.WITHDRAWABLE:
            raise NotWithdrawable(kind=said.kind)
        if is_withdrawn(conn, act):
            return Changes()
        line = request_line(conn, act)
        if line is not None and line.decision is not None:
            raise RequestAlreadyDecided(
                request=act, by=line.decision.decided_by, on=line.decision.business_day, approved=line.decision.approved
            )
        withdrawn = FactWithdrawn(
            **dict(stamp),
            id=new_act_id(),
            account=said.account,
            village=said.village,
            about=act,
            withdrawn_kind=said.kind,
            reason=reason.strip(),
        )
        posted = ledger.post(conn, withdrawn).changes
        return posted | Changes(accounts=posted.accounts, topics=frozenset({said.TOPIC}))


def _subject(asked: RequestMade | Ask) -> tuple[object, ...]:
    """What makes two requests the same: the matter, and the village, bill or line of a grade it is about."""
    matter = asked.matter
    return asked.village, matter.what, getattr(matter, "bill", None), getattr(matter, "line", None)
