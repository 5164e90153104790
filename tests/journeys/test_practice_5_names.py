"""Practice 5 across both seats: grades objected to, names that do not leave by themselves."""

from pathlib import Path

import pytest
from journey_seats import DAY, Journey
from practice import Practice, ledgers
from PySide6.QtCore import Qt
from pytest_bdd import given, parsers, scenarios, then, when

from collector_desktop.app.tour.hand import wait_until
from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.publicity import UnmaskedListMade
from collector_desktop.domain.grading import GradeCode
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.requests import UnmaskedListWanted
from collector_desktop.services.requesting import Ask, request
from collector_desktop.services.unmasked_lists import MakeList, make_list
from collector_desktop.store.queries import (
    accounts,
    facts,
    grades,
    policies,
    villages,
)
from collector_desktop.ui.collector.accounts.presenter import Owing
from collector_desktop.ui.widgets.buttons import KeyButton

scenarios("practice_5_names.feature")


@given("a household with less than a full grade")
def _graded(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        policy = policies.policy(conn)
        lines = accounts.lines(conn, DAY, policy)
        practice.account = next(
            line.number for line in lines if grades.grading(conn, line.number, DAY, policy).score < 100
        )


@when(parsers.parse('I open its grade and object with "{reason}"'))
def _object(journey: Journey, practice: Practice, reason: str) -> None:
    journey.hand.press(Qt.Key.Key_F3)
    page = journey.desk.accounts
    wait_until(lambda: page.model.rowCount() > 0)
    page.owing.setCurrentIndex(page.owing.findData(Owing.ALL))
    journey.hand.type(practice.account)
    wait_until(lambda: page.model.rowCount() == 1)
    page.history.grade.click()
    button = next(each for each in page.history.grading.findChildren(KeyButton) if each.property("line"))
    practice.code = button.property("line").code
    button.click()
    journey.hand.type(reason)
    journey.hand.press(Qt.Key.Key_Return)
    journey.hand.press(Qt.Key.Key_F1)


@then("the line objected to has all its points on both seats")
def _upheld(journey: Journey, practice: Practice) -> None:
    for ledger in ledgers(journey):
        with ledger.reading() as conn:
            found = grades.grading(conn, practice.account, DAY, policies.policy(conn))
        (line,) = [line for line in found.lines if line.code == GradeCode(practice.code)]
        assert line.upheld
        assert line.points == line.most


@when("I ask for a list with names of one village")
def _ask_names(journey: Journey, practice: Practice) -> None:
    with journey.session.ledger.reading() as conn:
        practice.village = villages.names(conn)[0]
    practice.act = new_act_id()
    matter = UnmaskedListWanted(villages=(practice.village,), purpose="村委会核对迁出户")
    ask = Ask(id=practice.act, village=practice.village, matter=matter, reason="村委会书面要求")
    request(journey.session.ledger, ask, journey.session.stamp())


def make_named_list(journey: Journey, practice: Practice) -> Path:
    wanted = MakeList(id=new_act_id(), request=practice.act)
    return make_list(journey.session.ledger, wanted, journey.paths.folder, journey.session.stamp()).path


@then("no list can be made yet")
def _no_list(journey: Journey, practice: Practice) -> None:
    with pytest.raises(Refusal, match="UnmaskedListNotApproved"):
        make_named_list(journey, practice)


@then("one list can be made, and its line stands in the journal")
def _one_list(journey: Journey, practice: Practice) -> None:
    assert make_named_list(journey, practice).exists()
    with pytest.raises(Refusal, match="UnmaskedListAlreadyMade"):
        make_named_list(journey, practice)
    with journey.session.ledger.reading() as conn:
        (made,) = facts.facts(conn, UnmaskedListMade, about=practice.act)
    assert made.purpose == "村委会核对迁出户"
