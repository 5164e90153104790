"""The keeper of the door: every collector's vault on this laptop, and the keys of those that were opened."""

import socket
from contextlib import suppress
from pathlib import Path

from collector_desktop.app.homes import Home, homes, seal_vault
from collector_desktop.app.sessions import Clock
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.domain.seat import Seat
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys, PublicKeys
from collector_desktop.security.refusals import KeysDamaged, VaultDamaged, VaultFromTheFuture
from collector_desktop.security.vault import PinCost, Vault
from collector_desktop.services import unlocking
from collector_desktop.services.unlocking import UnlockAsked
from collector_desktop.ui.collector.door.actions import Collector, Shut


class Keeper:
    """Opens homes with PINs. A vault is loaded once, so that its waits go on from one window to the next."""

    def __init__(self, folder: Path, clock: Clock, *, cost: PinCost | None = None) -> None:
        self._folder = folder
        self._clock = clock
        self._cost = cost
        self._vaults: dict[str, Vault] = {}
        self._keys: dict[str, DataKey] = {}
        self._given_back: dict[str, DataKey] = {}

    def home(self, collector: str) -> Home:
        """Where a collector's files lie."""
        return next(home for home in homes(self._folder) if home.name == collector)

    def key(self, collector: str) -> DataKey:
        """The data key of a home that was opened."""
        return self._keys[collector]

    def take(self, collector: str, key: DataKey) -> None:
        """Whoever has just set the PIN need not type it again."""
        self._keys[collector] = key

    def forget(self, collector: str) -> None:
        """Let go of a key."""
        self._keys.pop(collector, None)

    def collectors(self) -> tuple[Collector, ...]:
        """Everybody with a home here."""
        return tuple(self._collector(home, nth) for nth, home in enumerate(homes(self._folder), start=1))

    def _collector(self, home: Home, nth: int) -> Collector:
        """One whose vault can't be read, or not by this program, shuts out nobody else."""
        shut: Shut | None = None
        try:
            if home.has_pin:
                return Collector(id=home.name, label=self._vault(home.name).label, has_pin=True, nth=nth)
            shut = Shut.DAMAGED if home.is_hidden else None
        except VaultFromTheFuture:
            shut = Shut.NEWER_PROGRAM
        except (VaultDamaged, OSError):
            shut = Shut.DAMAGED
        if shut is Shut.DAMAGED and not home.has_books:
            shut = Shut.DAMAGED_REQUEST
        label = "" if shut is None else home.label
        return Collector(id=home.name, label=label, has_pin=home.has_pin, nth=nth, shut=shut)

    def wait(self, collector: str) -> float:
        """Seconds until a PIN may be tried."""
        return self._vault(collector).wait()

    def locked(self, collector: str) -> bool:
        """Whether only the station's unlock file helps."""
        return self._vault(collector).locked

    def open(self, collector: str, pin: str) -> None:
        """Try a PIN; what was left open by an interrupted encryption is encrypted now."""
        key = self._vault(collector).open(pin)
        self._end_unlocking(collector)
        with suppress(KeysDamaged):  # opening the books finds it too, and leads to the backups
            self.home(collector).hide(key)
        self._keys[collector] = key

    def protect(self, collector: str, pin: str) -> None:
        """Set the first PIN. Where the disk refused after it had been set, the same PIN goes on.

        Raises VaultDamaged where the vault of encrypted books or keys is gone: a new one would open nothing.
        """
        home = self.home(collector)
        if home.has_pin:
            key = self._vault(collector).open(pin)
            self._end_unlocking(collector)
        elif home.is_hidden:
            raise VaultDamaged(path=home.vault_file)
        else:
            self._vaults[collector], key = Vault.make(home.vault_file, pin, cost=self._cost)
        with suppress(KeysDamaged):  # as above
            home.hide(key)
        self._keys[collector] = key

    def change_pin(self, collector: str, old: str, new: str) -> None:
        """Another PIN for the same books."""
        vault = self._vault(collector)
        key = vault.open(old)
        self._end_unlocking(collector)
        vault.set_pin(key, new)

    def request_unlock(self, collector: str, folder: Path) -> UnlockAsked:
        """Write the request for the station."""
        home = self.home(collector)
        now = self._clock()
        stamp = Stamp(by=Badge(""), business_day=now.date(), at=now)
        return unlocking.request_unlock(self._vault(collector), home.unlock_keys, folder, socket.gethostname(), stamp)

    def read_unlock(self, collector: str, file: Path) -> None:
        """Read the station's unlock file."""
        home = self.home(collector)
        self._given_back[collector] = unlocking.read_answer(file, home.unlock_keys, home.keys_file)

    def set_pin(self, collector: str, pin: str) -> None:
        """The PIN after the station's unlock file was read; the request has been answered then."""
        key = self._given_back[collector]
        self._vault(collector).set_pin(key, pin)
        self._end_unlocking(collector)
        self._keys[collector] = key

    def is_sealed(self, collector: str, keys: DeviceKeys) -> bool:
        """Whether the station could open it, and knows by these keys whose it is.

        It is not where the PIN was set after enrolment, and no longer where the keys were changed since.
        """
        vault = self._vault(collector)
        return vault.sealed is not None and vault.sealed_for == keys.public.signing

    def seal(self, collector: str, keys: DeviceKeys, station: PublicKeys, seat: Seat) -> None:
        """Let the station open it too."""
        whose = seat.collector_name, seat.device
        seal_vault(self._vault(collector), self._keys[collector], keys, station, whose)

    def _end_unlocking(self, collector: str) -> None:
        """Whoever has a PIN waits for no unlock file, and an answer that comes later opens nothing."""
        self._given_back.pop(collector, None)
        with suppress(OSError):  # no reason to keep anybody out: the next right PIN removes it
            unlocking.end_request(self.home(collector).unlock_keys)

    def _vault(self, collector: str) -> Vault:
        known = self._vaults.get(collector)
        if known is None:
            known = self._vaults[collector] = Vault.load(self.home(collector).vault_file)
        return known
