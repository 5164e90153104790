"""Whatever a person must look at is said in words."""

import pytest
from two_seats import DAY

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, DeviceCode
from collector_desktop.domain.reminders import Due, Reminder
from collector_desktop.services.attention_words import attention_sentence
from collector_desktop.services.reminder_words import reminder_sentence, since_sentence
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.queries.attention import AttentionLine


@pytest.mark.parametrize("kind", Attention)
def test_every_kind_of_attention_has_a_sentence(kind: Attention) -> None:
    fields = {"month": "2026年10月", "number": "1", "reason": "找错零", "from": "1", "to": "9", "other": "1.00"}
    fields |= {"first": "4", "last": "9", "title": "门口照片", "of": "2026-11-22", "whom": "4100000001"}
    line = AttentionLine(
        act=ActId("a"),
        kind=kind,
        subject="2026-11-23",
        account=AccountNumber("4100000001"),
        device=DeviceCode("01"),
        day=DAY,
        amount=Money(-500),
        facts=fields,
    )
    said = attention_sentence(line)
    assert said
    assert "{" not in said


@pytest.mark.parametrize("kind", Due)
def test_every_kind_of_reminder_has_a_title_of_its_own(kind: Due) -> None:
    said = {due: reminder_sentence(Reminder(kind=due, count=2, since=DAY)) for due in Due}
    assert "2" in said[kind]
    assert len(set(said.values())) == len(Due)
    assert since_sentence(Reminder(kind=kind, count=2, since=DAY, village="前柳村")) == "前柳村 最早 11月10日"
