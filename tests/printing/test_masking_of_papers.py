"""Nothing that is meant for others has anybody's full name, phone or account number, whoever lives there.

Personal Information Protection Law art. 6, 25 and 51. The papers and files are made from real books by the services
that make them, and read back with other programs than the ones that wrote them.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from two_seats import DAY, LAPTOP, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.exchange.spreadsheet_out import write_table
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.poster import poster_pdf
from collector_desktop.printing.praise import red_list_pdf
from collector_desktop.printing.route_list import Stop, route_list_pdf
from collector_desktop.services import meetings, opinions, penalty_report, praising, publicity, reporting, township
from collector_desktop.store.queries import accounts, policies
from collector_desktop.store.tables.snapshot import AccountRow, BalanceRow, BillRow
from collector_desktop.ui.collector.accounts.model import columns

MONTH = BillingMonth(2026, 9)
DUE = date(2026, 10, 15)
LEAST = 5

_SURNAMES = st.sampled_from(["王", "阎", "欧阳", "司马", "诸葛", "买买提·", "𠮷"])
_GIVEN = st.text("琰璟珺翊煊霂骅嬿劼昶", min_size=1, max_size=3)
"""Characters no paper has of its own: wherever a whole name is found, it is the person's."""
_AFTER = st.sampled_from(["", "", "", "(已故)", "小卖部", " "])
_DIGITS = "0123456789"
_numbers = count(1)


@dataclass(frozen=True)
class Person:
    """One household of a village made up for one example."""

    name: str
    phones: tuple[str, ...]
    group: str
    owes: int
    """In fen; nothing for a prompt payer."""
    consents: bool
    lives: str
    """What the station writes of where it lives: landmarks, and names and numbers among them."""


PEOPLE = st.lists(
    st.builds(
        Person,
        name=st.tuples(_SURNAMES, _GIVEN, _AFTER).map("".join),
        phones=st.lists(
            st.text(_DIGITS, min_size=11, max_size=11) | st.text(_DIGITS, min_size=7, max_size=8), max_size=2
        ).map(tuple),
        group=st.sampled_from(["1组", "2组", "3组", ""]),
        owes=st.sampled_from([0, 1, 4321, 9_999_999]),
        consents=st.booleans(),
        lives=st.sampled_from(["老井南", "{own}家", "{other}家隔壁", "打{phone}", "户号{account}的东边"]),
    ),
    min_size=LEAST,
    max_size=24,
    unique_by=lambda person: person.name.strip(),
)


@pytest.fixture(scope="module")
def seats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoSeats]:
    """A station whose books grow by one village with every example."""
    opened = two_seats(tmp_path_factory.mktemp("masking"))
    yield opened
    opened.close()


@dataclass(frozen=True)
class Village:
    """A village of the books, and its people by account number."""

    seats: TwoSeats
    name: str
    people: dict[AccountNumber, Person]


def settle_down(seats: TwoSeats, people: list[Person]) -> Village:
    """Put people into the books as an import leaves them: a bill each, open or not; consents as they were given."""
    number = next(_numbers)
    village, living = f"第{number}村", {}
    with seats.station.writing() as conn:
        for at, person in enumerate(people):
            account = AccountNumber(f"73{number:05d}{at:03d}")
            living[account] = person
            other = people[(at + 1) % len(people)]
            hint = person.lives.format(
                own=person.name, other=other.name, phone=next(iter(other.phones), ""), account=account
            )
            conn.execute(
                insert(AccountRow).values(
                    number=account,
                    name=person.name,
                    address=f"{village}{person.group}{hint}",
                    hint=hint,
                    village=village,
                    village_group=person.group,
                    sequence=at,
                    phones="|".join(person.phones),
                    residential=True,
                )
            )
            conn.execute(insert(BalanceRow).values(account=account, prepay=Money.ZERO, deposit=Money.ZERO))
            conn.execute(
                insert(BillRow).values(
                    id=f"{account}-{MONTH}-正常电费",
                    account=account,
                    month=str(MONTH),
                    kind="正常电费",
                    residential=True,
                    due_on=DUE,
                    amount=Money(person.owes or 5000),
                    open=Money(person.owes),
                    penalty_paid=Money.ZERO,
                    out_with=LAPTOP,
                    export_open=Money(person.owes),
                    unseen=Money.ZERO,
                )
            )
    for account, person in living.items():
        praising.say(seats.station, praising.Say(id=new_act_id(), account=account, consents=person.consents), stamp(1))
    return Village(seats, village, living)


