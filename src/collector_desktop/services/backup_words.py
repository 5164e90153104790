"""What is to be done at a station whose books came back from a backup, in words; the window and the command say it."""

from collections.abc import Callable
from typing import Final

from collector_desktop.services.sentences import as_written
from collector_desktop.store.backup import LaptopStanding

Translate = Callable[[str], str]

AFTERWARDS: Final = (
    "备份以后导入过的文件,先再导入一次;在所里办过的,再办一次:参数、审批、退款、登记、停用、人员。",
    "每台笔记本在「交换」按「全部重交」,带日包来收:已经有的不会重记。",
    "然后派工。线路包号跳过一段,以前写的线路包不会被当成新的。",
)


def afterwards(translate: Translate = as_written) -> tuple[str, ...]:
    """The steps in their order."""
    return tuple(map(translate, AFTERWARDS))


def standing_words(laptop: LaptopStanding, translate: Translate = as_written) -> str:
    """How far a backup knows one laptop."""
    said = translate("{device} 号机 {collector}:日包收到第 {days} 号,线路派到第 {routes} 号")
    return said.format(
        device=laptop.device, collector=laptop.collector_name, days=laptop.days_in, routes=laptop.routes_out
    )
