"""What the ladder asks for: an application, how a notice was served, the call, and what stands against a cut."""

from datetime import timedelta

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.cases import CallWay, DisputeOpened, ProtectionNoted
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.ladder_policy import Protection
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.notices import Proof, ProofKind
from collector_desktop.domain.refusals_cases import ProofIncomplete
from collector_desktop.printing.proof_of_service import WAYS
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.cutting import MakeCall
from collector_desktop.services.enforcing import ApplyForDisconnection
from collector_desktop.services.protecting import End, NoteWeather, OpenDispute, Protect
from collector_desktop.services.serving_notices import ServeNotice
from collector_desktop.store.queries.cases import Case
from collector_desktop.ui.collector.cases.ladder_presenter import LadderDesk, Wanted
from collector_desktop.ui.collector.cases.ladder_words import protection_word, way_word
from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.day_edit import DayEdit
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.photos_row import PhotosRow
from collector_desktop.ui.widgets.sign_view import SignaturePad
from collector_desktop.ui.widgets.text_area import TextArea
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_YEAR = timedelta(days=365)
_FORECAST = timedelta(days=14)
_SIGNED = frozenset((ProofKind.SIGNED, ProofKind.ADULT_FAMILY))


class CaseForm(Form):
    """A form of the ladder; its act's id is fixed when it opens, so that a double Enter is one act."""

    def __init__(self) -> None:
        super().__init__()
        self.act: ActId = new_act_id()

    def wanted(self) -> Wanted:
        """What stands there."""
        raise NotImplementedError

    def add_reason(self, label: str, hint: str) -> TextArea:
        """A few words why."""
        return self.add("reason", label, TextArea(label, hint, lines=3, longest=200))


class ApplyForm(CaseForm):
    """Asking the station to approve a disconnection."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._account = case.account.number
        self.reason = self.add_reason(tr("申请理由"), tr("如:三次上门、两次电话催收未交,家中有人"))

    def wanted(self) -> ApplyForDisconnection:
        """What stands there."""
        return ApplyForDisconnection(id=self.act, account=self._account, reason=self.reason.text())


class ServeForm(CaseForm):
    """How a notice reached its household: nothing is chosen beforehand, and each way asks for what proves it."""

    def __init__(self, notice: ActId, desk: LadderDesk, look: Look) -> None:
        super().__init__()
        self._notice, self._slot = notice, desk.slot
        kinds = [(kind, tr(WAYS[kind])) for kind in ProofKind]
        self.kind: Choice[ProofKind] = self.add("kind", tr("怎么送达的"), Choice(tr("怎么送达的"), kinds))
        self.received_by = self._text("received_by", tr("签收人"), tr("照签的名字写"), 20)
        self.relation = self._text("relation", tr("与户主的关系"), tr("如 妻子、成年儿子"), 10)
        self.witness = self._text("witness", tr("见证人"), tr("村委会的人"), 20)
        self.witness_duty = self._text("witness_duty", tr("见证人职务"), tr("如 村主任、网格员"), 20)
        self.refusal = self._text("refusal_reason", tr("为什么没有签收"), tr("如 拒收、无人在家"), 40)
        pad = SignaturePad(look)
        pad.setFixedHeight(pad.minimumHeight())
        self.pad = self.add("pad", tr("在屏上签名;签在送达回证上的,把回证拍下来"), pad)
        self.photos = self.add("photos", tr("照片"), PhotosRow())
        self.kind.changed.connect(self._show)
        self._show(None)

    def wanted(self) -> ServeNotice:
        """What stands there; what another way asks for is left out. Raises ProofIncomplete without a way."""
        kind = self.kind.value()
        if kind is None:
            raise ProofIncomplete(lacks="kind")
        is_signed, has_witness = kind in _SIGNED, kind is ProofKind.LEFT_WITH_WITNESS
        proof = Proof(
            kind=kind,
            received_by=self.received_by.text().strip() if is_signed else "",
            relation=self.relation.text().strip() if kind is ProofKind.ADULT_FAMILY else "",
            witness=self.witness.text().strip() if has_witness else "",
            witness_duty=self.witness_duty.text().strip() if has_witness else "",
            refusal_reason="" if is_signed else self.refusal.text().strip(),
        )
        return ServeNotice(id=self.act, notice=self._notice, slot=self._slot, proof=proof, files=self._files(kind))

    def _files(self, kind: ProofKind) -> tuple[NewFile, ...]:
        photos = titled(self.photos, tr("送达照片"))
        if kind not in _SIGNED or self.pad.is_empty:
            return photos
        return (NewFile(content=self.pad.picture(), media=MediaType.PNG, title=tr("签收签名")), *photos)

    def _show(self, kind: ProofKind | None) -> None:
        is_signed, has_witness = kind in _SIGNED, kind is ProofKind.LEFT_WITH_WITNESS
        self.show_field("received_by", shown=is_signed)
        self.show_field("relation", shown=kind is ProofKind.ADULT_FAMILY)
        self.show_field("witness", shown=has_witness)
        self.show_field("witness_duty", shown=has_witness)
        self.show_field("refusal_reason", shown=kind is not None and not is_signed)
        self.show_field("pad", shown=is_signed)
        self.show_field("photos", shown=kind is not None)

    def _text(self, name: str, label: str, hint: str, longest: int) -> TextField:
        return self.add(name, label, TextField(label, hint, longest=longest))


class CallForm(CaseForm):
    """The household told once more, half an hour before."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._account = case.account.number
        ways = [(way, way_word(way)) for way in CallWay]
        self.way: Choice[CallWay] = self.add("way", tr("怎么通知的"), Choice(tr("怎么通知的"), ways))
        self.spoke_to = self.add("spoke_to", tr("通知到了谁"), TextField(tr("通知到了谁"), longest=20))
        self.photos = self.add("photos", tr("照片"), PhotosRow())
        self.way.changed.connect(self._show)
        self.way.choose(CallWay.PHONE)
        self._show(CallWay.PHONE)

    def wanted(self) -> MakeCall:
        """What stands there."""
        way = self.way.value() or CallWay.PHONE
        spoke_to = "" if way is CallWay.LEFT_AT_DOOR else self.spoke_to.text()
        files = titled(self.photos, tr("再次通知照片"))
        return MakeCall(id=self.act, account=self._account, way=way, spoke_to=spoke_to, files=files)

    def _show(self, way: CallWay) -> None:
        self.show_field("spoke_to", shown=way is not CallWay.LEFT_AT_DOOR)