def poster(village: Village, _folder: Path) -> Iterator[str]:
    """The poster on both papers, and its cells as a spreadsheet."""
    if sum(person.owes > 0 for person in village.people.values()) < LEAST:
        return
    shown = publicity.poster(village.seats.station, village.name, DAY)
    for paper in (Paper.A3, Paper.A4):
        yield text_of_pdf(poster_pdf(shown, paper))
    publicity.write_poster(_folder / "poster.xlsx", shown)
    yield text_of_xlsx(_folder / "poster.xlsx")


def praise(village: Village, _folder: Path) -> Iterator[str]:
    """The red list on both papers."""
    found = praising.praise_list(village.seats.station, village.name, MONTH, DAY)
    for paper in (Paper.A3, Paper.A4):
        yield text_of_pdf(red_list_pdf(found, paper, "柳泉供电所", DAY, red=True, demo=False))


def walk(village: Village, _folder: Path) -> Iterator[str]:
    """The list of a walk, as the station prints it, and as the laptop prints it from its doors."""
    report = reporting.route(village.seats.station, LAPTOP, DAY + timedelta(days=30))
    yield report.model_dump_json()
    stops = [
        Stop(
            order=at,
            name=person.name,
            account=account,
            hint="老井南",
            village=village.name,
            group=person.group,
            months=1,
            amount=Money(person.owes),
        )
        for at, (account, person) in enumerate(village.people.items(), start=1)
    ]
    yield text_of_pdf(route_list_pdf("走收单", stops, demo=False))


def ledger_of_accounts(village: Village, folder: Path) -> Iterator[str]:
    """Everybody's list with every column it can show, as it is exported."""
    with village.seats.station.reading() as conn:
        lines = accounts.lines(conn, DAY, policies.policy(conn))
    shown = columns()
    rows = [[column.outside(line) for column in shown] for line in lines]
    write_table(folder / "accounts.xlsx", "台账", [column.title for column in shown], rows)
    yield text_of_xlsx(folder / "accounts.xlsx")


def to_the_township(village: Village, folder: Path) -> Iterator[str]:
    """The month's report on paper and as a spreadsheet, after opinions and asks that speak of households."""
    ledger = village.seats.station
    say_something(village)
    asks = [
        f"请催{person.name},户号{account},电话{'、'.join(person.phones)}" for account, person in village.people.items()
    ]
    report = township.report(ledger, BillingMonth.of(DAY), asks, DAY)
    yield report.model_dump_json()
    yield text_of_pdf(township.paper(ledger, BillingMonth.of(DAY), asks[:2], DAY))
    township.write_spreadsheet(folder / "township.xlsx", report)
    yield text_of_xlsx(folder / "township.xlsx")


def penalties(village: Village, folder: Path) -> Iterator[str]:
    """The month's penalty report."""
    ledger, late = village.seats.station, DAY + timedelta(days=60)
    report = penalty_report.report(ledger, BillingMonth.of(late), late)
    yield text_of_pdf(penalty_report.paper(ledger, BillingMonth.of(late), late))
    penalty_report.write_spreadsheet(folder / "penalties.xlsx", report)
    yield text_of_xlsx(folder / "penalties.xlsx")


def agenda(village: Village, _folder: Path) -> Iterator[str]:
    """The agenda of the village's meeting, which lies before everybody."""
    say_something(village)
    yield text_of_pdf(meetings.agenda_paper(village.seats.station, village.name, DAY))


