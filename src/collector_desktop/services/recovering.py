"""The station's second key: made for the safe, and used when the station's own keys or the manager's PIN are lost."""

from pathlib import Path

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.staff import RecoveryKeyMade
from collector_desktop.domain.names import Badge
from collector_desktop.domain.refusals_staff import RecoveryFileBesideBackups, RecoveryFileTaken
from collector_desktop.domain.value import Value
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.recovery import RecoveryKey
from collector_desktop.security.refusals import RecoveryKeyWrong
from collector_desktop.security.vault import PinCost
from collector_desktop.security.whole_file import appearing
from collector_desktop.services.staffing import set_pin
from collector_desktop.store.books_files import sealed_beside
from collector_desktop.store.inspecting import looking_at
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import KeysOfAnother, station_keys


class RecoveryMade(Value):
    """A second key: where its secret lies until it goes into the safe, and the line to be printed."""

    path: Path
    sealed: Path
    recipient: str
    secret: str


def make_recovery_key(
    ledger: Ledger, keys: DeviceKeys, keys_file: Path, to: Path, stamp: Stamp, second_place: Path | None = None
) -> RecoveryMade:
    """Make a second key: its secret to a file on a stick for the safe, the station's keys sealed for it beside them.

    What is sealed from now on an earlier second key does not open. `second_place` is where backups are carried.
    Raises RecoveryFileTaken, RecoveryFileBesideBackups, ManagerNeeded; OSError.
    """
    if second_place is not None and to.resolve().is_relative_to(second_place.resolve()):
        raise RecoveryFileBesideBackups(path=to)
    if to.exists():
        raise RecoveryFileTaken(path=to)
    second, sealed = RecoveryKey.generate(), sealed_beside(keys_file)
    with appearing() as files, ledger.writing() as conn:
        ledger.post(conn, RecoveryKeyMade(**dict(stamp), id=new_act_id(), recipient=second.recipient))
        files.prepare(to, second.text(ledger.seat.station_name, stamp.business_day), owner_only=True)
        files.prepare(sealed, second.seal(keys), owner_only=True)
    return RecoveryMade(path=to, sealed=sealed, recipient=second.recipient, secret=second.secret)


def recover_keys(url: str, keys_file: Path, identity: Path) -> DeviceKeys:
    """Put a station's lost keys back, if they are those of its books; the keys.

    Raises NotARecoveryKey, RecoveryKeyWrong, KeysOfAnother, KeysAlreadyThere, KeysDamaged; OSError, also where nothing
    was ever sealed.
    """
    keys = RecoveryKey.read(identity).unseal(sealed_beside(keys_file))
    with looking_at(url) as (conn, seat):
        known = station_keys(conn)
    if known.signing != keys.public.signing:
        raise KeysOfAnother(device=seat.device, signing_key=known.signing)
    keys.save(keys_file)
    return keys


def reset_pin(
    ledger: Ledger, keys_file: Path, identity: Path, badge: Badge, pin: str, stamp: Stamp, cost: PinCost | None = None
) -> None:
    """Set somebody's PIN with the second key instead of a manager: when the only manager forgot theirs.

    Raises NotARecoveryKey, RecoveryKeyWrong, StaffUnknown, StaffGone, PinTooShort, PinTooSimple; OSError.
    """
    keys = RecoveryKey.read(identity).unseal(sealed_beside(keys_file))
    if keys.public != ledger.signer.public:
        raise RecoveryKeyWrong(path=sealed_beside(keys_file))
    set_pin(ledger, badge, pin, stamp.model_copy(update={"by": badge}), cost)
