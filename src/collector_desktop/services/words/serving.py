"""Words for the free service."""

WORDS: dict[str, tuple[str, str]] = {
    "BookingEnded": ("这次预约({on})已经做完或取消", "要再约,请从「应享」里重新预约"),
    "BookingInThePast": ("{day} 已经过去", "请选今天或以后的日子"),
    "BookingUnknown": ("没有这次预约", "请刷新「预约」,或先取新的线路包"),
    "CheckAlreadyBooked": ("这户已约好 {on}", "要换日子,请在「预约」里改期"),
    "CheckUsedUp": ("这户 {year} 年的免费检查 {on} 已做过", "请约 {next_year} 年 1 月 1 日起的日子;小修理随时可记"),
    "ChecklistEmpty": ("检查单上一项也没有查", "请至少查一项,再保存"),
    "FaultUnanswered": ("有 {faults} 项不合格,没有处理", "请写明当场修了什么,或定下复查的日子"),
    "FollowUpInThePast": ("复查的日子 {day} 已经过去", "请选今天或以后的日子"),
    "FollowUpUnknown": ("没有这项复查", "请刷新「记录」"),
    "NotEntitledToCheck": (
        "这户近 {months} 个月没有按时交清,也不是代扣户",
        "按时交清或办代扣以后就有免费检查;安全隐患、小修理随时可以处理",
    ),
    "SlotFull": ("{day} 这个时段已约满 {limit} 户", "请换一个时段或换一天"),
}
