"""Revoking a laptop with a cut-off: what it wrote up to there counts, what came after is held for the manager."""

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.devices import Cause, ChainCut, DeviceRevoked, KeysAsked
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.domain.refusals import DeviceRevoked as DeviceIsRevoked
from collector_desktop.domain.refusals import DeviceUnknown, ReasonMissing
from collector_desktop.domain.refusals_devices import (
    CutBeforeKnown,
    CutOfAnotherDevice,
    DeviceRevokedAlready,
    KeysAskedAlready,
)
from collector_desktop.domain.value import Value
from collector_desktop.services.sealing import bring_changes_home
from collector_desktop.store import locks
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import devices, sync


class Revoke(Value):
    """A laptop to be revoked. A chain without a cut counts as far as the station knows it now."""

    device: DeviceCode
    cause: Cause
    reason: str
    cuts: tuple[ChainCut, ...] = ()


def revoke(ledger: Ledger, wanted: Revoke, stamp: Stamp) -> Changes:
    """Revoke a laptop: it gets no route, its bills come back, and what it wrote after the cut-offs is held.

    Raises ReasonMissing, DeviceUnknown, DeviceRevokedAlready, CutBeforeKnown, CutOfAnotherDevice, ManagerNeeded.
    """
    with ledger.writing() as conn:
        return revoke_within(ledger, conn, wanted, stamp)


def revoke_within(
    ledger: Ledger, conn: Connection, wanted: Revoke, stamp: Stamp, *, bills_to: DeviceCode | None = None
) -> Changes:
    """The same inside a transaction of the caller's; the bills that are out may go to another laptop."""
    if not wanted.reason.strip():
        raise ReasonMissing
    device = devices.device(conn, wanted.device)
    if device is None:
        raise DeviceUnknown(device=wanted.device)
    if device.revoked_on is not None:
        raise DeviceRevokedAlready(device=device.code, on=device.revoked_on)
    known = {state.chain: state.last_line for state in sync.chains(conn, device.code)}
    if bills_to is None:
        bring_changes_home(ledger, conn, device.code, stamp)
        bills = locks.release(conn, device.code)
    else:
        bills = locks.hand_on(conn, device.code, bills_to)
    act = DeviceRevoked(
        **dict(stamp),
        id=new_act_id(),
        device=device.code,
        cause=wanted.cause,
        reason=wanted.reason.strip(),
        cuts=_cuts(device.code, known, wanted.cuts),
        bills=bills,
    )
    return ledger.post(conn, act).changes


def ask_for_keys(ledger: Ledger, device: DeviceCode, reason: str, stamp: Stamp) -> Changes:
    """Ask a laptop for new keys; it makes them at its next start after its next route.

    Raises ReasonMissing, DeviceUnknown, DeviceRevoked, KeysAskedAlready, ManagerNeeded.
    """
    if not reason.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        found = devices.device(conn, device)
        if found is None:
            raise DeviceUnknown(device=device)
        if found.revoked_on is not None:
            raise DeviceIsRevoked(device=device)
        if found.keys_wanted_on is not None:
            raise KeysAskedAlready(device=device, on=found.keys_wanted_on)
        act = KeysAsked(**dict(stamp), id=new_act_id(), device=device, reason=reason.strip())
        return ledger.post(conn, act).changes


def _cuts(device: DeviceCode, known: dict[ChainId, int], wanted: tuple[ChainCut, ...]) -> tuple[ChainCut, ...]:
    """Where each chain is cut off: where the manager says, else where it stands."""
    cuts = dict(known)
    for cut in wanted:
        if not cut.chain.startswith(f"{device}."):
            raise CutOfAnotherDevice(chain=cut.chain, device=device)
        if cut.line < known.get(cut.chain, 0):
            raise CutBeforeKnown(chain=cut.chain, line=cut.line, known=known[cut.chain])
        cuts[cut.chain] = cut.line
    return tuple(ChainCut(chain=chain, line=line) for chain, line in sorted(cuts.items()))
