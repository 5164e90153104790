"""PINs that cost next to nothing to try, and a vault behind one of them."""

from pathlib import Path

from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import PublicKeys
from collector_desktop.security.unlocking import seal_for_station
from collector_desktop.security.vault import PinCost, Vault

CHEAP = PinCost(passes=1, memory_kib=8)


def sealed_vault(folder: Path, laptop: PublicKeys, station: PublicKeys) -> tuple[Vault, DataKey]:
    """A laptop's vault that its station can open, and the key in it."""
    vault, key = Vault.make(folder / "vault.json", "730914", cost=CHEAP)
    vault.enrolled(seal_for_station(key, laptop, station), "01 号机")
    return vault, key
