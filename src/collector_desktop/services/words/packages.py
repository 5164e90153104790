"""The words of what is wrong with a package between the seats, beyond those every file shares."""

WORDS: dict[str, tuple[str, str]] = {
    "ChainOfAnotherDevice": ("{device} 号机的包里有别的机的日志链 {chain}", "请让收费员重新写日包;没有收下任何内容"),
    "LinesMissing": (
        "日志链 {chain} 缺第 {first} 至 {last} 行,没有收下任何内容",
        "请先收之前的日包;找不到了就让收费员在「交换」按「全部重交」,带新的日包来",
    ),
    "PackageContradictsItself": ("包里日志链 {chain} 的行数与包头写的不一样", "请让收费员重新写日包;没有收下任何内容"),
    "PackagePathWrong": ("包里有不该有的文件名「{name}」", "文件来历不明,没有收下任何内容"),
}
