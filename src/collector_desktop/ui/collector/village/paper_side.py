"""A paper beside what it is made from: the pixels of the very PDF, the papers it can be had on, print and keep."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from collector_desktop.security.whole_file import write_whole
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.file_writer import FileWriter
from collector_desktop.ui.left_open import LeftOpen
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.notice import Action, Notice
from collector_desktop.ui.widgets.paper_view import PaperView
from collector_desktop.ui.words import tr

_WIDEST = 376


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to have a paper: on A3, on A4, for red paper."""

    word: str
    make: Callable[[], bytes]


class PaperSide(Card):
    """Shows the chosen variant; the one chosen stays chosen when the paper changes."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, widest: int = _WIDEST, for_everybody: bool = False
    ) -> None:
        """A paper `for_everybody` is hung up or handed out, and names nobody."""
        super().__init__(margin=Space.S, parent=parent)
        self._session = session
        self._for_everybody = for_everybody
        self._title = self._file = ""
        self._variants: tuple[Variant, ...] = ()
        self._chosen = 0
        self._pdf = b""
        self._left_open = LeftOpen(session)
        self._saved = Path()
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._printed)
        self._writer = FileWriter(session, self)
        self._writer.written.connect(self._kept)
        self._writer.failed.connect(self._not_kept)
        self.buttons: list[KeyButton] = []
        self._line = row(spacing=Space.XS)
        self.print_button = KeyButton(tr("打印"))
        self.print_button.clicked.connect(self._print)
        self.keep_button = KeyButton(tr("存 PDF"))
        self.keep_button.clicked.connect(self.keep)
        self.notice = Notice()
        self.view = PaperView(widest=widest)
        self.view.back.hide()
        top = row(spacing=Space.S)
        top.addLayout(self._line)
        top.addStretch(1)
        top.addWidget(self.print_button)
        top.addWidget(self.keep_button)
        self.column.setSpacing(Space.S)
        self.column.addLayout(top)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.view, 1)

    @property
    def pdf(self) -> bytes:
        """The paper shown."""
        return self._pdf

    def offer(self, title: str, file: str, variants: Sequence[Variant]) -> None:
        """Show a paper; `file` is the name it is kept under, without what comes after the dot."""
        self._title, self._file, self._variants = title, file, tuple(variants)
        if [button.text() for button in self.buttons] != [variant.word for variant in variants]:
            self._make_buttons()
        self._show()

    def keep(self) -> None:
        """Write the paper beside the packages, for a printer elsewhere."""
        pdf = self._pdf
        self._writer.write(self._session.exchange_folder / f"{self._file}.pdf", lambda path: write_whole(path, pdf))

    def _make_buttons(self) -> None:
        for old in self.buttons:
            old.deleteLater()
        self.buttons = []
        self._chosen = min(self._chosen, len(self._variants) - 1)
        for at, variant in enumerate(self._variants):
            button = KeyButton(variant.word, compact=True)
            button.setProperty("at", at)
            button.clicked.connect(self._choose)
            self.buttons.append(button)
            self._line.addWidget(button)

    def _choose(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self._chosen = pressed.property("at")
        self._show()

    def _show(self) -> None:
        for at, button in enumerate(self.buttons):
            button.set_chosen(at == self._chosen)
        self.notice.clear()
        self._pdf = self._variants[self._chosen].make()
        self.view.show_pdf(self._title, self._pdf, take_focus=False)

    def _print(self) -> None:
        pdf = self._pdf
        self._queue.sheet(lambda: pdf)

    def _printed(self, printed: Printed) -> None:
        if printed.waiting:
            self.notice.say(
                tr("没有打出来"),
                tr("打印机没有准备好,或纸不够大。可以存成 PDF,到别处打印。"),
                actions=((tr("再打一次"), self._print), (tr("存 PDF"), self.keep)),
            )
        else:
            self.notice.say(tr("已送打印机"), tone=Tone.OK)

    def _kept(self, path: Path) -> None:
        told = tr("在 {folder},可以拿到打字复印店去印。").format(folder=path.parent)
        actions: tuple[Action, ...] = ((tr("打开文件夹"), self._open_folder),)
        if not self._for_everybody and self._left_open.note(path):
            self._saved = path
            told += "\n" + tr("这份文件没有加密,谁拿到电脑都能看:交出去以后请删掉。")
            actions = (*actions, (tr("删掉这份"), self._remove_saved))
        self.notice.say(tr("已存 {name}").format(name=path.name), told, tone=Tone.OK, actions=actions)

    def _remove_saved(self) -> None:
        try:
            self._left_open.remove(self._saved)
        except OSError as fault:
            why = tr("{why}。请先关掉正打开的文件。").format(why=fault_word(fault))
            again = ((tr("再试一次"), self._remove_saved),)
            self.notice.say(tr("没有删掉"), why, tone=Tone.DANGER, actions=again)
            return
        self.notice.say(tr("已从这台电脑删掉 {name}").format(name=self._saved.name), tone=Tone.OK)

    def _not_kept(self, why: str) -> None:
        self.notice.say(tr("没有存下"), why, tone=Tone.DANGER)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._session.exchange_folder))))
