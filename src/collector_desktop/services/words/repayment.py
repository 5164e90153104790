"""Words for repayment plans."""

WORDS: dict[str, tuple[str, str]] = {
    "FirstInstalmentOver": ("第一期 {on} 已经过去太久", "这样批准当天就失效;请让收费员与客户重新商定日期"),
    "InstalmentDaysWrong": (
        "各期日期不对:第一期最晚 {first},最后一期最晚 {last}",
        "请从今天起按先后填写,期数少一些或第一期早一些",
    ),
    "InstalmentsMismatch": ("各期合计 {total} 元,欠费是 {debt} 元", "各期之和要与欠费一分不差"),
    "NothingToPlan": ("这户没有逾期的欠费", "分期只用于逾期欠费;未到期的按期交纳即可"),
    "PlanBinds": ("这户正按还款协议分期交,不能起诉", "第 {number} 期 {day} 到期;失效以后再起诉"),
    "PlanNotSigned": ("还没有客户的签字", "请客户在签字板上签字,或给签好的纸质协议拍照"),
    "PlanRuns": ("这户 {on} 已申请或签了还款协议", "一户同时只有一份协议;等它批复、还清或失效后再办"),
    "PlanTermsChanged": ("客户签的不是这样的分期", "不能改条款批准;请不批准并写明意见,让客户重新签一份"),
    "PlanUnknown": ("户号 {account} 没有还款协议", "请先与客户商定并申请"),
    "TooFewInstalments": ("{debt} 元至少分 {least} 期,每期都要有金额", "请改期数;金额太小就一次交清"),
    "TooManyInstalments": ("{number} 期太多,最多 {most} 期", "请减少期数,每期多交一些"),
}
