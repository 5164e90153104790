import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

import collector_desktop.ui
from collector_desktop.resources import resource_path
from collector_desktop.ui.icons import icon
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import THEMES

NAMES = sorted(file.stem for file in resource_path("icons").glob("*.svg"))
OPAQUE = 200
ROUNDING = 3
"""How far a channel may be off where the edge of a line is half transparent."""


def colours(image: QImage) -> set[tuple[int, int, int]]:
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {(point.red(), point.green(), point.blue()) for point in points if point.alpha() > OPAQUE}


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_the_colour_of_its_role_only(look: Look, name: str) -> None:
    for theme in THEMES.values():
        wanted = theme.color("accent")
        found = colours(icon(name, theme, "accent").pixmap(QSize(24, 24)).toImage())
        assert found
        for drawn in found:
            assert drawn == pytest.approx((wanted.red(), wanted.green(), wanted.blue()), abs=ROUNDING)


def test_every_icon_the_windows_ask_for_is_there() -> None:
    sources = Path(collector_desktop.ui.__file__).parent.rglob("*.py")
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    asked = set(re.findall(r'(?:icon|draw_icon|ChoiceCard)\(\s*"([a-z_]+)"', text))
    asked |= set(re.findall(r'PlaceName\(\w+, "([a-z_]+)"', text))
    assert {"today", "collect", "sync", "key"} <= asked <= set(NAMES)