def minutes(village: Village, _folder: Path) -> Iterator[str]:
    """The minutes of a meeting that spoke of households, as the committee signs and keeps them."""
    ledger = village.seats.station
    said = "\n".join(
        f"{person.name}家({account})来反映,电话{''.join(person.phones[:1])}"
        for account, person in village.people.items()
    )
    account, person = next(iter(village.people.items()))
    held = meetings.HoldMeeting(
        id=new_act_id(),
        village=village.name,
        on=DAY,
        place="村委会",
        present=("柳支书",),
        agenda=(f"{person.name}家的表",),
        minutes=said,
        raised=(meetings.NewOpinion(text=f"给{person.name}({account})换表", owner="农电工甲", due_on=DAY),),
    )
    meetings.hold_meeting(ledger, held, stamp(2))
    text = text_of_pdf(meetings.minutes_paper(ledger, held.id))
    assert "柳支书" in text
    assert "农电工甲" in "".join(text.split())
    yield text


def say_something(village: Village) -> None:
    """Opinions that speak of two households, one of them answered."""
    for at, (account, person) in enumerate(list(village.people.items())[:2]):
        opinion = opinions.RaiseOpinion(
            id=new_act_id(),
            village=village.name,
            text=f"{person.name}家({account})的表坏了,电话{''.join(person.phones[:1])}",
            owner="农电工甲",
            due_on=DAY,
        )
        opinions.raise_opinion(village.seats.station, opinion, stamp(2))
        if at:
            answer = opinions.AnswerOpinion(
                id=new_act_id(), opinion=opinion.id, answer="已换表", done=f"给{person.name}换了表"
            )
            opinions.answer_opinion(village.seats.station, answer, stamp(3))


MEANT_FOR_OTHERS: dict[str, Callable[[Village, Path], Iterator[str]]] = {
    each.__name__: each
    for each in (poster, praise, walk, ledger_of_accounts, to_the_township, penalties, agenda, minutes)
}


def text_of_pdf(pdf: bytes) -> str:
    """What another program reads in a PDF."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([program, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def text_of_xlsx(path: Path) -> str:
    """Every cell of a spreadsheet, comments and properties included, without white space."""
    book = openpyxl.load_workbook(path)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    about = [str(value) for value in vars(book.properties).values() if value]
    return "\n".join([*cells, *about])


@pytest.mark.parametrize("made", MEANT_FOR_OTHERS)
@settings(max_examples=12)
@given(people=PEOPLE)
def test_nothing_meant_for_others_says_who_somebody_is(
    seats: TwoSeats, tmp_path_factory: pytest.TempPathFactory, made: str, people: list[Person]
) -> None:
    village = settle_down(seats, people)
    texts = list(MEANT_FOR_OTHERS[made](village, tmp_path_factory.mktemp("papers")))
    agreed = {person.name for person in people if person.consents and not person.owes} if made == "praise" else set()
    for text in texts:
        unbroken = "".join(text.split())
        for account, person in village.people.items():
            assert account not in text
            assert not any(phone in text for phone in person.phones)
            name = "".join(person.name.split())
            # A name that is the beginning of one who agreed stands there as that one's.
            assert name not in unbroken or any(name in "".join(other.split()) for other in agreed), name


@settings(max_examples=12)
@given(people=PEOPLE)
def test_no_cell_of_a_village_is_smaller_than_the_policy_s(seats: TwoSeats, people: list[Person]) -> None:
    village = settle_down(seats, people)
    if sum(person.owes > 0 for person in people) >= LEAST:
        shown = publicity.poster(seats.station, village.name, DAY)
        assert all(group.households >= LEAST for group in shown.groups)
        assert sum(group.households for group in shown.groups) == shown.households


def test_what_this_file_looks_for_it_would_find(tmp_path: Path) -> None:
    person = Person(name="欧阳琰", phones=("13812345678",), group="1组", owes=1, consents=False, lives="")
    stop = Stop(
        order=1,
        name=person.name,
        account=AccountNumber("7300001000"),
        hint="欧阳琰 13812345678 7300001000",
        village="村",
        group="1组",
        months=1,
        amount=Money(1),
    )
    for text in (text_of_pdf(route_list_pdf("单", [stop], demo=False)), _written(tmp_path, stop.hint)):
        assert all(secret in text for secret in ("欧阳琰", "13812345678", "7300001000"))


def _written(folder: Path, cell: str) -> str:
    write_table(folder / "found.xlsx", "表", ("列",), [(cell,)])
    return text_of_xlsx(folder / "found.xlsx")
