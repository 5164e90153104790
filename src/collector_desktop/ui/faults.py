"""Faults of disk and stick in plain words."""

import errno
from typing import NamedTuple

from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.store.disk_faults import BooksFault
from collector_desktop.ui.printer import PrintFault, PrintTrouble
from collector_desktop.ui.words import tr

_WORDS = {
    errno.ENOENT: "找不到这个位置,优盘插好了吗?",
    errno.ENODEV: "找不到这个位置,优盘插好了吗?",
    errno.ENOTDIR: "这个位置不是文件夹",
    errno.EISDIR: "这里是文件夹,不是文件",
    errno.ENOSPC: "放不下了,请腾出空间",
    errno.EDQUOT: "放不下了,请腾出空间",
    errno.EFBIG: "放不下了,请腾出空间",
    errno.EACCES: "不许读写这个位置",
    errno.EPERM: "不许读写这个位置",
    errno.EROFS: "优盘写了保护,只能读",
    errno.EIO: "优盘读写出错,请换一个优盘",
    errno.ENXIO: "打印机没有接通,请看看电源和连线",
    errno.ETIMEDOUT: "打印机没有反应,请看看纸和电源",
}
_PRINTING = {
    PrintTrouble.NOT_THERE: "没有找到打印机,请看看电源和连线",
    PrintTrouble.SILENT: _WORDS[errno.ETIMEDOUT],
    PrintTrouble.STOPPED: "打印机中途停了,请看看纸和电源",
    PrintTrouble.REPORTED: "打印机报了故障,请看看纸和电源",
    PrintTrouble.TOO_WIDE: "这张纸比小票宽,请换一台打印机",
}
_FULL = ("硬盘放不下了", "请腾出空间再试")
_LOCKED = ("账本现在只能读", "请检查硬盘是否写了保护、这个用户有没有权限,再试")
_FAILING = ("硬盘读写出错", "请再试一次;还不行请先备份,再换硬盘")
_BOOKS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _LOCKED,
    errno.EACCES: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.ENODEV: ("账本所在的硬盘不见了", "请检查硬盘是否接好,再试"),
    errno.EBUSY: ("账本正被另一个程序占着", "请等它做完再试"),
    errno.EBADMSG: ("账本有一处读不出来", "请关掉程序再打开,开始时会检查账本"),
    errno.ECONNRESET: ("连不上账本的服务器", "请检查网络再试"),
}
"""Under the books themselves: why, and what can be done."""


class FaultSaid(NamedTuple):
    """What failed, and what became of it or can be done; for a notice."""

    what: str
    text: str


def fault_word(fault: OSError) -> str:
    """Why the world failed, in one sentence; the system's own words where we have none."""
    if isinstance(fault, BooksFault):
        said = fault_said(fault)
        return f"{said.what}。{said.text}"
    if isinstance(fault, PrintFault):
        return tr(_print_word(fault))
    known = _WORDS.get(fault.errno or 0)
    return tr(known) if known else fault.strerror or str(fault)


def file_said(error: Refusal | OSError) -> FaultSaid:
    """What a notice says of a file that was not taken: why, and what to do."""
    if isinstance(error, Refusal):
        return FaultSaid(*sentence(error, tr))
    return FaultSaid(fault_word(error), tr("请核对位置后再试"))


def fault_said(fault: OSError) -> FaultSaid:
    """What a notice says of a fault that ended an act: whether it was recorded stands in it."""
    if not isinstance(fault, BooksFault):
        file = f"{fault.filename} " if fault.filename else ""
        return FaultSaid(fault_word(fault), file + tr("已经记下的都在,账本没有变。"))
    why, advice = _BOOKS.get(fault.errno or 0, _FAILING)
    if fault.writing:
        return FaultSaid(
            tr("{why},这一笔没有记").format(why=tr(why)), tr("账本没有改动。{advice}。").format(advice=tr(advice))
        )
    return FaultSaid(
        tr("{why},没有读出来").format(why=tr(why)), tr("已经记下的都在。{advice}。").format(advice=tr(advice))
    )


def _print_word(fault: PrintFault) -> str:
    trouble = fault.args[0]
    if isinstance(trouble, PrintTrouble):
        return _PRINTING[trouble]
    return _WORDS[errno.ETIMEDOUT if fault.errno == errno.ETIMEDOUT else errno.ENXIO]
