"""The ways to begin, where this machine keeps its files."""

import shutil
import socket
from pathlib import Path

from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.app.homes import Home, new_home, seal_vault
from collector_desktop.app.paths import Places
from collector_desktop.app.sessions import Clock
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.enrolment import EnrolmentAnswer
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.vault import PinCost, Vault
from collector_desktop.services import enrolling
from collector_desktop.services.enrolling import Requested


class Begin:
    """Ways to begin in one home, for the windows of the first run; with the key once there is a PIN."""

    def __init__(
        self,
        places: Places,
        clock: Clock,
        home: Home | None = None,
        key: DataKey | None = None,
        *,
        cost: PinCost | None = None,
    ) -> None:
        self.places = places
        self.clock = clock
        self.home = home or new_home(places.books)
        self.key = key
        self._cost = cost

    @property
    def demo(self) -> DemoPaths:
        """The demo seats."""
        return DemoPaths(self.places.demo)

    @property
    def needs_pin(self) -> bool:
        """Whether a PIN has to be set before anything is written."""
        return self.key is None

    @property
    def has_asked(self) -> bool:
        """Whether a request has been written before and its answer may have come."""
        return self.home.keys_file.exists() and not self.home.has_books

    def set_pin(self, pin: str) -> None:
        """Make the vault; takes half a second."""
        self.home.folder.mkdir(parents=True, exist_ok=True)
        _vault, self.key = Vault.make(self.home.vault_file, pin, cost=self._cost)
        self.home.hide(self.key)

    def try_demo(self) -> None:
        """Make the demo villages unless they are there; an attempt cut short before is made anew."""
        if self.demo.laptop.exists() and (self.places.demo / _READY).exists():
            return
        # The generator and its spreadsheet writer cost half a second that only the first start has to spend.
        from collector_desktop.app.demo.seats import make_demo

        shutil.rmtree(self.places.demo, ignore_errors=True)
        make_demo(self.places.demo, self.clock().date()).close()
        (self.places.demo / _READY).touch()

    def request(self, folder: Path) -> Requested:
        """Write this laptop's enrolment request into a folder; `set_pin` comes first."""
        assert self.key is not None
        return enrolling.request_enrolment(self.home.keys_file, folder, socket.gethostname(), self._stamp(), self.key)

    def read_answer(self, file: Path) -> EnrolmentAnswer:
        """Read what the station answered."""
        return enrolling.read_station_answer(file, self.home.keys_file, self.key)

    def accept(self, answer: EnrolmentAnswer) -> None:
        """Found this laptop's books; the station could open them too if the PIN were forgotten."""
        assert self.key is not None
        keys = DeviceKeys.load(self.home.keys_file, self.key)
        vault = Vault.load(self.home.vault_file)
        seal_vault(vault, self.key, keys, answer.station_keys, (answer.collector_name, answer.device))
        enrolling.accept_answer(answer, self.home.keys_file, self.home.database, self._stamp(), key=self.key).close()

    def _stamp(self) -> Stamp:
        now = self.clock()
        return Stamp(by=Badge(""), business_day=now.date(), at=now)


_READY = "ready"
