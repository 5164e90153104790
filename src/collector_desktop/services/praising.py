"""Praise: a household's consent, a village's list of prompt payers, and that it went up."""

from datetime import date

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.publicity import PraiseConsent, PraisePublished
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.praise import PraiseList, consent_wording
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_publicity import NobodyToPraise
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import NewFile, keep_files
from collector_desktop.services.villages import known_village
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import cards, publicity


class Say(Value):
    """What a household says to being named; the signature comes as a file. `id` was fixed when the form opened."""

    id: ActId
    account: AccountNumber
    consents: bool
    files: tuple[NewFile, ...] = ()


class Publish(Value):
    """A village's list of a billing month is to go up."""

    id: ActId
    village: str
    month: BillingMonth


class Published(Value):
    """The list that went up, as it was when it did."""

    praise: PraiseList
    changes: Changes


def say(ledger: Ledger, wanted: Say, stamp: Stamp) -> Changes:
    """Keep a household's consent or its withdrawal, with the wording shown (PIPL art. 14, 15).

    Raises AccountUnknown, AttachmentTooLarge, AttachmentNotUnderstood.
    """
    with ledger.writing() as conn:
        info = cards.account_info(conn, wanted.account)
        if info is None:
            raise AccountUnknown(account=wanted.account)
        said = PraiseConsent(
            **dict(stamp),
            id=wanted.id,
            account=wanted.account,
            village=info.village,
            consents=wanted.consents,
            wording=consent_wording(ledger.seat.station_name, info.village),
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, said).changes


def praise_list(ledger: Ledger, village: str, month: BillingMonth, on: date) -> PraiseList:
    """A village's prompt payers of a month as they stand on a day. Raises VillageUnknown."""
    with ledger.reading() as conn:
        known_village(conn, village)
        return publicity.praise(conn, village, month, on)


def publish(ledger: Ledger, wanted: Publish, stamp: Stamp) -> Published:
    """Record that a list went up, with who is named on it. Raises VillageUnknown, NobodyToPraise."""
    with ledger.writing() as conn:
        known_village(conn, wanted.village)
        praise = publicity.praise(conn, wanted.village, wanted.month, stamp.business_day)
        if not praise.households:
            raise NobodyToPraise(village=wanted.village, month=wanted.month)
        act = PraisePublished(
            **dict(stamp),
            id=wanted.id,
            village=wanted.village,
            month=wanted.month,
            named=tuple(each.account for each in praise.named),
            counted=praise.counted,
        )
        return Published(praise=praise, changes=ledger.post(conn, act).changes)
