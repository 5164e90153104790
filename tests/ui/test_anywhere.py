"""The same result and the same look under whatever language, direction, scale and fonts the machine has."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from collector_desktop.app.sessions import application

PROGRAM = Path(__file__).parents[1] / "seen_anywhere.py"
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/conf.d</include></fontconfig>"""
"""No folder with fonts; how they are smoothed is left as it is here."""


def seen(books: Path, folder: Path, locale: str = "zh_CN", **environment: str) -> dict[str, Any]:
    """What the program shows, prints and exports there."""
    shutil.copytree(books, folder / "seats")
    base = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "QT_"))}
    paths = os.pathsep.join((str(PROGRAM.parent), str(PROGRAM.parents[1] / "src")))
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder / "seats"), locale],
        env=base | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths, "LC_ALL": f"{locale}.UTF-8"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.fixture(scope="module")
def at_home(prepared_seats: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is seen on a machine of ours."""
    return seen(prepared_seats, tmp_path_factory.mktemp("home"))


def test_at_home_everything_is_as_it_should_be(at_home: dict[str, Any]) -> None:
    assert (at_home["locale"], at_home["direction"], at_home["signs"]) == ("zh_CN", "LeftToRight", True)
    assert at_home["cut"] == []
    assert at_home["typed"][0] == "1234.5 = 1234.50"


@pytest.mark.parametrize("locale", ["de_DE", "ar_EG", "fa_IR"])
def test_another_locale_changes_no_amount_no_paper_and_no_pixel(
    at_home: dict[str, Any], prepared_seats: Path, tmp_path: Path, locale: str
) -> None:
    told = seen(prepared_seats, tmp_path, locale, LANGUAGE=locale)
    assert told.pop("locale") == locale
    assert told == {name: value for name, value in at_home.items() if name != "locale"}


def test_without_any_font_of_the_system_nothing_looks_another_way(
    at_home: dict[str, Any], prepared_seats: Path, tmp_path: Path
) -> None:
    (tmp_path / "fonts.conf").write_text(NO_FONTS)
    (tmp_path / "none").mkdir()
    told = seen(
        prepared_seats,
        tmp_path,
        FONTCONFIG_FILE=str(tmp_path / "fonts.conf"),
        QT_QPA_FONTDIR=str(tmp_path / "none"),
    )
    assert told == at_home


def test_at_the_scale_a_small_screen_at_200_percent_is_given_nothing_is_cut_off(
    at_home: dict[str, Any], prepared_seats: Path, tmp_path: Path
) -> None:
    """1366 × 768 at 200 % has room for 683 × 384: the program is drawn at 107 % there (ui.scale)."""
    told = seen(prepared_seats, tmp_path, QT_SCALE_FACTOR="1.0667")
    assert told["cut"] == []
    for width, height in told["needed"]:
        assert width <= 1280
        assert height <= 720


def test_a_system_that_writes_from_right_to_left_mirrors_no_window(qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    app, _look = application()
    assert app is qapp
    assert QWidget().layoutDirection() is Qt.LayoutDirection.LeftToRight
