"""More photos than one package holds: the lines go into several, and all of them arrive."""

from pathlib import Path

import pytest
from held_seats import received, take
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import LinesMissing
from collector_desktop.domain.requests import GradeObjection
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.handing_over import hand_over
from collector_desktop.services.requesting import Ask, request
from collector_desktop.store.queries.requests import requests

ONE = "4100000001"
LINES = ("on_time", "promises", "current")


def photo(number: int) -> NewFile:
    """A picture of some 4,000 bytes, as far as its first bytes tell."""
    return NewFile(content=b"\xff\xd8\xff\xe0" + bytes([number]) * 4000, media=MediaType.JPEG, title="门口照片")


@pytest.mark.parametrize(("most_files", "packages"), [(100_000, 1), (9_000, 2), (5_000, 3), (10, 4)])
def test_lines_are_cut_where_their_photos_would_be_too_many(tmp_path: Path, most_files: int, packages: int) -> None:
    seats: TwoSeats = two_seats(tmp_path)
    seats.bill(ONE, "前柳村", "202610", 10000)
    seats.carry_route(stamp(1))
    seats.pay(ONE, 500, stamp(2))
    for number, line in enumerate(LINES):
        matter = GradeObjection(grade="B", line=line)
        files = (photo(number),)
        asked = Ask(id=new_act_id(), account=AccountNumber(ONE), matter=matter, reason="那时停电", files=files)
        request(seats.laptop, asked, stamp(3 + number))
    seats.pay(ONE, 700, stamp(9))
    written = hand_over(seats.laptop, seats.folder, stamp(10), most_files=most_files)
    assert len(written.paths) == packages
    if packages > 1:
        with pytest.raises(LinesMissing):
            take(seats, written.path)
    assert sum(take(seats, path).new_lines for path in written.paths) == written.lines
    assert received(seats) == 1200
    with seats.station.reading() as conn:
        kept = [file for each in requests(conn) for file in each.request.attachments]
    assert len(kept) == len(LINES)
    seats.close()
