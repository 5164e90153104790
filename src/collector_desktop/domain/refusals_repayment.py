"""Refusals around repayment plans."""

from collector_desktop.domain.refusals import Refusal


class NothingToPlan(Refusal):
    """Nothing of the account is overdue: only arrears are paid in instalments."""


class TooFewInstalments(Refusal):
    """A plan has at least two instalments, each of something. Facts: debt, least."""


class TooManyInstalments(Refusal):
    """A plan has more instalments than the station agrees to. Facts: number, most."""


class InstalmentDaysWrong(Refusal):
    """Instalments are due one after another, none before today, the first and the last in time. Facts: first, last."""


class InstalmentsMismatch(Refusal):
    """The instalments do not make up the debt exactly. Facts: total, debt."""


class PlanNotSigned(Refusal):
    """A proposal needs the household's signature, or a photo of the signed paper (Civil Code art. 490)."""


class PlanRuns(Refusal):
    """The account keeps a plan already, or one was asked for and waits. Facts: account, on."""


class PlanTermsChanged(Refusal):
    """Other terms than the household signed are a new offer, no acceptance (Civil Code art. 488). Facts: account."""


class FirstInstalmentOver(Refusal):
    """The plan would be over the moment it was agreed: its first instalment is too long past. Facts: on."""


class PlanBinds(Refusal):
    """Who agreed to wait can't sue while the repayment plan is kept (Civil Code art. 509). Facts: number, day."""


class PlanUnknown(Refusal):
    """The account has no repayment plan, and none was asked for. Facts: account."""
