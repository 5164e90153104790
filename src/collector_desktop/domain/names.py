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
