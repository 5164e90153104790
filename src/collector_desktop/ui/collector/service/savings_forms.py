"""What the savings tab asks for: a refund, a deposit offset or refunded, a saver noted or no longer one."""

from datetime import timedelta

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.depositing import WISH, AskDepositRefund, AskOffset
from collector_desktop.services.refunding import AskRefund, RefundWay
from collector_desktop.services.savers import NoteSaver
from collector_desktop.store.queries.savings import SavingsLine
from collector_desktop.ui.collector.service.savings_presenter import SavingsDesk, Wanted
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.day_choice import DayChoice
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.photos_row import PhotosRow
from collector_desktop.ui.widgets.text_area import TextArea
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_YEAR = timedelta(days=365)


class HouseholdForm(Form):
    """A form about one household; its act's id is fixed when it opens, so that a double Enter is one act."""

    def __init__(self, line: SavingsLine) -> None:
        super().__init__()
        self.line = line
        self.act: ActId = new_act_id()

    @property
    def account(self) -> AccountNumber:
        """Whose it is."""
        return self.line.account

    def wanted(self) -> Wanted:
        """What stands there. Raises MoneyNotUnderstood."""
        raise NotImplementedError

    def add_amount(self, label: str, amount: Money) -> TextField:
        """An amount in yuan, filled in with what is usual."""
        field = self.add("amount", label, TextField(label, longest=16))
        field.setText(str(amount))
        return field

    def add_reason(self, hint: str) -> TextArea:
        """Why; what is asked of the station needs a reason."""
        return self.add("reason", tr("理由"), TextArea(tr("理由"), hint, lines=2, longest=200))


class RefundForm(HouseholdForm):
    """Prepayment the customer would like back; cash can be chosen, and the program says why it may not be."""

    def __init__(self, line: SavingsLine) -> None:
        super().__init__(line)
        self.amount = self.add_amount(tr("退多少(元)"), line.prepay)
        ways = (
            (RefundWay.AT_THE_COUNTER, tr("到供电所领")),
            (RefundWay.TO_A_BANK_ACCOUNT, tr("退到银行卡")),
            (RefundWay.CASH_AT_THE_DOOR, tr("现在退现金")),
        )
        self.way: Choice[RefundWay] = self.add("way", tr("怎么退"), Choice(tr("怎么退"), ways))
        self.way.choose(RefundWay.AT_THE_COUNTER)
        digits = TextField(tr("银行卡末四位"), tr("只写末四位"), longest=4)
        self.digits = self.add("digits", tr("银行卡末四位"), digits)
        self.reason = self.add_reason(tr("客户为什么要退"))
        self.show_field("digits", shown=False)
        self.way.changed.connect(self._show_digits)

    def wanted(self) -> AskRefund:
        """What stands there."""
        way = self.way.value() or RefundWay.AT_THE_COUNTER
        return AskRefund(
            id=self.act,
            account=self.account,
            amount=Money.parse(self.amount.text()),
            way=way,
            bank_account=self.digits.text() if way is RefundWay.TO_A_BANK_ACCOUNT else "",
            reason=self.reason.text(),
        )

    def _show_digits(self, way: RefundWay) -> None:
        self.show_field("digits", shown=way is RefundWay.TO_A_BANK_ACCOUNT)


class OffsetForm(HouseholdForm):
    """A deposit to settle bills, with the photo of the customer's written wish."""

    def __init__(self, line: SavingsLine) -> None:
        super().__init__(line)
        self.amount = self.add_amount(tr("抵多少(元)"), min(line.deposit, line.due))
        self.photos = PhotosRow()
        hint = tr("客户写明「愿意用保证金抵电费」并签名,拍下来附上。")
        self.add("wish", tr("书面申请的照片"), self.photos, hint=hint)
        self.reason = self.add_reason(tr("如:客户要求抵清旧欠"))

    def wanted(self) -> AskOffset:
        """What stands there."""
        return AskOffset(
            id=self.act,
            account=self.account,
            amount=Money.parse(self.amount.text()),
            reason=self.reason.text(),
            wish=tuple(_named(file) for file in self.photos.files),
        )


class DepositRefundForm(HouseholdForm):
    """A deposit to be refunded because supply ends."""

    def __init__(self, line: SavingsLine, desk: SavingsDesk) -> None:
        super().__init__(line)
        self.ends = self.add("ends", tr("哪天停止用电"), DayChoice(tr("哪天停止用电")))
        self.ends.ask(desk.today, desk.today - _YEAR, desk.today + _YEAR)
        self.ends.entered.connect(self.go_on)
        self.reason = self.add_reason(tr("如:房子拆迁,销户"))

    def wanted(self) -> AskDepositRefund:
        """What stands there."""
        reason, ends_on = self.reason.text(), self.ends.day
        return AskDepositRefund(id=self.act, account=self.account, supply_ends_on=ends_on, reason=reason)


class SaverForm(HouseholdForm):
    """The answer slip of a household that lets its bank pay."""

    def __init__(self, line: SavingsLine) -> None:
        super().__init__(line)
        self.bank = self.add("bank", tr("开户银行"), TextField(tr("开户银行"), tr("信用社、邮储、农行……"), longest=20))
        digits = TextField(tr("账号末四位"), tr("可不填;不要写全"), longest=4)
        self.digits = self.add("digits", tr("账号末四位"), digits)
        if line.saver is not None:
            self.bank.setText(line.saver.bank)
            self.digits.setText(line.saver.last_digits)

    def wanted(self) -> NoteSaver:
        """What stands there."""
        bank, digits = self.bank.text(), self.digits.text()
        return NoteSaver(id=self.act, account=self.account, active=True, bank=bank, last_digits=digits)


class NoSaverForm(HouseholdForm):
    """A household that gives it up."""

    def __init__(self, line: SavingsLine) -> None:
        super().__init__(line)
        self.reason = self.add_reason(tr("客户为什么不办了"))

    def wanted(self) -> NoteSaver:
        """What stands there."""
        return NoteSaver(id=self.act, account=self.account, active=False, reason=self.reason.text())


def _named(file: NewFile) -> NewFile:
    return file.model_copy(update={"title": WISH})
