"""Lists with full names: asked for at a laptop, approved at the station, made once, told of in the journal."""

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals_publicity import (
    UnmaskedListAlreadyMade,
    UnmaskedListElsewhere,
    UnmaskedListNotApproved,
)
from collector_desktop.domain.requests import GradeObjection, Matter, Role, UnmaskedListWanted
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.services.requesting import Ask, request
from collector_desktop.services.unmasked_lists import MakeList, make_list
from collector_desktop.store.books_check import check_books
from collector_desktop.store.queries.publicity import unmasked_lists
from collector_desktop.store.tables.machinery import JournalRow

PURPOSE = "交村委会核对迁出户"
WANTED = UnmaskedListWanted(villages=("前柳村",), purpose=PURPOSE)


def asked(seats: TwoSeats, matter: Matter = WANTED) -> ActId:
    """A request made at the laptop and carried to the station."""
    ask = Ask(id=new_act_id(), matter=matter, reason="村里要核对")
    request(seats.laptop, ask, stamp(2))
    seats.carry_day(stamp(3))
    return ask.id


def decided(seats: TwoSeats, act: ActId, *, approved: bool = True, granted: Matter | None = None) -> None:
    """The manager's decision, carried back to the laptop."""
    decide(
        seats.station,
        Decide(
            request=act, approved=approved, reason="核对属实", granted=granted, decided_by="郑所长", role=Role.MANAGER
        ),
        stamp(4),
    )
    seats.carry_route(stamp(5))


def cells(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value is not None]


def test_an_approved_list_holds_names_and_leaves_a_line_that_travels(doors: TwoSeats, tmp_path: Path) -> None:
    act = asked(doors)
    decided(doors, act)
    made = make_list(doors.laptop, MakeList(id=new_act_id(), request=act), tmp_path / "out", stamp(6))
    found = cells(made.path)
    assert {"阎01", "阎02", "阎03", "4100000001"} <= set(found)
    assert PURPOSE in found[0]
    assert "郑所长" in found[0]
    assert Topic.REQUESTS in made.changes.topics
    with doors.laptop.reading() as conn:
        line = json.loads(conn.scalar(select(JournalRow.content).where(JournalRow.act == made.made.id)) or "")
    assert line["act"]["sha256"] == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert (line["act"]["names"], line["act"]["purpose"], line["act"]["about"]) == (3, PURPOSE, act)
    doors.carry_day(stamp(7))
    with doors.station.reading() as conn:
        assert unmasked_lists(conn) == (made.made,)
        assert check_books(conn, doors.station.seat.kind, every=True).agrees


def test_the_line_itself_names_nobody(doors: TwoSeats, tmp_path: Path) -> None:
    act = asked(doors)
    decided(doors, act)
    made = make_list(doors.laptop, MakeList(id=new_act_id(), request=act), tmp_path, stamp(6))
    content = made.made.model_dump_json() + made.path.name
    assert not any(secret in content for secret in ("阎0", "41000000"))


@pytest.mark.parametrize("state", ["unknown", "waiting", "refused", "another matter"])
def test_without_approval_there_is_neither_file_nor_line(doors: TwoSeats, tmp_path: Path, state: str) -> None:
    act = new_act_id()
    if state != "unknown":
        act = asked(doors, GradeObjection(grade="B", line="on_time") if state == "another matter" else WANTED)
    if state in ("refused", "another matter"):
        decided(doors, act, approved=state == "another matter")
    with pytest.raises(UnmaskedListNotApproved):
        make_list(doors.laptop, MakeList(id=new_act_id(), request=act), tmp_path / "out", stamp(6))
    assert not (tmp_path / "out").exists()
    with doors.laptop.reading() as conn:
        assert unmasked_lists(conn) == ()


def test_one_approval_is_one_list_but_pressed_twice_is_once(doors: TwoSeats, tmp_path: Path) -> None:
    act = asked(doors)
    decided(doors, act)
    wanted = MakeList(id=new_act_id(), request=act)
    made = make_list(doors.laptop, wanted, tmp_path, stamp(6))
    again = make_list(doors.laptop, wanted, tmp_path, stamp(6))
    assert (again.path, again.made) == (made.path, made.made)
    with pytest.raises(UnmaskedListAlreadyMade) as refusal:
        make_list(doors.laptop, MakeList(id=new_act_id(), request=act), tmp_path, stamp(7))
    assert refusal.value.facts == {"request": act, "file": made.path.name, "on": DAY}
    assert len(list(tmp_path.glob("*.xlsx"))) == 1


def test_what_was_granted_counts_not_what_was_asked_for(doors: TwoSeats, tmp_path: Path) -> None:
    doors.bill("4100000009", "河湾村", "202610", 10000)
    act = asked(doors, UnmaskedListWanted(villages=("前柳村", "河湾村"), purpose=PURPOSE))
    decided(doors, act, granted=UnmaskedListWanted(villages=("河湾村",), purpose="只核对河湾村"))
    made = make_list(doors.laptop, MakeList(id=new_act_id(), request=act), tmp_path, stamp(6))
    assert "阎09" in cells(made.path)
    assert "阎01" not in cells(made.path)
    assert made.made.purpose == "只核对河湾村"


def test_villages_of_other_books_are_refused(doors: TwoSeats, tmp_path: Path) -> None:
    act = asked(doors, UnmaskedListWanted(villages=("前柳村", "石磨坡村"), purpose=PURPOSE))
    decided(doors, act)
    with pytest.raises(UnmaskedListElsewhere) as refusal:
        make_list(doors.laptop, MakeList(id=new_act_id(), request=act), tmp_path / "out", stamp(6))
    assert refusal.value.facts == {"villages": ("石磨坡村",)}
    assert not (tmp_path / "out").exists()


def test_a_folder_that_can_not_be_written_leaves_no_line(doors: TwoSeats, tmp_path: Path) -> None:
    act = asked(doors)
    decided(doors, act)
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="out"):
        make_list(doors.laptop, MakeList(id=new_act_id(), request=act), tmp_path / "out", stamp(6))
    with doors.laptop.reading() as conn:
        assert unmasked_lists(conn) == ()
