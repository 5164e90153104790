"""What restoring a backup would bring, before anything is done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from collector_desktop.domain.masking import mask_account
from collector_desktop.domain.seat import SeatKind
from collector_desktop.services.backup_words import afterwards, standing_words
from collector_desktop.services.restore_preview import Preview
from collector_desktop.services.sentences import sentence
from collector_desktop.store.backup import Manifest
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.card import Card, grid
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.words import clock_word, day_word, tr, yuan

_FILES_NAMED = 3


class PreviewCard(Card):
    """Whose books, up to when, how much; what the mirror adds; and what would be missing."""

    def __init__(self) -> None:
        super().__init__(margin=Space.L)
        self.column.setSpacing(Space.S)
        self._whose = Label(size=Size.LARGE, bold=True, wrap=True)
        self._when = Label(tone=Tone.MUTED, wrap=True)
        names = (tr("用户"), tr("收据张数"), tr("实收"), tr("流水行数"))
        self._figures = [AmountLabel(bold=True) for _ in names]
        self._later = Label(wrap=True)
        self._missing = Label(bold=True, wrap=True)
        self._files = Label(tone=Tone.WARN, wrap=True)
        self._refused = Label(tone=Tone.DANGER, bold=True, wrap=True)
        self._advice = Label(wrap=True)
        self._below = (self._later, self._missing, self._files, self._refused, self._advice)
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scroll.setAccessibleName(tr("备份里有什么"))
        scroll.setWidget(inside)
        self.column.addWidget(scroll, 1)
        column.addWidget(self._whose)
        column.addWidget(self._when)
        table = grid(*((Label(name, tone=Tone.MUTED), value) for name, value in zip(names, self._figures, strict=True)))
        table.setHorizontalSpacing(Space.XL * 2)
        table.setColumnStretch(2, 1)
        self._table = QWidget()
        self._table.setLayout(table)
        column.addWidget(self._table)
        for label in self._below:
            column.addWidget(label)
        column.addStretch(1)

    def say(self, text: str) -> None:
        """Only a sentence: nothing can be told yet."""
        self._whose.setText(text)
        self._when.setText("")
        for label in self._below:
            label.hide()
        self._table.hide()

    def show_preview(self, preview: Preview) -> None:
        """Everything that can be told."""
        told = preview.manifest
        is_station = told.seat.kind is SeatKind.STATION
        whose = tr("{station} · 供电所账本") if is_station else tr("{station} {device} 号机 · {collector}")
        seat = told.seat
        self._whose.setText(whose.format(station=seat.station_name, device=seat.device, collector=seat.collector_name))
        made = f"{day_word(told.made_at.date())} {clock_word(told.made_at)}"
        self._when.setText(tr("{made} 备份,记到 {day}").format(made=made, day=day_word(told.last_day)))
        figures = (f"{told.households:,}", f"{told.receipts:,}", yuan(told.takings), f"{told.lines:,}")
        for label, text in zip(self._figures, figures, strict=True):
            label.setText(text)
        self._table.show()
        text, tone = _missing_at_station(preview) if is_station else _missing_words(preview)
        self._missing.set_tone(tone)
        later = _laptop_words(told) if is_station else _later_words(preview)
        if preview.refusal is not None:
            said = sentence(preview.refusal, tr)
            below = ("", "", "", tr("这一份恢复不了:{why}").format(why=said.what), said.advice)
        else:
            below = (later, text, _files_words(preview), "", _steps_words(preview) if is_station else "")
        for line, words in zip(self._below, below, strict=True):
            line.setText(words)
            line.setVisible(bool(words))


def _later_words(preview: Preview) -> str:
    if not preview.later_lines:
        return tr("备份盘上没有比它更晚的流水。")
    return tr("备份盘的流水镜像还有 {lines} 行更晚的,会逐行核对后补回:收据 {receipts} 张,{amount},记到 {day}。").format(
        lines=f"{preview.later_lines:,}",
        receipts=preview.later_receipts,
        amount=yuan(preview.later_takings),
        day=day_word(preview.up_to),
    )


def _files_words(preview: Preview) -> str:
    missed = preview.files_missed
    if not missed:
        return ""
    named = [
        tr("{whom} {day} 的「{title}」").format(
            whom=mask_account(file.account) if file.account else file.village, day=day_word(file.day), title=file.title
        )
        for file in missed[:_FILES_NAMED]
    ]
    more = tr(" 等") if len(missed) > _FILES_NAMED else ""
    return tr("有 {count} 个附件在备份盘上丢失或损坏,找不回来:{named}。它们的记录和收款都会回来,并告诉供电所。").format(
        count=len(missed), named="、".join(named) + more
    )


def _laptop_words(told: Manifest) -> str:
    return "\n".join(standing_words(each, tr) for each in told.laptops) or tr("还没有登记过笔记本。")


def _missing_at_station(preview: Preview) -> tuple[str, Tone]:
    if preview.missing == 0:
        return tr("所里的流水一行不缺。"), Tone.OK
    if preview.missing is None:
        return tr("这台电脑不知道后来还记过多少。恢复以后:"), Tone.WARN
    return tr("所里的流水还缺后来的 {lines} 行。恢复以后:").format(lines=preview.missing), Tone.DANGER


def _steps_words(preview: Preview) -> str:
    if preview.missing == 0:
        return ""
    return "\n".join(f"{at}. {each}" for at, each in enumerate(afterwards(tr), start=1))


def _missing_words(preview: Preview) -> tuple[str, Tone]:
    if preview.missing is None:
        return tr("这台电脑不知道后来还记过多少;备份以后的要对照收据存根。收据号会跳过用过的。"), Tone.WARN
    if preview.missing:
        return tr("还缺 {lines} 行流水;收据号会跳过用过的,并告诉供电所。").format(lines=preview.missing), Tone.DANGER
    return tr("一行不缺。"), Tone.OK
