"""Why a package from the other seat is not taken in; every cause has its own words."""

from collector_desktop.domain.refusals import Refusal


class NotAPackage(Refusal):
    """The file is something else. Facts: reason."""


class PackageTruncated(Refusal):
    """The file ends before its content begins: the stick was pulled too early. Facts: size (bytes)."""


class PackageChanged(Refusal):
    """The file was changed or cut after it was sealed, or its parts don't match its manifest. Facts: what."""


class PackageSealedForAnother(Refusal):
    """Only another computer's key opens the file."""


class PackageForAnotherStation(Refusal):
    """The package belongs to another station. Facts: station, expected."""


class PackageForAnotherDevice(Refusal):
    """The package was made for another device. Facts: device, expected."""


class PackageFromUnknownDevice(Refusal):
    """No such device is enrolled here. Facts: device."""


class PackageSignedWithUnknownKey(Refusal):
    """The package names a device but that device's key did not sign it. Facts: device."""


class PackageFromRevokedDevice(Refusal):
    """The device that signed the package was revoked. Facts: device."""


class PackageFromTheFuture(Refusal):
    """A newer program wrote the package: update this one. Facts: version, supported."""


class PackageTooLarge(Refusal):
    """Something exceeds what one package may hold. Facts: what, size, limit (bytes or a count)."""


class PackagePathWrong(Refusal):
    """A part's name is a path, is no name of ours, comes twice or is a link. Facts: name."""


class ChainOfAnotherDevice(Refusal):
    """A day package carries a chain that is not its sender's. Facts: chain, device."""


class PackageContradictsItself(Refusal):
    """A day package carries other lines than its header says. Facts: chain."""


class PackageKindWrong(Refusal):
    """A day package where a route package belongs, or the reverse. Facts: kind, expected."""
