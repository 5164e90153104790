"""What still lies unencrypted on this laptop, where one hands over: told, and removed after one question in place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.left_open import LeftOpen
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.words import tr

_MOST_NAMED = 3


class LeftOpenNotice(Notice):
    """Hidden while nothing lies open; `folder_wanted` asks to show where the files are."""

    folder_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = LeftOpen(session)

    def reload(self) -> None:
        """Say what lies there now."""
        count = len(self._left.files())
        if count == 0:
            self.clear()
            return
        self.say(
            tr("这台电脑上存着 {count} 份没加密的文件").format(count=count),
            tr("{names}\n谁拿到电脑都能看。打印好或交出去以后,请删掉。").format(names=self._named()),
            actions=((tr("打开文件夹"), self.folder_wanted.emit), (tr("删掉"), self._ask)),
        )

    def _ask(self) -> None:
        self.say(
            tr("把这 {count} 份从这台电脑删掉?").format(count=len(self._left.files())),
            tr("{names}\n拷走的那份还在。带姓名的名单删了,再要得重新申请。").format(names=self._named()),
            actions=((tr("先不删"), self.reload), (tr("都删掉"), self._remove)),
        )

    def _remove(self) -> None:
        try:
            self._left.remove(*self._left.files())
        except OSError as fault:
            self.say(
                tr("没有都删掉"),
                tr("{why}。请先关掉正打开的文件。").format(why=fault_word(fault)),
                tone=Tone.DANGER,
                actions=((tr("再试一次"), self._remove),),
            )
            return
        self.say(tr("已从这台电脑删掉"), tone=Tone.OK)

    def _named(self) -> str:
        names = [file.name for file in self._left.files()]
        more = "…" if len(names) > _MOST_NAMED else ""
        return "、".join(names[:_MOST_NAMED]) + more
