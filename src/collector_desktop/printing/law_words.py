"""The law as papers quote it, in its own words or in plain ones where it is long."""

from collector_desktop.domain.notices import LawText

LAW = {
    LawText.CIVIL_CODE_654: (
        "《民法典》第六百五十四条:用电人逾期不支付电费的,应当按照约定支付违约金。经催告用电人在合理期限内仍不支付电费和"
        "违约金的,供电人可以按照国家规定的程序中止供电。供电人中止供电的,应当事先通知用电人。"
    ),
    LawText.SUPPLY_REGULATION_39: (
        "《电力供应与使用条例》第三十九条:逾期未交付电费的,从逾期之日起每日按电费总额的 1‰ 至 3‰ 加收违约金,具体比例由"
        "供用电合同约定;逾期超过 30 日,经催交仍未交付的,可以按照国家规定的程序停止供电。"
    ),
    LawText.SUPPLY_RULES_STOPPING: (
        "《供电营业规则》:停电须经批准;停电前 3 至 7 天送达停电通知书,停电前 30 分钟再通知一次,方可实施。"
    ),
    LawText.SUPPLY_RULES_RECONNECTING: "《供电营业规则》:停电的原因消除后,在规定时限内恢复供电。",
    LawText.CIVIL_CODE_195: "《民法典》第一百九十五条:权利人提出履行请求的,诉讼时效中断,从中断时起重新计算。",
}
"""What each paper may quote."""
