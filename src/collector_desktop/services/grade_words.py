"""A grade in plain words: what each line looked at and what it gave."""

from collections.abc import Callable

from collector_desktop.domain.grading import GradeCode, GradeLine, PayerClass
from collector_desktop.services.sentences import as_written

_NAMES = {GradeCode.ON_TIME: "按时缴费", GradeCode.ARREARS: "拖欠时间", GradeCode.PROMISES: "守约"}
_CLASSES = {
    PayerClass.PROMPT: "按时",
    PayerClass.SLOW: "偏慢",
    PayerClass.CONTESTING: "有异议",
    PayerClass.LONG_ARREARS: "长期欠费",
    PayerClass.REFUSING: "拒绝",
}
_LOOKED_AT = {
    GradeCode.ON_TIME: "到期账单 {counted} 笔,按时缴清 {good} 笔",
    GradeCode.ARREARS: "最早一笔未清账单已逾期 {counted} 天",
    GradeCode.PROMISES: "约定缴费 {counted} 次,守约 {good} 次",
}
_NOTHING = {
    GradeCode.ON_TIME: "近一年没有到期的账单",
    GradeCode.ARREARS: "没有逾期的账单",
    GradeCode.PROMISES: "近一年没有约定过缴费",
}


def line_name(code: GradeCode, translate: Callable[[str], str] = as_written) -> str:
    """What a line is called."""
    return translate(_NAMES[code])


def class_name(payer: PayerClass, translate: Callable[[str], str] = as_written) -> str:
    """How a household pays, in a neutral word."""
    return translate(_CLASSES[payer])


def line_words(line: GradeLine, translate: Callable[[str], str] = as_written) -> str:
    """What a line looked at, and why it has its points."""
    if line.upheld:
        return translate("供电所采纳了异议,这一项按满分计")
    if line.counted <= 0:
        return translate(_NOTHING[line.code])
    return translate(_LOOKED_AT[line.code]).format(counted=line.counted, good=line.good)
