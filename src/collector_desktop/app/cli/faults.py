"""Sentences for faults of the world: disks, sticks and databases; refusals have theirs in services.sentences."""

import errno

_BY_NUMBER = {
    errno.ENOENT: "找不到 {file}",
    errno.EACCES: "没有权限读写 {file}",
    errno.EPERM: "没有权限读写 {file}",
    errno.EEXIST: "{file} 已经存在",
    errno.ENOSPC: "磁盘已满,写不下 {file}",
    errno.EROFS: "{file} 所在的磁盘是只读的",
    errno.EISDIR: "{file} 是文件夹,不是文件",
    errno.ENOTDIR: "{file} 的上一级不是文件夹",
    errno.EIO: "{file} 所在的磁盘或优盘读写出错",
    errno.ENODEV: "{file} 所在的磁盘不见了",
    errno.EBUSY: "{file} 正被另一个程序占着",
    errno.EBADMSG: "{file} 有一处读不出来",
    errno.ECONNRESET: "连不上账本的服务器",
}


def sentence_of_file_fault(fault: OSError) -> str:
    """What went wrong with which file, in one sentence; nothing of it has been half done."""
    file = str(fault.filename) if fault.filename else "文件"
    template = _BY_NUMBER.get(fault.errno or 0)
    return template.format(file=file) if template else f"读写 {file} 时出错:{fault.strerror or fault}"


def sentence_of_database_fault(fault: Exception) -> str:
    """The driver's first line, which names the cause and no person."""
    cause = getattr(fault, "orig", None) or fault
    return f"数据库打不开或读不了:{str(cause).strip().partition(chr(10))[0]}"
