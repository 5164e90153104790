"""Why a button is not for whoever signed on: it stands beside the buttons it greys."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr


class ManagerNote(Label):
    """Hidden for the manager; for a clerk it says who may press these buttons, and each of them says so too."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(size=Size.SMALL, tone=Tone.MUTED, wrap=True, parent=parent)
        self._session = session
        self.hide()

    def allow(self, buttons: Sequence[QPushButton], *, possible: bool = True) -> bool:
        """Enable the buttons if who signed on decides and there is something to press them for; whether they decide."""
        decides = self._session.decides()
        acting = self._session.acting()
        why = ""
        if not decides and acting is not None:
            why = tr("这些由所长办;{name} 是营业员,请所长签到").format(name=acting.name)
        for button in buttons:
            button.setEnabled(decides and possible)
            button.setToolTip(why)
            button.setAccessibleDescription(why)
        self.setText(why)
        self.setVisible(bool(why))
        return decides
