"""The door: whose books, the PIN, and the ways on when it is forgotten."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QWidget

from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.unlocking import UNLOCK_ANSWER_EXTENSION
from collector_desktop.ui.collector.door.actions import Collector, DoorActions, Shut
from collector_desktop.ui.collector.door.forgotten import Forgotten
from collector_desktop.ui.collector.door.new_pin import NewPin
from collector_desktop.ui.collector.door.pin_panel import PinPanel
from collector_desktop.ui.faults import fault_word, file_said
from collector_desktop.ui.frame import SIZE
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.sheet import centred
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Cancelled, Done, Ended, Faulted, Lane, Progress, Refused


class Door(QMainWindow):
    """`opened` carries the collector whose PIN was right; `another` asks for the first run of one more collector."""

    opened = Signal(str)
    another = Signal()
    restore_wanted = Signal(str)

    def __init__(self, actions: DoorActions, exchange_folder: Path, *, locked_for: str = "") -> None:
        """`locked_for` is the collector whose window waits behind the door."""
        super().__init__()
        self.setWindowTitle(tr("走收"))
        self.resize(SIZE)
        self._actions = actions
        self._folder = exchange_folder
        self._lane = Lane()
        self._people = actions.collectors()
        opening = next((each for each in self._people if each.shut is None), self._people[0])
        self._who = next((each for each in self._people if each.id == locked_for), opening)
        self._after: Callable[[Ended], None] = self._pin_tried
        self._build(locked=bool(locked_for))
        self._choose(self._people.index(self._who))

    @property
    def collector(self) -> Collector:
        """Whose PIN is asked for."""
        return self._who

    def say(self, what: str, advice: str = "") -> None:
        """Why the books did not open although the PIN was right."""
        self._show(self.pin)
        self.notice.say(what, advice)

    @property
    def busy(self) -> bool:
        """Whether a PIN is being stretched."""
        return self._lane.busy

    def write_request(self, folder: Path) -> None:
        """Write the unlock request into a folder, and show what to do with it."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.forgotten.show_request(self._actions.request_unlock(self._who.id, folder))
        except (Refusal, OSError) as error:
            self.forgotten.notice.say(*file_said(error))

    def read_answer(self, file: Path) -> None:
        """Read the station's unlock file; then a new PIN is chosen."""
        try:
            self._actions.read_unlock(self._who.id, file)
        except (Refusal, OSError) as error:
            self.forgotten.notice.say(*file_said(error))
            return
        self._show(self.after_unlock)
        self.after_unlock.begin(tr("设一个新密码"), tr("所里已经解锁。账本里的内容都在,换一个记得住的密码。"))

    def _build(self, *, locked: bool) -> None:
        self.notice = Notice()
        self.who = Choice(tr("谁的账本"), [(at, _name(each)) for at, each in enumerate(self._people)])
        self.who.setVisible(len(self._people) > 1)
        self.who.changed.connect(self._choose)
        self.pin = PinPanel()
        self.protect = NewPin(way_back=False)
        self.change = NewPin(with_old=True)
        self.after_unlock = NewPin(way_back=False)
        self.forgotten = Forgotten()
        self._panels = QStackedWidget()
        for panel in (self.pin, self.protect, self.change, self.after_unlock, self.forgotten):
            self._panels.addWidget(panel)
        self.pin.tried.connect(self._try)
        self.pin.forgotten.connect(self._forgot)
        self.pin.change.connect(self._change)
        self.protect.chosen.connect(self._protect)
        self.change.chosen.connect(self._change_pin)
        self.change.left.connect(self._back)
        self.after_unlock.chosen.connect(self._set_pin)
        self.forgotten.left.connect(self._back)
        self.forgotten.write_wanted.connect(self._choose_folder)
        self.forgotten.read_wanted.connect(self._choose_answer)
        another = LinkButton(tr("登记另一位收费员"))
        another.clicked.connect(self.another)
        self._name = Label(size=Size.LARGE, bold=True, wrap=True)
        self._name.setVisible(len(self._people) == 1)
        self.setCentralWidget(
            centred(
                Label(tr("锁着") if locked else tr("走收"), size=Size.HUGE, bold=True),
                self._name,
                self.who,
                self.notice,
                self._panels,
                below=another,
            )
        )

    def _choose(self, at: int) -> None:
        self._who = self._people[at]
        self.who.choose(at)
        self._name.setText(_name(self._who) if self._who.shut else self._who.label)
        self.notice.clear()
        self._back()

    def _back(self) -> None:
        self._panels.setVisible(self._who.shut is None)
        if self._who.shut is not None:
            self._say_shut(self._who.shut)
        elif self._who.has_pin:
            self._show(self.pin)
            who = self._who.id
            self.pin.begin(lambda: self._actions.wait(who), locked=self._actions.locked(who))
        else:
            self._show(self.protect)
            self.protect.begin(
                tr("先设一个密码"),
                tr("账本和密钥会加密,电脑丢了别人也看不到。每次打开要输这个密码;忘了可以找所里解锁。"),
            )

    def _say_shut(self, shut: Shut) -> None:
        match shut:
            case Shut.DAMAGED:
                self.notice.say(
                    tr("密码文件坏了或不见了,账本打不开"),
                    tr("账本的内容没有动。请从备份恢复,用做备份时的密码。"),
                    actions=((tr("从备份恢复"), self._restore),),
                )
            case Shut.DAMAGED_REQUEST:
                self.notice.say(
                    tr("密码文件坏了或不见了,登记申请打不开"),
                    tr("这里还没有账本,什么也没丢。请重新登记,告诉所里以前那份申请作废。"),
                    actions=((tr("重新登记"), self.another.emit),),
                )
            case Shut.NEWER_PROGRAM:
                self.notice.say(tr("密码文件由更新的程序写成"), tr("请先更新本程序"))

    def _restore(self) -> None:
        self.restore_wanted.emit(self._who.id)

    def _show(self, panel: QWidget) -> None:
        self._panels.setCurrentWidget(panel)

    def _forgot(self) -> None:
        self.notice.clear()
        self._show(self.forgotten)
        self.forgotten.begin()

    def _change(self) -> None:
        self.notice.clear()
        self._show(self.change)
        self.change.begin(tr("改密码"), tr("账本不用重新加密,只换开门的密码。"))

    def _try(self, pin: str) -> None:
        who = self._who.id
        self._do(lambda: self._actions.open(who, pin), self._pin_tried)

    def _protect(self, _old: str, pin: str) -> None:
        who = self._who.id
        self._do(lambda: self._actions.protect(who, pin), self._protected)

    def _change_pin(self, old: str, new: str) -> None:
        who = self._who.id
        self._do(lambda: self._actions.change_pin(who, old, new), self._changed)

    def _set_pin(self, _old: str, pin: str) -> None:
        who = self._who.id
        self._do(lambda: self._actions.set_pin(who, pin), self._unlocked)

    def _do(self, work: Callable[[], None], after: Callable[[Ended], None]) -> None:
        """Stretching a PIN takes half a second, encrypting books some more: beside the window."""
        self.notice.clear()
        self.who.setEnabled(False)
        self._after = after

        def on_lane(_progress: Progress) -> None:
            work()

        self._lane.run(on_lane).ended.connect(self._ended)

    def _ended(self, end: Ended) -> None:
        self.who.setEnabled(True)
        self._after(end)

    def _pin_tried(self, end: Ended) -> None:
        who = self._who.id
        match end:
            case Done():
                self.opened.emit(who)
            case Refused(refusal):
                self.pin.refuse(refusal, locked=self._actions.locked(who))
            case Faulted(fault):
                self.pin.fault(fault_word(fault))
            case Cancelled():
                self._back()

    def _protected(self, end: Ended) -> None:
        self._pin_set(end, self.protect)

    def _unlocked(self, end: Ended) -> None:
        self._pin_set(end, self.after_unlock)

    def _pin_set(self, end: Ended, panel: NewPin) -> None:
        match end:
            case Done():
                self.opened.emit(self._who.id)
            case Refused(refusal):
                panel.refuse(refusal)
            case Faulted(fault):
                panel.set_busy(busy=False)
                panel.notice.say(fault_word(fault), tr("账本没有改动;请检查硬盘再试"))
            case Cancelled():
                panel.set_busy(busy=False)

    def _changed(self, end: Ended) -> None:
        match end:
            case Done():
                self._back()
                self.notice.say(tr("密码改好了"), tr("请用新密码打开"), tone=Tone.OK)
            case Refused(refusal):
                self.change.refuse(refusal)
                if self._actions.locked(self._who.id):
                    self._back()
            case Faulted(fault):
                self.change.set_busy(busy=False)
                self.change.notice.say(fault_word(fault), tr("密码没有改"))
            case Cancelled():
                self.change.set_busy(busy=False)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("申请文件写到哪里"), str(self._folder))
        if chosen:
            self.write_request(Path(chosen))

    def _choose_answer(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, tr("所里的解锁文件"), str(self._folder), f"{tr('解锁文件')} (*{UNLOCK_ANSWER_EXTENSION})"
        )
        if chosen:
            self.read_answer(Path(chosen))


def _name(collector: Collector) -> str:
    if collector.label:
        return collector.label
    if collector.shut is None:
        return tr("还没登记")
    return tr("第 {nth} 位收费员").format(nth=collector.nth)
