"""The doors of the day and their plan: every act is in it at once, and what takes long is thought on the lane."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from collector_desktop.domain.names import AccountNumber
from collector_desktop.services.planning_day import Thought, planned, still_holds, think
from collector_desktop.store.queries import doors
from collector_desktop.store.queries.doors import Door
from collector_desktop.ui.collector.today.presenter import Today
from collector_desktop.ui.session import Session
from collector_desktop.ui.worker import Done, Ended, Progress


@dataclass(frozen=True)
class _Asked:
    """What is being thought: whether all doors are read for it, and all is learned anew."""

    reads: bool
    learns_anew: bool


class Thinking(QObject):
    """`came` when something new was thought, to be asked for with `today`.

    Until then `today` goes on with what was thought last, around the doors as they are now. One thing is thought at a
    time; whatever is said meanwhile stands, and is thought of next if it makes a difference.
    """

    came = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._doors = self._read()
        self._thought: Thought | None = None
        self._learns_anew = False
        self._reads = False
        self._asked: _Asked | None = None
        self._changed: set[AccountNumber] = set()

    def today(self) -> Today:
        """The doors as they are now, in the newest plan there is; one that no longer holds is thought anew."""
        session, thought = self._session, self._thought
        on, now, policy = session.business_day, session.slot(), session.policy()
        plan, holds = None, False
        if thought is not None:
            with session.ledger.reading() as conn:
                plan = planned(thought, conn, self._doors)
                holds = not self._learns_anew and still_holds(thought, conn, self._doors, on, now, policy)
        if not holds or self._reads:
            self._think()
        return Today(self._doors, plan, on, now, policy)

    def learn_anew(self) -> None:
        """Other knocks, bills or village days came: nothing that was learned holds any more."""
        self._learns_anew = True

    def read_all(self) -> None:
        """Any door may have changed: all are read with the next plan."""
        self._reads = True

    def read_again(self, accounts: Collection[AccountNumber]) -> None:
        """What one act changed is read at once; a household that comes to the list or leaves it, with the next plan."""
        self._changed.update(accounts)
        found = self._again(self._doors, accounts)
        if found is None:
            self._reads = True
        else:
            self._doors = found

    @property
    def is_thinking(self) -> bool:
        """Whether something is being thought."""
        return self._asked is not None

    def _think(self) -> None:
        if self._asked is not None:
            return
        session = self._session
        asked = self._asked = _Asked(reads=self._reads, learns_anew=self._learns_anew)
        known = None if asked.reads else self._doors
        before = None if asked.learns_anew else self._thought
        on, now, policy = session.business_day, session.slot(), session.policy()

        def work(_progress: Progress) -> tuple[tuple[Door, ...], Thought]:
            with session.ledger.reading() as conn:
                found = doors.doors(conn, on, policy, session.seat.device) if known is None else known
                thought = think(conn, found, on, now, policy, before)
                planned(thought, conn, found)  # what it says of every door is kept with it
                return found, thought

        self._reads = self._learns_anew = False
        self._changed.clear()
        session.lane.run(work).ended.connect(self._end)

    def _end(self, end: Ended) -> None:
        """Take what was thought, unless there is something else to be learned from by now."""
        asked, self._asked = self._asked, None
        assert asked is not None
        if not isinstance(end, Done):
            self._reads |= asked.reads
            self._learns_anew |= asked.learns_anew
            return
        if self._learns_anew:
            self._reads |= asked.reads
            self._think()
            return
        found, self._thought = end.value
        if asked.reads:
            found = self._again(found, self._changed)
            if found is None:
                self._reads = True
            else:
                self._doors = found
        self.came.emit()

    def _again(self, known: tuple[Door, ...], accounts: Collection[AccountNumber]) -> tuple[Door, ...] | None:
        """Some doors read again; None if one of them comes to the list or leaves it."""
        session = self._session
        with session.ledger.reading() as conn:
            return doors.read_again(conn, known, accounts, session.business_day, session.policy(), session.seat.device)

    def _read(self) -> tuple[Door, ...]:
        session = self._session
        with session.ledger.reading() as conn:
            return doors.doors(conn, session.business_day, session.policy(), session.seat.device)
