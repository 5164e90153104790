"""Words for deciding a drawer that did not agree."""

WORDS: dict[str, tuple[str, str]] = {
    "CashAlreadyDecided": ("{device} 号机 {day} 的长短款 {on} 已由 {by} 决定", "请重新打开看看"),
    "CashDifferenceChanged": (
        "{device} 号机 {day} 的长短款现在是 {amount} 元,不是 {shown} 元",
        "电脑恢复备份后重结过账;以后结的为准,请看过再定",
    ),
    "CashPaperMissing": ("没有写凭证号", "钱补来、退回或缴来了,请写收据或缴款单的号码"),
    "NoCashDifference": ("{device} 号机 {day} 没有长短款", "没有结账,或账款相符;不用决定"),
    "OutcomeNotPossible": (
        "{device} 号机 {day} 的长短款不能这样定",
        "短款补足或由所里承担;长款挂账、退还用户或缴入所里",
    ),
}
