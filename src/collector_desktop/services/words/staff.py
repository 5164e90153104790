"""Words for the station's people and their PINs."""

WORDS: dict[str, tuple[str, str]] = {
    "BadgeMissing": ("没有写经办人工号", "请加上 --as 工号;密码在终端上问,或用 --pin-file、--pin-fd"),
    "FirstIsManager": ("供电所还没有所长", "请先登记所长,再由所长登记营业员"),
    "LastManager": ("{name} 是唯一的所长", "请先登记另一位所长"),
    "ManagerNamedAlready": ("供电所已经有所长", "请所长签到后再登记别人"),
    "NoPinSet": ("工号 {badge} 还没有密码", "请所长签到后给他设密码"),
    "PinMissing": ("没有密码,不能签到", "请在终端上运行,或用 --pin-file、--pin-fd 给出密码"),
    "NotARecoveryKey": ("{path} 里没有恢复钥匙", "请选保险柜里的那个文件;手抄的请核对每个字母"),
    "RecoveryFileTaken": ("{path} 已经有文件", "恢复钥匙不覆盖别的文件;请换一个名字"),
    "RecoveryFileBesideBackups": (
        "{path} 在放第二份备份的地方,恢复钥匙不能放在那里",
        "密封的密钥就在那里,放在一起等于没有封;请换一个优盘,写好收进保险柜",
    ),
    "RecoveryKeyWrong": ("这把恢复钥匙打不开 {path}", "可能是以前作废的一把;请找最近做的那把"),
    "StaffBadgeTaken": ("工号 {badge} 是 {name} 的", "请换一个工号;回来上班的,改他的信息即可"),
    "StaffGone": ("工号 {badge} {on} 起已离岗", "请所长在「人员」里改回在岗"),
    "StaffNameMissing": ("没有写姓名或工号", "请写上姓名和工号"),
    "StaffPinLocked": (
        "工号 {badge} 密码连错太多次,已锁住",
        "请所长在「人员」里重设;所长自己的,用保险柜里的恢复钥匙重设",
    ),
    "StaffPinWrong": ("密码不对", "还可以试 {left} 次;忘了密码请所长重设"),
    "StaffUnknown": ("供电所没有工号 {badge}", "请核对工号;新来的人请所长登记"),
}
