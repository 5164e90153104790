"""Refusals around the station's people: who may do what, and who they are."""

from collector_desktop.domain.refusals import Refusal


class StaffUnknown(Refusal):
    """Nobody with this badge works at the station. Facts: badge."""


class StaffGone(Refusal):
    """The person no longer works here. Facts: badge, on."""


class StaffBadgeTaken(Refusal):
    """The badge belongs to somebody already. Facts: badge, name."""


class StaffNameMissing(Refusal):
    """Somebody at the station has a name and a badge."""


class LastManager(Refusal):
    """A station is never without a manager. Facts: name."""


class FirstIsManager(Refusal):
    """The first person of a station is its manager."""


class ManagerNamedAlready(Refusal):
    """The station has a manager who lets others in."""


class BadgeMissing(Refusal):
    """These books want to know who acts."""


class PinMissing(Refusal):
    """There is neither a terminal to ask for the PIN nor a file to read it from."""


class NoPinSet(Refusal):
    """The person has no PIN yet. Facts: badge."""


class StaffPinWrong(Refusal):
    """The PIN is not this person's. Facts: left (tries until it is locked)."""


class StaffPinLocked(Refusal):
    """Too many wrong PINs: only a new one helps. Facts: badge."""


class RecoveryFileTaken(Refusal):
    """A second key is never written over another file. Facts: path."""


class RecoveryFileBesideBackups(Refusal):
    """A second key never lies where the keys sealed for it are carried. Facts: path."""
