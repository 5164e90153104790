"""A household's grade explained line by line, with the objection to each and what the station answered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from collector_desktop.domain.grading import GradeLine, Grading
from collector_desktop.domain.requests import GradeObjection
from collector_desktop.services.grade_words import class_name, line_name, line_words
from collector_desktop.store.queries.requests import RequestLine
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Rule, row
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import day_word, tr

_LONGEST = 200


class GradeCard(QWidget):
    """`objected` carries the code of the line and the reason typed."""

    objected = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: GradeLine | None = None
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setAccessibleName(tr("信用评分"))
        self._head = Label(size=Size.LARGE, bold=True)
        self._asked = Label(bold=True, wrap=True)
        self.reason = TextField(tr("异议理由"), tr("哪里不对,写下来由供电所答复"), _LONGEST)
        self.send = KeyButton(tr("提出异议"), "⏎", primary=True)
        self.reason.returnPressed.connect(self._send)
        self.send.clicked.connect(self._send)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._head)
        column.addWidget(self._scroll, 1)
        for each in (self._asked, self.reason, self.send):
            column.addWidget(each)
            each.hide()

    def show_grade(self, grading: Grading, objections: tuple[RequestLine, ...], *, may_object: bool) -> None:
        """Show the grade with its lines and every objection."""
        self._head.setText(
            tr("{grade} 级 · {score} 分 · {payer}").format(
                grade=grading.grade, score=grading.score, payer=class_name(grading.payer, tr)
            )
        )
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.XS)
        for line in grading.lines:
            column.addLayout(
                row(
                    Label(line_name(line.code, tr), bold=True),
                    None,
                    AmountLabel(f"{line.points} / {line.most}", bold=True),
                )
            )
            column.addWidget(Label(line_words(line, tr), tone=Tone.MUTED, wrap=True))
            for each in _of_line(objections, line):
                column.addWidget(_objection(each))
            if may_object and line.points < line.most and not any(each.is_open for each in _of_line(objections, line)):
                button = KeyButton(tr("有异议"), compact=True)
                button.setProperty("line", line)
                button.clicked.connect(self._begin)
                column.addLayout(row(button, None))
            column.addWidget(Rule())
        column.addWidget(
            Label(
                tr("评分只按缴费记录计算,三项相加;不服可以提出异议,由供电所答复。"),
                size=Size.SMALL,
                tone=Tone.MUTED,
                wrap=True,
            )
        )
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._ask(None)

    def _begin(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self._ask(pressed.property("line"))
        self.reason.clear()
        self.reason.setFocus()

    def _ask(self, line: GradeLine | None) -> None:
        self._line = line
        for each in (self._asked, self.reason, self.send):
            each.setVisible(line is not None)
        if line is not None:
            self._asked.setText(tr("对「{line}」有异议").format(line=line_name(line.code, tr)))

    def _send(self) -> None:
        if self._line is not None:
            self.objected.emit(str(self._line.code), self.reason.text())


def _of_line(objections: tuple[RequestLine, ...], line: GradeLine) -> tuple[RequestLine, ...]:
    return tuple(
        each
        for each in objections
        if isinstance(each.request.matter, GradeObjection) and each.request.matter.line == line.code
    )


def _objection(line: RequestLine) -> Label:
    said = tr("异议({day}):{reason}").format(day=day_word(line.request.business_day), reason=line.request.reason)
    decision = line.decision
    if decision is None:
        return Label(f"{said}\n{tr('等供电所答复')}", tone=Tone.WARN, wrap=True)
    answer = tr("采纳") if decision.approved else tr("不采纳")
    why = f":{decision.reason}" if decision.reason else ""
    return Label(f"{said}\n{answer}{why}", tone=Tone.OK if decision.approved else Tone.DANGER, wrap=True)
