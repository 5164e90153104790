"""Words for prepayment, deposits and bank savers."""

WORDS: dict[str, tuple[str, str]] = {
    "BankMissing": ("没有写是哪家银行", "请写银行名称,如信用社、邮储、农行"),
    "BankResultsRefused": ("银行文件有 {problems} 处问题,一行也没有收", "问题清单在 {report};改正后再导入"),
    "LastDigitsNotValid": ("「{text}」不是账号的末四位", "只留账号的最后四位数字,不要写全"),
    "NothingHeld": ("这户没有可以办的余额", "请核对户号"),
    "NothingToOffset": ("这户没有欠费,不用抵", "保证金继续代管,销户时退还"),
    "OwesBeforeRefund": ("这户还欠 {owed} 元", "请先交清,或凭客户的书面申请用保证金抵电费"),
    "RefundInCashNotAllowed": (
        "不能在门口退现金",
        "收来的电费要当天全额解款,不能从中支付(不坐支);请选供电所柜台或退到银行卡",
    ),
    "RefundMoreThanHeld": ("要退 {amount} 元,只有 {held} 元", "请改成余额以内的金额"),
    "SaverUnchanged": ("这户本来就不是代扣户", "不用再记"),
    "SupplyNotEnded": ("{on} 才停止用电", "销户以后再退保证金;在这之前可以抵电费"),
    "WrittenWishMissing": ("没有客户的书面申请", "请客户写明愿意用保证金抵电费并签字,拍照附上"),
}
