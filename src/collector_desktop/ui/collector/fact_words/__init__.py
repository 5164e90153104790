"""Every kind of fact in plain words, for the history of an account: nothing in the books is told by its class name."""

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.acts.cases import CaseFact
from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.acts.court import CourtFact
from collector_desktop.domain.acts.household import HouseholdFact
from collector_desktop.domain.acts.lost_files import FileLost
from collector_desktop.domain.acts.publicity import PublicityFact
from collector_desktop.domain.acts.requests import RequestFact
from collector_desktop.domain.acts.rounds import RoundFact
from collector_desktop.domain.acts.savings import SavingsFact
from collector_desktop.domain.acts.serving import ServingFact
from collector_desktop.domain.acts.terms import TermsFact
from collector_desktop.domain.acts.villages import VillageFact
from collector_desktop.ui.collector.fact_words.asked import asked_moment
from collector_desktop.ui.collector.fact_words.cases import case_moment
from collector_desktop.ui.collector.fact_words.cash import cash_moment
from collector_desktop.ui.collector.fact_words.court import court_moment
from collector_desktop.ui.collector.fact_words.household import household_moment
from collector_desktop.ui.collector.fact_words.lost_files import lost_moment
from collector_desktop.ui.collector.fact_words.publicity import publicity_moment
from collector_desktop.ui.collector.fact_words.rounds import round_moment
from collector_desktop.ui.collector.fact_words.savings import savings_moment
from collector_desktop.ui.collector.fact_words.service import service_moment
from collector_desktop.ui.collector.fact_words.terms import terms_moment
from collector_desktop.ui.collector.fact_words.village import village_moment
from collector_desktop.ui.widgets.timeline import Moment


def fact_moment(fact: Fact) -> Moment:
    """What a fact says, in a title and a line; a new kind needs its words here."""
    if isinstance(fact, HouseholdFact):
        return household_moment(fact)
    if isinstance(fact, ServingFact):
        return service_moment(fact)
    if isinstance(fact, SavingsFact):
        return savings_moment(fact)
    if isinstance(fact, TermsFact):
        return terms_moment(fact)
    if isinstance(fact, RequestFact):
        return asked_moment(fact)
    if isinstance(fact, CaseFact):
        return case_moment(fact)
    if isinstance(fact, CourtFact):
        return court_moment(fact)
    if isinstance(fact, VillageFact):
        return village_moment(fact)
    if isinstance(fact, PublicityFact):
        return publicity_moment(fact)
    if isinstance(fact, RoundFact):
        return round_moment(fact)
    if isinstance(fact, FileLost):
        return lost_moment(fact)
    if isinstance(fact, CashDecided):
        return cash_moment(fact)
    raise AssertionError(f"{fact.kind} has no words")
