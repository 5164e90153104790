"""What is asked before a laptop is enrolled, revoked, unlocked, or asked for new keys."""

from pathlib import Path

from collector_desktop.domain.acts.devices import Cause, ChainCut
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.services.device_words import cause_word
from collector_desktop.services.revoking import Revoke
from collector_desktop.services.unlocking import UnlockWanted
from collector_desktop.ui.station.devices.laptops_model import Laptop
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_CAUSES = (Cause.LOST, Cause.STOLEN, Cause.LEFT, Cause.OTHER)
_REASON = 120
_CODE = 2


class RevokeForm(Form):
    """Why, and up to which line of each chain it counts."""

    def __init__(self, laptop: Laptop) -> None:
        super().__init__()
        self.laptop = laptop
        self.cause: Choice[Cause] = Choice(tr("为什么停用"), [(each, cause_word(each, tr)) for each in _CAUSES])
        self.cause.choose(Cause.LOST)
        self.add("cause", tr("为什么停用"), self.cause)
        self.reason = self.add("reason", tr("经过"), TextField(tr("经过"), tr("何时何地、谁报告的"), _REASON))
        self.cuts: dict[ChainId, TextField] = {}
        for state in laptop.chains:
            label = tr("日志链 {chain} 认到第几行").format(chain=state.chain)
            hint = tr("已收到第 {line} 行;以后来的先压下,由所长决定。").format(line=state.last_line)
            field = TextField(label, longest=9)
            field.setText(str(state.last_line))
            self.cuts[state.chain] = self.add(f"cut {state.chain}", label, field, hint=hint)
        if not laptop.chains:
            self.say(Label(tr("还没有收过它的日包;以后来的全部压下。"), tone=Tone.MUTED, wrap=True))

    def wanted(self) -> Revoke | None:
        """What stands there; None if a line is no number, which is then said under it."""
        cuts = []
        for chain, field in self.cuts.items():
            if not field.text().strip().isdecimal():
                self.fail(f"cut {chain}", tr("请写行号,如 120"))
                return None
            cuts.append(ChainCut(chain=chain, line=int(field.text())))
        cause = self.cause.value() or Cause.OTHER
        return Revoke(device=self.laptop.device.code, cause=cause, reason=self.reason.text(), cuts=tuple(cuts))


class KeysForm(Form):
    """Why a laptop is to make new keys."""

    def __init__(self, laptop: Laptop) -> None:
        super().__init__()
        self.laptop = laptop
        self.reason = self.add(
            "reason", tr("为什么换"), TextField(tr("为什么换"), tr("如:用满一年、换过硬盘"), _REASON)
        )


class UnlockForm(Form):
    """Which laptop asks, the fingerprint to be compared by voice, and why it is unlocked."""

    def __init__(self, request: Path, wanted: UnlockWanted) -> None:
        super().__init__()
        self.request = request
        self.say(Label(tr("打电话念对,一样才解锁:"), tone=Tone.MUTED, wrap=True))
        self.say(Label(wanted.fingerprint, bold=True, wrap=True))
        if not wanted.key_known:
            self.say(Label(tr("这台换过密钥,新密钥还没有交来:请核实确是本人、确是这台"), tone=Tone.WARN, wrap=True))
        self.reason = self.add(
            "reason", tr("为什么解锁"), TextField(tr("为什么解锁"), tr("如:本人到所,忘了密码"), _REASON)
        )


class EnrolForm(Form):
    """Whose laptop it is, and whether it had a code before."""

    def __init__(self, request: Path, laptops: tuple[Laptop, ...]) -> None:
        super().__init__()
        self.request = request
        self.name = self.add("name", tr("收费员姓名"), TextField(tr("收费员姓名")))
        self.badge = self.add("badge", tr("收费员工号"), TextField(tr("收费员工号")))
        using = [each.device.code for each in laptops if each.device.revoked_on is None]
        options = [(DeviceCode(""), tr("没有")), *((code, tr("{device} 号机").format(device=code)) for code in using)]
        self.replaces: Choice[DeviceCode] = Choice(tr("以前的机号"), options)
        self.replaces.choose(DeviceCode(""))
        hint = tr("账本丢了重新登记的,选旧机号:旧机号停用,在途的账单转过来。")
        self.add("replaces", tr("以前的机号"), self.replaces, hint=hint)
        label = tr("照原机号再登记")
        forgotten = tr("所里账本从备份恢复以后不认得它了,才写它原来的机号;它照常用。")
        self.again = self.add("again", label, TextField(label, tr("如 03"), _CODE), hint=forgotten)

    def code_again(self) -> DeviceCode | None:
        """The code it had; None where it never had one, or where what stands there is no code, which is then said."""
        text = self.again.text().strip()
        if text and not (text.isascii() and text.isdecimal() and len(text) == _CODE):
            self.fail("again", tr("机号是两位数字,如 03"))
            return None
        return DeviceCode(text) if text else None
