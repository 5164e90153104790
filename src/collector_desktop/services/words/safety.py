"""Backups, the mirror, restoring and damaged books."""

WORDS: dict[str, tuple[str, str]] = {
    "BackupDamaged": ("备份不完整或被改动过:{path}", "请选另一份备份;账本没有改动"),
    "BooksDamaged": ("账本文件损坏了:{path}", "请从备份恢复;损坏的文件会原样留在旁边"),
    "BooksDisagree": ("账本和流水日志有 {problems} 处对不上", "请先停止收费,保留现场,联系所里管理员;原有的备份都在"),
    "BackupUnknown": ("没有这份备份:{path}", "请用 backups 列出备份,写它的名字或文件夹"),
    "BooksInUse": ("账本正被另一个窗口或命令打开着:{path}", "请先关掉它再恢复;什么都没有改动"),
    "BooksOnServer": (
        "账本在数据库服务器上,本程序不备份服务器",
        "请用 pg_dump 定时备份,与密钥文件和 .recovery 文件放在一起;恢复到新库后用 verify 查验",
    ),
    "KeysChangedSince": (
        "{device} 号机在这份备份之后换过密钥",
        "请插上有流水镜像的备份盘再恢复,或选换密钥之后的备份;账本没有改动",
    ),
    "KeysInTheSafe": (
        "{path} 里的密钥是密封的,本机的密钥也不在了",
        "请用保险柜里的恢复钥匙:窗口按「用恢复钥匙」,命令加 --identity",
    ),
    "KeysNowhere": (
        "{path} 里只有账本,没有密钥,本机的密钥也不在了",
        "账本可以看,不能接着记;请找回密钥文件,或另选一份带密钥的备份",
    ),
    "MirrorOfAnother": ("流水镜像是另一份账本写的({chain} 链第 {line} 行不同)", "请只用备份恢复,并告诉所里管理员"),
    "NewerKeysLost": (
        "{device} 号机在这份备份之后换过密钥,新密钥找不到了",
        "请选换密钥之后的备份;没有就把流水写给供电所,所里收下后再请所里重新登记这台电脑",
    ),
    "RouteMissing": (
        "镜像里缺第 {number} 号线路包",
        "请把那份线路包放回备份盘的镜像文件夹;找不到就把流水写给供电所,再请所里重新登记这台电脑",
    ),
}
"""Class name of a refusal → what is not so, and advice."""
