"""Words for laptops at the station: revoking, changed keys, held lines."""

WORDS: dict[str, tuple[str, str]] = {
    "CutBeforeKnown": (
        "日志链 {chain} 已经收到第 {known} 行,不能截到第 {line} 行",
        "收下的要更正请办冲正;截止行不能在这之前",
    ),
    "CutOfAnotherDevice": ("日志链 {chain} 不是 {device} 号机的", "请写这台机自己的日志链"),
    "DeviceRevokedAlready": ("{device} 号机 {on} 已经停用", "不用再停用;压下的内容请到「设备」决定"),
    "HeldAlreadyDecided": ("压下的这些内容已经决定过", "决定了的不能再改;要更正请另办"),
    "HeldBuildsOnOthers": ("这些内容接着日志链 {chain} 第 {line} 行写,那一行还压着", "请先决定日志链 {chain} 的那一批"),
    "HeldUnknown": ("没有压下这些内容", "请重新打开「设备」看看"),
    "KeyChangeWrong": ("{device} 号机换密钥的记录不对", "来历不明,没有收下任何内容;请联系收费员核对"),
    "KeysAskedAlready": ("{on} 已经请 {device} 号机换密钥,还没有换好", "取了线路包、重新打开程序后就会换"),
    "ReceiptAmountMissing": ("只凭号码不能认定收据", "请扫收据上的码,或照收据再输入金额"),
}
