"""Where files from outside come in: what is mutated, and the service of ours that reads it."""

import csv
import hashlib
import io
import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from collector_desktop.app.demo.exports import write_villages
from collector_desktop.domain.holidays import parse_holidays
from collector_desktop.exchange.bounded_zip import write_zip
from collector_desktop.exchange.spreadsheet_out import write_table
from collector_desktop.exchange.station_export.reader import read_exports
from collector_desktop.resources import resource_path
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.seal import unseal
from collector_desktop.services import enrolling, handing_over, taking_in, taking_route
from collector_desktop.services.bank_debits import import_bank_debits
from collector_desktop.services.importing import import_exports
from collector_desktop.services.importing_contracts import import_contracts
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import open_books
from fault_trials.crafted_packages import members, sealed_with
from fault_trials.laptop import DAY, STAMP, Laptop
from fault_trials.mutation import mutated, mutated_inside

_GIVEN = Path(__file__).parents[2] / "tests" / "data" / "exports"
_STRANGER = DeviceKeys.generate()


class Both(NamedTuple):
    """Both seats of a trial's folder, open."""

    folder: Path
    laptop: Laptop
    station: Ledger
    station_keys: DeviceKeys

    @classmethod
    def open(cls, folder: Path) -> "Both":
        """As the programs open them."""
        laptop = Laptop.open(folder)
        keys = DeviceKeys.load(laptop.paths.station_keys)
        return cls(folder, laptop, open_books(laptop.paths.station, keys, STAMP), keys)


Mutate = Callable[[Sequence[bytes], random.Random], bytes]


class Target(NamedTuple):
    """One way in. `sealed`: whoever changes a byte must be refused; the others are judged row by row."""

    file: str
    seeds: Callable[[Both], list[bytes]]
    read: Callable[[Both, Path], object]
    mutate: Callable[[Both], Mutate] = lambda _both: mutated
    sealed: bool = False


def _days(both: Both) -> list[bytes]:
    made = handing_over.hand_over(both.laptop.ledger, both.laptop.paths.stick, STAMP)
    return [made.path.read_bytes()]


def _routes(both: Both) -> list[bytes]:
    return [max(both.laptop.paths.stick.glob("*.zsroute")).read_bytes()]


def _take_in(both: Both, path: Path) -> object:
    return taking_in.take_in(both.station, both.station_keys, path, STAMP)


def _take_route(both: Both, path: Path) -> object:
    return taking_route.take_route(both.laptop.ledger, both.laptop.keys, path, STAMP)


def _rebuilt(
    receiver: Callable[[Both], DeviceKeys], signer: Callable[[Both], DeviceKeys | None]
) -> Callable[[Both], Mutate]:
    """Parts changed, the hashes made right again, signed with some key, or under the old signature if there is none."""

    def of(both: Both) -> Mutate:
        keys, signs = receiver(both), signer(both)

        def mutate(seeds: Sequence[bytes], chance: random.Random) -> bytes:
            outer = members(unseal(chance.choice(seeds), keys))
            parts = members(outer["payload.zip"])
            manifest = json.loads(parts.pop("manifest.json"))
            name = chance.choice(sorted(parts))
            parts[name] = mutated([parts[name]], chance)
            manifest["parts"] = {
                each: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                for each, content in parts.items()
            }
            payload = write_zip({"manifest.json": json.dumps(manifest).encode(), **parts}, deflate=True)
            signature = outer["payload.sig"] if signs is None else signs.sign(payload)
            return sealed_with(payload, signature, keys.public)

        return mutate

    return of


def _inside_the_seal(receiver: Callable[[Both], DeviceKeys]) -> Callable[[Both], Mutate]:
    """The archive within the seal changed, and sealed again."""

    def of(both: Both) -> Mutate:
        keys = receiver(both)

        def mutate(seeds: Sequence[bytes], chance: random.Random) -> bytes:
            outer = members(unseal(chance.choice(seeds), keys))
            return sealed_with(mutated_inside([outer["payload.zip"]], chance), outer["payload.sig"], keys.public)

        return mutate

    return of


def _given(suffix: str) -> Callable[[Both], list[bytes]]:
    return lambda _both: [path.read_bytes() for path in sorted(_GIVEN.glob(f"*{suffix}"))]


def _made(suffix: str) -> Callable[[Both], list[bytes]]:
    def seeds(both: Both) -> list[bytes]:
        folder = both.folder / "exports"
        write_villages(folder, seed=3, households=8)
        return [path.read_bytes() for path in sorted(folder.glob(f"*{suffix}"))]

    return seeds


