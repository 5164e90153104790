"""`verify`: books, a day package, or the code on a receipt."""

import errno
import re
from pathlib import Path
from typing import Annotated

import typer

from collector_desktop.app.cli.command import add_command
from collector_desktop.app.cli.station import Station, file_of
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services.judging_receipts import Verdict
from collector_desktop.services.verifying import Finding, Witness, Wrong, verify_books, witness
from collector_desktop.services.verifying_evidence import verify_package, verify_receipt

_RECEIPT_CODE = re.compile(r"\s*ZS[0-9]+:", re.IGNORECASE)
_DATABASE_BEGINS = b"SQLite format 3\0"
_WRONG = {
    Wrong.FORMAT: "格式看不懂",
    Wrong.ORDER: "次序不对,有行被删除、插入或调换",
    Wrong.CONTENT: "内容与它的摘要不符",
    Wrong.PREVIOUS: "与上一行接不上",
    Wrong.TAKINGS: "累计收款不对",
    Wrong.SIGNATURE: "签名不对",
    Wrong.CUT: "从这一行起被截去",
    Wrong.FORKED: "与别处记下的这一行不同",
    Wrong.KEY: "不是登记的密钥签的",
    Wrong.BOOKS: "账表与日志不符",
}
_VERDICTS = {
    Verdict.GENUINE: "真实",
    Verdict.VOIDED: "已作废",
    Verdict.UNKNOWN: "签名属实,但所里还没有收到这个号码",
    Verdict.REVOKED: "签名属实,但开它的电脑已停用,所里没有收到这个号码",
    Verdict.TWICE: "账上这个号码是另一笔收款,这一张的收款压下过,没有记进账",
    Verdict.CREDITED: "压下后由所长放行,没有按收据入账,金额已转作该户预收",
    Verdict.ALTERED: "被改动过,或不是登记的电脑开的",
}


def add_verify_command(app: typer.Typer) -> None:
    """Check what is shown to the station."""
    add_command(app, "verify", _verify, "查验账本、日包或收据上的码;不对时退出码为 1,并指出第一处")


def _verify(
    station: Station,
    target: Annotated[str, typer.Argument(metavar="FILE|DB|CODE", help="账本文件或数据库地址、日包、收据上的码")],
) -> None:
    path = Path(target)
    if "://" in target or _is_database(path):
        _verify_books(station, target)
    elif _RECEIPT_CODE.match(target):
        _verify_receipt(station, target)
    elif path.is_file():
        _verify_package(station, path)
    else:
        raise FileNotFoundError(errno.ENOENT, "", target)


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_DATABASE_BEGINS)) == _DATABASE_BEGINS


def _verify_books(station: Station, target: str) -> None:
    key, other = _trust(station, target)
    with station.terminal.progress("查验") as moved:
        verified = verify_books(target, station_key=key, station=other, progress=moved)
    seat, first = verified.seat, next(iter(verified.findings), None)
    station.terminal.answer(
        {
            "target": "books",
            "ok": first is None,
            "station_code": seat.station_code,
            "device": seat.device,
            "chains": verified.chains,
            "lines": verified.lines,
            "received_fen": verified.received,
            "findings": [finding.model_dump(mode="json") for finding in verified.findings],
        },
        f"{seat.station_name} {seat.device} 号机:{verified.chains} 条日志链,{verified.lines} 行,"
        f"收款 {verified.received.grouped()} 元",
        *(["每一行和每个签名都对,账表与日志相符"] if first is None else []),
    )
    if first is not None:
        station.terminal.warn(_sentence(first))
        raise typer.Exit(1)


def _trust(station: Station, target: str) -> tuple[str | None, Witness | None]:
    """The station's own key and books, where they are at hand, against the books in question."""
    if _same_books(station.url, target):
        return DeviceKeys.load(station.keys_file).public.signing if station.keys_file.exists() else None, None
    if station.file is None or station.file.exists():
        return None, witness(station.url)
    return None, None


def _same_books(one: str, other: str) -> bool:
    files = file_of(one), file_of(other)
    return one == other if None in files else Path(str(files[0])).resolve() == Path(str(files[1])).resolve()


def _sentence(finding: Finding) -> str:
    if finding.wrong is Wrong.BOOKS:
        return f"{_WRONG[finding.wrong]}:{finding.detail}"
    return f"日志链 {finding.chain} 第 {finding.line} 行:{_WRONG[finding.wrong]}"


def _verify_package(station: Station, path: Path) -> None:
    with station.books() as (ledger, keys):
        verified = verify_package(ledger, keys, path)
    station.terminal.answer(
        {"target": "package", "ok": True, **verified.model_dump(mode="json")},
        f"{verified.device} 号机第 {verified.number} 号日包属实:"
        f"{verified.lines} 行,其中 {verified.new_lines} 行还没有收下",
    )


def _verify_receipt(station: Station, text: str) -> None:
    station.must_exist()
    verified = verify_receipt(station.url, text)
    claim, said = verified.claim, _VERDICTS[verified.verdict]
    is_genuine = verified.verdict is Verdict.GENUINE
    station.terminal.answer(
        {"target": "receipt", "ok": is_genuine, **verified.model_dump(mode="json")},
        f"收据 {claim.number}:{said}",
        f"户号 {claim.account}  {claim.received.grouped()} 元  {claim.day}  {verified.collector_name}",
        *([f"作废原因:{verified.void_reason}"] if verified.void_reason else []),
    )
    if not is_genuine:
        station.terminal.warn(f"收据 {claim.number}:{said}")
        raise typer.Exit(1)
