"""Help for villages: campaigns of a season, what the village asks for, who went, and what was solved."""

from datetime import date

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.acts.villages import CampaignClosed, CampaignOpened, HelpGiven, HelpRequested
from collector_desktop.domain.campaign import CampaignKind
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.helping import Campaign
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals_villages import (
    CampaignDaysTurned,
    CampaignOver,
    CampaignRunsAlready,
    CampaignSummaryMissing,
    CampaignUnknown,
    HelpAlreadyDone,
    HelpersMissing,
    HelpHoursImplausible,
    HelpInTheFuture,
    HelpUnknown,
    HelpWithoutAsker,
    HelpWithoutResult,
    HelpWithoutWhat,
)
from collector_desktop.domain.value import Value
from collector_desktop.services.attaching import NewFile, keep_files
from collector_desktop.services.villages import known_village
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import policies, villages
from collector_desktop.store.queries.facts import fact


class OpenCampaign(Value):
    """A campaign about to begin. `id` was fixed when the form opened, as in all of these: a double Enter is one."""

    id: ActId
    village: str
    what: CampaignKind
    since: date
    until: date
    note: str = ""


class CloseCampaign(Value):
    """A campaign that is over, and what came of it."""

    id: ActId
    campaign: ActId
    summary: str


class AskHelp(Value):
    """What the village asks for; `campaign` is empty outside of one."""

    id: ActId
    village: str
    campaign: ActId = ActId("")
    asked_by: str
    what: str
    where: str = ""


class GiveHelp(Value):
    """Who went because of a request, how long, and what was solved; photos come as files."""

    id: ActId
    request: ActId
    on: date
    who: str
    people: int
    hours: int
    solved: str
    is_done: bool = True
    files: tuple[NewFile, ...] = ()


def open_campaign(ledger: Ledger, wanted: OpenCampaign, stamp: Stamp) -> Changes:
    """Open a campaign; a village has one of a kind at a time.

    Raises CampaignDaysTurned, VillageUnknown, CampaignRunsAlready.
    """
    if wanted.until < wanted.since:
        raise CampaignDaysTurned(since=wanted.since, until=wanted.until)
    with ledger.writing() as conn:
        known_village(conn, wanted.village)
        for each in villages.campaigns(conn, wanted.village):
            is_same = each.opened.id == wanted.id
            if each.closed is None and each.opened.what is wanted.what and not is_same:
                raise CampaignRunsAlready(village=wanted.village, until=each.opened.until)
        opened = CampaignOpened(**dict(stamp) | dict(wanted) | {"note": wanted.note.strip()})
        return ledger.post(conn, opened).changes


def close_campaign(ledger: Ledger, wanted: CloseCampaign, stamp: Stamp) -> Changes:
    """Close a campaign with what came of it. Raises CampaignSummaryMissing, CampaignUnknown, CampaignOver."""
    if not wanted.summary.strip():
        raise CampaignSummaryMissing
    with ledger.writing() as conn:
        if fact(conn, wanted.id) is not None:
            return Changes()
        campaign = _open_campaign(conn, wanted.campaign)
        closed = CampaignClosed(
            **dict(stamp),
            id=wanted.id,
            village=campaign.opened.village,
            about=wanted.campaign,
            summary=wanted.summary.strip(),
        )
        return ledger.post(conn, closed).changes


def ask_help(ledger: Ledger, wanted: AskHelp, stamp: Stamp) -> Changes:
    """Note what a village asks for.

    Raises HelpWithoutAsker, HelpWithoutWhat, VillageUnknown, CampaignUnknown, CampaignOver.
    """
    if not wanted.asked_by.strip():
        raise HelpWithoutAsker
    if not wanted.what.strip():
        raise HelpWithoutWhat
    with ledger.writing() as conn:
        if fact(conn, wanted.id) is not None:
            return Changes()
        known_village(conn, wanted.village)
        if wanted.campaign:
            _open_campaign(conn, wanted.campaign)
        asked = HelpRequested(
            **dict(stamp),
            id=wanted.id,
            village=wanted.village,
            about=wanted.campaign,
            asked_by=wanted.asked_by.strip(),
            what=wanted.what.strip(),
            where=wanted.where.strip(),
        )
        return ledger.post(conn, asked).changes


def give_help(ledger: Ledger, wanted: GiveHelp, stamp: Stamp) -> Changes:
    """Note who went, how long and what was solved; a request is ended once.

    Raises HelpersMissing, HelpWithoutResult, HelpInTheFuture, HelpHoursImplausible, HelpUnknown, HelpAlreadyDone,
    AttachmentTooLarge, AttachmentNotUnderstood.
    """
    if not wanted.who.strip() or wanted.people < 1:
        raise HelpersMissing
    if not wanted.solved.strip():
        raise HelpWithoutResult
    if wanted.on > stamp.business_day:
        raise HelpInTheFuture(on=wanted.on)
    with ledger.writing() as conn:
        limit = policies.policy(conn).villages.longest_help_hours
        if not 1 <= wanted.hours <= limit:
            raise HelpHoursImplausible(hours=wanted.hours, limit=limit)
        if fact(conn, wanted.id) is not None:
            return Changes()
        found = villages.help_of(conn, wanted.request)
        if found is None:
            raise HelpUnknown(request=wanted.request)
        if not found.is_open:
            raise HelpAlreadyDone(on=found.given[-1].on)
        given = HelpGiven(
            **dict(stamp),
            id=wanted.id,
            village=found.request.village,
            about=wanted.request,
            on=wanted.on,
            who=wanted.who.strip(),
            people=wanted.people,
            hours=wanted.hours,
            solved=wanted.solved.strip(),
            is_done=wanted.is_done,
            attachments=keep_files(conn, wanted.files),
        )
        return ledger.post(conn, given).changes


def _open_campaign(conn: Connection, act: ActId) -> Campaign:
    opened = fact(conn, act)
    if not isinstance(opened, CampaignOpened):
        raise CampaignUnknown(campaign=act)
    for campaign in villages.campaigns(conn, opened.village):
        if campaign.opened.id == act and campaign.closed is None:
            return campaign
        if campaign.opened.id == act and campaign.closed is not None:
            raise CampaignOver(on=campaign.closed.business_day)
    raise CampaignUnknown(campaign=act)
