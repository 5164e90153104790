"""Deciding held lines: released they count, exactly once; rejected they stay as evidence and never count."""

from collections.abc import Iterable

from collector_desktop.domain.acts.base import Act, Stamp, new_act_id
from collector_desktop.domain.acts.books import ChainStarted
from collector_desktop.domain.acts.devices import HeldRejected, HeldReleased
from collector_desktop.domain.acts.money import PaymentTaken, ReceiptVoided
from collector_desktop.domain.acts.savings import HeldCredited
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.held import HeldState, is_void_of, sum_up
from collector_desktop.domain.refusals import DeviceUnknown, OnlyTheStationDecides, ReasonMissing
from collector_desktop.domain.refusals_devices import HeldAlreadyDecided, HeldBuildsOnOthers, HeldUnknown
from collector_desktop.domain.seat import SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.services.offsetting import offset_free
from collector_desktop.services.sorting_lines import builds_on, is_at, signed_with
from collector_desktop.services.taking_in import check_change
from collector_desktop.services.waiving import apply_granted
from collector_desktop.store.apply.attention import Attention, raise_attention, withdraw_attention
from collector_desktop.store.holding import clashes
from collector_desktop.store.journal import Entry, JournalLine, Link, follow
from collector_desktop.store.ledger import Connection, Ledger, begin_chain, is_posted, link_of
from collector_desktop.store.own_lines import check_own
from collector_desktop.store.queries import cuts, devices, held, policies, receipts, sync
from collector_desktop.store.queries.devices import Device
from collector_desktop.store.queries.held import HeldGroup


class DecideHeld(Value):
    """What the manager says to held lines: those up to `up_to` are released, those after it rejected."""

    first: str
    """The hash of the group's first line."""
    release: bool
    up_to: int | None = None
    """The last line released; None releases all."""
    reason: str


def decide_held(ledger: Ledger, wanted: DecideHeld, stamp: Stamp) -> Changes:
    """Release held lines, or reject them.

    Lines that still continue their chain are posted as if they came now. Where the chain or a receipt number has
    their place taken, the money of each payment becomes its household's prepayment instead and settles what is open;
    a void of a receipt given before comes on the attention list.
    A chain that goes on from held lines is released after them.
    Raises OnlyTheStationDecides, ReasonMissing, HeldUnknown, HeldAlreadyDecided, HeldBuildsOnOthers, KeyChangeWrong,
    LineNotItsOwn, ManagerNeeded.
    """
    if ledger.seat.kind is not SeatKind.STATION:
        raise OnlyTheStationDecides(what="held")
    if not wanted.reason.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        group = held.group(conn, wanted.first)
        if group is None:
            raise HeldUnknown(first=wanted.first)
        if group.state is not HeldState.WAITING:
            raise HeldAlreadyDecided(first=wanted.first)
        device = devices.device(conn, group.device)
        if device is None:
            raise DeviceUnknown(device=group.device)
        count = _released(group, wanted)
        changes = Changes()
        if count:
            changes |= _release(ledger, conn, group, device, group.lines[:count], wanted.reason, stamp)
        if count < len(group.lines):
            changes |= _reject(ledger, conn, group, count, wanted.reason, stamp)
        for act in group.held_acts:
            if not any(act in each.held_acts and each.state is HeldState.WAITING for each in held.groups(conn)):
                withdraw_attention(conn, Attention.LINES_HELD, act)
        changes |= apply_granted(ledger, conn, stamp)
        offset_free(ledger, conn, policies.policy(conn), stamp)
    return changes


def _released(group: HeldGroup, wanted: DecideHeld) -> int:
    """How many of the group's lines are released."""
    if not wanted.release:
        return 0
    if wanted.up_to is None:
        return len(group.lines)
    return max(0, min(wanted.up_to, group.last_line) - group.first_line + 1)


