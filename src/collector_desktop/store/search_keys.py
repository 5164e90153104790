"""Search keys of names: initials and whole pinyin, with every reading of a polyphone."""

from functools import cache
from itertools import islice, product

SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "曾": "zeng", "区": "ou", "盖": "ge", "覃": "qin",
    "乐": "yue", "翟": "zhai", "朴": "piao", "任": "ren", "华": "hua", "卜": "bu", "繁": "po", "尹": "yin",
    "冼": "xian", "尉": "yu", "万": "wan", "缪": "miao", "晁": "chao", "召": "shao", "折": "she", "黑": "he",
    "秘": "bi", "种": "chong", "洗": "xian", "员": "yun", "郇": "xun", "佴": "nai", "撒": "sa", "燕": "yan",
    "葛": "ge", "隗": "wei", "逄": "pang", "能": "nai", "哈": "ha", "应": "ying", "宓": "fu", "褚": "chu",
}  # fmt: skip
"""Surnames whose reading differs from the word's usual one."""

_MOST_READINGS = 3
_MOST_KEYS = 24


def search_keys(name: str) -> str:
    """The keys of a name, separated by blanks; a character nobody can read stays itself."""
    name = name.strip()
    if not name:
        return ""
    readings = [_readings(letter) for letter in name]
    surname = SURNAMES.get(name[0])
    if surname is not None:
        readings[0] = tuple(dict.fromkeys([surname, *readings[0]]))
    if all(len(each) == 1 for each in readings):
        only = [each[0] for each in readings]
        return " ".join(dict.fromkeys(["".join(part[:1] for part in only), "".join(only)]))
    whole = ["".join(each) for each in islice(product(*readings), _MOST_KEYS)]
    initials = ["".join(part[:1] for part in each) for each in islice(product(*readings), _MOST_KEYS)]
    return " ".join(dict.fromkeys([*initials, *whole]))


@cache
def _readings(letter: str) -> tuple[str, ...]:
    """A character's readings, itself if there are none; asked again and again while names are taken in."""
    from pypinyin import Style, pinyin  # a quarter of a second: imported only where names are taken in

    found = pinyin(letter, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(found[0]))[:_MOST_READINGS] if found else (letter,)
