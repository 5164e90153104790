"""Row 21 of the fault table: journal lines changed, deleted, swapped, appended with another key, and a tail cut off."""

import contextlib
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from collector_desktop.domain.acts.base import Act, new_act_id
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ChainId
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.security.keys import DeviceKeys, Signer
from collector_desktop.services import closing, handing_over, taking_in, visiting
from collector_desktop.services.verifying import Finding, Wrong, verify_books, witness
from collector_desktop.store.apply.attention import Attention
from collector_desktop.store.journal import Entry, JournalLine, JournalLineWrong, Link, follow, hash_of, takings_after
from fault_trials.every_kind import every_kind
from fault_trials.two_laptops import folder_in_memory, make_world, pay, reopen_world

CHAIN = ChainId("01.1")
_CHARACTERS = 3


def written(acts: Sequence[Act], signer: Signer, link: Link | None = None) -> list[JournalLine]:
    """A chain of these acts, as its device writes it."""
    link = link or Link(chain=CHAIN)
    lines = []
    for act in acts:
        takings = takings_after(link.takings, act)
        entry = Entry(chain=link.chain, line=link.line + 1, previous=link.hash, takings=takings, act=act)
        content = entry.write()
        line = JournalLine(content=content, hash=hash_of(content), signature=signer.sign(content.encode()))
        link = Link(chain=link.chain, line=entry.line, hash=line.hash, takings=takings)
        lines.append(line)
    return lines


def first_wrong(lines: Sequence[JournalLine], key: str) -> int | None:
    """The first line that is not as its device wrote it; None if all are."""
    right = 0
    try:
        for _ in follow(Link(chain=CHAIN), lines, key, every=True):
            right += 1
    except JournalLineWrong:
        return right + 1
    return None


def forgeries(
    lines: list[JournalLine], at: int, stranger: Signer, chance: random.Random
) -> Iterator[tuple[str, list[JournalLine]]]:
    """What somebody could do to one line (counted from 1), each leaving that line the first wrong one."""
    before, line, after = lines[: at - 1], lines[at - 1], lines[at:]
    content = line.content.replace('"id":"', '"id":"f', 1)
    changed = line.model_copy(update={"content": content})
    for place in chance.sample(range(len(line.content)), _CHARACTERS):
        other = "2" if line.content[place] == "1" else "1"
        slip = line.model_copy(update={"content": line.content[:place] + other + line.content[place + 1 :]})
        yield f"character {place} changed", [*before, slip, *after]
        yield (
            f"character {place} changed, its hash made to fit",
            [
                *before,
                slip.model_copy(update={"hash": hash_of(slip.content)}),
                *after,
            ],
        )
    fitting = changed.model_copy(update={"hash": hash_of(content)})
    yield "changed", [*before, changed, *after]
    yield "changed, its hash made to fit", [*before, fitting, *after]
    signed = fitting.model_copy(update={"signature": stranger.sign(content.encode())})
    yield "changed, signed by another key", [*before, signed, *after]
    act = Entry.read(line.content).act.model_copy(update={"id": new_act_id()})
    yield "another act in its place", [*before, *written([act], stranger, _link(before)), *after]
    if after:
        yield "deleted", [*before, *after]
        yield "swapped with the next", [*before, after[0], line, *after[1:]]
        acts = [act, *(Entry.read(each.content).act for each in after)]
        yield "everything from here on written anew", [*before, *written(acts, stranger, _link(before))]


def every_line_forged(every: int) -> Iterator[tuple[str, bool]]:
    """Each forgery of each line of a journal with every kind of act, and whether it was found where it is.

    `every` leaves out lines: 1 tries all.
    """
    keys, stranger = DeviceKeys.generate(), DeviceKeys.generate()
    lines, chance = written(list(every_kind()), keys), random.Random("forged")
    assert first_wrong(lines, keys.public.signing) is None
    for at in range(1, len(lines) + 1, every):
        for what, forged in forgeries(lines, at, stranger, chance):
            yield f"line {at} {what}", first_wrong(forged, keys.public.signing) == at
    appended = [*lines, *written([next(every_kind())], stranger, _link(lines))]
    yield "appended by another key", first_wrong(appended, keys.public.signing) == len(lines) + 1


