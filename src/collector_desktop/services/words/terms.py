"""Words for contracts and for what is waived of a penalty."""

WORDS: dict[str, tuple[str, str]] = {
    "BillUnknown": ("账上没有 {bill} 这笔电费", "请在这户的欠费里选一笔"),
    "ContractNumberMissing": ("没有写合同编号", "请照合同首页填写编号"),
    "ContractOlderThanRegistered": ("{on} 已登记了更晚签订的合同 {number}", "以后签的为准;要改请登记新签的合同"),
    "ContractSignedInTheFuture": ("签订日期 {on} 还没有到", "请照合同末页填写签订日期"),
    "ContractsRefused": ("合同台账有 {problems} 处问题,一份也没有登记", "问题清单在 {report};改正后再导入"),
    "NothingToWaive": ("这笔电费今天没有违约金", "不用申请减免"),
    "RateOverTheLaw": ("每日 {permille}‰ 超过规定的 {most}‰", "合同约定不能高于规定;请核对合同,按规定的比例登记"),
    "WaiverMoreThanOpen": ("要减免 {amount} 元,违约金只有 {open} 元", "请改成违约金以内的金额"),
    "WaiverNotApproved": ("{bill} 减免 {amount} 元没有批准", "先申请,供电所批准后才能减免;未经批准减免属于违规"),
    "WaiverOnAnotherBill": ("申请的是 {asked},不能批到 {granted}", "请让收费员为另一笔重新申请"),
}
