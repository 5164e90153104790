import re
from dataclasses import fields
from pathlib import Path

import pytest

import collector_desktop.ui
from collector_desktop.ui.style import style_sheet
from collector_desktop.ui.theme import THEMES, Theme, Tone, contrast

LEAST = {"day": 7, "night": 7, "sun": 12}
SOFT = ("accent", "warn", "danger", "ok")
SOURCES = sorted(Path(collector_desktop.ui.__file__).parent.rglob("*.py"))
COLOURS = [field.name for field in fields(Theme) if field.name not in ("name", "inks", "heavy")]


@pytest.fixture(params=list(THEMES))
def theme(request: pytest.FixtureRequest) -> Theme:
    return THEMES[request.param]


def faint(theme: Theme, pairs: list[tuple[str, str]], least: float) -> dict[tuple[str, str], float]:
    found = {(role, ground): contrast(theme.ink(role).name(), getattr(theme, ground)) for role, ground in pairs}
    return {pair: measured for pair, measured in found.items() if measured < least}


def test_contrast_is_what_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


def test_everything_read_stands_out_from_its_ground(theme: Theme) -> None:
    pairs = [(role, ground) for role in ("text", "muted", *SOFT) for ground in ("raised", "surface")]
    assert not faint(theme, pairs, LEAST[theme.name])


def test_every_chip_and_notice_can_be_read_on_its_soft_ground(theme: Theme) -> None:
    assert not faint(theme, [(role, f"{role}_soft") for role in SOFT], LEAST[theme.name])
    assert not faint(theme, [("text", f"{role}_soft") for role in SOFT], LEAST[theme.name])


def test_the_door_at_hand_can_be_read(theme: Theme) -> None:
    assert not faint(theme, [(role, "selected") for role in ("text", "muted", *SOFT)], LEAST[theme.name])


def test_the_primary_button_can_be_read(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 7


def test_icons_and_edges_of_a_role_can_be_seen_beside_it(theme: Theme) -> None:
    assert all(contrast(getattr(theme, role), theme.raised) >= 4.5 for role in SOFT)


def test_every_tone_is_a_role_of_every_theme(theme: Theme) -> None:
    assert all(theme.color(tone).isValid() for tone in Tone)
    assert theme.inks.keys() <= set(Tone)


def test_the_style_sheet_names_only_colours_of_the_theme(theme: Theme) -> None:
    of_theme = {getattr(theme, role) for role in COLOURS} | set(theme.inks.values())
    paper_is_white = {"#FFFFFF"}
    named = re.findall(r"#[0-9A-F]{6}\b", style_sheet(theme).upper())
    assert set(named) <= of_theme | paper_is_white


def test_type_is_heavier_in_the_sun_only() -> None:
    assert [name for name, theme in THEMES.items() if "QLabel { font-weight: 600; }" in style_sheet(theme)] == ["sun"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_no_colour_stands_outside_the_theme(source: Path) -> None:
    if source.name not in ("theme.py", "style.py"):
        assert not re.findall(r"#[0-9A-Fa-f]{6}\b|QColor\(\d", source.read_text(encoding="utf-8"))
