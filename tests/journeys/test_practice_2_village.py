"""Practice 2 across both seats: what a village says is answered."""

from datetime import timedelta

from journey_seats import DAY, Journey
from practice import Practice
from pytest_bdd import given, parsers, scenarios, then, when

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.services import (
    meetings,
    opinions,
)
from collector_desktop.store.queries import (
    villages,
)

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
