"""Words of the door: PIN, vault, and what keeps the books shut."""

LABEL = "{collector} · {device} 号机"
"""Whose vault it is, as the door shows it."""

WORDS: dict[str, tuple[str, str]] = {
    "DayNotPossible": ("{day} 不能作营业日", "请选 {first} 到 {last} 之间的日子"),
    "HiddenDamaged": ("加密的内容已被改动或不完整", "请用备份恢复"),
    "NoUnlockSeal": ("这台电脑还没有登记,所里开不了锁", "账本里还没有内容;请重新登记"),
    "PinLocked": ("密码连错太多次,账本已锁住", "请写一份解锁申请带到所里;账本里的内容都在"),
    "PinTooSimple": ("这个密码太容易猜", "请不要用同一个数字或连着的数字"),
    "PinTooShort": ("密码要 {fewest} 到 {most} 位数字", "请重新输入"),
    "PinWaits": ("请等 {seconds} 秒再试", "连错几次以后要多等一会儿;关机重开也不会变短"),
    "PinWrong": ("密码不对", "还可以试 {left} 次;忘了密码可以向所里申请解锁"),
    "UnlockFileDamaged": ("解锁文件已被改动或不完整", "请让对方重新生成文件,再拷贝一次"),
    "UnlockForAnother": ("这份解锁文件不是答复本机最新的申请", "请选择为本机生成的解锁文件,或重新写一份申请"),
    "UnlockFromTheFuture": ("解锁文件由更新的程序写成", "请先更新本程序,再打开这个文件"),
    "UnlockNotAwaited": (
        "这份解锁文件用不上了",
        "现在没有等着答复的申请:用密码打开过,以前的申请就作废了。请用密码打开;又忘了就重新写一份申请",
    ),
    "VaultAlreadyThere": ("这里已经设过密码", "请用原来的密码打开"),
    "VaultDamaged": ("密码文件损坏", "请用备份恢复;账本没有改动"),
    "VaultFromTheFuture": ("密码文件由更新的程序写成", "请先更新本程序"),
}
