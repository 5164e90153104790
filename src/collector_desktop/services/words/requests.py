"""Words for asking the station and for what belongs to an act."""

WORDS: dict[str, tuple[str, str]] = {
    "AttachmentMissing": ("数据包里缺少「{title}」这个附件", "请让收费员重新生成日包,再拷贝一次"),
    "AttachmentNotUnderstood": ("「{title}」不是能用的图片或单据", "请选择 JPG、PNG 图片或 PDF 文件"),
    "AttachmentTooLarge": ("「{title}」太大", "请重新拍照,或选择小一些的文件"),
    "DeciderMissing": ("没有写决定人", "请写上决定人的姓名"),
    "GrantedOtherThanAsked": ("批准的内容与申请的不是一回事", "请按申请的内容决定,或不同意并写明原因"),
    "ManagerNeeded": ("这件事要由所长决定", "请所长来审批"),
    "NotWithdrawable": ("这条记录是凭据,不能收回", "写错了请另作一条更正,并写明原因"),
    "OnlyTheStationDecides": ("这件事只有供电所能决定", "请提出申请,晚上随日包交所"),
    "RequestAlreadyDecided": ("这件申请 {on} 已由 {by} 决定", "不用再决定;有新情况请重新申请"),
    "RequestAlreadyMade": ("{on} 已经申请过,还没有答复", "请等所里答复;晚上交日包、取线路包"),
    "RequestUnknown": ("没有这件申请", "请先收下收费员的日包"),
}
