"""Contracts and waivers in words: the same on screen and on the terminal."""

from collections.abc import Callable
from decimal import Decimal

from collector_desktop.domain.contract import Contract, ContractWarning
from collector_desktop.domain.requests import WaiverWanted
from collector_desktop.domain.waiver import approval_number
from collector_desktop.services.sentences import as_written
from collector_desktop.store.queries.account_terms import WaiverLine

Translate = Callable[[str], str]

_WARNINGS = {
    ContractWarning.MISSING: "没有登记合同",
    ContractWarning.RATE_OVER_THE_LAW: "比例超过规定,按规定收",
    ContractWarning.CAP_OVER_PRACTICE: "上限高于惯例",
}


def warning_word(warning: ContractWarning, translate: Translate = as_written) -> str:
    """What is doubtful, in a few words."""
    return translate(_WARNINGS[warning])


def rate_words(permille: Decimal | None, translate: Translate = as_written) -> str:
    """每日 1‰, or that the rules' rate holds."""
    if permille is None:
        return translate("按规定")
    return translate("每日 {permille}‰").format(permille=f"{permille.normalize():f}")


def cap_words(contract: Contract, translate: Translate = as_written) -> str:
    """欠费本金的 30%, or that the rules' cap holds."""
    if contract.agreed_cap_percent is None:
        return translate("按规定")
    return translate("欠费本金的 {percent}%").format(percent=contract.agreed_cap_percent)


def waiver_state(asked: WaiverLine, translate: Translate = as_written) -> str:
    """How far a request for a waiver is: waits, refused, granted, granted too late, or applied with its number."""
    decision, applied = asked.line.decision, asked.applied
    if decision is None:
        return translate("等供电所批准")
    if not decision.approved:
        return translate("没有批准:{reason}").format(reason=decision.reason)
    if applied is not None:
        return translate("已减免 {amount} 元,批准号 {approval}").format(
            amount=applied.amount.grouped(), approval=applied.approval
        )
    if asked.too_late:
        return translate("批准时违约金已经交清,没有可减的")
    granted = decision.granted
    assert isinstance(granted, WaiverWanted), "an approval grants what was asked for"
    return translate("已批准 {amount} 元,批准号 {approval},下次取线路包时减免").format(
        amount=granted.amount.grouped(), approval=approval_number(decision)
    )
