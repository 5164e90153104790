"""Contracts and waivers in plain words."""

from typing import assert_never

from collector_desktop.domain.acts.terms import ContractRegistered, TermsFact, WaiverApplied
from collector_desktop.services.terms_words import cap_words, rate_words
from collector_desktop.ui.collector.fact_words.parts import bill_word, joined, near_day
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import tr


def terms_moment(fact: TermsFact) -> Moment:
    """A contract with what it agrees on, or a waiver with the decision it rests on."""
    on = fact.business_day
    match fact:
        case ContractRegistered():
            contract = fact.contract
            agreed = tr("违约金 {rate},上限 {cap}").format(
                rate=rate_words(contract.agreed_permille, tr), cap=cap_words(contract, tr)
            )
            signed = tr("{number},{year}年{day}签").format(
                number=contract.number, year=contract.signed_on.year, day=near_day(contract.signed_on)
            )
            return Moment(on, tr("登记供用电合同"), "", joined(signed, agreed), Tone.MUTED)
        case WaiverApplied():
            told = tr("{month},批准号 {approval}").format(month=bill_word(fact.bill), approval=fact.approval)
            return Moment(on, tr("违约金减免"), fact.amount.grouped(), told, Tone.OK)
        case _:
            assert_never(fact)
