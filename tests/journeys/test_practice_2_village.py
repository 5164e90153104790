"""Practice 2 across both seats: what a village says is answered, what it asks for is done and told to the township."""

import subprocess
from datetime import timedelta
from pathlib import Path

import openpyxl
from journey_seats import DAY, Journey
from practice import Practice, ledgers
from PySide6.QtCore import Qt
from pytest_bdd import given, parsers, scenarios, then, when

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.villages import TownshipReported
from collector_desktop.domain.campaign import CampaignKind
from collector_desktop.domain.names import ActId
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.services import helping, meetings, opinions, township
from collector_desktop.services.taking_in import take_in
from collector_desktop.store.attachments import read_attachment
from collector_desktop.store.queries import accounts, facts, villages
from collector_desktop.ui.collector.village.help_tab import HelpTab
from collector_desktop.ui.collector.village.page import HELP, VillagePage

MONTH = BillingMonth.of(DAY)

scenarios("practice_2_village.feature")


@given(parsers.parse('a village meeting raised the opinion "{text}"'))
def _meeting(journey: Journey, practice: Practice, text: str) -> None:
    with journey.session.ledger.reading() as conn:
        practice.village = villages.names(conn)[0]
    raised = meetings.NewOpinion(text=text, owner="郑主任", due_on=DAY + timedelta(days=10))
    wanted = meetings.HoldMeeting(
        id=new_act_id(),
        village=practice.village,
        on=DAY,
        place="村委会",
        present=("柳支书",),
        agenda=("本月电费",),
        minutes="谈了电费。",
        raised=(raised,),
    )
    meetings.hold_meeting(journey.session.ledger, wanted, journey.session.stamp())
    with journey.session.ledger.reading() as conn:
        practice.act = next(each.raised.id for each in villages.opinions(conn) if each.raised.text == text)


@when(parsers.parse('the station answers it with "{answer}"'))
def _answer(journey: Journey, practice: Practice, answer: str) -> None:
    wanted = opinions.AnswerOpinion(id=new_act_id(), opinion=practice.act, answer=answer, done=answer)
    opinions.answer_opinion(journey.station, wanted, journey.clerk())


@then(parsers.parse('the next meeting\'s agenda asks whether "{answer}" was enough'))
def _heard(journey: Journey, practice: Practice, answer: str) -> None:
    prepared = meetings.prepare(journey.session.ledger, practice.village, DAY + timedelta(days=30))
    (opinion,) = [each for each in prepared.open if each.raised.id == practice.act]
    assert opinion.answered is not None
    assert opinion.answered.answer == answer


@given(parsers.parse('the station opened flood fighting for a village that asked for "{what}"'))
def _asked(journey: Journey, practice: Practice, what: str) -> None:
    with journey.station.reading() as conn:
        practice.village = villages.names(conn)[0]
    campaign, practice.act = new_act_id(), new_act_id()
    opened = helping.OpenCampaign(
        id=campaign,
        village=practice.village,
        what=CampaignKind.FLOOD_FIGHTING,
        since=DAY - timedelta(days=1),
        until=DAY + timedelta(days=9),
    )
    helping.open_campaign(journey.station, opened, journey.clerk())
    asked = helping.AskHelp(
        id=practice.act, village=practice.village, campaign=campaign, asked_by="村主任", what=what, where="东河闸"
    )
    helping.ask_help(journey.station, asked, journey.clerk())


@then("the request waits on the village's page at the laptop")
def _waits(journey: Journey, practice: Practice) -> None:
    journey.hand.press(Qt.Key.Key_F6)
    page = journey.desk.page("village")
    assert isinstance(page, VillagePage)
    page.show_village(practice.village)
    page.go(HELP)
    tab = page.tabs[HELP]
    assert isinstance(tab, HelpTab)
    assert [each.is_open for each in tab.model.rows if each.request.id == practice.act] == [True]


@when(parsers.parse('two of us go for {hours:d} hours and "{solved}"'))
def _go(journey: Journey, practice: Practice, hours: int, solved: str) -> None:
    session = journey.session
    given = helping.GiveHelp(
        id=new_act_id(), request=practice.act, on=DAY, who="农电工甲", people=2, hours=hours, solved=solved
    )
    journey.desk.apply(helping.give_help(session.ledger, given, session.stamp()))


@then("the station's township report counts 1 request, 1 done, 1 visit and 6 hours of flood fighting")
def _counts(journey: Journey) -> None:
    report = township.report(journey.station, MONTH, None, DAY)
    (line,) = (each.counts for each in report.help if each.kind is CampaignKind.FLOOD_FIGHTING)
    assert (line.requests, line.solved, line.visits, line.hours) == (1, 1, 1, 6)


@then("the page and the spreadsheet say the same and name nobody")
def _says(journey: Journey, tmp_path: Path) -> None:
    report = township.report(journey.station, MONTH, None, DAY)
    page, sheet = tmp_path / "page.pdf", tmp_path / "page.xlsx"
    page.write_bytes(township.paper(journey.station, MONTH, report.asks, DAY))
    township.write_spreadsheet(sheet, report)
    told = subprocess.run(["pdftotext", "-layout", str(page), "-"], capture_output=True, check=True).stdout.decode()
    rows = [row for row in openpyxl.load_workbook(sheet).active.iter_rows(values_only=True) if "防汛 工时" in row]
    assert [6 in row for row in rows] == [True]
    assert [line.split()[1:] for line in told.splitlines() if line.split()[:1] == ["防汛"]] == [["1", "1", "1", "6"]]
    with journey.station.reading() as conn:
        known = accounts.names(conn)
    assert not any(number in told for number in known)
    assert not any(name in told for name in known.values() if len(name) > 2)


@when("the laptop reports the month to the township and hands over")
def _reports(journey: Journey, practice: Practice) -> None:
    session = journey.session
    practice.act = ActId(new_act_id())
    wanted = township.SendReport(id=practice.act, month=MONTH, asks=("请协调疏通排水沟",))
    journey.desk.apply(township.send(session.ledger, wanted, session.stamp()))
    journey.hand.press(Qt.Key.Key_F1)
    take_in(journey.station, journey.station_keys, journey.hand_over(), journey.clerk())


@then("the station has the page as it went")
def _has(journey: Journey, practice: Practice) -> None:
    pages = []
    for ledger in ledgers(journey):
        with ledger.reading() as conn:
            (sent,) = (each for each in facts.facts(conn, TownshipReported) if each.id == practice.act)
            pages.append(read_attachment(conn, sent.attachments[0]))
    assert sent.asks == ("请协调疏通排水沟",)
    assert pages[0] is not None
    assert pages[0] == pages[1]
