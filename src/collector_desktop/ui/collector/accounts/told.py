"""One account's history in plain words."""

from datetime import date

from collector_desktop.domain.bill import ORDINARY, Bill
from collector_desktop.domain.visit import Outcome
from collector_desktop.store.queries.accounts import Event
from collector_desktop.store.queries.receipts import GivenReceipt
from collector_desktop.store.queries.visits import VisitDetail
from collector_desktop.ui.collector.fact_words import fact_moment
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment
from collector_desktop.ui.words import day_word, method_word, month_word, outcome_word, slot_name, tr

_TAIL = 8


def told(event: Event) -> Moment:
    """What happened."""
    if event.bill is not None:
        return _bill(event.day, event.bill)
    if event.receipt is not None:
        return _receipt(event.day, event.receipt)
    if event.fact is not None:
        return fact_moment(event.fact)
    assert event.visit is not None, "an event is a bill, a receipt, a visit or a fact"
    return _visit(event.day, event.visit)


def _bill(day: date, bill: Bill) -> Moment:
    title = tr("{month} {kind}").format(
        month=month_word(bill.month), kind=tr("电费") if bill.kind == ORDINARY else bill.kind
    )
    if bill.is_refund:
        return Moment(day, title, bill.amount.grouped(), tr("退费,由供电所抵下一笔账单或转预收"), Tone.ACCENT)
    parts = []
    if bill.kwh is not None:
        parts.append(tr("{kwh} 度").format(kwh=f"{bill.kwh:f}"))
    if bill.previous_reading is not None and bill.present_reading is not None:
        parts.append(f"{bill.previous_reading:f} – {bill.present_reading:f}")
    parts.append(tr("{day}截止").format(day=day_word(day).split(" ")[0]))
    parts.append(tr("尚欠 {left}").format(left=bill.open.grouped()) if bill.open else tr("已结清"))
    return Moment(day, title, bill.amount.grouped(), ",".join(parts), Tone.WARN if bill.open else Tone.MUTED)


def _receipt(day: date, given: GivenReceipt) -> Moment:
    receipt = given.receipt
    number = f"…{receipt.number[-_TAIL:]}"
    if given.void is not None:
        detail = tr("收据 {number} 作废:{reason}").format(number=number, reason=given.void.reason)
        return Moment(day, tr("收款作废"), receipt.received.grouped(), detail, Tone.DANGER)
    parts = [tr("收据 {number}").format(number=number)]
    if receipt.fees:
        parts.append(tr("电费 {fees}").format(fees=receipt.fees.grouped()))
    if receipt.penalties:
        parts.append(tr("违约金 {penalties}").format(penalties=receipt.penalties.grouped()))
    if receipt.prepayment:
        parts.append(tr("存预收 {prepayment}").format(prepayment=receipt.prepayment.grouped()))
    if given.copies:
        parts.append(tr("补打 {copies} 次").format(copies=given.copies))
    title = tr("收款({method})").format(method=method_word(receipt.method))
    return Moment(day, title, receipt.received.grouped(), ",".join(parts), Tone.OK)


def _visit(day: date, visit: VisitDetail) -> Moment:
    knock = visit.knock
    parts = []
    if visit.promise is not None:
        when = f"{day_word(visit.promise.on)} {slot_name(visit.promise.slot)}"
        parts.append(tr("约在 {when}").format(when=when))
    if visit.note:
        parts.append(visit.note)
    title = tr("{slot}上门:{outcome}").format(slot=slot_name(knock.slot), outcome=outcome_word(knock.outcome))
    contrary = knock.outcome in (Outcome.REFUSED, Outcome.DISPUTED)
    return Moment(day, title, "", ",".join(parts), Tone.DANGER if contrary else Tone.MUTED)
