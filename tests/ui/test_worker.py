import weakref
from threading import Event, Thread, current_thread, main_thread
from weakref import ReferenceType

import pytest
from pytestqt.qtbot import QtBot

from collector_desktop.domain.refusals import NothingToHandOver
from collector_desktop.ui.worker import Cancelled, Done, Ended, Faulted, Job, Lane, Progress, Refused


@pytest.fixture
def lane(qtbot: QtBot):
    lane = Lane()
    yield lane
    lane.close()


def end_of(qtbot: QtBot, job: Job) -> Ended:
    with qtbot.waitSignal(job.ended) as waited:
        pass
    return waited.args[0]


def test_a_value_comes_back_from_a_thread_that_is_not_the_windows(lane: Lane, qtbot: QtBot) -> None:
    assert end_of(qtbot, lane.run(lambda _: current_thread() is main_thread())) == Done(False)


def test_a_refusal_comes_back_as_a_value(lane: Lane, qtbot: QtBot) -> None:
    def work(_: Progress) -> None:
        raise NothingToHandOver

    end = end_of(qtbot, lane.run(work))
    assert isinstance(end, Refused)
    assert isinstance(end.refusal, NothingToHandOver)


def test_a_fault_of_the_disk_comes_back_as_a_value(lane: Lane, qtbot: QtBot, tmp_path) -> None:
    end = end_of(qtbot, lane.run(lambda _: (tmp_path / "missing" / "file").read_bytes()))
    assert isinstance(end, Faulted)
    assert isinstance(end.fault, FileNotFoundError)


def test_a_bug_ends_the_job_and_is_raised_where_bugs_are_reported(lane: Lane, qtbot: QtBot) -> None:
    def work(_: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as bugs:
        assert end_of(qtbot, lane.run(work)) == Cancelled()
    assert [bug[0] for bug in bugs] == [ZeroDivisionError]


def test_a_cancelled_job_stops_at_its_next_step(lane: Lane, qtbot: QtBot) -> None:
    asked, steps = Event(), []

    def work(progress: Progress) -> None:
        for at in range(3):
            steps.append(at)
            asked.wait()
            progress.step(at, 3)

    job = lane.run(work)
    job.cancel()
    asked.set()
    assert end_of(qtbot, job) == Cancelled()
    assert len(steps) <= 1


def test_progress_is_told_in_order(lane: Lane, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        for at in range(1, 4):
            progress.step(at, 3)

    told: list[tuple[int, int]] = []
    job = lane.run(work)
    job.progressed.connect(lambda done, of: told.append((done, of)))
    end_of(qtbot, job)
    assert told[-3:] == [(1, 3), (2, 3), (3, 3)]


def test_jobs_run_one_after_the_other(lane: Lane, qtbot: QtBot) -> None:
    order: list[int] = []
    first = lane.run(lambda _: order.append(1))
    second = lane.run(lambda _: order.append(2))
    assert lane.busy
    with qtbot.waitSignals([first.ended, second.ended]):
        pass
    assert order == [1, 2]
    assert not lane.busy


def test_a_closed_lane_takes_no_work(lane: Lane, qtbot: QtBot) -> None:
    lane.close()
    done: list[int] = []
    lane.run(lambda _: done.append(1)).ended.connect(done.append)
    assert not lane.busy
    assert done == []


def test_a_job_outlives_the_lanes_thread_hold_on_it(lane: Lane, qtbot: QtBot) -> None:
    """It is an object of the window's thread: ended on the lane's it would take the program with it."""
    threads: list[Thread] = []

    def job_of_a_window() -> ReferenceType[Job]:
        job = lane.run(lambda _: None)
        weakref.finalize(job, lambda: threads.append(current_thread()))
        qtbot.waitUntil(lambda: not lane.busy)
        return weakref.ref(job)

    job = job_of_a_window()
    assert job() is not None
    end_of(qtbot, lane.run(lambda _: None))
    assert job() is None
    assert threads == [main_thread()]
