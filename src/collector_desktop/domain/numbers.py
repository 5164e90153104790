"""Receipt numbers: station code, device code, running counter, check digit."""

import re
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from collector_desktop.domain.names import DeviceCode, StationCode
from collector_desktop.domain.refusals import ReceiptNumberNotValid

_NUMBER = re.compile(r"(\d{8})-?(\d{2})-?(\d{6,9})-?(\d)")


def check_digit(digits: str) -> int:
    """The ISO 7064 MOD 11,10 check digit: finds every single wrong digit and nearly every swap."""
    product = 10
    for digit in digits:
        product = (product + int(digit)) % 10 or 10
        product = product * 2 % 11
    return (11 - product) % 10


class ReceiptNumber(str):
    """A receipt number such as 41070305-01-000123-4; its check digit always holds."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Read a number as printed, with or without hyphens. Raises ReceiptNumberNotValid."""
        match = _NUMBER.fullmatch(text.strip())
        if match is None or int(match[4]) != check_digit(match[1] + match[2] + match[3]):
            raise ReceiptNumberNotValid(text=text[:40])
        return super().__new__(cls, "-".join(match.groups()))

    @classmethod
    def make(cls, station: StationCode, device: DeviceCode, counter: int) -> Self:
        """The number of this counter, with its check digit."""
        running = f"{counter:06d}"
        return cls(f"{station}-{device}-{running}-{check_digit(station + device + running)}")

    @property
    def station(self) -> StationCode:
        """The station's eight digits."""
        return StationCode(self[:8])

    @property
    def device(self) -> DeviceCode:
        """The device's two digits."""
        return DeviceCode(self[9:11])

    @property
    def counter(self) -> int:
        """The running counter of the device."""
        return int(self[12:-2])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(strict=True))
