"""Whole numbers as people type them."""

import pytest
from ui_hand import compose

from collector_desktop.ui.widgets.number_field import NumberField


@pytest.fixture
def field(look, qtbot) -> NumberField:
    made = NumberField("人数")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_digits_are_taken_and_nothing_else(field: NumberField, qtbot) -> None:
    told: list[int] = []
    field.number_changed.connect(told.append)
    qtbot.keyClicks(field, "4a2-")
    assert (field.number, field.text()) == (42, "42")
    assert told[-1] == 42


def test_full_width_digits_are_digits(field: NumberField) -> None:
    compose("42")
    assert field.number == 42


def test_zero_is_left_empty(field: NumberField) -> None:
    field.set_number(7)
    field.set_number(0)
    assert (field.text(), field.number) == ("", 0)
