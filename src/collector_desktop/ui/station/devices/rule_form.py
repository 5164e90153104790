"""One rule to be changed: its own editor, what is allowed, and the reason."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import ActId
from collector_desktop.services.rule_kinds import OPTIONS, Kind, is_optional, kind_of, options_of
from collector_desktop.services.rule_labels import labels
from collector_desktop.services.rules_words import unit_word, written
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.devices.rules_model import RuleLine
from collector_desktop.ui.theme import Space
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.money_edit import MoneyEdit
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.widgets.tick_box import TickBox
from collector_desktop.ui.words import tr

_LONGEST = 200


class Several(QWidget):
    """Some of a few, each with its box."""

    def __init__(self, name: str, codes: tuple[str, ...], chosen: Any, look: Look) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.boxes = {code: TickBox(tr(OPTIONS[code]), look) for code in codes}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for code, box in self.boxes.items():
            box.setChecked(code in chosen)
            column.addWidget(box)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def text(self) -> str:
        """What is ticked, as one types it."""
        return "、".join(code for code, box in self.boxes.items() if box.isChecked())


class RuleForm(Form):
    """The rule as it stands, ready to be written over; the act's id is fixed when it opens."""

    def __init__(self, line: RuleLine, version: int, look: Look) -> None:
        super().__init__()
        self.line, self.version, self.act = line, version, ActId(new_act_id())
        self.editor = self.add("value", self._label(), self._editor(look), hint=self._hint())
        reason = TextField(tr("原因"), tr("如:县公司 12 号通知"), longest=120)
        self.reason = self.add("reason", tr("原因"), reason, hint=tr("下次派工后各笔记本生效;改动记入日志,不能抹去。"))

    def typed(self) -> str:
        """What stands in the editor, as `reading_rules` reads it."""
        match self.editor:
            case Choice():
                return str(self.editor.value())
            case TextField() | MoneyEdit() | Several():
                return self.editor.text()
            case _:
                raise AssertionError("every editor is one of these")

    def _editor(self, look: Look) -> QWidget:
        rule, value, name = self.line.rule, self.line.value, self.line.name
        match kind_of(rule):
            case Kind.YES_NO:
                yes: Choice[str] = Choice(name, (("true", tr("是")), ("false", tr("否"))))
                yes.choose(str(value).lower())
                return yes
            case Kind.CHOICE:
                one: Choice[str] = Choice(name, [(code, tr(OPTIONS[code])) for code in options_of(rule)])
                one.choose(value)
                return one
            case Kind.SEVERAL:
                return Several(name, options_of(rule), value, look)
            case Kind.AMOUNT:
                amount = MoneyEdit(name)
                amount.set_amount(value)
                return amount
            case _:
                field = TextField(name, longest=_LONGEST)
                field.setText(written(rule, value, tr))
                field.selectAll()
                return field

    def _label(self) -> str:
        unit = labels()[self.line.rule.field].unit
        return tr("改成({unit})").format(unit=unit_word(unit, tr)) if unit else tr("改成")

    def _hint(self) -> str:
        parts = [tr("依据:{basis}").format(basis=self.line.basis)]
        if self.line.rule.allowed:
            parts.insert(0, tr("允许 {allowed}").format(allowed=self.line.rule.allowed))
        if is_optional(self.line.rule):
            parts.append(tr("空着就是没有"))
        if kind_of(self.line.rule) in (
            Kind.WINDOWS,
            Kind.APPROVERS,
            Kind.DAYS,
            Kind.SHARES,
            Kind.NUMBERS,
            Kind.AMOUNTS,
        ):
            parts.append(tr("几项之间用顿号隔开"))
        if kind_of(self.line.rule) is Kind.DAYS:
            parts.append(tr("写成:高考 2027-06-07 2027-06-09"))
        if kind_of(self.line.rule) is Kind.SHARES:
            parts.append(tr("写成:村名 40"))
        return "\n".join(parts)
