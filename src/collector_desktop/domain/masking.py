"""Masking: what others may see of a person (Personal Information Protection Law art. 6 and 51)."""

from collector_desktop.domain.names import AccountNumber

_STARS = "*" * 4
_INSTITUTIONS = (
    *("小学", "中学", "学校", "幼儿园", "卫生室", "卫生院", "医院", "敬老院"),
    *("村委会", "村民委员会", "居委会", "政府", "派出所", "供电所", "泵站", "水厂"),
    *("合作社", "信用社", "公司", "银行"),
)
_SHORTEST_INSTITUTION = 4
_MOBILE = 11


def mask_name(name: str) -> str:
    """The family name's first character and stars: 张三 is 张*, 张三丰 is 张**, a longer name keeps its length.

    A public institution's name is no personal information and stays.
    """
    name = name.strip()
    if len(name) >= _SHORTEST_INSTITUTION and name.endswith(_INSTITUTIONS):
        return name
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""


def mask_account(account: AccountNumber) -> str:
    """The last four digits: ****1234; of a number too short for that only the last two, or none."""
    return _STARS + _tail(account, 4)


def mask_phone(phone: str) -> str:
    """The first three and last four digits, 138****5678; of a number too short for that only the last two, or none."""
    phone = phone.strip()
    return phone[:3] + _STARS + phone[-4:] if len(phone) >= _MOBILE else _STARS + _tail(phone, 2)


def _tail(number: str, digits: int) -> str:
    """The last digits, but never half of a number: a village's short numbers (短号) would be whole."""
    return next((number[-shown:] for shown in (digits, 2) if len(number) > 2 * shown), "")
