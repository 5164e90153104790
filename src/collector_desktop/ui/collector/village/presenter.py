"""村务 without a window: a village's committee, help, meetings and opinions as they stand, and what is saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from collector_desktop.domain.acts.villages import MeetingHeld, TownshipReported
from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.committee import Member
from collector_desktop.domain.helping import Campaign, Help
from collector_desktop.domain.meetings import meeting_missing
from collector_desktop.domain.names import ActId
from collector_desktop.domain.opinions import Opinion, OpinionState
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.township_report import TownshipReport
from collector_desktop.domain.village_days import ORDINARY_DAYS, VillageDays
from collector_desktop.services import helping, meetings, opinions, requesting, township, villages
from collector_desktop.services.helping import AskHelp, CloseCampaign, GiveHelp, OpenCampaign
from collector_desktop.services.meetings import HoldMeeting, Prepared
from collector_desktop.services.opinions import AnswerOpinion, RaiseOpinion
from collector_desktop.services.township import SendReport
from collector_desktop.services.village_days import NoteVillageDays, note_village_days
from collector_desktop.services.villages import NoteCommittee
from collector_desktop.store.queries import policies, rounds
from collector_desktop.store.queries import villages as known
from collector_desktop.store.queries.lost_files import FilesHere, files_here
from collector_desktop.ui.session import Session

_MONTHS_BACK = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """How a village stands, in four numbers."""

    meetings_missing: int
    opinions_open: int
    opinions_overdue: int
    help_waiting: int

    @property
    def waiting(self) -> int:
        """What waits for the collector."""
        return self.opinions_open + self.help_waiting


class Villages:
    """One village chosen at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.village = ""

    @property
    def today(self) -> date:
        """The business day."""
        return self._session.business_day

    @property
    def policy(self) -> Policy:
        """The policy in force."""
        return self._session.policy()

    def files(self, attachments: Iterable[Attachment]) -> FilesHere:
        """The files of a record, as far as these books hold them."""
        with self._session.ledger.reading() as conn:
            return files_here(conn, attachments)

    def names(self) -> tuple[str, ...]:
        """Every village of the books."""
        with self._session.ledger.reading() as conn:
            return known.names(conn)

    def standing(self, village: str) -> Standing:
        """How a village stands today."""
        with self._session.ledger.reading() as conn:
            found = known.opinions(conn, village)
            return Standing(
                meetings_missing=meeting_missing(known.meetings(conn, village), self.today, policies.policy(conn)),
                opinions_open=sum(each.state is OpinionState.OPEN for each in found),
                opinions_overdue=sum(each.is_overdue(self.today) for each in found),
                help_waiting=sum(each.is_open for each in known.helps(conn, village)),
            )

    def days(self) -> VillageDays:
        """The village's market days and harvests."""
        with self._session.ledger.reading() as conn:
            return rounds.days_of_villages(conn).get(self.village, ORDINARY_DAYS)

    def note_days(self, act: ActId, days: VillageDays) -> Changes:
        """Keep the village's market days and harvests. Raises VillageUnknown."""
        wanted = NoteVillageDays(id=act, village=self.village, days=days)
        return note_village_days(self._session.ledger, wanted, self._session.stamp())

    def members(self) -> tuple[Member, ...]:
        """The committee."""
        with self._session.ledger.reading() as conn:
            return known.committee(conn, self.village)

    def campaigns(self) -> tuple[Campaign, ...]:
        """The village's campaigns, the newest first."""
        with self._session.ledger.reading() as conn:
            return known.campaigns(conn, self.village)

    def helps(self) -> tuple[Help, ...]:
        """The village's requests: what waits first, then the newest."""
        with self._session.ledger.reading() as conn:
            found = known.helps(conn, self.village)
        newest = sorted(found, key=lambda each: each.request.at, reverse=True)
        return tuple(sorted(newest, key=lambda each: not each.is_open))

    def held(self) -> tuple[MeetingHeld, ...]:
        """The village's meetings, the newest first."""
        with self._session.ledger.reading() as conn:
            return known.meetings(conn, self.village)

    def opinions(self) -> tuple[Opinion, ...]:
        """The village's opinions: open ones by their day, then what is answered, then what is settled."""
        with self._session.ledger.reading() as conn:
            found = known.opinions(conn, self.village)
        states = tuple(OpinionState)
        return tuple(sorted(found, key=lambda each: (states.index(each.state), each.due_on)))

    def prepared(self) -> Prepared:
        """Today's agenda and what it is made from."""
        return meetings.prepare(self._session.ledger, self.village, self.today)

    def usual_due(self) -> date:
        """Until when an opinion raised today is answered."""
        return opinions.usual_due(self.today, self.policy)

    def months(self) -> tuple[BillingMonth, ...]:
        """The months that can be reported, this one first."""
        return tuple(BillingMonth.of(self.today).plus(-back) for back in range(_MONTHS_BACK))

    def report(self, month: BillingMonth, asks: tuple[str, ...] | None) -> TownshipReport:
        """The township report of a month; None asks for what the figures suggest."""
        return township.report(self._session.ledger, month, asks, self.today)

    def sent(self) -> tuple[TownshipReported, ...]:
        """The reports that went."""
        with self._session.ledger.reading() as conn:
            return known.reports(conn)

    def note_committee(self, id: ActId, members: tuple[Member, ...]) -> Changes:
        """Keep the committee."""
        wanted = NoteCommittee(id=id, village=self.village, members=members)
        return villages.note_committee(self._session.ledger, wanted, self._session.stamp())

    def open_campaign(self, wanted: OpenCampaign) -> Changes:
        """Open a campaign."""
        return helping.open_campaign(self._session.ledger, wanted, self._session.stamp())

    def close_campaign(self, wanted: CloseCampaign) -> Changes:
        """Close a campaign."""
        return helping.close_campaign(self._session.ledger, wanted, self._session.stamp())

    def ask_help(self, wanted: AskHelp) -> Changes:
        """Note a request."""
        return helping.ask_help(self._session.ledger, wanted, self._session.stamp())

    def give_help(self, wanted: GiveHelp) -> Changes:
        """Note who went."""
        return helping.give_help(self._session.ledger, wanted, self._session.stamp())

    def hold_meeting(self, wanted: HoldMeeting) -> Changes:
        """Keep a meeting's minutes."""
        return meetings.hold_meeting(self._session.ledger, wanted, self._session.stamp())

    def raise_opinion(self, wanted: RaiseOpinion) -> Changes:
        """Note an opinion."""
        return opinions.raise_opinion(self._session.ledger, wanted, self._session.stamp())

    def answer_opinion(self, wanted: AnswerOpinion) -> Changes:
        """Answer an opinion."""
        return opinions.answer_opinion(self._session.ledger, wanted, self._session.stamp())

    def send_report(self, wanted: SendReport) -> Changes:
        """Note that a report went."""
        return township.send(self._session.ledger, wanted, self._session.stamp())

    def withdraw(self, act: ActId, reason: str) -> Changes:
        """Take back what was written down by mistake."""
        return requesting.withdraw(self._session.ledger, act, reason, self._session.stamp())
