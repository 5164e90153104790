"""Papers for the court: read back, numbered as they say, and every item the very bytes its hash is of."""

import hashlib
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from court_seats import COURT, FILED, filed, wanted
from ladder_seats import DUNNED, ONE, SIGNED, demand, serve
from PIL import Image
from sqlalchemy import delete
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.court import CourtPaperMade
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.court_claim import CourtPaper, Way
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals_court import EvidenceMissing, NothingToClaim, OnlyTheStationSues
from collector_desktop.services import court_papers, suing
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.lost_files import declare_lost
from collector_desktop.store.queries.court import claim, papers
from collector_desktop.store.tables.facts import AttachmentRow


def _photo() -> NewFile:
    out = BytesIO()
    Image.new("RGB", (1200, 900), "#8899aa").save(out, "JPEG")
    return NewFile(content=out.getvalue(), media=MediaType.JPEG, title="门口照片")


BROKEN = NewFile(content=b"%PDF-1.7 broken", media=MediaType.PDF, title="村委证明")


def _served(seats: TwoSeats, *files: NewFile) -> None:
    serve(seats.laptop, demand(seats.laptop, stamp(0, DUNNED)), stamp(5, DUNNED), SIGNED, *files)
    seats.carry_day(stamp(30, DUNNED))


def _pack(seats: TwoSeats, folder: Path) -> tuple[Path, CourtPaperMade]:
    asked = court_papers.MakePack(id=new_act_id(), account=ONE, court=COURT)
    made = court_papers.make_pack(seats.station, asked, stamp(0, FILED))
    path = folder / "pack.pdf"
    path.write_bytes(made.pdf)
    with seats.station.reading() as conn:
        (line,) = papers(conn, ONE)
    assert line.pages == made.pages
    assert line.sha256 == hashlib.sha256(made.pdf).hexdigest()
    return path, line


def _pages(path: Path) -> list[str]:
    read = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True)
    return read.stdout.split("\f")[:-1]


def test_the_pages_named_in_the_contents_are_the_items_pages(doors: TwoSeats, tmp_path: Path) -> None:
    _served(doors, _photo())
    path, line = _pack(doors, tmp_path)
    pages = _pages(path)
    assert len(pages) == line.pages
    titles = [item.title.split()[0] for item in line.items]
    assert titles == ["欠费账单明细", "违约金计算明细", "催费通知单", "送达回证", "门口照片", "上门走访记录"]
    front = "".join(pages[: line.items[0].first_page - 1])
    for number, item in enumerate(line.items, start=1):
        assert f"证据 {number} {item.title.split()[0]}" in " ".join(pages[item.first_page - 1].split())
        assert item.sha256 in front
        (row,) = [row for row in front.splitlines() if row.split()[:2] == [str(number), item.title.split()[0]]]
        assert row.split()[-1] == str(item.first_page)
    for number, page in enumerate(pages, start=1):
        assert f"第 {number} 页,共 {line.pages} 页" in page


def test_every_hash_is_of_the_bytes_that_lie_in_the_pack(doors: TwoSeats, tmp_path: Path) -> None:
    photo = _photo()
    _served(doors, photo)
    path, line = _pack(doors, tmp_path)
    inside = tmp_path / "inside"
    inside.mkdir()
    subprocess.run(["pdfdetach", "-saveall", "-o", inside, path], check=True, capture_output=True)
    found = {hashlib.sha256(file.read_bytes()).hexdigest() for file in inside.iterdir()}
    assert found == {item.sha256 for item in line.items}
    assert hashlib.sha256(photo.content).hexdigest() in found


def test_the_figures_are_the_books(doors: TwoSeats, tmp_path: Path) -> None:
    _served(doors)
    path, _ = _pack(doors, tmp_path)
    whole = " ".join("".join(_pages(path)).split())
    assert "¥105.30(截至 2027-02-01,含违约金)" in whole
    assert "2026-12-11 至 2027-02-01 53 100.00 1‰ 5.3" in whole
    assert "阎01" in whole
    assert ONE in whole


