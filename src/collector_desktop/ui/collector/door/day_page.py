"""Which day is it? Asked where the clock can't be believed: the collector knows, and the journal keeps both."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from collector_desktop.domain.business_day import DayDoubt
from collector_desktop.services.confirming_day import DayQuestion
from collector_desktop.ui.frame import SIZE
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import row
from collector_desktop.ui.widgets.day_edit import DayEdit
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.sheet import centred
from collector_desktop.ui.words import clock_word, day_word, tr

_WHY = {
    DayDoubt.CLOCK_BEHIND: "电脑的钟比上一笔记录还早,可能没电了、走慢了。",
    DayDoubt.DAY_BEHIND: "电脑的日期在上一个营业日之前。",
    DayDoubt.FAR_AHEAD: "电脑的日期比上一笔记录晚了很久。",
    DayDoubt.OTHER_ZONE: "电脑的时区和上一笔记录时不一样。",
    DayDoubt.AFTER_MIDNIGHT: "已经过了零点,昨天还没有结账。",
    DayDoubt.ASKED: "还没有记过东西的日子可以重选。记过的日子要改回去,请先把电脑的钟调对。",
}


class DayPage(QMainWindow):
    """`confirmed` carries the business day."""

    confirmed = Signal(object)

    def __init__(self, question: DayQuestion) -> None:
        super().__init__()
        self.setWindowTitle(tr("走收"))
        self.resize(SIZE)
        self.day = DayEdit(tr("营业日"), question.likely, first=question.first, last=question.latest)
        self.button = KeyButton(tr("就是这天"), "⏎", primary=True)
        self.day.changed.connect(self._may)
        self.day.entered.connect(self._confirm)
        self.button.clicked.connect(self._confirm)
        clocks = tr("电脑的钟:{clock_day} {clock}\n上一笔记录:{last_day} {last}").format(
            clock_day=_full(question.clock.date()),
            clock=clock_word(question.clock),
            last_day=_full(question.last.business_day),
            last=clock_word(question.last.at),
        )
        field = QWidget()
        field.setLayout(row(Label(tr("营业日")), self.day))
        self.setCentralWidget(
            centred(
                Label(tr("今天是哪一天?"), size=Size.HUGE, bold=True),
                Label(tr(_WHY[question.doubt]), wrap=True),
                Label(clocks, tone=Tone.MUTED, wrap=True),
                *_told_of_going_back(question),
                field,
                Label(
                    tr("收据和违约金按这天算。钟和营业日都记进日志;收据号的先后不靠钟。"),
                    size=Size.SMALL,
                    tone=Tone.MUTED,
                    wrap=True,
                ),
                self.button,
            )
        )
        self.day.setFocus()

    def _may(self, day: date | None) -> None:
        self.button.setEnabled(day is not None)

    def _confirm(self) -> None:
        day = self.day.day()
        if day is not None and self.button.isEnabled():
            self.button.setEnabled(False)
            self.confirmed.emit(day)


def _told_of_going_back(question: DayQuestion) -> tuple[Label, ...]:
    """What stays as it is where the last business day was a wrong one."""
    last = question.last
    if question.first >= last.business_day or last.done_on != last.business_day:
        return ()
    told = tr(
        "要是 {day} 选错了,可以改回 {first} 以后。已记在 {day} 的不改,{receipts} 张收据的违约金也按那天算;"
        "算错的先用 {day} 打开作废,再改。"
    )
    return (
        Label(
            told.format(day=_full(last.business_day), first=_full(question.first), receipts=question.receipts),
            tone=Tone.WARN,
            wrap=True,
        ),
    )


def _full(day: date) -> str:
    return tr("{year}年{day}").format(year=day.year, day=day_word(day))
