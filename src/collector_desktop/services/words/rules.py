"""Words for the station's rules."""

from collector_desktop.domain.holidays import CalendarProblem

WORDS: dict[str, tuple[str, str]] = {
    "RuleNotUnderstood": ("{field}:看不懂「{text}」", "请照现在的样子写:{example}"),
    "RuleOutOfBounds": ("{field}不能是 {text}", "允许 {allowed};依据:{basis}"),
    "RuleUnchanged": ("{field}本来就是这样", "没有改动;请写上新的内容"),
    "RuleUnknown": ("没有叫「{text}」的参数", "请用 policy 列出全部参数和它们的名称"),
    "RulesChangedMeanwhile": ("参数刚刚被别人改过,现在是第 {version} 版", "请看过新的内容再改"),
    "RulesOutOfOrder": ("「{lower}」不能大于「{upper}」", "请先改另一项"),
}

CALENDAR: dict[CalendarProblem, str] = {
    CalendarProblem.NO_HOLIDAYS: "不是放假安排的写法",
    CalendarProblem.TOO_LARGE: "文件太大",
    CalendarProblem.BACKWARDS: "结束早于开始",
    CalendarProblem.OUTSIDE: "不在这一年里",
    CalendarProblem.OVERLAP: "两个假期重叠",
    CalendarProblem.NO_WEEKEND: "不是周末,本来就上班",
    CalendarProblem.BOTH: "又放假又上班",
    CalendarProblem.TWICE: "写了两遍",
}
"""What is wrong with a holiday file."""
