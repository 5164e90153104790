"""Long work in place: what it is, how far, how long still, and the way to stop it."""

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Job

_WORTH_SAYING_MS = 1_000


class JobBar(Card):
    """Hidden while nothing is under way; `ended` after whoever started the job has been told."""

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.M, parent=parent)
        self._title = Label(bold=True)
        self._far = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._bar = QProgressBar(textVisible=False)
        self.stop = KeyButton(tr("停止"))
        self._since = QElapsedTimer()
        self.column.addLayout(row(self._title, self._far, None, self.stop))
        self.column.addWidget(self._bar)
        self.hide()

    def follow(self, title: str, job: Job) -> None:
        """Show a job until it ends."""
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._show(0, 0)
        self._since.start()
        self.stop.clicked.connect(job.cancel)
        job.progressed.connect(self._show)
        job.ended.connect(self._end)
        self.show()

    def _show(self, done: int, of: int) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        spent = self._since.elapsed() if self._since.isValid() else 0
        parts = [f"{done:,} / {of:,}"] if of else []
        if done and spent > _WORTH_SAYING_MS:
            left = round(spent * (of - done) / done / 1000)
            parts.append(tr("还要 {seconds} 秒").format(seconds=left))
        self._far.setText(" · ".join(parts))

    def _end(self) -> None:
        self.stop.clicked.disconnect()
        self.hide()
        self.ended.emit()
