"""Refusals around laptops at the station: revoking, changed keys, held lines."""

from collector_desktop.domain.refusals import Refusal


class CutBeforeKnown(Refusal):
    """What was posted already can't be cut off. Facts: chain, line, known."""


class CutOfAnotherDevice(Refusal):
    """A cut-off names a chain of another device. Facts: chain, device."""


class DeviceRevokedAlready(Refusal):
    """The device was revoked before. Facts: device, on."""


class HeldUnknown(Refusal):
    """No such lines are held. Facts: first (hash of the first line)."""


class HeldAlreadyDecided(Refusal):
    """Somebody decided these lines before. Facts: first."""


class HeldBuildsOnOthers(Refusal):
    """The line these lines go on from is held and not decided. Facts: chain, line."""


class KeyChangeWrong(Refusal):
    """A change of keys lacks the new key's own signature, or changes another key. Facts: device."""


class KeysAskedAlready(Refusal):
    """The laptop was asked for new keys and has not brought them. Facts: device, on."""


class ReceiptAmountMissing(Refusal):
    """A number alone proves nothing: the amount printed beside it is compared. Facts: number."""
