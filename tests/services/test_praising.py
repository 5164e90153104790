"""Praise over both seats: consent at the door, the list for the wall, and its withdrawal."""

from datetime import timedelta

import pytest
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.praise import PraiseList, to_take_down
from collector_desktop.domain.refusals import AccountUnknown, VillageUnknown
from collector_desktop.domain.refusals_publicity import NobodyToPraise
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.praising import Publish, Say, praise_list, publish, say
from collector_desktop.store.attachments import read_attachment
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries.publicity import billed_months, published, standing_consents

ONE, TWO = AccountNumber("4100000001"), AccountNumber("4100000002")
MONTH = BillingMonth(2026, 10)
SIGNATURE = NewFile(content=b"\x89PNG\r\n\x1a\n" + bytes(50), media=MediaType.PNG, title="签名")


def agree(ledger: Ledger, account: AccountNumber, minute: int, consents: bool = True) -> None:
    say(ledger, Say(id=new_act_id(), account=account, consents=consents, files=(SIGNATURE,)), stamp(minute))


def found(ledger: Ledger) -> PraiseList:
    return praise_list(ledger, "前柳村", MONTH, DAY)


def test_payers_in_time_are_counted_and_named_once_they_agree(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    doors.pay(TWO, 10000, stamp(3))
    assert (found(doors.laptop).named, found(doors.laptop).counted) == ((), 2)
    agree(doors.laptop, ONE, 4)
    assert [each.name for each in found(doors.laptop).named] == ["阎01"]
    doors.carry_day(stamp(5))
    assert found(doors.station) == found(doors.laptop)
    with doors.station.reading() as conn:
        since = standing_consents(conn, "前柳村")[ONE].since
        assert read_attachment(conn, since.attachments[0]) == SIGNATURE.content
        assert "前柳村" in since.wording
        assert billed_months(conn, "前柳村") == (MONTH,)


def test_a_list_that_went_up_says_who_stood_on_it_and_who_must_come_off(doors: TwoSeats) -> None:
    doors.pay(ONE, 10000, stamp(2))
    doors.pay(TWO, 10000, stamp(3))
    agree(doors.laptop, ONE, 4)
    wanted = Publish(id=new_act_id(), village="前柳村", month=MONTH)
    up = publish(doors.laptop, wanted, stamp(5))
    publish(doors.laptop, wanted, stamp(5))
    assert (up.praise.households, up.praise.counted) == (2, 1)
    agree(doors.laptop, ONE, 6, consents=False)
    with doors.laptop.reading() as conn:
        (act,) = published(conn, "前柳村")
        assert act.named == (ONE,)
        assert to_take_down([act], standing_consents(conn, "前柳村")) == {ONE: act}
    assert found(doors.laptop).named == ()


def test_whoever_owes_from_another_month_is_not_praised(doors: TwoSeats) -> None:
    doors.bill(ONE, "前柳村", "202609", 5000)
    doors.settle_at_the_counter(f"{ONE}-202610-正常电费")
    long_after = DAY + timedelta(days=60)
    assert praise_list(doors.station, "前柳村", MONTH, DAY).households == 1
    assert praise_list(doors.station, "前柳村", MONTH, long_after).households == 0


def test_nobody_to_praise_and_unknown_places_are_refused(doors: TwoSeats) -> None:
    with pytest.raises(NobodyToPraise):
        publish(doors.laptop, Publish(id=new_act_id(), village="前柳村", month=MONTH), stamp(2))
    with pytest.raises(VillageUnknown):
        publish(doors.laptop, Publish(id=new_act_id(), village="前刘村", month=MONTH), stamp(2))
    with pytest.raises(AccountUnknown):
        agree(doors.laptop, AccountNumber("4199999999"), 2)
