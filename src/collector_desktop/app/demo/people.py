"""Made-up people: names as they sound in a village, phones and papers that can belong to nobody."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_SURNAMES_READ_TWO_WAYS = ("单", "仇", "解", "查", "曾", "区", "盖", "覃", "乐", "翟")
_GIVEN = (
    *("建国", "秀英", "桂兰", "大山", "文举", "守信", "秋菊", "志强", "玉梅", "铁柱", "春花", "长江", "凤霞", "满仓"),
    *("来福", "素珍", "德胜", "爱莲", "树根", "金锁", "小芳", "国庆", "红军", "麦囤", "喜梅", "根生", "改革", "丰收"),
    *("平", "杰", "伟", "丽", "静", "勇", "霞", "军", "燕", "涛", "敏", "斌", "花", "民", "兰", "淼"),
)
_RARE = ("㙟", "垚", "犇", "堃", "𠮷")
_PLACES_OF_ALL = ("代销点", "卫生室", "村委会", "小学", "机井房")


def telling_names(chance: Random, count: int, given: Sequence[str] = ()) -> dict[int, str]:
    """Which of that many households bear the given names, and the rare characters and two-way surnames, one each."""
    told = [
        *given,
        *(chance.choice(_SURNAMES) + rare for rare in _RARE),
        *(surname + chance.choice(_GIVEN) for surname in _SURNAMES_READ_TWO_WAYS),
    ][:count]
    return dict(zip(chance.sample(range(count), len(told)), told, strict=True))


def usual_name(chance: Random) -> str:
    """A surname and a given name."""
    return chance.choice(_SURNAMES) + chance.choice(_GIVEN)


def shared_place(chance: Random, village: str) -> str:
    """The name of an account that belongs to a village rather than a family."""
    return village.removesuffix("村") + chance.choice(_PLACES_OF_ALL)


def phones(chance: Random) -> str:
    """No number, one, or two joined by "|"."""
    count = chance.choices((0, 1, 2), (18, 76, 6))[0]
    return "|".join(phone(chance) for _ in range(count))


def phone(chance: Random) -> str:
    """A number that rings nowhere: the prefix 12 is given to no mobile network."""
    return f"12{chance.randrange(10**9):09d}"


def id_number(chance: Random) -> str:
    """Eighteen places like an ID card's, with a check digit that is always wrong."""
    born = date(1945, 1, 1) + timedelta(days=chance.randrange(20_000))
    stem = f"410781{born:%Y%m%d}{chance.randrange(1, 1000):03d}"
    weighted = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(stem)) % 11
    check = "10X98765432"[weighted]
    return stem + chance.choice([digit for digit in "0123456789" if digit != check])
