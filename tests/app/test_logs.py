import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import create_engine, text

from collector_desktop.app.logs import close_log, discreet, open_log
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import Badge
from collector_desktop.domain.visit import Slot

LOG = logging.getLogger("collector_desktop.test")
SOMEONE = "王犇"
THEIR_ACCOUNT = "0041796772"
THEIR_PHONE = "13812345678"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "logs" / "program.log"
    handler = open_log(file)
    yield file
    close_log(handler)


def test_the_log_says_what_was_done_and_when(log_file: Path) -> None:
    LOG.info("route %d taken for %s in %s, %d accounts", 3, date(2026, 11, 23), Slot.EVENING, 241)
    assert log_file.read_text().endswith(
        f" INFO collector_desktop.test: route 3 taken for 2026-11-23 in {Slot.EVENING}, 241 accounts\n"
    )


def test_names_and_the_numbers_of_people_are_masked_wherever_they_stand(log_file: Path) -> None:
    LOG.warning("%s (%s) " + SOMEONE, SOMEONE, THEIR_ACCOUNT)
    LOG.warning("%(who)s at %(phone)s", {"who": SOMEONE, "phone": THEIR_PHONE})
    written = log_file.read_text()
    assert "＊ (#######) ＊\n" in written
    assert "＊ at #######\n" in written


def test_a_value_is_logged_as_the_name_of_its_class(log_file: Path) -> None:
    stamp = Stamp(by=Badge("a1"), business_day=date(2026, 11, 23), at=datetime(2026, 11, 23, tzinfo=UTC))
    LOG.info("posted %s, %s", stamp, ["Zhang Sanfeng", Money(8520)])
    LOG.info(stamp)
    written = log_file.read_text()
    assert ": posted <Stamp>, <list>\n" in written
    assert written.endswith(": <Stamp>\n")


def test_the_traceback_of_a_bug_keeps_the_place_and_loses_the_person(log_file: Path) -> None:
    try:
        raise KeyError(f"{SOMEONE} {THEIR_ACCOUNT}")
    except KeyError:
        LOG.exception("a bug while collecting")
    written = log_file.read_text()
    assert "test_logs.py" in written
    assert "KeyError: '＊ #######'" in written
    assert SOMEONE not in written
    assert THEIR_ACCOUNT not in written


def test_what_libraries_quote_in_their_errors_is_left_out(log_file: Path) -> None:
    search_key = "-".join(["wang", "ben"])
    try:
        with create_engine("sqlite://").connect() as conn:
            conn.execute(text("SELECT * FROM nowhere WHERE key = :key"), {"key": search_key})
    except Exception as fault:  # noqa: BLE001 - whatever class the library has chosen
        LOG.error("not read: %s", fault)
    try:
        Stamp.model_validate({"by": {"pinyin": search_key}})
    except ValidationError:
        LOG.exception("not understood")
    written = log_file.read_text()
    assert "no such table" in written
    assert "Field required" in written
    assert search_key not in written


@given(st.text(), st.text("0123456789０１２３４５６７８９", min_size=7), st.text("王犇㙟𠮷々〇", min_size=1))
def test_no_text_lets_a_name_or_a_long_number_through(around: str, number: str, name: str) -> None:
    masked = discreet(f"{around}{number}{around}{name}{around}")
    assert number not in masked
    assert not set(name) & set(masked)


def test_short_numbers_and_days_stay_readable() -> None:
    assert discreet("line 1042 of 2026-11-23 18:42, 85.20") == "line 1042 of 2026-11-23 18:42, 85.20"
    assert discreet("138-1234-5678") == "#######"


def test_the_log_turns_over_and_stays_small(log_file: Path) -> None:
    line = "x" * 100_000
    for _ in range(70):
        LOG.info(line)
    assert len(list(log_file.parent.iterdir())) == 6
    assert sum(file.stat().st_size for file in log_file.parent.iterdir()) < 6_100_000


def test_where_no_log_can_be_written_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file in the folder's place")
    handler = open_log(tmp_path / "logs" / "program.log")
    LOG.info("said to nobody")
    close_log(handler)
