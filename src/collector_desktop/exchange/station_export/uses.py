"""What a use category (用电类别) means for the penalty."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from collector_desktop.domain.bill import UseClass

_CLASS_03 = re.compile(r"0?3(?!\d)")  # low-voltage residential
_CODE = re.compile(r"(\d{1,4})?\s*[-—_.:：]?\s*(.*)")


class Use(NamedTuple):
    """A use category: its code, its name, and its class if the texts tell one."""

    code: str
    name: str
    use: UseClass | None


def use_of(code: str, text: str, name: str, user_class: str) -> Use:
    """The use category out of 电价码, 电价码及名称, 用电性质 and 用户分类; each may be empty.

    Categories starting with 20 are residential, and without a category 用户分类 03, low-voltage residential.
    """
    found = _CODE.fullmatch(text)
    own_code, own_name = (found[1] or "", found[2]) if found else ("", text)
    code, name = code or own_code, own_name or name
    return Use(code, name, _class_of(code, name, user_class))


def uses_of(columns: Iterable[tuple[str, str, str, str]]) -> list[Use]:
    """Every row's use category; equal rows are worked out once."""
    rows = list(columns)
    known = {row: use_of(*row) for row in set(rows)}
    return [known[row] for row in rows]


def _class_of(code: str, name: str, user_class: str) -> UseClass | None:
    if code:
        return UseClass.RESIDENTIAL if code.startswith("20") else UseClass.OTHER
    if name:
        residential = "居民" in name and "非居民" not in name
        return UseClass.RESIDENTIAL if residential else UseClass.OTHER
    if user_class:
        residential = _CLASS_03.match(user_class) is not None or ("居民" in user_class and "非居民" not in user_class)
        return UseClass.RESIDENTIAL if residential else UseClass.OTHER
    return None
