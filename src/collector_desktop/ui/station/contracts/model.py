"""The contract register as a table, and which part of it is looked at."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from collector_desktop.domain.contract import ContractWarning
from collector_desktop.domain.day_words import day_words
from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.services.terms_words import cap_words, rate_words, warning_word
from collector_desktop.store.queries.contracts import ContractLine
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import tr


class Shelf(StrEnum):
    """What the table shows."""

    ALL = "all"
    DOUBTFUL = "doubtful"
    MISSING = "missing"


def on_shelf(lines: Sequence[ContractLine], shelf: Shelf) -> list[ContractLine]:
    """Every account, those whose contract somebody should look at, or those without one."""
    match shelf:
        case Shelf.DOUBTFUL:
            return [line for line in lines if line.contract is not None and line.warnings]
        case Shelf.MISSING:
            return [line for line in lines if line.contract is None]
        case _:
            return list(lines)


def sum_word(lines: Sequence[ContractLine]) -> str:
    """How far the register is."""
    registered = sum(line.contract is not None for line in lines)
    doubtful = sum(line.contract is not None and bool(line.warnings) for line in lines)
    said = tr("{all} 户:已登记 {registered},没有登记 {missing},该核对 {doubtful}")
    return said.format(all=len(lines), registered=registered, missing=len(lines) - registered, doubtful=doubtful)


def columns() -> tuple[Column[ContractLine], ...]:
    """The columns of the register."""
    return (
        Column(
            key="name",
            title=tr("户名"),
            text=lambda line: mask_name(line.name),
            order=lambda line: line.name,
            outside=lambda line: mask_name(line.name),
            width=110,
            bold=True,
        ),
        Column(
            key="account",
            title=tr("户号"),
            text=lambda line: line.account,
            order=lambda line: line.account,
            outside=lambda line: mask_account(line.account),
            width=130,
        ),
        Column(
            key="village",
            title=tr("村"),
            text=lambda line: line.village,
            order=lambda line: line.village,
            outside=lambda line: line.village,
            width=90,
        ),
        Column(
            key="number",
            title=tr("合同编号"),
            text=_number,
            order=_number,
            outside=_number,
            width=150,
            fills=True,
        ),
        Column(
            key="signed_on",
            title=tr("签订日期"),
            text=lambda line: day_words(line.contract.signed_on, say=tr) if line.contract else "",
            order=lambda line: line.contract.signed_on if line.contract else date.min,
            outside=lambda line: line.contract.signed_on if line.contract else None,
            width=124,
        ),
        Column(
            key="rate",
            title=tr("违约金"),
            text=_rate,
            order=_rate_order,
            outside=_rate,
            width=110,
        ),
        Column(
            key="cap",
            title=tr("上限"),
            text=_cap,
            order=_cap_order,
            outside=_cap,
            width=140,
        ),
        Column(
            key="doubts",
            title=tr("请核对"),
            text=_doubts,
            order=_doubts,
            outside=_doubts,
            width=190,
            tone=lambda line: Tone.MUTED if line.warnings == (ContractWarning.MISSING,) else Tone.WARN,
        ),
    )


def _number(line: ContractLine) -> str:
    return line.contract.number if line.contract else ""


def _rate(line: ContractLine) -> str:
    return rate_words(line.contract.agreed_permille, tr) if line.contract else ""


def _cap(line: ContractLine) -> str:
    return cap_words(line.contract, tr) if line.contract else ""


def _rate_order(line: ContractLine) -> Decimal:
    """Where nothing is agreed comes before every rate."""
    agreed = line.contract.agreed_permille if line.contract else None
    return Decimal(-1) if agreed is None else agreed


def _cap_order(line: ContractLine) -> int:
    agreed = line.contract.agreed_cap_percent if line.contract else None
    return -1 if agreed is None else agreed


def _doubts(line: ContractLine) -> str:
    return "、".join(warning_word(warning, tr) for warning in line.warnings)
