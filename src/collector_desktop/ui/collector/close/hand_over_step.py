"""Step 4: what the station still has to be given."""

from PySide6.QtCore import Qt

from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr


class HandOverStep(Card):
    """Says how many acts wait; the button beside it goes to the place where files are written."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label(size=Size.TITLE, bold=True)
        self._text = Label(tone=Tone.MUTED, wrap=True)
        self.column.setSpacing(Space.M)
        self.column.addStretch(1)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.column.addWidget(label)
        self.column.addStretch(2)

    def show_unsent(self, acts: int) -> None:
        """Say what waits."""
        if acts:
            self._title.setText(tr("{acts} 笔还没交所").format(acts=acts))
            self._text.setText(
                tr("写成一个日包文件,存到优盘带回供电所。文件有签名并加密;所里确认之前,本机一条也不删。")
            )
        else:
            self._title.setText(tr("没有要交所的内容"))
            self._text.setText(tr("供电所已经确认了全部记录。今天可以回家了。"))
