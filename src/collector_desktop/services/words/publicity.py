"""Words for publicity, praise and lists with names."""

WORDS: dict[str, tuple[str, str]] = {
    "LeafletBraceOpen": ("第 {line} 行的花括号不成对", "花括号只用来写要填的内容,如 {{供电所}};请补上或删去"),
    "LeafletFieldUnknown": ("第 {line} 行的「{field}」不是能填的内容", "能填的有:{known}"),
    "LeafletTextMissing": ("宣传单是空的", "第一行写标题,再试一次;要用原来的,按「恢复原文」"),
    "NamesNotAllowed": (
        "不能公布欠费户的姓名",
        "《个人信息保护法》第二十五条:个人信息不得公开。请改贴「{village}」的分组汇总海报,只有户数和金额",
    ),
    "NobodyToPraise": ("{village} {month} 还没有按时交清的户", "等截止日过后再出,或换一个月"),
    "PublicityWithoutPlace": ("没有写在哪里宣传", "请写地点,如村委会、集市、学校"),
    "PublicityWithoutTopic": ("没有选宣传的内容", "请至少选一项"),
    "TooFewForPoster": (
        "{village} 欠费的只有 {households} 户,少于 {smallest} 户",
        "户数太少,看得出是谁,不能张贴;请上门去说",
    ),
    "UnmaskedListAlreadyMade": ("这件批准 {on} 已经用过,名单是 {file}", "一次批准只出一份;还要,请重新申请"),
    "UnmaskedListElsewhere": ("批准的村 {villages} 不在这个账本里", "请到供电所出名单"),
    "UnmaskedListNotApproved": ("不遮蔽的名单要供电所批准", "请先申请,写明用途;批准随线路包回来"),
}
