"""How much more one package takes: what was found to fit is neither refused by `pack` nor by who opens it."""

from collections.abc import Mapping
from typing import Final

from collector_desktop.exchange.package import PackageLimits

_MARK: Final = 512
"""Most bytes the manifest needs for a part and the span of its chain, or for all the rest of the header; as many again
the directory of the archive needs."""
_WRAPPED: Final = 2
"""The manifest is in the archive's directory too, and signature and seal need no more than another part."""
_GROWS: Final = 1 << 10
"""Of so many bytes that can't be packed, or that are sealed, no more than one is added."""


class PackageRoom:
    """What fits into one package, reckoned as if nothing could be made smaller by packing it."""

    def __init__(self, limits: PackageLimits, sizes: Mapping[str, int]) -> None:
        """`sizes` are the bytes of the parts it has in any case."""
        self._limits = limits
        self._sizes = dict(sizes)
        self._unpacked = sum(sizes.values())

    def takes(self, growing: Mapping[str, int], whole: Mapping[str, int]) -> bool:
        """Whether all of this fits beside what is there; then it counts as being there, otherwise nothing of it does.

        Parts that are `growing` get so many bytes more; those that come `whole` have so many, and come once.
        """
        more = {**growing, **{part: size for part, size in whole.items() if part not in self._sizes}}
        grown = {part: self._sizes.get(part, 0) + size for part, size in more.items()}
        parts = len(self._sizes) + sum(part not in self._sizes for part in grown)
        unpacked = self._unpacked + sum(more.values())
        fits = (
            parts <= self._limits.parts
            and max(grown.values(), default=0) <= self._limits.part
            and unpacked <= self._limits.unpacked
            and (parts + 1) * _MARK <= self._limits.manifest
            and _sealed(parts, unpacked) <= self._limits.sealed
        )
        if fits:
            self._sizes |= grown
            self._unpacked = unpacked
        return fits


def _sealed(parts: int, unpacked: int) -> int:
    """The most bytes the file can have."""
    packed = unpacked + (parts + _WRAPPED) * 2 * _MARK
    return packed + packed // _GROWS
