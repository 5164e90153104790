"""The first run: try with demo villages, enrol this laptop, or restore a backup."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.enrolment import ANSWER_EXTENSION, EnrolmentAnswer
from collector_desktop.ui.collector.door.new_pin import NewPin
from collector_desktop.ui.collector.first_run.actions import FirstRunActions
from collector_desktop.ui.collector.first_run.choice import ChoiceCard
from collector_desktop.ui.faults import fault_word, file_said
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.sheet import centred
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Done, Ended, Faulted, Lane, Progress, Refused


class FirstRun(QMainWindow):
    """`begun` when there are books to open: carries whether they are the demo villages'."""

    begun = Signal(bool)
    restore_wanted = Signal()
    """The backups there are shall be looked at."""

    def __init__(self, actions: FirstRunActions, look: Look, exchange_folder: Path) -> None:
        super().__init__()
        self.setWindowTitle(tr("走收"))
        self.resize(1280, 720)
        self._actions = actions
        self._folder = exchange_folder
        self._answer: EnrolmentAnswer | None = None
        self._lane = Lane()
        self._build(look)

    def begin_request(self) -> None:
        """A PIN first, if there is none; then the folder of the request."""
        if not self._actions.needs_pin:
            self._choose_folder()
            return
        self._panels.setCurrentWidget(self._pin_side)
        self.pin.begin(
            tr("先设一个密码"),
            tr("账本和密钥会加密,电脑丢了别人也看不到。每次打开要输这个密码;忘了可以找所里解锁。"),
        )

    def request_into(self, folder: Path) -> None:
        """Write the enrolment request into a folder, and show what to do with it."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            requested = self._actions.request(folder)
        except (Refusal, OSError) as error:
            self.notice.say(*file_said(error))
            return
        self.notice.clear()
        self.enrol.say(
            tr("申请已写到:\n{path}\n\n把它交给供电所。打电话核对本机指纹:").format(path=requested.path),
            requested.fingerprint,
        )
        self.answer_button.show()
        self._make_next(self.answer_button)

    def read_answer(self, file: Path) -> None:
        """Read the station's answer and ask for the fingerprints to be compared before anything is founded."""
        try:
            self._answer = self._actions.read_answer(file)
        except (Refusal, OSError) as error:
            self.notice.say(*file_said(error))
            return
        answer = self._answer
        self.notice.clear()
        self.enrol.say(
            tr("{station} 答复:本机是 {device} 号机,收费员 {collector}。\n\n打电话核对供电所指纹:").format(
                station=answer.station_name, device=answer.device, collector=answer.collector_name
            ),
            answer.fingerprint,
        )
        self.answer_button.hide()
        self.accept_button.show()
        self._make_next(self.accept_button)

    def accept(self) -> None:
        """The fingerprints agree: found the books."""
        if self._answer is None:
            return
        try:
            self._actions.accept(self._answer)
        except (Refusal, OSError) as error:
            self.notice.say(*file_said(error))
            return
        self.begun.emit(False)

    def try_demo(self) -> None:
        """Make the demo villages beside the window."""
        self.demo.setEnabled(False)
        self.demo.say(tr("正在生成演示村庄,约需几秒……"))

        def work(_progress: Progress) -> None:
            self._actions.try_demo()

        self._lane.run(work).ended.connect(self._demo_made)

    def _demo_made(self, end: Ended) -> None:
        self.demo.setEnabled(True)
        self.demo.say("")
        match end:
            case Done():
                self.begun.emit(True)
            case Refused(refusal):
                self.notice.say(*file_said(refusal))
            case Faulted(fault):
                self.notice.say(*file_said(fault))

    def _build(self, look: Look) -> None:
        self.notice = Notice()
        self.demo = ChoiceCard(
            "village",
            tr("用演示村庄试一试"),
            tr("三个编出来的村子,四百多户。收款、打收据、结账、交所,都和真的一样;随便试,不会弄坏什么。"),
            look,
        )
        self.enrol = ChoiceCard(
            "key",
            tr("登记这台电脑"),
            tr("写一份申请给供电所,取回答复,电话核对指纹,就可以取线路开始收费。"),
            look,
        )
        self.restore = ChoiceCard(
            "restore",
            tr("从备份恢复"),
            tr("备份在本机或备份盘上。先看里面有什么,再恢复;账本、收据号和日志接着往下走,供电所会知道。"),
            look,
        )
        self.demo_button = KeyButton(tr("打开演示村庄"))
        self.demo_button.clicked.connect(self.try_demo)
        self.demo.add(self.demo_button)
        request_button = KeyButton(tr("写申请文件"))
        request_button.clicked.connect(self.begin_request)
        self.answer_button = KeyButton(tr("读供电所的答复"))
        self.answer_button.clicked.connect(self._choose_answer)
        self.accept_button = KeyButton(tr("两边指纹一致,开始使用"))
        self.accept_button.clicked.connect(self.accept)
        self.accept_button.hide()
        self.enrol.add(request_button, self.answer_button, self.accept_button)
        find_button = KeyButton(tr("看看有哪些备份"))
        find_button.clicked.connect(self.restore_wanted)
        self.restore.add(find_button)
        cards = QHBoxLayout()
        cards.setSpacing(Space.L)
        for card in (self.demo, self.enrol, self.restore):
            cards.addWidget(card, 1)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.XL * 3, Space.XL * 2, Space.XL * 3, Space.XL * 2)
        column.setSpacing(Space.M)
        column.addWidget(Label(tr("走收"), size=Size.HUGE, bold=True))
        column.addWidget(Label(tr("农电工上门收电费的账本。从哪里开始?"), size=Size.LARGE, tone=Tone.MUTED))
        column.addSpacing(Space.L)
        column.addWidget(self.notice)
        column.addLayout(cards, 1)
        self.pin = NewPin()
        self.pin.chosen.connect(self._set_pin)
        self.pin.left.connect(self._to_cards)
        self._pin_side = centred(self.pin)
        self._panels = QStackedWidget()
        self._panels.addWidget(page)
        self._panels.addWidget(self._pin_side)
        self.setCentralWidget(self._panels)
        if self._actions.has_asked:
            self.answer_button.show()
            self.enrol.say(tr("申请写过了。所里的答复来了就读进来;没有交到,可以再写一份。"))
        self._make_next(self.answer_button if self._actions.has_asked else self.demo_button)

    def _make_next(self, step: KeyButton) -> None:
        """One step is the next: it alone is shown so, and has the keyboard."""
        for button in (self.demo_button, self.answer_button, self.accept_button):
            button.set_primary(button is step)
        step.setFocus(Qt.FocusReason.TabFocusReason)

    def _set_pin(self, _old: str, pin: str) -> None:
        def work(_progress: Progress) -> None:
            self._actions.set_pin(pin)

        self._lane.run(work).ended.connect(self._pin_set)

    def _pin_set(self, end: Ended) -> None:
        self.pin.set_busy(busy=False)
        match end:
            case Done():
                self._to_cards()
                self._choose_folder()
            case Refused(refusal):
                self.pin.refuse(refusal)
            case Faulted(fault):
                self.pin.notice.say(fault_word(fault), tr("账本没有改动;请检查硬盘再试"))

    def _to_cards(self) -> None:
        self._panels.setCurrentIndex(0)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("申请文件写到哪里"), str(self._folder))
        if chosen:
            self.request_into(Path(chosen))

    def _choose_answer(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, tr("供电所的答复"), str(self._folder), f"{tr('登记答复')} (*{ANSWER_EXTENSION})"
        )
        if chosen:
            self.read_answer(Path(chosen))
