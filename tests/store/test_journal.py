"""A chain holds only in the order and with the words its device wrote."""

from collections.abc import Callable

import pytest
from fault_trials.every_kind import every_kind
from fault_trials.forged_journal import written
from two_seats import stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.money import PaymentTaken
from collector_desktop.domain.acts.station import StationFounded
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ChainId, StationCode
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.store.journal import FIRST_HASH, Entry, JournalLine, JournalLineWrong, Link, follow, hash_of

CHAIN = ChainId("00.1")


@pytest.fixture
def keys() -> DeviceKeys:
    return DeviceKeys.generate()


def line_of(entry: Entry, keys: DeviceKeys) -> JournalLine:
    content = entry.write()
    return JournalLine(content=content, hash=hash_of(content), signature=keys.sign(content.encode()))


def chain(keys: DeviceKeys, length: int = 4) -> list[JournalLine]:
    """A chain of acts that take no money."""
    lines: list[JournalLine] = []
    for at in range(1, length + 1):
        act = StationFounded(**dict(stamp(at)), id=new_act_id(), code=StationCode("41070305"), name=f"所 {at}")
        previous = lines[-1].hash if lines else FIRST_HASH
        lines.append(line_of(Entry(chain=CHAIN, line=at, previous=previous, takings=Money.ZERO, act=act), keys))
    return lines


def wrong(lines: list[JournalLine], keys: DeviceKeys) -> dict[str, object]:
    with pytest.raises(JournalLineWrong) as refused:
        list(follow(Link(chain=CHAIN), lines, keys.public.signing, every=True))
    return refused.value.facts


def test_a_line_read_back_is_the_entry_that_was_written(keys: DeviceKeys) -> None:
    (line,) = chain(keys, 1)
    entry = Entry.read(line.content)
    assert entry.write() == line.content
    assert (entry.chain, entry.line, entry.device, entry.previous) == (CHAIN, 1, "00", FIRST_HASH)


def test_a_whole_chain_and_a_later_stretch_of_it_hold(keys: DeviceKeys) -> None:
    lines = chain(keys)
    assert [entry.line for entry in follow(Link(chain=CHAIN), lines, keys.public.signing)] == [1, 2, 3, 4]
    link = Link(chain=CHAIN, line=2, hash=lines[1].hash)
    assert [entry.line for entry in follow(link, lines[2:], keys.public.signing, every=True)] == [3, 4]


@pytest.mark.parametrize(
    ("tamper", "line"),
    [
        pytest.param(lambda lines: [lines[0], *lines[2:]], 2, id="one left out"),
        pytest.param(lambda lines: [lines[0], lines[2], lines[1], lines[3]], 2, id="two swapped"),
        pytest.param(lambda lines: [*lines, lines[3]], 5, id="one twice"),
        pytest.param(lambda lines: lines[1:], 1, id="the first left out"),
    ],
)
def test_lines_out_of_order_are_named(
    tamper: Callable[[list[JournalLine]], list[JournalLine]], line: int, keys: DeviceKeys
) -> None:
    assert wrong(tamper(chain(keys)), keys) == {"chain": CHAIN, "line": line, "reason": "order"}


def test_words_changed_under_their_hash_are_found(keys: DeviceKeys) -> None:
    lines = chain(keys)
    lines[1] = lines[1].model_copy(update={"content": lines[1].content.replace("所 2", "所 9")})
    assert wrong(lines, keys) == {"chain": CHAIN, "line": 2, "reason": "content"}


def test_a_line_from_another_past_does_not_hold_on(keys: DeviceKeys) -> None:
    lines = chain(keys)
    lines[2] = chain(keys)[2]
    assert wrong(lines, keys) == {"chain": CHAIN, "line": 3, "reason": "previous"}


def test_a_running_total_that_no_act_explains_is_found(keys: DeviceKeys) -> None:
    lines = chain(keys)
    entry = Entry.read(lines[3].content).model_copy(update={"takings": Money(1)})
    assert wrong([*lines[:3], line_of(entry, keys)], keys) == {"chain": CHAIN, "line": 4, "reason": "takings"}


def test_the_last_signature_vouches_for_all_and_every_is_checked_on_demand(keys: DeviceKeys) -> None:
    lines = chain(keys)
    lines[1] = lines[1].model_copy(update={"signature": bytes(64)})
    assert len(list(follow(Link(chain=CHAIN), lines, keys.public.signing))) == 4
    assert wrong(lines, keys) == {"chain": CHAIN, "line": 2, "reason": "signature"}
    assert wrong(chain(DeviceKeys.generate()), keys)["reason"] == "signature"


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"format":2}', '{"format":1}', "null"])
def test_what_is_no_line_is_refused(content: str, keys: DeviceKeys) -> None:
    with pytest.raises(JournalLineWrong):
        Entry.read(content)


def test_a_line_whose_receipt_number_is_no_number_is_wrong_and_nothing_else() -> None:
    receipt = next(act for act in every_kind() if isinstance(act, PaymentTaken))
    (line,) = written([receipt], DeviceKeys.generate())
    number = receipt.receipt.number
    with pytest.raises(JournalLineWrong):
        Entry.read(line.content.replace(number, number[:-1] + "2"))
