"""What a laptop shows, prints and exports under the environment it is started in, as JSON: run as a program.

Its arguments are a folder with the books of tests/ui/conftest.py, which it opens as the program does, and a locale.
"""

import hashlib
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontDatabase, QFontMetrics, QImage, QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from ui_seats import DAY, START

from collector_desktop.app.sessions import application, open_session
from collector_desktop.app.tour.hand import wait
from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.visit import Slot
from collector_desktop.exchange.spreadsheet_out import write_table
from collector_desktop.services.collecting import TakePayment, collect
from collector_desktop.store.queries import cards, doors
from collector_desktop.ui.desk import CLOSE, COLLECT, TODAY, Desk
from collector_desktop.ui.fonts import font
from collector_desktop.ui.papers import receipt_paper
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.money_edit import MoneyEdit
from collector_desktop.ui.words import day_word, month_word, yuan

SIGNS = "农电工走收电费违约金〇¥‰×✓⏎←→↑↓0123456789,.犇䶮"


def main(folder: Path) -> dict[str, Any]:
    """Everything that must be the same wherever it runs; `locale` alone says where."""
    locale = QLocale().name()
    app, look = application()
    app.setCursorFlashTime(0)
    session = open_session(
        folder / "laptop.db",
        folder / "laptop.keys",
        look,
        day=DAY,
        clock=stopped,
        printer=Printer(),
        exchange_folder=folder,
    )
    desk = Desk(session)
    desk.resize(1280, 720)
    desk.show()
    app.processEvents()
    while desk.today.is_planning:
        wait(20)
    account = session_door(session)
    seen = {
        "locale": locale,
        "direction": desk.layoutDirection().name,
        "typed": typed(desk),
        "words": [yuan(Money(123_456_789)), day_word(DAY), month_word(BillingMonth.of(DAY))],
        "receipt": receipt(session, account),
        "table": table(folder / "table.xlsx"),
        "signs": all(is_drawn(sign) for sign in SIGNS),
        "cut": [],
        "needed": [],
        "pictures": {},
    }
    for place in (TODAY, COLLECT, CLOSE):
        desk.open_account(account) if place == COLLECT else desk.go(place)
        desk.setFocus()
        seen["pictures"][place] = settled(desk, session)
        seen["cut"] += cut(desk)
        seen["needed"].append([desk.needed.width(), desk.needed.height()])
    desk.close()
    return seen


def settled(desk: Desk, session: Session) -> str:
    """The picture of a place once nothing on it changes any more: what is made beside the window comes when it can."""
    before, now = "", picture(desk.grab().toImage())
    while session.lane.busy or now != before:
        wait(400)
        before, now = now, picture(desk.grab().toImage())
    return now


def stopped() -> datetime:
    """However long a machine takes, nothing shown depends on it."""
    return START


def session_door(session: Session) -> str:
    with session.ledger.reading() as conn:
        found = doors.doors(conn, DAY, session.policy(), session.seat.device)
    return next(door.account for door in found if door.penalty and door.due > Money(10_000))


def typed(parent: QWidget) -> list[str]:
    """The amounts a field makes of what people type, and what it shows of them."""
    field = MoneyEdit("实收金额", parent)
    said = []
    for text in ("1234.5", "1,234.50", "１２３４．５", "1.234,50", "12。5"):
        field.clear()
        field.setFocus()
        typing = QInputMethodEvent()
        typing.setCommitString(text)
        QApplication.sendEvent(field, typing)
        said.append(f"{field.text()} = {field.amount}")
    field.set_amount(Money(123_450))
    return [*said, field.text()]


def receipt(session: Session, account: str) -> list[str]:
    """The text and the pixels of a receipt just given."""
    with session.ledger.reading() as conn:
        card = cards.card(conn, account, DAY, session.seat.device)
    assert card is not None
    wanted = TakePayment(
        id=new_act_id(),
        account=card.account.number,
        received=Money(5_050),
        tendered=Money(10_000),
        method=PaymentMethod.CASH,
        slot=Slot.EVENING,
        token=card.token,
    )
    given = collect(session.ledger, wanted, session.stamp()).receipt
    page = pypdfium2.PdfDocument(receipt_paper(session, given.number))[0]
    pixels = page.render(scale=2).to_pil().tobytes()
    return [page.get_textpage().get_text_range(), hashlib.sha256(pixels).hexdigest()]


def table(path: Path) -> list[list[str]]:
    """The cells of a table of money and days, as a spreadsheet program reads them."""
    write_table(path, "欠费", ("户号", "欠费", "到期"), [("0041070001", Money(123_450), DAY)])
    rows = openpyxl.load_workbook(path).active.iter_rows()
    return [[f"{cell.value!r} {cell.number_format}" for cell in row] for row in rows]


def is_drawn(sign: str) -> bool:
    """Whether one of our own fonts has it."""
    own = [font(Size.BODY), *(QFontDatabase.font(each, "", 15) for each in QFontDatabase.families())]
    return any(QFontMetrics(each).inFontUcs4(ord(sign)) for each in own)


def picture(image: QImage) -> str:
    return hashlib.sha256(bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())).hexdigest()


def cut(window: QWidget) -> list[str]:
    """Texts that have less room than they need."""
    labels = [each for each in window.findChildren(Label) if each.isVisible() and not each.wordWrap() and each.text()]
    buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible() and each.text()]
    return [each.text() for each in (*labels, *buttons) if each.width() < each.minimumSizeHint().width()]


if __name__ == "__main__":
    QLocale.setDefault(QLocale(sys.argv[2]))
    sys.stdout.write(json.dumps(main(Path(sys.argv[1])), ensure_ascii=False))
