"""Words for payment order and suit: what is not so, and what to do about it."""

WORDS: dict[str, tuple[str, str]] = {
    "BillNotOverdue": ("账单 {bill} 还没有逾期", "逾期以后才能起诉"),
    "CaseNumberMissing": ("没有填法院案号", "请照受理通知书填写,如(2026)豫0703民督12号"),
    "ClaimRunning": ("账单 {bill} {day} 已向{court}提出,还没有结束", "请在那一件里记后面的步骤"),
    "ClaimUnknown": ("没有这一件诉讼", "请刷新后再看"),
    "CourtMissing": ("没有填法院", "请填写有管辖权的基层人民法院"),
    "EnforcementTooEarly": ("异议期、上诉期还没有过", "{day} 起才可以申请强制执行"),
    "EvidenceMissing": ("证据「{title}」的文件不在这台电脑上,或与记录不符", "请先导入日包,或从备份找回"),
    "FilingDayNotPossible": ("提交日期不能是 {day}", "请填今天或以前的日子"),
    "NothingToClaim": ("这户没有逾期的电费", "已经交清,不用起诉"),
    "ObjectionTooLate": ("异议期到 {last} 为止", "逾期异议不影响支付令的效力;请核对收到异议的日子"),
    "OnlyTheStationSues": ("支付令和诉讼由供电所办理", "请把证据随日包交所;办理情况会随路线包回来"),
    "PaymentOrderDisputed": ("客户有异议没有解决:{text}", "有争议不能申请支付令;请先处理,或直接起诉"),
    "StepDayNotPossible": ("日期 {day} 不对", "请填 {first} 至 {last} 之间的日子"),
    "StepDoesNotFollow": ("上一步({since})以后不能办这一步", "请看现在能记哪几步"),
}
