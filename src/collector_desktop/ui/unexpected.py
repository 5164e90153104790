"""A calm page for what must not happen: the books are unchanged, the report can be copied, the program goes on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr

_SIZE = (720, 440)


class UnexpectedPage(QDialog):
    """Shown once for an error nobody foresaw."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(tr("走收"))
        self.resize(*_SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setAccessibleName(tr("错误报告"))
        copy = KeyButton(tr("复制报告"))
        copy.clicked.connect(self._copy)
        go_on = KeyButton(tr("继续工作"), "⏎", primary=True)
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(Label(tr("程序出了一个没有料到的错"), size=Size.TITLE, bold=True))
        said = tr("刚才的操作没有记入账本,账本没有变化。可以继续工作;请把报告复制给供电所,里面没有用户的姓名和户号。")
        column.addWidget(Label(said, tone=Tone.MUTED, wrap=True))
        column.addWidget(self._report, 1)
        column.addLayout(row(copy, None, go_on))
        go_on.setFocus()

    @property
    def report(self) -> str:
        """The text that can be copied."""
        return self._report.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