class ProtectForm(CaseForm):
    """A household that must not be cut off, or its whole village."""

    def __init__(self, case: Case, desk: LadderDesk) -> None:
        super().__init__()
        self._case = case
        grounds = [(ground, protection_word(ground)) for ground in Protection]
        self.ground: Choice[Protection] = self.add("ground", tr("为什么"), Choice(tr("为什么"), grounds))
        self.ground.choose(Protection.LIFE_SUPPORT)
        whom = ((False, tr("这一户")), (True, tr("{village}全村").format(village=case.account.village)))
        self.whole_village: Choice[bool] = self.add("whom", tr("保护谁"), Choice(tr("保护谁"), whom))
        self.whole_village.choose(False)
        until = DayEdit(tr("到哪天"), desk.today, first=desk.today, last=desk.today + _YEAR, empty=True)
        self.until = self.add("until", tr("到哪天"), until, hint=tr("空着就一直有效,直到解除"))
        self.note = self.add("note", tr("说明"), TextArea(tr("说明"), tr("如:家有呼吸机"), lines=2, longest=100))
        self.photos = self.add("photos", tr("证明照片"), PhotosRow())

    def wanted(self) -> Protect:
        """What stands there."""
        info, whole = self._case.account, bool(self.whole_village.value())
        return Protect(
            id=self.act,
            account=AccountNumber("") if whole else info.number,
            village=info.village if whole else "",
            ground=self.ground.value() or Protection.LIFE_SUPPORT,
            until=self.until.day(),
            note=self.note.text(),
            files=titled(self.photos, tr("保护证明")),
        )


class WeatherForm(CaseForm):
    """A warning of the weather service: no supply is cut as long as it holds."""

    def __init__(self, village: str, desk: LadderDesk) -> None:
        super().__init__()
        self._today = desk.today
        self.warning = self.add("reason", tr("什么预警"), TextField(tr("什么预警"), tr("如 暴雪橙色预警"), longest=30))
        where = [("", tr("所有村")), *((village, village) for village in (village,) if village)]
        self.where: Choice[str] = self.add("where", tr("哪里"), Choice(tr("哪里"), where))
        self.where.choose(village)
        last = self._today + _FORECAST
        self.first = self.add("first", tr("从哪天"), DayEdit(tr("从哪天"), self._today, first=self._today, last=last))
        self.last = self.add("until", tr("到哪天"), DayEdit(tr("到哪天"), self._today, first=self._today, last=last))

    def wanted(self) -> NoteWeather:
        """What stands there."""
        first, last = self.first.day() or self._today, self.last.day() or self._today
        warning, village = self.warning.text(), self.where.value() or ""
        return NoteWeather(id=self.act, village=village, first=first, last=last, warning=warning)


class DisputeForm(CaseForm):
    """What the customer says is wrong."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._account = case.account.number
        self.what = self.add_reason(tr("客户说哪里不对"), tr("如:电表走得快,8 月多了 60 度"))
        self.photos = self.add("photos", tr("照片"), PhotosRow())

    def wanted(self) -> OpenDispute:
        """What stands there."""
        files = titled(self.photos, tr("异议照片"))
        return OpenDispute(id=self.act, account=self._account, what=self.what.text(), files=files)


class EndForm(CaseForm):
    """How a dispute was settled, or why a protection no longer holds; the oldest first."""

    def __init__(self, ended: ProtectionNoted | DisputeOpened) -> None:
        super().__init__()
        self.ended = ended
        is_dispute = isinstance(ended, DisputeOpened)
        label = tr("怎么解决的") if is_dispute else tr("为什么解除")
        hint = tr("如:校验电表,误差合格,客户认可") if is_dispute else tr("如:呼吸机已不用,家属签字")
        self.reason = self.add_reason(label, hint)

    def wanted(self) -> End:
        """What stands there."""
        return End(id=self.act, about=self.ended.id, reason=self.reason.text())


def titled(photos: PhotosRow, title: str) -> tuple[NewFile, ...]:
    """Photos under a title that says what they prove, numbered."""
    return tuple(
        file.model_copy(update={"title": f"{title} {number}"}) for number, file in enumerate(photos.files, start=1)
    )
