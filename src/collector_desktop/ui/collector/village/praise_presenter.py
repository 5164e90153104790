"""Praise of one village without a window: who paid in time, who agreed to be named, and what goes up."""

from dataclasses import dataclass
from datetime import date

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.publicity import PraisePublished
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.praise import Household, PraiseList, consent_wording, praise_list, to_take_down
from collector_desktop.printing.praise import Certificate, RedListPaper, certificate_pdf, red_list_pdf
from collector_desktop.services import praising
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.praising import Publish, Published, Say
from collector_desktop.store.queries import publicity
from collector_desktop.ui.session import Session

CONCERNS = frozenset({Topic.VILLAGE, Topic.BILLS, Topic.SNAPSHOT})
"""What must have changed for praise to be stale."""


@dataclass(frozen=True, slots=True)
class Payer:
    """A household that paid in time; `consents` is None while nobody asked."""

    household: Household
    consents: bool | None
    said_on: date | None

    @property
    def account(self) -> AccountNumber:
        """Which account."""
        return self.household.account

    @property
    def shown(self) -> str:
        """The name as others looking on may read it."""
        return mask_name(self.household.name)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A village's month."""

    payers: tuple[Payer, ...] = ()
    praise: PraiseList | None = None
    published: PraisePublished | None = None
    """The list of this month that went up last."""
    to_take_down: tuple[str, ...] = ()
    """Names on a list that hangs, of households that took their consent back since."""


class Praise:
    """One village; the month is the newest billed until another is chosen."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.village = ""
        self.month: BillingMonth | None = None

    def months(self) -> tuple[BillingMonth, ...]:
        """The months this village was billed, newest first."""
        with self._session.ledger.reading() as conn:
            return publicity.billed_months(conn, self.village)

    def load(self) -> Prompt:
        """Read the chosen month."""
        if self.month is None:
            return Prompt()
        with self._session.ledger.reading() as conn:
            households = publicity.prompt(conn, self.village, self.month, self._session.business_day)
            standing = publicity.standing_consents(conn, self.village)
            published = publicity.published(conn, self.village)
            hanging = to_take_down(published, standing)
            names = publicity.names_of(conn, hanging)
        return Prompt(
            payers=tuple(
                Payer(each, said.consents if said else None, said.since.business_day if said else None)
                for each in households
                for said in (standing.get(each.account),)
            ),
            praise=praise_list(self.village, self.month, households, standing),
            published=next((each for each in published if each.month == self.month), None),
            to_take_down=tuple(names[account] for account in hanging if account in names),
        )

    def wording(self) -> str:
        """What is shown and read out before somebody agrees."""
        return consent_wording(self._session.seat.station_name, self.village)

    def say(self, account: AccountNumber, consents: bool, files: tuple[NewFile, ...]) -> Changes:
        """Keep what a household said. Raises what `praising.say` raises."""
        wanted = Say(id=new_act_id(), account=account, consents=consents, files=files)
        return praising.say(self._session.ledger, wanted, self._session.stamp())

    def publish(self) -> Published:
        """Record that the list goes up. Raises NobodyToPraise."""
        assert self.month is not None
        wanted = Publish(id=new_act_id(), village=self.village, month=self.month)
        return praising.publish(self._session.ledger, wanted, self._session.stamp())

    def red_list(self, praise: PraiseList, paper: RedListPaper, red: bool) -> bytes:
        """The list on paper."""
        seat = self._session.seat
        return red_list_pdf(praise, paper, seat.station_name, self._session.business_day, red=red, demo=seat.demo)

    def certificate(self, payer: Payer, red: bool) -> bytes:
        """A household's certificate, for its own hands: its name needs no consent there."""
        assert self.month is not None
        seat = self._session.seat
        made = Certificate(
            name=payer.household.name,
            village=self.village,
            month=self.month,
            station=seat.station_name,
            on=self._session.business_day,
            demo=seat.demo,
        )
        return certificate_pdf(made, red=red)
