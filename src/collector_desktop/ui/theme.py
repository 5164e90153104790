"""Themes: every colour, size and distance of the program, by role, in this one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from PySide6.QtGui import QColor


class Tone(StrEnum):
    """A colour by what it means; the words are the fields of `Theme`."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    WARN = "warn"
    DANGER = "danger"
    OK = "ok"


class Size(IntEnum):
    """Type sizes."""

    CAP = 11
    """Key caps only: they repeat what a key does, they never say it."""
    SMALL = 13
    BODY = 15
    LARGE = 18
    TITLE = 24
    HUGE = 36
    AMOUNT = 44
    """The amount due: nothing on a card is larger."""


class Space(IntEnum):
    """Distances."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24


class Radius(IntEnum):
    """Rounded corners."""

    SMALL = 6
    LARGE = 10


TARGET = 40
"""The least height of anything to be pressed."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: colours as #RRGGBB by role; `heavy` sets all type bolder, for direct light.

    A role's own colour is for grounds, edges and icons; as text it is set in its ink, which is readable on every
    ground it stands on (7:1, in direct light 12:1).
    """

    name: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    ok: str
    ok_soft: str
    selected: str
    inks: Mapping[str, str]
    """The ink of every role whose own colour is too near to one of its grounds."""
    heavy: bool = False

    def color(self, role: str) -> QColor:
        """The colour of a role."""
        return QColor(getattr(self, role))

    def ink(self, role: str) -> QColor:
        """The colour of a role as text."""
        return QColor(self.inks.get(role, getattr(self, role)))


DAY = Theme(
    name="day",
    surface="#F6F3EC",
    raised="#FFFFFF",
    line="#E0D9CB",
    text="#1F1B16",
    muted="#574F44",
    accent="#005F54",
    on_accent="#FFFFFF",
    accent_soft="#DCEBE7",
    warn="#7A4A00",
    warn_soft="#FBEBCB",
    danger="#9B2318",
    danger_soft="#F9E0DB",
    ok="#1E6B33",
    ok_soft="#DFF0E2",
    selected="#E9F3F0",
    inks={"accent": "#00554B", "warn": "#704400", "danger": "#8D2016", "ok": "#19592A"},
)
NIGHT = Theme(
    name="night",
    surface="#15181A",
    raised="#1E2326",
    line="#32393D",
    text="#ECE7DD",
    muted="#B9B2A5",
    accent="#5FC9B8",
    on_accent="#06231E",
    accent_soft="#1B3A35",
    warn="#F0C36D",
    warn_soft="#3A2F16",
    danger="#F29A8E",
    danger_soft="#43221D",
    ok="#8BD49C",
    ok_soft="#1E3A26",
    selected="#213733",
    inks={"muted": "#C6C1B6", "accent": "#7FD4C6", "danger": "#F5B1A8"},
)
SUN = Theme(
    name="sun",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#6B6B6B",
    text="#000000",
    muted="#222222",
    accent="#00382F",
    on_accent="#FFFFFF",
    accent_soft="#CFE8E2",
    warn="#4A2C00",
    warn_soft="#FFE9B8",
    danger="#6E0D05",
    danger_soft="#FFDAD4",
    ok="#0B3F17",
    ok_soft="#CDEBD3",
    selected="#D8EFE9",
    inks={"accent": "#002923", "warn": "#3C2400", "danger": "#4B0903", "ok": "#072B10"},
    heavy=True,
)
THEMES = {theme.name: theme for theme in (DAY, SUN, NIGHT)}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