def _sheet(*rows: tuple[str, ...]) -> Callable[[Both], list[bytes]]:
    """The same table as csv and as a workbook."""

    def seeds(both: Both) -> list[bytes]:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        book = both.folder / "table.xlsx"
        write_table(book, "表", rows[0], rows[1:])
        return [text.getvalue().encode("gb18030"), book.read_bytes()]

    return seeds


_BANK = _sheet(
    ("户号", "户名", "电费年月", "扣款金额", "扣款结果", "失败原因", "扣款日期"),
    ("4100000001", "阎01", "202610", "100.00", "成功", "", DAY.isoformat()),
    ("4100000002", "阎02", "202610", "100.00", "失败", "余额不足", DAY.isoformat()),
)
_REGISTER = _sheet(
    ("户号", "户名", "合同编号", "签订日期", "违约金比例", "违约金上限", "分期条款"),
    ("4100000001", "阎01", "GYD-1", "2020-05-06", "1‰", "30%", "可分 3 期"),
    ("4100000002", "阎02", "GYD-2", "2021年6月7日", "", "", ""),
)


def _requests(both: Both) -> list[bytes]:
    return [path.read_bytes() for path in both.laptop.paths.stick.glob("*.zsreq")]


def _answers(both: Both) -> list[bytes]:
    return [path.read_bytes() for path in both.laptop.paths.stick.glob("*.zsans")]


def _enrol(both: Both, path: Path) -> object:
    return enrolling.enrol(both.station, both.station_keys, path, "农电工乙", "02", both.folder, STAMP)


def _import(both: Both, path: Path) -> object:
    return import_exports(both.station, [path], STAMP, accept_problems=True)


TARGETS: Mapping[str, Target] = {
    "day package": Target("a.zsday", _days, _take_in, sealed=True),
    "day package, inside its seal": Target(
        "b.zsday", _days, _take_in, _inside_the_seal(lambda both: both.station_keys), sealed=True
    ),
    "day package, rebuilt without the key": Target(
        "c.zsday", _days, _take_in, _rebuilt(lambda both: both.station_keys, lambda _: _STRANGER), sealed=True
    ),
    "day package, rebuilt under its old signature": Target(
        "d.zsday", _days, _take_in, _rebuilt(lambda both: both.station_keys, lambda _: None), sealed=True
    ),
    "day package, lines changed by the laptop's own key": Target(
        "e.zsday", _days, _take_in, _rebuilt(lambda both: both.station_keys, lambda both: both.laptop.keys)
    ),
    "route package": Target("a.zsroute", _routes, _take_route, sealed=True),
    "route package, rebuilt without the key": Target(
        "c.zsroute", _routes, _take_route, _rebuilt(lambda both: both.laptop.keys, lambda _: _STRANGER), sealed=True
    ),
    "route package, rows changed by the station's own key": Target(
        "e.zsroute", _routes, _take_route, _rebuilt(lambda both: both.laptop.keys, lambda both: both.station_keys)
    ),
    "enrolment request": Target("a.zsreq", _requests, _enrol, sealed=True),
    "enrolment answer": Target(
        "a.zsans",
        _answers,
        lambda both, path: enrolling.read_station_answer(path, both.laptop.paths.laptop_keys),
        sealed=True,
    ),
    "export read, xls": Target("a.xls", _given(".xls"), lambda _, path: read_exports([path])),
    "export read, xlsx": Target(
        "a.xlsx", _given(".xlsx"), lambda _, path: read_exports([path]), lambda _: mutated_inside
    ),
    "export read, csv": Target("a.csv", _given(".csv"), lambda _, path: read_exports([path])),
    "export imported, csv": Target("b.csv", _made(".csv"), _import),
    "export imported, xlsx": Target("b.xlsx", _made(".xlsx"), _import, lambda _: mutated_inside),
    "bank results": Target(
        "c.csv", _BANK, lambda both, path: import_bank_debits(both.station, path, STAMP), lambda _: mutated_inside
    ),
    "contract register": Target(
        "d.csv", _REGISTER, lambda both, path: import_contracts(both.station, path, STAMP), lambda _: mutated_inside
    ),
    "holiday file": Target(
        "a.json",
        lambda _: [resource_path("policy", "holidays.json").read_bytes()],
        lambda _, path: parse_holidays(path.read_bytes().decode("utf-8", "replace")),
    ),
}
"""Every way in, by what the fault table calls it."""
