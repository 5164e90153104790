"""`issue`, `recall`, `take-in`: what goes out to the laptops and what comes back."""

from pathlib import Path
from typing import Annotated, Any

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.refusals import Refusal
from collector_desktop.exchange.file_names import PackageName
from collector_desktop.services.attention_words import attention_sentence
from collector_desktop.services.issuing import issue, recall
from collector_desktop.services.sentences import sentence
from collector_desktop.services.taking_in import TakenIn, take_in


def add_route_commands(app: typer.Typer) -> None:
    """Issue routes, recall bills, take day packages in."""
    add_command(app, "issue", _issue, "派工:锁定账单(走收在途),写出线路包")
    add_command(app, "recall", _recall, "收回一台机上全部走收在途的账单")
    add_command(app, "take-in", _take_in, "收件:收下日包,每笔只记一次")


def _issue(
    station: Station,
    device: Annotated[str, typer.Option(help="机号,如 01")],
    village: Annotated[list[str] | None, typer.Option(help="只派这些村;可重复;不写就是全部")] = None,
    out: Annotated[Path, typer.Option(help="线路包写到哪个文件夹")] = Path(),
) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with station.books() as (ledger, _keys):
        issued = issue(ledger, DeviceCode(device), village or [], out, station.stamp)
    station.terminal.answer(
        issued.model_dump(mode="json"),
        f"{issued.device} 号机第 {issued.number} 号线路包:{'、'.join(issued.villages)}",
        f"走收在途 {issued.accounts} 户、{issued.bills} 笔,共 {issued.open_total.grouped()} 元",
        f"文件:{issued.path}",
    )


def _recall(
    station: Station,
    device: Annotated[str, typer.Option(help="机号,如 01")],
    reason: Annotated[str, typer.Option(help="收回原因")],
) -> None:
    with station.books() as (ledger, _keys):
        bills = recall(ledger, DeviceCode(device), reason, station.stamp)
    station.terminal.answer({"device": device, "bills": bills}, f"已从 {device} 号机收回 {bills} 笔账单")


def _take_in(
    station: Station, files: Annotated[list[Path], typer.Argument(help="日包文件(.zsday)", metavar="FILE...")]
) -> None:
    taken: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    lines: list[str] = []
    with station.books() as (ledger, keys), station.terminal.progress("收件") as moved:
        for done, path in enumerate(sorted(files, key=_by_number), start=1):
            try:
                result = take_in(ledger, keys, path, station.stamp)
            except Refusal as refusal:
                said = sentence(refusal)
                station.terminal.warn(f"{path.name}:{said.what}。{said.advice}。")
                refused.append({"file": path.name, "refused": type(refusal).__name__, "message": said.what})
            else:
                taken.append({"file": path.name, **result.model_dump(mode="json")})
                lines += _lines(path, result)
            moved(done, len(files))
    station.terminal.answer({"taken": taken, "refused": refused}, *lines)
    if refused:
        raise typer.Exit(1)


def _by_number(path: Path) -> tuple[str, int, str]:
    """Packages of one device in the order they were written, so that files may be named in any order."""
    name = PackageName.parse(path.name)
    return (name.device, name.number, path.name) if name else ("", 0, path.name)


def _lines(path: Path, taken: TakenIn) -> list[str]:
    head = f"{path.name}:{taken.device} 号机 {taken.collector_name} 第 {taken.number} 号日包"
    if taken.again:
        return [f"{head},以前收过,没有变化"]
    return [
        head,
        f"  新 {taken.new_lines} 行,已有 {taken.known_lines} 行;"
        f"收款 {taken.payments} 笔,作废 {taken.voids} 笔,净收 {taken.received.grouped()} 元",
        *(
            [f"  压下 {taken.held_lines} 行,收款 {taken.held_received.grouped()} 元:等所长决定,见 held"]
            if taken.held_lines
            else []
        ),
        *(f"  请处理:{attention_sentence(line)}" for line in taken.attention),
    ]
