"""A stolen laptop: after a day of work nothing on its disk says whom it visited."""

import gzip
import io
import json
import logging
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from door_laptop import PIN, Laptop
from fault_trials.reading import readable
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui_hand import focused
from ui_seats import Seats

from collector_desktop.app.logs import close_log, open_log
from collector_desktop.domain.attachment import MediaType
from collector_desktop.exchange.spreadsheet_out import write_table
from collector_desktop.printing.flow import sheets
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.tables import table_pdf
from collector_desktop.services import handing_over
from collector_desktop.store.attachments import keep_attachment
from collector_desktop.store.ledger import Ledger

LONGEST_HINT = 2
NAME = "欧阳明月"


def secrets_of(ledger: Ledger) -> set[str]:
    """Names, addresses, phones, accounts and meters of every household."""
    with ledger.reading() as conn:
        rows = conn.exec_driver_sql("SELECT number, old_number, name, address, phones, meter_number FROM account").all()
    return {text for row in rows for text in row if len(text) > LONGEST_HINT}


def test_a_day_at_the_doors_leaves_nothing_readable_on_the_disk(
    protected: Laptop, seats: Seats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = tmp_path / "program" / "temporary"
    spool.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    handler = open_log(protected.places.log_file)
    protected.try_pin(PIN)
    desk = protected.desk
    session = desk.session
    secrets = secrets_of(session.ledger)
    assert len(secrets) > 150
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_4)
    name = next(iter(secrets))
    session.drafts.put("collect", f"{name} 的草稿")
    logging.getLogger("collector_desktop").error("could not print for %s", name)
    with session.ledger.writing() as conn:
        keep_attachment(conn, b"\x89PNG\r\n\x1a\n" + name.encode() * 9, MediaType.PNG, name)
    handing_over.hand_over(session.ledger, protected.places.exchange, session.stamp())
    for place in desk.places:
        desk.go(place)
    protected.program.lock()
    protected.qtbot.waitUntil(lambda: not session.lane.busy, timeout=60_000)
    assert list((protected.places.books / "backups").iterdir())
    assert list(readable(tmp_path / "program", secrets)) == []
    protected.stop()
    close_log(handler)
    assert list(readable(tmp_path / "program", secrets)) == []
    protected.start()


def test_the_search_would_find_what_lies_open(seats: Seats, laptop: Laptop, tmp_path: Path) -> None:
    secrets = secrets_of(seats.station)
    assert [file.name for file, _word in readable(laptop.places.books, secrets)] == ["books.db"]
    (tmp_path / "old.txt").write_bytes(next(iter(secrets)).encode("gb18030"))
    assert [file.name for file, _word in readable(tmp_path, secrets) if file.parent == tmp_path] == ["old.txt"]


def zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content", content)
    return packed.getvalue()


def spreadsheet() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_table(path, "名单", ("户名",), [(NAME,)])
        return path.read_bytes()


def paper() -> bytes:
    return table_pdf("名单", "", ("户名",), [(NAME,)])


PACKED: dict[str, Callable[[], bytes]] = {
    "spreadsheet": spreadsheet,
    "spreadsheet in an archive": lambda: zipped(spreadsheet()),
    "archive in an archive": lambda: zipped(zipped(NAME.encode("gb18030"))),
    "gzip": lambda: gzip.compress(NAME.encode()),
    "stream amid other bytes": lambda: bytes(99) + zlib.compress(NAME.encode("utf-16-le")) + bytes(99),
    "paper": paper,
    "paper in an archive": lambda: zipped(paper()),
    "title of a paper": lambda: sheets(Paper.A4, NAME, ()),
    "json": lambda: json.dumps({"name": NAME}).encode(),
}


@pytest.mark.parametrize("how", sorted(PACKED))
def test_the_search_would_find_what_is_packed(how: str, tmp_path: Path) -> None:
    content = PACKED[how]()
    assert NAME.encode() not in content
    (tmp_path / "kept").write_bytes(content)
    assert [word for _file, word in readable(tmp_path, {NAME, "司马清风"})] == [NAME]


def test_the_search_takes_broken_archives_and_papers_for_what_they_are(tmp_path: Path) -> None:
    for at, content in enumerate((zipped(b"nobody")[:-9], paper()[:300], gzip.compress(b"nobody")[:12], b"%PDF-1.4")):
        (tmp_path / f"{at}").write_bytes(content)
    assert list(readable(tmp_path, {NAME})) == []
