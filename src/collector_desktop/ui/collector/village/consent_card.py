"""Asking one household whether its name may stand on the list: the wording to be read out, and what was said."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from collector_desktop.domain.attachment import LARGEST_ATTACHMENT, MediaType
from collector_desktop.security.whole_file import read_at_most
from collector_desktop.services.attaching import NewFile
from collector_desktop.ui.collector.village.praise_presenter import Payer
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, row
from collector_desktop.ui.widgets.label import Chip, Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.sign_view import SignaturePad
from collector_desktop.ui.words import day_word, tr

_MEDIA = {".jpg": MediaType.JPEG, ".jpeg": MediaType.JPEG, ".png": MediaType.PNG}


class ConsentCard(Card):
    """`said` carries whether the household agrees, and the files that prove it."""

    said = Signal(bool, tuple)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._photos: tuple[NewFile, ...] = ()
        self._who = Label(size=Size.LARGE, bold=True)
        self._state = Chip()
        self._since = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._wording = Label(size=Size.BODY, wrap=True)
        self._proof = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.pad = SignaturePad(look)
        self.pad.changed.connect(self._signed)
        self.wipe = KeyButton(tr("重写"))
        self.wipe.clicked.connect(self.pad.clear)
        self.photo = KeyButton(tr("附签名照片"))
        self.photo.clicked.connect(self._choose)
        self.notice = Notice()
        self.agrees = KeyButton(tr("同意上榜"), primary=True)
        self.agrees.clicked.connect(self._agree)
        self.declines = KeyButton(tr("不同意"))
        self.declines.clicked.connect(self._decline)
        self.column.setSpacing(Space.S)
        self.column.addLayout(row(self._who, self._state, None))
        self.column.addWidget(self._since)
        self.column.addWidget(Rule())
        self.column.addWidget(Label(tr("念给客户听:"), size=Size.SMALL, tone=Tone.MUTED))
        self.column.addWidget(self._wording)
        self.column.addWidget(self.pad, 1)
        self.column.addStretch()
        self.column.addLayout(row(self._proof, None, self.wipe, self.photo))
        self.column.addWidget(self.notice)
        answers = row(self.agrees, self.declines)
        answers.setStretch(0, 1)
        self.column.addLayout(answers)

    def show_payer(self, payer: Payer, wording: str) -> None:
        """Show where a household stands."""
        self._photos = ()
        self.pad.clear()
        self.notice.clear()
        self._who.setText(payer.shown)
        self._state.setText(state_word(payer))
        self._state.set_tone(state_tone(payer))
        self._since.setVisible(payer.said_on is not None)
        if payer.said_on is not None:
            self._since.setText(tr("{day} 说的").format(day=day_word(payer.said_on)))
        self._wording.setText(wording)
        self._proof.setText(tr("请客户在框里签名,或拍下纸上的签名"))
        for proof in (self.pad, self.wipe, self.photo, self._proof):
            proof.setVisible(not payer.consents)
        self.agrees.setVisible(not payer.consents)
        self.declines.setText(tr("收回同意") if payer.consents else tr("不同意"))

    def take_photo(self, path: Path) -> None:
        """Put a photo of the signature beside what will be said."""
        try:
            content = read_at_most(path, LARGEST_ATTACHMENT + 1)
        except OSError as fault:
            self.notice.say(tr("读不出这张照片"), fault_word(fault), tone=Tone.DANGER)
            return
        media = _MEDIA.get(path.suffix.lower(), MediaType.JPEG)
        self._photos = (NewFile(content=content, media=media, title=tr("上榜同意签名")),)
        self._proof.setText(tr("已附:{name}").format(name=path.name))

    @property
    def files(self) -> tuple[NewFile, ...]:
        """What proves the answer: the signature on screen, a photo of one on paper."""
        if self.pad.is_empty:
            return self._photos
        signature = NewFile(content=self.pad.picture(), media=MediaType.PNG, title=tr("上榜同意签名"))
        return (signature, *self._photos)

    def _signed(self) -> None:
        self.wipe.setEnabled(not self.pad.is_empty)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("附签名照片"), "", "*.jpg *.jpeg *.png")
        if chosen:
            self.take_photo(Path(chosen))

    def _agree(self) -> None:
        self.said.emit(True, self.files)

    def _decline(self) -> None:
        self.said.emit(False, self.files)


def state_word(payer: Payer) -> str:
    """Whether the household agreed."""
    if payer.consents is None:
        return tr("没问过")
    return tr("同意上榜") if payer.consents else tr("不上榜")


def state_tone(payer: Payer) -> Tone:
    """In which tone that is said."""
    return Tone.OK if payer.consents else Tone.MUTED
