"""Words for the station's rules."""

WORDS: dict[str, tuple[str, str]] = {
    "RuleNotUnderstood": ("{field}:看不懂「{text}」", "请照现在的样子写:{example}"),
    "RuleOutOfBounds": ("{field}不能是 {text}", "允许 {allowed};依据:{basis}"),
    "RuleUnchanged": ("{field}本来就是这样", "没有改动;请写上新的内容"),
    "RuleUnknown": ("没有叫「{text}」的参数", "请用 policy 列出全部参数和它们的名称"),
    "RulesChangedMeanwhile": ("参数刚刚被别人改过,现在是第 {version} 版", "请看过新的内容再改"),
    "RulesOutOfOrder": ("「{lower}」不能大于「{upper}」", "请先改另一项"),
}