def every_tail_cut(every: int) -> Iterator[tuple[str, bool]]:
    """A laptop's journal cut off behind each line, with its chain's end; the station has read further.

    Found if the station's witness names the first line gone, and the next package is held: the line that takes its
    place is another one.
    """
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        base = with_a_day_handed_in(Path(folder) / "base")
        last = _length(base / "laptop01" / "books.db")
        for kept in range(1, last, every):
            place = Path(folder) / f"cut{kept}"
            yield f"cut behind line {kept}", _cut_is_found(base, place, kept)
            shutil.rmtree(place)


def _cut_is_found(base: Path, place: Path, kept: int) -> bool:
    shutil.copytree(base, place)
    books = place / "laptop01" / "books.db"
    _cut(books, kept)
    seen = verify_books(books, station=witness(place / "station.db")).findings
    world = reopen_world(place)
    laptop = world.machines[0].ledger
    visit = visiting.RecordVisit(
        id=new_act_id(), account=world.office.households[0].account, slot=Slot.NOON, outcome=Outcome.NOT_HOME
    )
    visiting.record(laptop, visit, world.stamp())
    package = handing_over.hand_over(laptop, world.stick, world.stamp()).path
    taken = taking_in.take_in(world.station, world.station_keys, package, world.stamp())
    held = [line.facts["first"] for line in taken.attention if line.kind is Attention.LINES_HELD]
    world.close()
    return held == [str(kept + 1)] and seen[0] == Finding(wrong=Wrong.CUT, chain=CHAIN, line=kept + 1)


def with_a_day_handed_in(folder: Path) -> Path:
    """A base whose first laptop has collected, closed its day and been taken in; closed."""
    make_world(folder)
    world = reopen_world(folder)
    laptop = world.machines[0]
    for household in world.office.households[:3]:
        pay(laptop, household.account, Money(1000), world.stamp())
        visit = visiting.RecordVisit(
            id=new_act_id(), account=household.account, slot=Slot.EVENING, outcome=Outcome.SERVICED
        )
        visiting.record(laptop.ledger, visit, world.stamp())
    closing.close(laptop.ledger, world.day, CashCount.of({1000: 3}), "", world.stamp())
    package = handing_over.hand_over(laptop.ledger, world.stick, world.stamp()).path
    taking_in.take_in(world.station, world.station_keys, package, world.stamp())
    world.close()
    return folder


def _cut(books: Path, kept: int) -> None:
    with contextlib.closing(sqlite3.connect(books)) as conn:
        conn.execute("DELETE FROM journal WHERE chain = ? AND line > ?", (CHAIN, kept))
        content, end = conn.execute(
            "SELECT content, hash FROM journal WHERE chain = ? AND line = ?", (CHAIN, kept)
        ).fetchone()
        takings = Entry.read(content).takings.fen
        conn.execute(
            "UPDATE chain SET last_line = :kept, last_hash = :end, takings = :takings,"
            " acknowledged = min(acknowledged, :kept) WHERE id = :chain",
            {"kept": kept, "end": end, "takings": takings, "chain": CHAIN},
        )
        conn.commit()
    # Whoever cuts removes what says how far the books had come: with it a new chain would begin, as after a restore.
    books.with_name(f"{books.name}.tail").unlink(missing_ok=True)


def _length(books: Path) -> int:
    with contextlib.closing(sqlite3.connect(books)) as conn:
        return int(conn.execute("SELECT max(line) FROM journal WHERE chain = ?", (CHAIN,)).fetchone()[0])


def _link(before: list[JournalLine]) -> Link:
    if not before:
        return Link(chain=CHAIN)
    last = Entry.read(before[-1].content)
    return Link(chain=CHAIN, line=last.line, hash=before[-1].hash, takings=last.takings)
