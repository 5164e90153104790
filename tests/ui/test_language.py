"""Every sentence of the windows has an English one with the same fields."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

import collector_desktop
from collector_desktop.domain.bill import Bill, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.penalty import penalty
from collector_desktop.domain.penalty_words import how_it_runs, when_words
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.projection import Projected, When
from collector_desktop.domain.refusals_serving import BookingInThePast
from collector_desktop.domain.refusals_villages import ReportMonthAhead
from collector_desktop.domain.requests import Instalment, PlanWanted
from collector_desktop.domain.statement import Move, MoveKind
from collector_desktop.domain.visit import Outcome
from collector_desktop.printing.savings_words import details
from collector_desktop.services.matter_words import matter_words
from collector_desktop.services.sentences import TEMPLATES, sentence
from collector_desktop.ui.language import Language, english, speak
from collector_desktop.ui.words import day_word, month_word, outcome_word, tr

SOURCES = sorted(Path(collector_desktop.__file__).parent.rglob("*.py"))
CHINESE = re.compile("[\u4e00-\u9fff]")
TRANSLATES = {"tr", "translate", "say"}
"""By which names a sentence is put into the reader's language."""


def sentences_of(source: Path) -> Iterator[tuple[int, str]]:
    """The line and text of every literal given to `tr` or one of its other names."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATES and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


def words_of(source: Path) -> Iterator[tuple[int, str]]:
    """The line and text of every other Chinese literal of a window: words in tables are looked up before `tr`."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    said |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
        if is_text and CHINESE.search(node.value):
            yield node.lineno, node.value


def fields_of(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_every_sentence_has_an_english_one() -> None:
    missing = []
    for source in SOURCES:
        is_shown = "ui" in source.parts or (source.stem.endswith("_words") and source.parent.name == "services")
        found = [*sentences_of(source), *(words_of(source) if is_shown else ())]
        missing += [f"{source.name}:{line} {text}" for line, text in found if text not in english()]
    assert not missing, "\n".join(missing)


def test_every_refusal_is_explained_in_english() -> None:
    assert [text for said in TEMPLATES.values() for text in said if text not in english()] == []


def test_an_english_sentence_has_the_same_fields_and_no_chinese_left() -> None:
    wrong = [chinese for chinese, said in english().items() if fields_of(chinese) != fields_of(said) or not said]
    assert wrong == []


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    speak(Language.CHINESE)


@pytest.mark.usefixtures("spoken")
def test_windows_speak_english_and_chinese_again() -> None:
    assert tr("今日") == "今日"
    speak(Language.ENGLISH)
    assert (tr("今日"), outcome_word(Outcome.NOT_HOME)) == ("Today", "Not home")
    speak(Language.CHINESE)
    assert tr("今日") == "今日"


@pytest.mark.usefixtures("spoken")
def test_what_has_no_english_sentence_is_shown_as_it_is_and_qts_own_texts_are_left_alone() -> None:
    own = QCoreApplication.translate("QShortcut", "Del")
    speak(Language.ENGLISH)
    assert tr("A4") == "A4"
    assert QCoreApplication.translate("QShortcut", "Del") == own == "Del"


@pytest.mark.usefixtures("spoken")
def test_a_day_has_its_weekday_in_both_languages() -> None:
    assert day_word(date(2026, 11, 23)) == "11月23日 周一"
    speak(Language.ENGLISH)
    assert day_word(date(2026, 11, 23)) == "11/23 Mon"


@pytest.mark.usefixtures("spoken")
def test_days_and_months_follow_the_language_wherever_a_sentence_is_made_of_them() -> None:
    amount, soon = Money(1000), date(2026, 12, 15)
    overdue = Bill(
        account=AccountNumber("4179677287"),
        month=BillingMonth(2026, 10),
        use=UseClass.RESIDENTIAL,
        due_on=date(2026, 10, 20),
        amount=Money(100_000),
    )
    run = penalty(overdue, date(2027, 1, 5), Policy())
    later = Projected(when=When.ON_THE_30TH, on=date(2026, 11, 30), fees=amount, penalties=amount, more=amount)
    settled = (BillingMonth(2026, 9), BillingMonth(2026, 10))
    offset = Move(on=soon, kind=MoveKind.OFFSET, amount=amount, months=settled)
    plan = PlanWanted(debts=(), instalments=(Instalment(on=soon, amount=amount),))

    def told() -> list[str]:
        return [
            *how_it_runs(run, tr),
            when_words(later, tr),
            matter_words(plan, tr),
            sentence(BookingInThePast(day=date(2026, 11, 22)), tr).what,
            sentence(ReportMonthAhead(month=BillingMonth(2026, 12)), tr).what,
            month_word(BillingMonth(2026, 12)),
            details(offset, tr),
        ]

    assert all(re.search("[月日]", text) for text in told())
    speak(Language.ENGLISH)
    assert [text for text in told() if CHINESE.search(text)] == []
