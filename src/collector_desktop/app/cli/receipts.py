"""`check-receipt`: a receipt somebody shows, by its code or by number and amount."""

from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.money import Money
from collector_desktop.services.checking_receipts import Checked, check_receipt
from collector_desktop.services.judging_receipts import Verdict
from collector_desktop.services.verdict_words import lines_of, verdict_word


def add_receipt_command(app: typer.Typer) -> None:
    """Check a receipt."""
    add_command(app, "check-receipt", _check, "查验一张收据,并记下查过;不真实时退出码为 1")


def _check(
    station: Station,
    shown: Annotated[str, typer.Argument(metavar="CODE|NUMBER", help="收据上二维码的文字,或收据号码")],
    amount: Annotated[str, typer.Option(help="只有号码时:收据上的金额(元)")] = "",
) -> None:
    with station.books() as (ledger, _keys):
        checked = check_receipt(ledger, shown, Money.parse(amount) if amount else None, station.stamp)
    _tell(station, checked)
    if checked.verdict is not Verdict.GENUINE:
        raise typer.Exit(1)


def _tell(station: Station, checked: Checked) -> None:
    station.terminal.answer(
        checked.model_dump(mode="json"),
        f"收据 {checked.number}:{verdict_word(checked)}",
        *lines_of(checked),
    )
