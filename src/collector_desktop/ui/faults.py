"""Faults of disk and stick in plain words."""

import errno

from collector_desktop.ui.words import tr

_WORDS = {
    errno.ENOENT: "找不到这个位置,优盘插好了吗?",
    errno.ENODEV: "找不到这个位置,优盘插好了吗?",
    errno.ENOTDIR: "这个位置不是文件夹",
    errno.EISDIR: "这里是文件夹,不是文件",
    errno.ENOSPC: "放不下了,请腾出空间",
    errno.EDQUOT: "放不下了,请腾出空间",
    errno.EACCES: "不许读写这个位置",
    errno.EPERM: "不许读写这个位置",
    errno.EROFS: "优盘写了保护,只能读",
    errno.EIO: "优盘读写出错,请换一个优盘",
}


def fault_word(fault: OSError) -> str:
    """Why the world failed; the system's own words where we have none."""
    known = _WORDS.get(fault.errno or 0)
    return tr(known) if known else fault.strerror or str(fault)
