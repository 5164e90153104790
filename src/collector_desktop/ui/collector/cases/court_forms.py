"""What the tab asks for: a claim to be filed, and the next step of the court."""

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.court import ClaimState
from collector_desktop.domain.court_claim import CourtStep, Way
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.court_words import STEPS, WAYS
from collector_desktop.services.limitation_board import HouseholdTimes
from collector_desktop.services.suing import FileClaim, RecordStep
from collector_desktop.ui.collector.cases.court_presenter import CourtDesk
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.day_edit import DayEdit
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.photos_row import PhotosRow
from collector_desktop.ui.widgets.text_area import TextArea
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

DOCUMENT = "法院文书"


class FileForm(Form):
    """A claim as it was handed to the court; its act's id is fixed when it opens."""

    def __init__(self, line: HouseholdTimes, desk: CourtDesk) -> None:
        super().__init__()
        self.line, self.act, self._desk = line, new_act_id(), desk
        ways = [(way, tr(WAYS[way])) for way in Way]
        hint = tr("支付令只用于没有争议、能送达的欠费;客户有异议的直接起诉。")
        self.way: Choice[Way] = self.add("way", tr("办哪一种"), Choice(tr("办哪一种"), ways), hint=hint)
        self.way.choose(desk.suggested(line))
        self.court = self.add("court", tr("法院"), TextField(tr("法院"), tr("如 某某县人民法院"), longest=40))
        self.court.setText(desk.usual_court())
        day = DayEdit(tr("提交日期"), desk.today, first=desk.first_day, last=desk.today)
        self.day = self.add("day", tr("提交日期"), day)
        number = TextField(tr("案号"), tr("法院给了就填;以后受理时也可以填"), longest=40)
        self.number = self.add("number", tr("案号"), number)
        self.photos = self.add("photos", tr("回执照片"), PhotosRow())

    def wanted(self) -> FileClaim:
        """What stands there."""
        return FileClaim(
            id=self.act,
            account=self.line.account.number,
            way=self.way.value() or Way.PAYMENT_ORDER,
            court=self.court.text(),
            filed_on=self.day.day() or self._desk.today,
            case_number=self.number.text(),
            files=_documents(self.photos),
        )


class StepForm(Form):
    """What the court did next; only what may follow is offered."""

    def __init__(self, line: HouseholdTimes, claim: ClaimState, desk: CourtDesk) -> None:
        super().__init__()
        self.line, self.claim, self.act, self._desk = line, claim, new_act_id(), desk
        steps = [(step, tr(STEPS[step])) for step in claim.next_steps]
        self.step: Choice[CourtStep] = self.add("step", tr("办到哪一步"), Choice(tr("办到哪一步"), steps))
        self.step.choose(claim.next_steps[0])
        self.step.changed.connect(self._show_number)
        self.day = self.add("day", tr("哪一天"), DayEdit(tr("哪一天"), desk.today, first=claim.since, last=desk.today))
        number = TextField(tr("案号"), tr("如 (2026)豫0703民督12号"), longest=40)
        self.number = self.add("number", tr("案号"), number)
        self.number.setText(claim.case_number)
        self.note = self.add("note", tr("说明"), TextArea(tr("说明"), tr("如:邮寄送达,本人签收"), lines=2, longest=200))
        self.photos = self.add("photos", tr("文书照片"), PhotosRow())
        self._show_number(claim.next_steps[0])

    def wanted(self) -> RecordStep:
        """What stands there."""
        return RecordStep(
            id=self.act,
            claim=self.claim.filed.id,
            step=self.step.value() or self.claim.next_steps[0],
            on=self.day.day() or self._desk.today,
            case_number=self.number.text(),
            note=self.note.text(),
            files=_documents(self.photos),
        )

    def _show_number(self, step: CourtStep) -> None:
        self.show_field("number", shown=step in (CourtStep.ACCEPTED, CourtStep.SUIT_OPENED))


def _documents(photos: PhotosRow) -> tuple[NewFile, ...]:
    return tuple(
        file.model_copy(update={"title": f"{DOCUMENT} {number}"}) for number, file in enumerate(photos.files, start=1)
    )