def _release(
    ledger: Ledger,
    conn: Connection,
    group: HeldGroup,
    device: Device,
    lines: tuple[JournalLine, ...],
    reason: str,
    stamp: Stamp,
) -> Changes:
    entries = tuple(Entry.read(line.content) for line in lines)
    state = next((state for state in sync.chains(conn, device.code) if state.chain == group.chain), None)
    link = Link(chain=group.chain) if state is None else link_of(conn, group.chain)
    continues = (link.line + 1, link.hash) == (entries[0].line, entries[0].previous) and _goes_on(conn, entries[0].act)
    credited = not continues or any(clashes(conn, entry.act) for entry in entries)
    changes = Changes()
    if credited:
        changes |= _credit(ledger, conn, entries, stamp)
    else:
        known = cuts.signing_keys(conn, device.code)
        key = signed_with(lines[0], known) if state is None else state.signing_key
        if state is None:
            begin_chain(conn, group.chain, device.code, key)
        for entry, line in zip(tuple(follow(link, lines, key, every=True)), lines, strict=True):
            check_change(entry.act, device)
            changes |= ledger.accept(conn, entry, line).changes
    act = HeldReleased(
        **dict(stamp),
        id=new_act_id(),
        device=device.code,
        lines=group.named.model_copy(update={"last_line": entries[-1].line, "last_hash": lines[-1].hash}),
        credited=credited,
        received=sum_up([entry.act for entry in entries]).received,
        reason=reason.strip(),
    )
    changes |= ledger.post(conn, act).changes
    if credited:
        for entry in entries:
            if isinstance(entry.act, ReceiptVoided):
                _note_void(conn, act, entry.act)
    return changes


def _note_void(conn: Connection, act: HeldReleased, void: ReceiptVoided) -> None:
    """Where only money is credited a void is not posted: if its receipt counts, the manager is told to act."""
    given = receipts.by_number(conn, void.number)
    is_posted_still = given is not None and given.payment == void.payment and given.void is None
    if is_posted_still or held.is_credited(conn, void.payment):
        raise_attention(
            conn,
            Attention.VOID_NOT_POSTED,
            act.id,
            void.number,
            day=act.business_day,
            device=act.device,
            account=void.account,
            amount=void.received,
            facts={"reason": void.reason},
        )


def _goes_on(conn: Connection, act: Act) -> bool:
    """Whether these books have the line a chain goes on from. Raises HeldBuildsOnOthers while that line waits."""
    if not isinstance(act, ChainStarted) or act.follows is None:
        return True
    if builds_on(conn, act) is HeldState.WAITING:
        raise HeldBuildsOnOthers(chain=act.follows.chain, line=act.follows.line)
    return is_at(conn, act.follows)


def _credit(ledger: Ledger, conn: Connection, entries: Iterable[Entry], stamp: Stamp) -> Changes:
    """The money of each payment that was never posted nor credited, unless a held line voids it."""
    changes = Changes()
    for entry in entries:
        act = entry.act
        if not isinstance(act, PaymentTaken) or is_posted(conn, act.id) or held.is_credited(conn, act.id):
            continue
        check_own(conn, entry)
        if not _is_voided(conn, act):
            credit = HeldCredited(
                **dict(stamp),
                id=new_act_id(),
                account=act.receipt.account,
                about=act.id,
                number=act.receipt.number,
                amount=act.receipt.received,
            )
            changes |= ledger.post(conn, credit).changes
    return changes


def _is_voided(conn: Connection, payment: PaymentTaken) -> bool:
    """Whether a held line voids a payment: that counts until the manager rejects it."""
    said = held.entries_of_number(conn, payment.receipt.number)
    return any(is_void_of(entry.act, payment) and state is not HeldState.REJECTED for entry, state in said)


def _reject(ledger: Ledger, conn: Connection, group: HeldGroup, released: int, reason: str, stamp: Stamp) -> Changes:
    entries = [Entry.read(line.content) for line in group.lines[released:]]
    act = HeldRejected(
        **dict(stamp),
        id=new_act_id(),
        device=group.device,
        lines=group.named.model_copy(update={"first_line": entries[0].line}),
        received=sum_up([entry.act for entry in entries]).received,
        reason=reason.strip(),
    )
    changes = ledger.post(conn, act).changes
    # A void that is not believed no longer holds back the money of a payment that was released without its chain.
    numbers = dict.fromkeys(entry.act.number for entry in entries if isinstance(entry.act, ReceiptVoided))
    believed = [
        entry
        for number in numbers
        for entry, state in held.entries_of_number(conn, number)
        if state is HeldState.RELEASED
    ]
    return changes | _credit(ledger, conn, believed, stamp)
