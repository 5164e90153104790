"""Importing: what the exports say comes into the books once, whole or not at all."""

import json
import os
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from small_exports import ONE, TWO, Filed, Metered, Owed, archive, arrears, ledger_of_bills
from sqlalchemy import select
from two_seats import DAY, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import BooksNotAsShown, FilesNotAsShown, ImportRefused
from collector_desktop.domain.seat import SeatKind
from collector_desktop.exchange.station_export.columns import Field
from collector_desktop.exchange.station_export.problem_sheet import problem_sheet_beside
from collector_desktop.exchange.station_export.problems import Reason
from collector_desktop.exchange.station_export.sheets import MOST_BYTES
from collector_desktop.services.importing import Imported, import_exports, preview_exports
from collector_desktop.services.issuing import recall
from collector_desktop.services.taking_in import take_in
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.books_check import check_books
from collector_desktop.store.import_counts import Counts
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import attention, balances, bills, cards, sync
from collector_desktop.store.tables import Base
from collector_desktop.store.tables.snapshot import BillRow, PendingChangeRow

GIVEN = Path(__file__).parents[1] / "data" / "exports"
GIVEN_FILES = tuple(sorted(path for path in GIVEN.iterdir() if path.suffix in {".xlsx", ".xls", ".csv"}))
TRUTH = json.loads((GIVEN / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    seats = two_seats(tmp_path)
    yield seats
    seats.close()


@pytest.fixture
def seats_on_either_engine(tmp_path: Path, engine_url: str) -> Iterator[TwoSeats]:
    seats = two_seats(tmp_path, engine_url)
    yield seats
    seats.close()


def take(seats: TwoSeats, *paths: Path, at: Stamp | None = None, settle_missing: bool = False) -> Imported:
    imported = import_exports(seats.station, paths, at or stamp(), settle_missing=settle_missing)
    with seats.station.reading() as conn:
        assert check_books(conn, SeatKind.STATION).problems == ()
    return imported


def open_fen(ledger: Ledger, account: str = ONE) -> dict[str, int]:
    """Month → principal open of every bill of an account."""
    with ledger.reading() as conn:
        return {str(bill.month): bill.open.fen for bill in bills.of_account(conn, AccountNumber(account))}


def prepaid_fen(ledger: Ledger, account: str = ONE) -> int:
    with ledger.reading() as conn:
        return balances.prepayments(conn).get(AccountNumber(account), Money.ZERO).fen


def everything(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with ledger.reading() as conn:
        return {
            table.name: sorted((tuple(row) for row in conn.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def test_the_given_exports_import_to_exactly_their_truth(seats_on_either_engine: TwoSeats) -> None:
    imported = take(seats_on_either_engine, *GIVEN_FILES)
    told = imported.as_json()
    assert {key: told[key] for key in TRUTH} == TRUTH
    assert (told["accounts_added"], told["bills_added"]) == (430, 516)
    assert all(problem["severity"] == "note" for problem in told["problems"])


def test_after_refunds_and_offset_not_a_fen_is_lost(seats: TwoSeats) -> None:
    imported = take(seats, *GIVEN_FILES)
    with seats.station.reading() as conn:
        held = Money.total(balances.prepayments(conn).values())
        still_open = Money.total(conn.execute(select(BillRow.open)).scalars())
    charged = sum(bill.open.fen for bill in imported.reading.bills if not bill.is_refund)
    given_back = -sum(bill.open.fen for bill in imported.reading.refunds())
    assert imported.refunds == 2
    moved_to_penalties = TRUTH["prepay_fen"] + given_back - held.fen - (charged - still_open.fen)
    assert 0 <= moved_to_penalties < imported.offset.fen
    assert not any(bill.is_refund and bill.open for bill in _all_bills(seats.station))


def _all_bills(ledger: Ledger) -> list[bills.Bill]:
    with ledger.reading() as conn:
        return [bill for of_account in bills.owing_by_account(conn).values() for bill in of_account]


def test_importing_the_same_files_again_changes_not_one_row(seats_on_either_engine: TwoSeats) -> None:
    take(seats_on_either_engine, *GIVEN_FILES)
    before = everything(seats_on_either_engine.station)
    again = take(seats_on_either_engine, *GIVEN_FILES, at=stamp(30))
    assert not again.counts.any
    assert again.refunds == 0
    assert everything(seats_on_either_engine.station) == before


def test_an_export_with_an_error_is_refused_whole_and_told_in_a_spreadsheet(seats: TwoSeats, tmp_path: Path) -> None:
    before = everything(seats.station)
    path = arrears(tmp_path, Owed(ONE, "202610", "27.44"), Owed(TWO, "202610", "很多", "27.44"))
    with pytest.raises(ImportRefused) as refused:
        import_exports(seats.station, [path], stamp())
    assert refused.value.facts["problems"] == 1
    assert refused.value.facts["report"] == tmp_path / "欠费明细_问题.xlsx"
    assert refused.value.facts["report"].exists()
    assert everything(seats.station) == before


def test_the_good_rows_are_taken_if_the_clerk_accepts_the_problems(seats: TwoSeats, tmp_path: Path) -> None:
    path = arrears(tmp_path, Owed(ONE, "202610", "27.44"), Owed(TWO, "202610", "很多", "27.44"))
    imported = import_exports(seats.station, [path], stamp(), accept_problems=True)
    assert imported.counts.bills_added == 1
    assert open_fen(seats.station) == {"202610": 2744}


def test_a_stick_that_takes_no_list_of_problems_keeps_nothing_out_that_was_accepted(
    seats: TwoSeats, tmp_path: Path
) -> None:
    path = arrears(tmp_path, Owed(ONE, "202610", "27.44"), Owed(TWO, "202610", "很多", "27.44"))
    problem_sheet_beside(path).mkdir()
    with pytest.raises(OSError, match="directory"):
        import_exports(seats.station, [path], stamp())
    imported = import_exports(seats.station, [path], stamp(), accept_problems=True)
    assert (imported.counts.bills_added, imported.report) == (1, None)


def test_a_list_of_problems_lying_among_the_exports_is_passed_over(seats: TwoSeats, tmp_path: Path) -> None:
    path = arrears(tmp_path, Owed(ONE, "202610", "27.44"), Owed(TWO, "202610", "很多", "27.44"))
    import_exports(seats.station, [path], stamp(), accept_problems=True)
    arrears(tmp_path, Owed(ONE, "202610", "27.44"))
    found = sorted(each for each in tmp_path.iterdir() if each.suffix in {".csv", ".xlsx"})
    assert len(found) == 2
    assert take(seats, *found).problems == ()


def test_a_bill_the_newer_export_calls_settled_is_settled(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    newer = take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44", "0.00")), at=stamp(5))
    assert newer.counts.bills_settled == 1
    assert open_fen(seats.station) == {"202610": 0}


def test_a_bill_settled_in_part_is_changed_and_one_charged_back_is_open_again(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    part = take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44", "7.44")), at=stamp(5))
    assert (part.counts.bills_changed, open_fen(seats.station)) == (1, {"202610": 744})
    back = take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")), at=stamp(6))
    assert (back.counts.bills_reopened, open_fen(seats.station)) == (1, {"202610": 2744})


def test_an_amount_corrected_by_the_station_moves_what_is_open(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    changed = take(seats, arrears(tmp_path, Owed(ONE, "202610", "20.00")), at=stamp(5))
    assert (changed.counts.bills_changed, open_fen(seats.station)) == (1, {"202610": 2000})


def test_a_settled_bill_made_smaller_by_the_station_stays_settled(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44", "0.00")))
    smaller = take(seats, arrears(tmp_path, Owed(ONE, "202610", "20.00", "0.00")), at=stamp(5))
    assert (smaller.counts.bills_changed, smaller.counts.bills_reopened) == (1, 0)
    assert (open_fen(seats.station), prepaid_fen(seats.station)) == ({"202610": 0}, 0)


def test_what_was_paid_at_the_door_of_a_bill_made_smaller_becomes_prepayment(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44", due="2026-12-15")))
    seats.carry_route(stamp(1))
    seats.pay(ONE, 2744, stamp(2))
    seats.carry_day(stamp(3))
    recall(seats.station, seats.laptop.seat.device, "更正电费", stamp(4))
    smaller = take(seats, arrears(tmp_path, Owed(ONE, "202610", "20.00", "20.00")), at=stamp(5))
    assert smaller.refunds == 1
    assert (open_fen(seats.station), prepaid_fen(seats.station)) == ({"202610": 0}, 744)


def test_a_refund_goes_to_the_next_bill_and_the_rest_to_prepayment(seats: TwoSeats, tmp_path: Path) -> None:
    later = "2026-12-15"
    lines = Owed(ONE, "202609", "-50.00", due=later), Owed(ONE, "202610", "27.44", due=later)
    imported = take(seats, arrears(tmp_path, *lines))
    assert imported.refunds == 1
    assert open_fen(seats.station) == {"202609": 0, "202610": 0}
    assert prepaid_fen(seats.station) == 2256


def test_prepayment_is_offset_against_the_oldest_bill_first(seats: TwoSeats, tmp_path: Path) -> None:
    later = "2026-12-15"
    lines = Owed(ONE, "202610", "27.44", due=later), Owed(ONE, "202609", "10.00", due=later)
    imported = take(seats, archive(tmp_path, Filed(ONE, prepay="15.00")), arrears(tmp_path, *lines))
    assert imported.offset == Money(1500)
    assert open_fen(seats.station) == {"202609": 0, "202610": 2244}
    assert prepaid_fen(seats.station) == 0


def test_the_archive_may_come_after_the_arrears(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44", due="2026-12-15")))
    told = take(seats, archive(tmp_path, Filed(ONE, prepay="15.00", deposit="20.00")), at=stamp(5))
    assert told.offset == Money(1500)
    assert open_fen(seats.station) == {"202610": 1244}


def test_our_own_offset_shown_by_the_export_later_is_not_taken_twice(seats: TwoSeats, tmp_path: Path) -> None:
    bill = Owed(ONE, "202610", "27.44", due="2026-12-15")
    take(seats, archive(tmp_path, Filed(ONE, prepay="15.00")), arrears(tmp_path, bill))
    shown = archive(tmp_path, Filed(ONE, prepay="0.00")), arrears(tmp_path, bill._replace(owed="12.44"))
    take(seats, *shown, at=stamp(5))
    assert (open_fen(seats.station), prepaid_fen(seats.station)) == ({"202610": 1244}, 0)


def test_prepayment_paid_at_the_counter_comes_with_the_next_export(seats: TwoSeats, tmp_path: Path) -> None:
    bill = Owed(ONE, "202610", "27.44", due="2026-12-15")
    take(seats, archive(tmp_path, Filed(ONE, prepay="30.00")), arrears(tmp_path, bill))
    assert prepaid_fen(seats.station) == 256
    newer = take(seats, archive(tmp_path, Filed(ONE, prepay="50.00")), at=stamp(5))
    assert newer.counts.balances_changed == 1
    assert prepaid_fen(seats.station) == 2256


def test_what_no_file_tells_stays_as_it_was(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, archive(tmp_path, Filed(ONE)), arrears(tmp_path, Owed(ONE, "202610", "27.44", due="2026-11-18")))
    again = take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")), at=stamp(5))
    assert not again.counts.any
    with seats.station.reading() as conn:
        info = cards.account_info(conn, AccountNumber(ONE))
        (bill,) = bills.of_account(conn, AccountNumber(ONE))
    assert info is not None
    assert (info.meter_number, info.phones) == ("7300787062", ("13800005678",))
    assert bill.due_on == date(2026, 11, 18)


def test_readings_that_come_with_a_later_file_are_filled_in(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    take(seats, ledger_of_bills(tmp_path, Metered(ONE, "202610", "27.44")), at=stamp(5))
    with seats.station.reading() as conn:
        (bill,) = bills.of_account(conn, AccountNumber(ONE))
    assert (str(bill.previous_reading), str(bill.present_reading)) == ("100", "149")


def test_a_bill_not_named_any_more_is_left_open_and_told(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202609", "10.00"), Owed(ONE, "202610", "27.44")))
    newer = take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")), at=stamp(5))
    assert (len(newer.missing.bills), newer.missing.open) == (1, Money(1000))
    assert open_fen(seats.station) == {"202609": 1000, "202610": 2744}


def test_a_bill_not_named_any_more_is_settled_if_the_list_is_the_whole_stations(
    seats: TwoSeats, tmp_path: Path
) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202609", "10.00"), Owed(ONE, "202610", "27.44")))
    only = arrears(tmp_path, Owed(ONE, "202610", "27.44"))
    newer = take(seats, only, at=stamp(5), settle_missing=True)
    assert newer.counts.bills_settled == 1
    assert open_fen(seats.station) == {"202609": 0, "202610": 2744}


def test_takings_at_the_door_shown_by_the_export_later_are_not_counted_twice(seats: TwoSeats, tmp_path: Path) -> None:
    later = "2026-12-15"
    take(seats, arrears(tmp_path, Owed(ONE, "202609", "10.00", due=later), Owed(ONE, "202610", "27.44", due=later)))
    seats.carry_route(stamp(1))
    seats.pay(ONE, 1000, stamp(2))
    seats.carry_day(stamp(3))
    take(seats, arrears(tmp_path, Owed(ONE, "202609", "10.00"), Owed(ONE, "202610", "27.44")), at=stamp(4))
    assert open_fen(seats.station) == {"202609": 0, "202610": 2744}
    shown = arrears(tmp_path, Owed(ONE, "202609", "10.00", "0.00"), Owed(ONE, "202610", "27.44"))
    take(seats, shown, at=stamp(5))
    assert open_fen(seats.station) == {"202609": 0, "202610": 2744}
    assert prepaid_fen(seats.station) == 0


def test_a_change_of_a_bill_that_is_out_is_held_until_it_returns(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    seats.carry_route(stamp(1))
    held = take(seats, arrears(tmp_path, Owed(ONE, "202610", "20.00")), at=stamp(2))
    assert (held.counts.bills_held, open_fen(seats.station)) == (1, {"202610": 2744})
    again = take(seats, arrears(tmp_path, Owed(ONE, "202610", "20.00")), at=stamp(3))
    assert not again.counts.any
    recall(seats.station, seats.laptop.seat.device, "更正电费", stamp(4))
    assert open_fen(seats.station) == {"202610": 2000}


def test_a_held_change_the_station_takes_back_is_forgotten(seats: TwoSeats, tmp_path: Path) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    seats.carry_route(stamp(1))
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "20.00")), at=stamp(2))
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")), at=stamp(3))
    with seats.station.reading() as conn:
        assert conn.execute(select(PendingChangeRow.bill)).all() == []
    recall(seats.station, seats.laptop.seat.device, "收回", stamp(4))
    assert open_fen(seats.station) == {"202610": 2744}


def test_a_bill_paid_at_the_counter_while_out_turns_the_doors_payment_into_prepayment(
    seats: TwoSeats, tmp_path: Path
) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44", due="2026-12-15")))
    seats.carry_route(stamp(1))
    receipt = seats.pay(ONE, 2744, stamp(2))
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44", "0.00")), at=stamp(3))
    assert open_fen(seats.station) == {"202610": 0}
    taken = take_in(seats.station, seats.station_keys, seats.hand_over(stamp(4)), stamp(5))
    assert [(line.kind, line.amount.fen, line.facts["number"]) for line in taken.attention] == [
        (Attention.PAID_TWICE, 2744, receipt.number)
    ]
    seats.carry_route(stamp(6))
    for ledger in (seats.station, seats.laptop):
        assert (open_fen(ledger), prepaid_fen(ledger)) == ({"202610": 0}, 2744)
        with ledger.reading() as conn:
            assert [line.kind for line in attention.lines(conn)] == [Attention.PAID_TWICE]
            assert check_books(conn, ledger.seat.kind, every=True).problems == ()


def test_an_import_is_a_line_of_the_stations_journal_with_the_hash_of_each_file_and_then_sealed(
    seats: TwoSeats, tmp_path: Path
) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202610", "27.44")))
    with seats.station.reading() as conn:
        imported, sealed = (json.loads(line.content)["act"] for line in sync.lines(conn, seats.station.chain)[-2:])
    told = imported["kind"], imported["business_day"], imported["open_total"]
    assert told == ("export_imported", DAY.isoformat(), 2744)
    assert [file["name"] for file in imported["files"]] == ["欠费明细.csv"]
    assert sealed["kind"] == "snapshot_sealed"


def test_a_preview_says_what_the_import_then_does_and_leaves_every_row_as_it_was(
    seats_on_either_engine: TwoSeats,
) -> None:
    station = seats_on_either_engine.station
    before = everything(station)
    preview = preview_exports(station, GIVEN_FILES, stamp())
    assert everything(station) == before
    assert (preview.shown.effect.counts.accounts_added, preview.shown.effect.counts.bills_added) == (430, 516)
    imported = import_exports(station, GIVEN_FILES, stamp(), shown=preview.shown)
    assert (imported.effect, imported.files) == (preview.shown.effect, preview.shown.files)


def test_a_preview_tells_of_each_file_what_it_is_and_how_its_columns_were_understood(
    seats: TwoSeats, tmp_path: Path
) -> None:
    told = preview_exports(
        seats.station,
        [archive(tmp_path, Filed(ONE)), arrears(tmp_path, Owed(ONE, "202610", "27.44"), Owed(TWO, "202610", "5"))],
        stamp(),
    ).tables
    assert [(table.file, table.kind, table.form, table.rows, table.accounts, table.open.fen) for table in told] == [
        ("用户档案.xlsx", "用户档案", "xlsx", 1, 1, 0),
        ("欠费明细.csv", "欠费明细", "UTF-8", 2, 2, 3244),
    ]
    assert told[1].columns[:2] == (("单位", Field.STATION), ("户号", Field.ACCOUNT))
    assert told[1].unread == ()


def test_a_preview_of_good_rows_writes_no_list_of_problems(seats: TwoSeats, tmp_path: Path) -> None:
    path = arrears(tmp_path, Owed(ONE, "202610", "27.44"), Owed(TWO, "202610", "很多", "27.44"))
    preview = preview_exports(seats.station, [path], stamp())
    assert (preview.errors, preview.shown.effect.counts) == (1, Counts(accounts_added=2, bills_added=1))
    assert not problem_sheet_beside(path).exists()


def test_what_is_not_named_any_more_is_shown_as_settled_if_the_list_is_the_whole_stations(
    seats: TwoSeats, tmp_path: Path
) -> None:
    take(seats, arrears(tmp_path, Owed(ONE, "202609", "10.00"), Owed(ONE, "202610", "27.44")))
    only = arrears(tmp_path, Owed(ONE, "202610", "27.44"))
    part, whole = (preview_exports(seats.station, [only], stamp(5), settle_missing=said) for said in (False, True))
    assert (part.shown.effect.counts.bills_settled, part.shown.effect.missing.open.fen) == (0, 1000)
    assert whole.shown.effect.counts.bills_settled == 1
    with pytest.raises(BooksNotAsShown):
        import_exports(seats.station, [only], stamp(6), settle_missing=True, shown=part.shown)


def test_a_file_changed_since_its_preview_is_not_taken(seats: TwoSeats, tmp_path: Path) -> None:
    path = arrears(tmp_path, Owed(ONE, "202610", "27.44"))
    preview = preview_exports(seats.station, [path], stamp())
    before = everything(seats.station)
    arrears(tmp_path, Owed(ONE, "202610", "2.44"))
    with pytest.raises(FilesNotAsShown) as refused:
        import_exports(seats.station, [path], stamp(1), shown=preview.shown)
    assert refused.value.facts == {"name": "欠费明细.csv"}
    assert everything(seats.station) == before


def test_a_file_that_changes_while_it_is_read_is_not_taken(seats: TwoSeats, tmp_path: Path) -> None:
    path = arrears(tmp_path, Owed(ONE, "202610", "27.44"))
    before = everything(seats.station)

    def change(_done: int, _of: int) -> None:
        arrears(tmp_path, Owed(ONE, "202610", "2.44"))

    with pytest.raises(FilesNotAsShown):
        import_exports(seats.station, [path], stamp(1), progress=change)
    assert everything(seats.station) == before


def test_a_file_far_too_large_is_a_problem_and_not_read(seats: TwoSeats, tmp_path: Path) -> None:
    path = tmp_path / "录像.csv"
    path.touch()
    os.truncate(path, MOST_BYTES + 1)
    tracemalloc.start()
    try:
        preview = preview_exports(seats.station, [path], stamp())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [problem.reason for problem in preview.problems] == [Reason.FILE_TOO_LARGE]
    assert preview.shown.files == ()
    assert peak < MOST_BYTES // 4


def test_whoever_imports_after_another_did_is_told_and_takes_nothing(seats: TwoSeats, tmp_path: Path) -> None:
    path = arrears(tmp_path, Owed(ONE, "202610", "27.44"))
    preview = preview_exports(seats.station, [path], stamp())
    import_exports(seats.station, [path], stamp(1))
    before = everything(seats.station)
    with pytest.raises(BooksNotAsShown):
        import_exports(seats.station, [path], stamp(2), shown=preview.shown)
    assert everything(seats.station) == before


@pytest.mark.parametrize("last", [1, 4, 5, 6])
def test_an_import_stopped_at_any_step_has_taken_nothing(seats: TwoSeats, tmp_path: Path, last: int) -> None:
    before = everything(seats.station)

    def stop(done: int, of: int) -> None:
        assert of == 6
        if done == last:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_exports(seats.station, [arrears(tmp_path, Owed(ONE, "202610", "27.44"))], stamp(), progress=stop)
    assert everything(seats.station) == before


def test_a_file_that_went_is_a_problem_of_the_preview(seats: TwoSeats, tmp_path: Path) -> None:
    (problem,) = preview_exports(seats.station, [tmp_path / "欠费.csv"], stamp()).problems
    assert problem.reason is Reason.FILE_NOT_FOUND
