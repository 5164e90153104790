"""Words for what is noted of a household."""

WORDS: dict[str, tuple[str, str]] = {
    "AppointmentAlreadyMade": ("{day} 已经约好上门", "要换时段,请先取消原来的约定"),
    "AppointmentInThePast": ("{day} 已经过去", "请约今天或以后的日子"),
    "AppointmentUnknown": ("没有这个约定,或已经过去、取消", "请刷新后再看"),
    "AwayInThePast": ("{day} 已经过去", "请写今天或以后的日子"),
    "ContactNameMissing": ("没有写姓名", "请写联系人的姓名或称呼"),
    "ContactNeedsPhone": ("没有写{name}的电话", "请写能打通的号码"),
    "NotAway": ("这户没有记外出", "请刷新后再看"),
    "SlipUnknown": ("没有这张留条", "请刷新后再看"),
}