def test_a_file_that_can_t_be_shown_lies_in_the_pack_all_the_same(doors: TwoSeats, tmp_path: Path) -> None:
    _served(doors, _photo(), BROKEN)
    path, line = _pack(doors, tmp_path)
    (item,) = [item for item in line.items if item.title == "村委证明"]
    assert "原件完整附在本 PDF 的附件中" in _pages(path)[item.first_page - 1]
    assert item.sha256 == hashlib.sha256(BROKEN.content).hexdigest()


def test_evidence_that_is_not_here_stops_the_pack(doors: TwoSeats) -> None:
    _served(doors, _photo())
    with doors.station.reading() as conn:
        evidence = court_papers.gather(doors.station, conn, ONE, (), FILED)
        (demanded,) = evidence.demands
        lost = demanded.proof_files[0].model_copy(update={"sha256": "0" * 64})
        without = demanded.model_copy(update={"proof_files": (lost,)})
        with pytest.raises(EvidenceMissing) as refused:
            court_papers.pack_items(conn, evidence.model_copy(update={"demands": (without,)}))
    assert refused.value.facts["title"] == "门口照片"


def test_in_the_place_of_a_photo_that_is_lost_a_sheet_says_so(doors: TwoSeats, tmp_path: Path) -> None:
    serve(doors.laptop, demand(doors.laptop, stamp(0, DUNNED)), stamp(5, DUNNED), SIGNED, _photo())
    with doors.laptop.writing() as conn:
        conn.execute(delete(AttachmentRow).where(AttachmentRow.media == MediaType.JPEG))
    declare_lost(doors.laptop, stamp(6, DUNNED))
    doors.carry_day(stamp(30, DUNNED))
    path, line = _pack(doors, tmp_path)
    (item,) = [item for item in line.items if item.title == "门口照片"]
    page = _pages(path)[item.first_page - 1]
    assert "原件已丢失" in page
    assert f"{DUNNED.year} 年 {DUNNED.month} 月 {DUNNED.day} 日" in page


def test_the_application_is_filled_in(doors: TwoSeats, tmp_path: Path) -> None:
    _served(doors)
    act = filed(doors.station)
    with doors.station.reading() as conn:
        state = claim(conn, act, Policy())
    assert state is not None
    made = court_papers.make_application(doors.station, new_act_id(), act, state.claimed, stamp(5, FILED))
    path = tmp_path / "application.pdf"
    path.write_bytes(made.pdf)
    text = "".join("".join(_pages(path)).split())
    for said in (
        "支付令申请书",
        "被申请人阎01",
        "100.00元(人民币壹佰元整)",
        "5.30元(人民币伍元叁角整)",
        "¥105.30,人民币壹佰零伍元叁角整",
        "柳泉县人民法院",
        "第二百二十五条",
        "2026-12-15送达催2026-",
    ):
        assert said in text, said
    with doors.station.reading() as conn:
        (line,) = papers(conn, ONE)
    assert (line.paper, line.about) == (CourtPaper.APPLICATION, act)


def test_a_suit_has_plaintiff_and_defendant(doors: TwoSeats, tmp_path: Path) -> None:
    with doors.station.reading() as conn:
        drafted = suing.draft(doors.station, conn, wanted(Way.SUIT), stamp(0, FILED))
    path = tmp_path / "suit.pdf"
    made = court_papers.make_application(doors.station, new_act_id(), new_act_id(), drafted, stamp(0, FILED))
    path.write_bytes(made.pdf)
    text = "".join("".join(_pages(path)).split())
    assert "民事起诉状" in text
    assert "原告柳泉供电所" in text
    assert "支付令" not in text


def test_full_names_leave_the_station_only(doors: TwoSeats) -> None:
    with pytest.raises(OnlyTheStationSues):
        court_papers.make_pack(doors.laptop, court_papers.MakePack(id=new_act_id(), account=ONE), stamp(0, FILED))
    with pytest.raises(NothingToClaim):
        court_papers.make_pack(doors.station, court_papers.MakePack(id=new_act_id(), account=ONE), stamp(0, DAY))


def test_asking_twice_leaves_one_line(doors: TwoSeats) -> None:
    asked = court_papers.MakePack(id=new_act_id(), account=AccountNumber("4100000002"))
    court_papers.make_pack(doors.station, asked, stamp(0, FILED))
    court_papers.make_pack(doors.station, asked, stamp(0, FILED))
    with doors.station.reading() as conn:
        assert len(papers(conn, asked.account)) == 1
