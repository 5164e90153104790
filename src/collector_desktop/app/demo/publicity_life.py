"""The demo's publicity and praise: evenings in the villages, leaflets handed out, names with and without consent."""

from collections.abc import Callable
from datetime import date, timedelta

from collector_desktop.app.demo.pictures import photo, signature
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.publicity import HandedOut, PublicityTopic
from collector_desktop.domain.leaflets import Leaflet
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.requests import GradeObjection, UnmaskedListWanted
from collector_desktop.services.praising import Say, say
from collector_desktop.services.publicity import Hold, hold
from collector_desktop.services.requesting import Ask, request
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import accounts, grades, policies, villages
from collector_desktop.store.queries.publicity import prompt

At = Callable[[date, int], Stamp]
"""Who acts on a day at an hour."""

_EVENINGS = (
    (24, (PublicityTopic.ELECTRICITY_LAW, PublicityTopic.PENALTY), "村委会院里", 46, (Leaflet.PENALTY, 40)),
    (11, (PublicityTopic.SAFETY,), "小学门口", 30, (Leaflet.SAFETY, 30)),
    (4, (PublicityTopic.PAYING, PublicityTopic.TARIFF), "赶集的路口", 60, (Leaflet.PREPAYMENT, 55)),
)
_AGREE, _DECLINE = 6, 2
_DISPUTED_MONTH = "那个月全村停电三天,我第四天就交了"


def make_known(laptop: Ledger, day: date, at: At) -> None:
    """Evenings of the last weeks in every village."""
    with laptop.reading() as conn:
        names = villages.names(conn)
    for number, village in enumerate(names):
        for back, topics, place, audience, (leaflet, count) in _EVENINGS:
            on = day - timedelta(days=back + number)
            wanted = Hold(
                id=new_act_id(),
                village=village,
                topics=topics,
                place=place,
                audience=audience - 5 * number,
                handed_out=(HandedOut(leaflet=leaflet, number=count - 5 * number),),
                files=(photo("宣传照片 1"),) if back == _EVENINGS[0][0] else (),
            )
            hold(laptop, wanted, at(on, 19))


def ask_to_praise(laptop: Ledger, day: date, at: At) -> None:
    """Some prompt payers of each village agree to be named, some do not, most were not asked yet."""
    month = BillingMonth.of(day).plus(-2)
    with laptop.reading() as conn:
        names = villages.names(conn)
    for village in names:
        with laptop.reading() as conn:
            paid = prompt(conn, village, month, day)
        for number, payer in enumerate(paid[: _AGREE + _DECLINE]):
            agrees = number < _AGREE
            files = (signature("上榜同意签名"),) if agrees else ()
            said = Say(id=new_act_id(), account=payer.account, consents=agrees, files=files)
            say(laptop, said, at(day - timedelta(days=3), 18))


def object_to_grades(laptop: Ledger, day: date, count: int, skip: int, stamp: Stamp) -> None:
    """Some households say that a line of their grade is wrong."""
    with laptop.reading() as conn:
        policy = policies.policy(conn)
        lines = accounts.lines(conn, day, policy)
        found: list[tuple[AccountNumber, str, str]] = []
        for line in reversed(lines):
            if len(found) == skip + count:
                break
            grading = grades.grading(conn, line.number, day, policy)
            short = next((each for each in grading.lines if each.points < each.most), None)
            if short is not None:
                found.append((line.number, grading.grade, short.code))
    for account, grade, code in found[skip:]:
        matter = GradeObjection(grade=grade, line=code)
        request(laptop, Ask(id=new_act_id(), account=account, matter=matter, reason=_DISPUTED_MONTH), stamp)


def ask_for_names(laptop: Ledger, village: str, stamp: Stamp) -> None:
    """The village committee wants a list with names: only the manager may allow it."""
    matter = UnmaskedListWanted(villages=(village,), purpose="村委会核对迁出户")
    request(laptop, Ask(id=new_act_id(), village=village, matter=matter, reason="村委会书面要求"), stamp)
