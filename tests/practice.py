"""What the journeys of the five practices share: their memory, and short ways to ask the books."""

from dataclasses import dataclass
from datetime import date, datetime, time

from journey_seats import DAY, NOBODY, Journey

from collector_desktop.app.demo.seats import CHINA
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.notices import CutCheckItem, CutCheckLine
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services import importing
from collector_desktop.services.attaching import NewFile
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import bills, cards

NOTHING = ActId("")
PHOTO = NewFile(content=b"\xff\xd8\xff" + bytes(100), media=MediaType.JPEG, title="门口照片")
ALL_CLEAR = tuple(CutCheckLine(item=item, clear=True) for item in CutCheckItem)


@dataclass
class Practice:
    """What one scenario remembers between its steps."""

    account: AccountNumber = NOBODY
    before: Money = Money.ZERO
    owed: Money = Money.ZERO
    act: ActId = NOTHING
    village: str = ""
    code: str = ""
    refused: Refusal | None = None
    day: date = DAY
    paid_at: datetime | None = None


def ledgers(journey: Journey) -> tuple[Ledger, Ledger]:
    return journey.session.ledger, journey.station


def on_day(journey: Journey, day: date, hour: int, minute: int = 0) -> Stamp:
    at = datetime.combine(day, time(hour, minute), CHINA)
    return Stamp(by=journey.session.seat.badge, business_day=day, at=at)


def owed(ledger: Ledger, account: AccountNumber) -> Money:
    with ledger.reading() as conn:
        return Money.total(bill.open for bill in bills.of_account(conn, account) if bill.open > Money.ZERO)


def export_bill(journey: Journey, account: AccountNumber, month: str, yuan: int) -> None:
    """The station's own system bills a household: its newer list of arrears, imported there."""
    with journey.station.reading() as conn:
        info = cards.account_info(conn, account)
    assert info is not None
    columns = ("户号", "户名", "用电地址", "电量", "电费", "欠费", "电费年月", "电费类型", "电费类别")
    row = (account, info.name, info.address, "50", f"{yuan}.00", f"{yuan}.00", month, "正常电费", "201乡村居民生活用电")
    file = journey.paths.exports / f"欠费明细_{month}_{account}.csv"
    file.write_text("\n".join((",".join(columns), ",".join(row))) + "\n", "utf-8-sig")
    importing.import_exports(journey.station, [file], journey.clerk(), accept_problems=True)
