"""What is said of a claim: whose turn it is, until when, and from when on it can be enforced."""

from datetime import date

import pytest
from court_claims import claim_filed, step_taken

from collector_desktop.domain.court import fold
from collector_desktop.domain.court_claim import CourtStep, Way
from collector_desktop.domain.policy import Policy
from collector_desktop.services.court_words import STEPS, WAYS, stage_sentence, waiting_sentence

FILED = date(2026, 11, 10)
S = CourtStep


@pytest.mark.parametrize(
    ("way", "steps", "stage", "waiting"),
    [
        (Way.PAYMENT_ORDER, [], "支付令 · 已提交法院", "等法院:法院受理,最迟 2026年11月16日"),
        (
            Way.PAYMENT_ORDER,
            [S.ACCEPTED, S.ORDER_ISSUED, S.ORDER_SERVED],
            "支付令 · 支付令已送达",
            "客户可提异议到 2026年11月25日;2026年11月26日 起可申请强制执行",
        ),
        (
            Way.SUIT,
            [S.ACCEPTED, S.JUDGED],
            "诉讼 · 判决",
            "2026年11月26日 起可申请强制执行;最迟 2028年11月9日",
        ),
        (Way.SUIT, [S.WITHDRAWN], "诉讼 · 撤回", ""),
    ],
)
def test_the_table_of_sentences(way: Way, steps: list[CourtStep], stage: str, waiting: str) -> None:
    filed = claim_filed(way, FILED)
    state = fold(filed, [step_taken(filed, step, FILED) for step in steps], Policy())
    assert (stage_sentence(state), waiting_sentence(state)) == (stage, waiting)


def test_every_way_and_step_has_its_word() -> None:
    assert set(WAYS) == set(Way)
    assert set(STEPS) == set(CourtStep)
