"""Names of the trade's identifiers, so that one can't be passed for another."""

from typing import NewType

AccountNumber = NewType("AccountNumber", str)
"""户号: ten digits as text; leading zeros matter."""

BillId = NewType("BillId", str)
"""One bill: account, billing month and kind, joined by hyphens."""

ActId = NewType("ActId", str)
"""One act: a UUID as text, fixed before the act is posted."""

DeviceCode = NewType("DeviceCode", str)
"""Two digits given by the station at enrolment; "00" is the station itself."""

ChainId = NewType("ChainId", str)
"""One journal chain: device code and generation, such as "01.1"."""

Badge = NewType("Badge", str)
"""工号: who acts."""

StationCode = NewType("StationCode", str)
"""Eight digits of the supply station (供电所)."""


def device_of(chain: ChainId | str) -> DeviceCode:
    """The device whose chain it is."""
    return DeviceCode(chain.split(".")[0])


def generation_of(chain: ChainId | str) -> int:
    """Which of its device's chains it is, from 1: a restore and a change of keys each begin another."""
    return int(chain.split(".")[1])


def chain_id(device: DeviceCode, generation: int) -> ChainId:
    """The device's chain with this place in their order."""
    return ChainId(f"{device}.{generation}")
