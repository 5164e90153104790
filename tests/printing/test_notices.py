"""The papers of the ladder, read back: notices with their numbered copies, proof of service, the list before a cut."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone

import pypdfium2
import pytest

from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId, Badge, BillId, StationCode
from collector_desktop.domain.notices import (
    Approval,
    CutCheckItem,
    CutCheckLine,
    CutCheckList,
    DisconnectionNotice,
    DunnedOn,
    DunningNotice,
    Issuer,
    LawText,
    NoticeKind,
    NoticeLine,
    Party,
    Proof,
    ProofKind,
    ProofOfService,
)
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.penalty_words import how_it_runs
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.projection import project
from collector_desktop.domain.requests import Role
from collector_desktop.printing.cut_check_list import QUESTIONS, cut_check_list_pdf
from collector_desktop.printing.law_words import LAW
from collector_desktop.printing.notices import disconnection_notice_pdf, dunning_notice_pdf
from collector_desktop.printing.proof_of_service import proof_of_service_pdf

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 18, 42, tzinfo=timezone(timedelta(hours=8)))
TextOf = Callable[[bytes], list[str]]
ISSUER = Issuer(
    station_code=StationCode("41070305"),
    station_name="柳泉供电所",
    collector_name="农电工甲",
    badge=Badge("0717"),
    hotline="95598",
)
PARTY = Party(
    account=AccountNumber("0042001234"), name="<b>阎</b>&犇", address="前柳村2组17号杆", meter_number="3300123"
)


def line(month: int, fee: int, penalty: int, days: int) -> NoticeLine:
    return NoticeLine(
        bill=BillId(f"0042001234-2026{month:02d}-正常电费"),
        month=BillingMonth(2026, month),
        kind="正常电费",
        due_on=date(2026, month + 1, 15),
        overdue_days=days,
        fee=Money(fee),
        penalty=Money(penalty),
    )


def dunning(lines: tuple[NoticeLine, ...], copies: int = 2) -> DunningNotice:
    return DunningNotice(
        number="41070305-01-C-000012",
        copies=copies,
        issued_on=DAY,
        party=PARTY,
        issuer=ISSUER,
        lines=lines,
        law=(LawText.CIVIL_CODE_654, LawText.SUPPLY_REGULATION_39),
        ordinal=2,
        pay_by=date(2026, 11, 30),
        grows_daily=Money(16),
        cut_applied_from=date(2026, 12, 16),
    )


DISCONNECTION = DisconnectionNotice(
    number="41070305-01-T-000003",
    copies=2,
    issued_on=DAY,
    party=PARTY,
    issuer=ISSUER,
    lines=(line(8, 15020, 1036, 69),),
    law=tuple(LawText),
    approval=Approval(request=ActId("1"), approved_on=date(2026, 11, 22), approved_by="郑所长", role=Role.MANAGER),
    dunned=(DunnedOn(number="41070305-01-C-000001", served_on=date(2026, 10, 20)),),
    cut_on=date(2026, 11, 30),
    cut_from=time(8),
    cut_until=time(17),
    serve_from=date(2026, 11, 23),
    serve_by=date(2026, 11, 27),
    reconnect_hours=24,
)


def test_every_copy_of_a_dunning_notice_is_numbered_and_says_the_claim_in_words(text_of: TextOf) -> None:
    pages = text_of(dunning_notice_pdf(dunning((line(8, 15020, 1036, 69), line(9, 7560, 295, 39)))))
    assert len(pages) == 2
    assert "第 1 份,共 2 份(交客户)" in pages[0]
    assert "第 2 份,共 2 份(签收后带回)" in pages[1]
    for page in pages:
        for said in ("<b>阎</b>&犇", "0042001234", "239.11", "人民币贰佰叁拾玖元壹角壹分", "第 2 次催交", "0.16"):
            assert said in page
        assert "2026年11月30日" in page
        assert "2026年12月16日" in page
        assert "95598" in page
    assert "收件人签字" in pages[1]
    assert "收件人签字" not in pages[0]


def test_a_dunning_notice_says_what_waiting_costs_and_how_the_penalty_was_reckoned(text_of: TextOf) -> None:
    owed = Bill(
        account=PARTY.account,
        month=BillingMonth(2026, 8),
        due_on=date(2026, 9, 15),
        amount=Money(7560),
    )
    notice = dunning((line(8, 7560, 522, 69),)).model_copy(
        update={
            "projected": project((owed,), DAY, Policy()),
            "penalty_words": (f"2026年8月:{''.join(how_it_runs(penalty(owed, DAY, Policy())))}", "2026年9月:没有变"),
        }
    )
    for page in text_of(dunning_notice_pdf(notice)):
        found = page.replace("\n", "")
        for said in ("今天交", "到 11月30日 交", "81.35", "多 0.53", "拖到下月 12月15日", "82.48", "多 1.66"):
            assert said in found
        assert "69 天 × 每天 1‰ × 75.60 元 = 5.2164 元" in found
        assert "2026年9月:没有变" in found


def test_a_day_that_has_gone_by_is_not_named_as_one_to_come(text_of: TextOf) -> None:
    late = dunning((line(8, 15020, 1036, 69),)).model_copy(update={"cut_applied_from": date(2026, 10, 16)})
    for page in text_of(dunning_notice_pdf(late)):
        found = page.replace("\n", "")
        assert "2026年10月16日" not in found
        assert "到期仍未交清的,供电所可以按规定程序申请停电" in found


def test_the_law_is_quoted_by_article(text_of: TextOf) -> None:
    found = "".join(text_of(dunning_notice_pdf(dunning((line(8, 15020, 1036, 69),))))).replace("\n", "")
    assert "第六百五十四条" in found
    assert "第三十九条" in found
    assert set(LAW) == set(LawText)


def test_forty_bills_go_on_overleaf_and_each_copy_numbers_its_own_pages(text_of: TextOf) -> None:
    lines = tuple(line(1 + at % 11, 1000 + at, at, 30 + at) for at in range(60))
    pages = text_of(dunning_notice_pdf(dunning(lines)))
    assert len(pages) % 2 == 0
    half = len(pages) // 2
    assert f"第 1 页,共 {half} 页" in pages[0]
    assert f"第 1 页,共 {half} 页" in pages[half]


@pytest.mark.parametrize("bills", range(1, 40))
def test_the_stamp_is_never_alone_on_a_page(text_of: TextOf, bills: int) -> None:
    for page in text_of(dunning_notice_pdf(dunning((line(8, 15020, 1036, 69),) * bills))):
        if "第 2 份" in page or "送达人签字" in page:
            assert ("(盖章)" in page) == ("送达人签字" in page)


@pytest.mark.parametrize("bills", range(1, 40, 3))
def test_where_one_signs_it_says_for_whom_and_how_much(text_of: TextOf, bills: int) -> None:
    notice = dunning((line(8, 15020, 1036, 69),) * bills)
    (signed,) = (page for page in text_of(dunning_notice_pdf(notice)) if "收件人签字" in page)
    assert f"收到 {notice.number}:{PARTY.name},户号 {PARTY.account},应交 {notice.total.grouped()} 元" in signed


def test_what_the_station_issues_itself_names_no_collector(text_of: TextOf) -> None:
    counter = ISSUER.model_copy(update={"collector_name": "", "badge": Badge("所里")})
    notice = dunning((line(8, 15020, 1036, 69),)).model_copy(update={"issuer": counter})
    for page in text_of(dunning_notice_pdf(notice)):
        assert "工号" not in page
        assert "收费员" not in page.replace("告诉收费员", "")


def test_a_disconnection_notice_names_its_approval_window_and_the_way_out(text_of: TextOf) -> None:
    found = "".join(text_of(disconnection_notice_pdf(DISCONNECTION))).replace("\n", "")
    for said in (
        "停电通知书",
        "定于 2026年11月30日 08:00–17:00 停止供电",
        "郑所长,2026年11月22日",
        "2026年11月23日 至 2026年11月27日",
        "41070305-01-C-000001",
        "24 小时内恢复供电",
        "停电前 30 分钟我们会再通知一次",
        "人民币壹佰陆拾元零伍角陆分",
    ):
        assert said in found


def test_demo_papers_are_marked(text_of: TextOf) -> None:
    demo = dunning((line(8, 15020, 1036, 69),)).model_copy(update={"issuer": ISSUER.model_copy(update={"demo": True})})
    assert "演示数据" in "".join(text_of(dunning_notice_pdf(demo)))


@pytest.mark.parametrize("kind", ProofKind)
def test_a_proof_of_service_tells_how_the_paper_arrived(text_of: TextOf, kind: ProofKind) -> None:
    proof = ProofOfService(
        notice=NoticeKind.DUNNING,
        number="41070305-01-C-000012",
        copies=2,
        party=PARTY,
        issuer=ISSUER,
        total=Money(23911),
        issued_on=DAY,
        served_at=NOW,
        proof=Proof(kind=kind, received_by="阎二", relation="长子", witness="柳主任", refusal_reason="说没钱"),
        photos=("ab" * 32,),
    )
    found = "".join(text_of(proof_of_service_pdf(proof)))
    assert found.count("√") == 1
    for said in ("送达回证", "催费通知单 41070305-01-C-000012", "2026-11-23 18:42", "柳主任", "说没钱", "ab" * 32):
        assert said in found.replace("\n", "")


def test_the_boxes_to_tick_on_a_proof_stand_below_each_other() -> None:
    proof = ProofOfService(
        notice=NoticeKind.DUNNING,
        number="41070305-01-C-000012",
        copies=2,
        party=PARTY,
        issuer=ISSUER,
        total=Money(23911),
        issued_on=DAY,
    )
    text = pypdfium2.PdfDocument(proof_of_service_pdf(proof))[0].get_textpage()
    found = text.get_text_range()
    above, below = (text.get_charbox(found.index(word))[0] for word in ("成年家属签收", "留置,拍照"))
    assert abs(above - below) < 1


def test_a_blank_proof_has_nothing_ticked(text_of: TextOf) -> None:
    proof = ProofOfService(
        notice=NoticeKind.DISCONNECTION,
        number="41070305-01-T-000003",
        copies=2,
        party=PARTY,
        issuer=ISSUER,
        total=Money(16056),
        issued_on=DAY,
    )
    assert "√" not in "".join(text_of(proof_of_service_pdf(proof)))


def test_the_list_before_a_cut_asks_every_question_and_ticks_the_answers(text_of: TextOf) -> None:
    checks = CutCheckList(
        number="41070305-01-T-000003",
        party=PARTY,
        issuer=ISSUER,
        total=Money(16056),
        cut_on=date(2026, 11, 30),
        call_at=NOW,
        lines=tuple(CutCheckLine(item=item, clear=item is not CutCheckItem.WEATHER, note="") for item in CutCheckItem),
        checked_at=NOW + timedelta(minutes=31),
    )
    pdf = cut_check_list_pdf(checks)
    found = "".join(text_of(pdf)).replace("\n", "")
    assert len(text_of(pdf)) == 1
    assert all(question.split("(")[0] in found for question in QUESTIONS.values())
    assert found.count("√") == len(CutCheckItem)
    assert set(QUESTIONS) == set(CutCheckItem)
