import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.label import AmountLabel, Chip, Label

MARKUP = '<b>王</b>&英 <img src="file:///etc/hostname">'


@pytest.mark.parametrize("kind", [Label, AmountLabel, Chip])
def test_markup_in_a_name_stays_text(look: Look, qtbot: QtBot, kind: type[Label]) -> None:
    label = kind(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == MARKUP
    plain = kind("王&英")
    qtbot.addWidget(plain)
    assert label.sizeHint().width() > plain.sizeHint().width() * 2


def test_figures_stand_at_the_right(look: Look, qtbot: QtBot) -> None:
    label = AmountLabel("1,234.56")
    qtbot.addWidget(label)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight


def test_a_label_changes_its_tone(look: Look, qtbot: QtBot) -> None:
    label = Label("手中现金", size=Size.HUGE)
    qtbot.addWidget(label)
    label.set_tone(Tone.DANGER)
    assert label.palette().windowText().color().name().upper() == look.theme.ink(Tone.DANGER).name().upper()
