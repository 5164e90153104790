"""Masking: what others may see of a person (Personal Information Protection Law art. 6 and 51)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from collector_desktop.domain.names import AccountNumber

_STARS = "*" * 4
_INSTITUTIONS = (
    *("小学", "中学", "学校", "幼儿园", "卫生室", "卫生院", "医院", "敬老院"),
    *("村委会", "村民委员会", "居委会", "政府", "派出所", "供电所", "泵站", "水厂"),
    *("合作社", "信用社", "公司", "银行"),
)
_SHORTEST_INSTITUTION = 4
_MOBILE = 11
_ACCOUNT = 10
_SHORTEST_NAME = 2
_REMARK = re.compile(r"[\s((].*", re.DOTALL)
"""What a station writes behind a name: 王秀英(已故)."""
_ROLES = (
    *("户主", "本人", "家属", "家人", "亲戚", "邻居", "房东", "房客", "租户", "租客", "代理人", "委托人", "负责人"),
    *("妻子", "丈夫", "爱人", "配偶", "老伴", "对象", "父亲", "母亲", "父母", "儿子", "女儿", "孩子", "儿媳", "女婿"),
    *("哥哥", "弟弟", "姐姐", "妹妹", "嫂子", "爷爷", "奶奶", "孙子", "孙女", "其妻", "其夫", "其父", "其母", "其子"),
    *("村主任", "村支书", "支书", "主任", "村长", "组长", "会计", "文书", "网格员", "门卫", "店主", "老板", "校长"),
)
_ROLE = re.compile(rf"({'|'.join(sorted(_ROLES, key=len, reverse=True))}|的|\W+)")
"""A word for what somebody is to the household, and what stands between words; no given name has any of them in it."""
_NUMBER = re.compile(r"\d{7,}|\d{3,4}-\d{7,8}")


def mask_name(name: str) -> str:
    """The family name's first character and stars: 张三 is 张*, 张三丰 is 张**, a longer name keeps its length.

    A public institution's name is no personal information and stays.
    """
    name = name.strip()
    if len(name) >= _SHORTEST_INSTITUTION and name.endswith(_INSTITUTIONS):
        return name
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""


def mask_person(who: str) -> str:
    """Whoever somebody spoke to: 户主 and 邻居 stay as they are, 儿子王小明 is 儿子王**, a name alone is masked."""
    return "".join(part if _ROLE.fullmatch(part) else mask_name(part) for part in _ROLE.split(who.strip()) if part)


def mask_account(account: AccountNumber) -> str:
    """The last four digits: ****1234; of a number too short for that only the last two, or none."""
    return _STARS + _tail(account, 4)


def mask_phone(phone: str) -> str:
    """The first three and last four digits, 138****5678; of a number too short for that only the last two, or none."""
    phone = phone.strip()
    return phone[:3] + _STARS + phone[-4:] if len(phone) >= _MOBILE else _STARS + _tail(phone, 2)


def mask_text(text: str, names: Iterable[str]) -> str:
    """A text somebody wrote, for others: the names given are masked, with or without the station's remark behind them,
    and so is every number long enough to be a phone or an account.

    A longer name goes first, so that nothing of it is left by a shorter one inside it.
    """
    known = {name.strip() for name in names}
    for name in sorted(known | {_REMARK.sub("", name) for name in known}, key=len, reverse=True):
        if len(name) >= _SHORTEST_NAME and name in text:
            text = text.replace(name, mask_name(name))
    return _NUMBER.sub(lambda found: _mask_number(unicodedata.normalize("NFKC", found[0])), text)


def mask_texts(texts: Sequence[str], names: Iterable[str]) -> tuple[str, ...]:
    """The same for many texts: of a county's names only those that are in any of them are looked for in each."""
    whole = "\n".join(texts)
    said = [name for name in names if _REMARK.sub("", name.strip()) in whole]
    return tuple(mask_text(text, said) for text in texts)


def _mask_number(number: str) -> str:
    return mask_account(AccountNumber(number)) if len(number) == _ACCOUNT else mask_phone(number)


def _tail(number: str, digits: int) -> str:
    """The last digits, but never half of a number: a village's short numbers (短号) would be whole."""
    return next((number[-shown:] for shown in (digits, 2) if len(number) > 2 * shown), "")
