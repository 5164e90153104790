"""The lane for long work: one job at a time beside the window, with progress, cancel, and its end as a value."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from collector_desktop.domain.refusals import Refusal


@dataclass(frozen=True)
class Done:
    """The work ended with this value."""

    value: Any


@dataclass(frozen=True)
class Refused:
    """The rule said no."""

    refusal: Refusal


@dataclass(frozen=True)
class Faulted:
    """The world failed: disk, stick, printer."""

    fault: OSError


@dataclass(frozen=True)
class Cancelled:
    """The person stopped it; nothing half done is left."""


Ended = Done | Refused | Faulted | Cancelled


class _StopAsked(BaseException):
    """Unwinds a job whose person pressed cancel; no handler of the work's own may hold it up."""


class Progress:
    """What the work calls to say how far it is, and where it notices that it should stop."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = Event()

    def ask_to_stop(self) -> None:
        """Stop at the next step."""
        self._stop.set()

    def step(self, done: int, of: int) -> None:
        """`done` of `of` pieces are finished; `of` is 0 while nobody knows."""
        if self._stop.is_set():
            raise _StopAsked
        self._tell(done, of)


Work = Callable[[Progress], Any]


class Job(QObject):
    """One piece of work on the lane. Both signals come on the window's own thread, `ended` exactly once."""

    progressed = Signal(int, int)
    ended = Signal(object)
    _told = Signal(int, int)
    _came = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._progress = Progress(self._told.emit)
        self._told.connect(self._tell)
        self._came.connect(self._end)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._progress.ask_to_stop()

    def do(self) -> None:
        """The work itself, on the lane's thread."""
        end: Ended | Exception
        try:
            self._progress.step(0, 0)
            end = Done(self._work(self._progress))
        except _StopAsked:
            end = Cancelled()
        except Refusal as refusal:
            end = Refused(refusal)
        except OSError as fault:
            end = Faulted(fault)
        except Exception as bug:  # noqa: BLE001 - an edge: the bug is raised again where the program reports bugs
            end = bug
        self._came.emit(end)

    @Slot(int, int)
    def _tell(self, done: int, of: int) -> None:
        self.progressed.emit(done, of)

    @Slot(object)
    def _end(self, end: Ended | Exception) -> None:
        self.ended.emit(Cancelled() if isinstance(end, Exception) else end)
        if isinstance(end, Exception):
            raise end


class Lane(QObject):
    """Runs jobs one after the other on a thread of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lane")
        self._jobs: set[Job] = set()
        self._last: Job | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether something is under way or waits."""
        return bool(self._jobs) and not self._closed

    def run(self, work: Work) -> Job:
        """Put work on the lane; connect to the job's signals before returning to the event loop.

        A closed lane takes no work any more: such a job never begins.
        """
        job = Job(work)
        self._jobs.add(job)
        job.ended.connect(self._forget)
        if not self._closed:
            self._thread.submit(job.do)
        return job

    def close(self) -> None:
        """Ask everything to stop and wait for the work under way. Nobody hears of its end: the books may be closed."""
        self._closed = True
        for job in self._jobs:
            job.cancel()
        self._thread.shutdown(wait=True)
        for job in self._jobs:
            job.blockSignals(True)

    @Slot()
    def _forget(self) -> None:
        """The thread may not have let go of the job yet: held until the next one ended, it never ends on the thread."""
        job = self.sender()
        if isinstance(job, Job):
            self._jobs.discard(job)
            self._last = job
