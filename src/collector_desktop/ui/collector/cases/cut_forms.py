"""What the day of a cut asks for: the list gone through at the meter, the cut itself, and the way back."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from collector_desktop.domain.notices import CutCheckItem, CutCheckLine
from collector_desktop.domain.refusals_cases import ReadingNotUnderstood
from collector_desktop.printing.cut_check_list import QUESTIONS
from collector_desktop.services.cutting import Cut, DoCheck, Reconnect
from collector_desktop.store.queries.cases import Case
from collector_desktop.ui.collector.cases.ladder_forms import CaseForm, titled
from collector_desktop.ui.collector.cases.ladder_words import day_word
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.day_edit import DayEdit
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.photos_row import PhotosRow
from collector_desktop.ui.widgets.text_area import TextArea
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr


class CheckForm(CaseForm):
    """The list before a cut: what the books know stands there, the rest is looked at; a no can't be talked away."""

    def __init__(self, case: Case, known: Iterable[CutCheckLine]) -> None:
        super().__init__()
        self._account = case.account.number
        self._known = {line.item: line for line in known}
        self.answers: dict[CutCheckItem, Choice[bool]] = {}
        for item in CutCheckItem:
            self.answers[item] = self._question(item)
        self.photos = self.add("photos", tr("照片"), PhotosRow())

    def wanted(self) -> DoCheck:
        """What was answered; what was not is left out, and refused by name."""
        lines = tuple(
            self._known[item] if item in self._known and not clear else CutCheckLine(item=item, clear=clear)
            for item, answer in self.answers.items()
            if (clear := answer.value()) is not None
        )
        return DoCheck(id=self.act, account=self._account, lines=lines, files=titled(self.photos, tr("复核照片")))

    def _question(self, item: CutCheckItem) -> Choice[bool]:
        asked, line = tr(QUESTIONS[item]), self._known.get(item)
        hint = line.note if line is not None and not line.clear else ""
        answer: Choice[bool] = Choice(asked, ((True, tr("是")), (False, tr("否"))))
        self.add(str(item), asked, answer, hint=hint)
        if line is not None:
            answer.choose(line.clear)
            answer.setEnabled(line.clear)
        return answer


class CutForm(CaseForm):
    """Supply stopped, by whom and with which permit."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._account = case.account.number
        self.cut_by = self.add("cut_by", tr("谁操作的"), TextField(tr("谁操作的"), tr("姓名"), longest=20))
        self.permit = self.add("permit", tr("作业证号"), TextField(tr("作业证号"), longest=20))
        self.reading = self.add("reading", tr("表码(可不填)"), TextField(tr("表码"), longest=12))
        self.photos = self.add("photos", tr("照片"), PhotosRow())
        note = tr("只记录已经做了的操作;这台电脑不会断开任何开关。")
        self.say(Label(note, size=Size.SMALL, tone=Tone.MUTED, wrap=True))

    def wanted(self) -> Cut:
        """What stands there. Raises ReadingNotUnderstood."""
        return Cut(
            id=self.act,
            account=self._account,
            cut_by=self.cut_by.text(),
            permit=self.permit.text(),
            reading=_reading(self.reading),
            files=titled(self.photos, tr("停电照片")),
        )


class ReconnectForm(CaseForm):
    """Supply back on; before everything is paid it needs a reason."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._account = case.account.number
        self.by = self.add("cut_by", tr("谁复电的"), TextField(tr("谁复电的"), tr("姓名"), longest=20))
        self.reading = self.add("reading", tr("表码(可不填)"), TextField(tr("表码"), longest=12))
        self.reason = TextArea(tr("为什么没交清就复电"), lines=2, longest=100)
        if case.state.paid_at is None:
            self.add("reason", tr("还没交清:为什么复电"), self.reason)
        self.photos = self.add("photos", tr("照片"), PhotosRow())

    def wanted(self) -> Reconnect:
        """What stands there. Raises ReadingNotUnderstood."""
        return Reconnect(
            id=self.act,
            account=self._account,
            reconnected_by=self.by.text(),
            reading=_reading(self.reading),
            reason=self.reason.text(),
            files=titled(self.photos, tr("复电照片")),
        )


class CutDayForm(CaseForm):
    """Which day is announced for the cut; the paper is shown before it is issued."""

    def __init__(self, case: Case, days: Sequence[date], suggested: date | None, today: date) -> None:
        super().__init__()
        self.case, self._days = case, days
        hint = tr("{first} 至 {last} 之间的工作日;提前 7 天送达最稳妥").format(
            first=day_word(days[0]), last=day_word(days[-1])
        )
        day = DayEdit(tr("哪天停电"), today, first=days[0], last=days[-1])
        self.day = self.add("day", tr("哪天停电"), day, hint=hint)
        self.day.set_day(suggested or days[0])

    def cut_on(self) -> date:
        """The day that stands there; the first possible one where none does."""
        return self.day.day() or self._days[0]


def _reading(field: TextField) -> Decimal | None:
    """What the meter shows, with full-width digits too; nothing if nothing was written."""
    said = normalize("NFKC", field.text()).strip()
    if not said:
        return None
    try:
        reading = Decimal(said)
    except InvalidOperation:
        raise ReadingNotUnderstood(text=said) from None
    if not reading.is_finite() or reading < 0:
        raise ReadingNotUnderstood(text=said)
    return reading
