"""Every refusal and every attention line has its words, and the words fit its facts."""

import importlib
import pkgutil
import string
from datetime import date

import pytest
from two_seats import DAY

import collector_desktop
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, DeviceCode
from collector_desktop.domain.refusals import CashCeilingReached, DayAlreadyClosed, Refusal, VillageUnknown
from collector_desktop.services.attention_words import attention_sentence
from collector_desktop.services.sentences import TEMPLATES, sentence
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.queries.attention import AttentionLine

_WITHOUT_QT = ("domain", "store", "security", "exchange", "printing", "services")


def _every_refusal() -> dict[str, type[Refusal]]:
    for part in _WITHOUT_QT:
        package = importlib.import_module(f"{collector_desktop.__name__}.{part}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    found: dict[str, type[Refusal]] = {}
    waiting = [Refusal]
    while waiting:
        for refusal in waiting.pop().__subclasses__():
            if refusal.__module__.startswith(collector_desktop.__name__):
                found[refusal.__name__] = refusal
                waiting.append(refusal)
    return found


REFUSALS = _every_refusal()


def test_no_refusal_is_without_its_words_and_no_words_without_their_refusal() -> None:
    assert TEMPLATES.keys() == REFUSALS.keys()


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_sentence_names_only_facts_the_refusal_carries(name: str) -> None:
    told = REFUSALS[name].__doc__ or ""
    needed = {field for text in TEMPLATES[name] for _, field, _, _ in string.Formatter().parse(text) if field}
    assert all(fact in told for fact in needed), f"{name} says {needed}, its docstring: {told}"


def test_amounts_are_grouped_and_days_are_written_out() -> None:
    said = sentence(CashCeilingReached(in_hand=Money(480000), amount=Money(30050), ceiling=Money(500000)))
    assert said.what == "手中现金 4,800.00 元,再收 300.50 元将超过上限 5,000.00 元"
    assert sentence(DayAlreadyClosed(day=date(2026, 11, 23))).what == "11月23日 已经结账"


def test_several_facts_are_joined_as_people_list_them() -> None:
    said = sentence(VillageUnknown(village="前刘村", known=("前柳村", "河湾村")))
    assert said.advice == "可选:前柳村、河湾村"


@pytest.mark.parametrize(
    ("kind", "amount", "facts", "said"),
    [
        (
            Attention.PAID_TWICE,
            2744,
            {"number": "41070305-01-000001-7", "month": "202610"},
            "户号 4100000001 202610 的账单已在别处结清,收据 41070305-01-000001-7 的 27.44 元转为预收",
        ),
        (Attention.CASH_OVER_SHORT, -500, {"reason": "找零多给"}, "01 号机 主题 结账短款 5.00 元:找零多给"),
        (Attention.CASH_OVER_SHORT, 500, {"reason": "多收"}, "01 号机 主题 结账长款 5.00 元:多收"),
        (Attention.RECEIPT_VOIDED, 100, {"reason": "金额看错"}, "收据 主题 作废 1.00 元:金额看错"),
        (Attention.NUMBERS_SKIPPED, 0, {"from": "3", "to": "40"}, "01 号机恢复过备份,收据流水号 3 至 40 跳过不用"),
        (
            Attention.DAY_CLOSED_TWICE,
            12000,
            {"other": "100.00"},
            "01 号机恢复备份后重结 主题:以后点的 120.00 元为准,另一次 100.00 元",
        ),
        (
            Attention.BOOKS_TWICE,
            0,
            {},
            "01 号机的账本有两份在用:开了 主题 链以后旧账本还在记账;请停用一份,逐笔核对",
        ),
        (
            Attention.PREPAYMENT_OVERDRAWN,
            -100,
            {"number": "41070305-01-000001-7"},
            "户号 4100000001 作废收据 41070305-01-000001-7 前预收已用掉,预收余额为 -1.00 元",
        ),
    ],
)
def test_every_kind_of_attention_line_says_what_happened(
    kind: Attention, amount: int, facts: dict[str, str], said: str
) -> None:
    line = AttentionLine(
        act=ActId("1"),
        kind=kind,
        subject="主题",
        account=AccountNumber("4100000001"),
        device=DeviceCode("01"),
        day=DAY,
        amount=Money(amount),
        facts=facts,
    )
    assert attention_sentence(line) == said
